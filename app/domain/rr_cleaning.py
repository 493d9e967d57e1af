"""Artefacts among the beats of a finished recording: found, classified, mended.

Source: Lipponen JA, Tarvainen MP (2019), A robust algorithm for heart rate variability time series artefact
correction using novel beat classification, J Med Eng Technol 43(3):173-181. Where it leaves a choice open:

- Its equations print the quartile deviation of |dRR|, its words say that 5.2 times it covers 99.95 % of
  normal beats. That holds for dRR with its sign (5.2 · 0.674 σ), not for |dRR|, which would call one normal
  beat in fifty an artefact: here it is taken with the sign.
- A threshold never falls below the resolution of sensors, so that an even heart has no artefacts.
- Before the first beat and behind the last, the heart is thought to beat at the median of the beats there.
- A long, short or ectopic interval is replaced by a straight line between the beats around it.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

ALPHA = 5.2  # thresholds, in quartile deviations
THRESHOLD_BEATS = 91  # each threshold is of a beat and the 90 around it
MEDIAN_BEATS = 11
ECTOPIC_SLOPE, ECTOPIC_OFFSET = 0.13, 0.17  # c1 and c2 of the paper
FAR_FROM_MEDIAN = 3.0  # thresholds
LOWEST_THRESHOLD_MS = 10.0  # many watches tell hundredths of a second: a step of one is no artefact
FEWEST_BEATS = 3  # fewer say nothing of each other


class Artefact(StrEnum):
    """What is wrong with an RR interval."""

    ECTOPIC = "ectopic"
    MISSED = "missed"
    EXTRA = "extra"
    LONG_OR_SHORT = "long_or_short"


class NnInterval(NamedTuple):
    """An interval between normal beats, in ms.

    `place` is the RR interval with which it ends. `is_measured` is False where it stands in for an artefact.
    """

    nn_ms: float
    place: int
    is_measured: bool


def artefacts_of(rr_ms: Sequence[float]) -> list[Artefact | None]:
    """The class of each interval of an unbroken stretch; None for a normal one. Intervals in ms, above 0."""
    if len(rr_ms) < FEWEST_BEATS:
        return [None] * len(rr_ms)
    return _Judgement(rr_ms).classes()


def mended(rr_ms: Sequence[float], artefacts: Sequence[Artefact | None]) -> list[NnInterval]:
    """The stretch without its artefacts; empty where nothing is normal.

    The beat after an extra one ends the interval that the extra one cut, so that both make a measured one; a
    missed beat lies in the middle of its interval; the others get their length from the beats around.
    """
    intervals: list[NnInterval] = []
    unknown: list[int] = []  # where in `intervals` a length is still wanted
    is_open = False  # the interval before was cut by an extra beat
    for place, (interval_ms, artefact) in enumerate(zip(rr_ms, artefacts, strict=True)):
        if is_open:
            intervals.append(NnInterval(rr_ms[place - 1] + interval_ms, place, is_measured=True))
            is_open = False
        elif artefact is None:
            intervals.append(NnInterval(interval_ms, place, is_measured=True))
        elif artefact is Artefact.MISSED:
            intervals += [NnInterval(interval_ms / 2.0, place, is_measured=False)] * 2
        elif artefact is Artefact.EXTRA:
            is_open = True
        else:
            unknown.append(len(intervals))
            intervals.append(NnInterval(interval_ms, place, is_measured=False))
    return _interpolated(intervals, unknown)


class _Judgement:
    """The paper's figure 1: each interval's jump (dRR) and distance from the median (mRR), in thresholds."""

    def __init__(self, rr_ms: Sequence[float]) -> None:
        self._rr_ms = rr_ms
        self._medians = [_quantile(window, 0.5) for window in _windows(rr_ms, MEDIAN_BEATS)]
        away = [interval - median for interval, median in zip(rr_ms, self._medians, strict=True)]
        away = [2.0 * each if each < 0.0 else each for each in away]
        self._reach = _thresholds(away)
        self._away = [each / reach for each, reach in zip(away, self._reach, strict=True)]
        first_ms, last_ms = self._medians[0], self._medians[-1]
        extended = (first_ms, first_ms, *rr_ms, last_ms, last_ms)
        jumps = [later - earlier for earlier, later in pairwise(extended)]  # one before, two behind
        reach = _thresholds(jumps[1:-2])
        reach = [reach[0], *reach, reach[-1], reach[-1]]
        self._jumps = [jump / each for jump, each in zip(jumps, reach, strict=True)]

    def classes(self) -> list[Artefact | None]:
        """The class of each interval. Behind a jump the next one is judged too, if a greater jump ends it."""
        found: list[Artefact | None] = [None] * len(self._rr_ms)
        place = 0
        while place < len(found):
            before, jump, after, second = self._jumps[place : place + 4]
            if abs(jump) > 1.0 and _is_ectopic(before, jump, after):
                found[place] = Artefact.ECTOPIC
            elif abs(jump) > 1.0:
                found[place] = self._class_at(place)
                if abs(after) < abs(second) and place + 1 < len(found):
                    place += 1
                    found[place] = self._class_at(place)
            place += 1
        return found

    def _class_at(self, place: int) -> Artefact | None:
        _before, jump, after, second = self._jumps[place : place + 4]
        is_long = jump > 1.0 and min(after, second) < -1.0
        is_short = jump < -1.0 and max(after, second) > 1.0
        if not is_long and not is_short and abs(self._away[place]) <= FAR_FROM_MEDIAN:
            return None
        interval, median, reach = self._rr_ms[place], self._medians[place], self._reach[place]
        if is_short and place + 1 < len(self._rr_ms):
            if abs(interval + self._rr_ms[place + 1] - median) < reach:
                return Artefact.EXTRA
        elif is_long and abs(interval / 2.0 - median) < reach:
            return Artefact.MISSED
        return Artefact.LONG_OR_SHORT


def _is_ectopic(before: float, jump: float, after: float) -> bool:
    """A jump with one back on both sides: the beat came at the wrong time, its neighbours did not."""
    if jump > 0.0:
        return max(before, after) < -ECTOPIC_SLOPE * jump - ECTOPIC_OFFSET
    return min(before, after) > -ECTOPIC_SLOPE * jump + ECTOPIC_OFFSET


def _thresholds(values: Sequence[float]) -> list[float]:
    """The time-varying threshold of each value, in its unit."""
    return [
        max(LOWEST_THRESHOLD_MS, ALPHA * (_quantile(window, 0.75) - _quantile(window, 0.25)) / 2.0)
        for window in _windows(values, THRESHOLD_BEATS)
    ]


def _windows(values: Sequence[float], width: int) -> Iterator[list[float]]:
    """The values around each value, sorted; at the ends, those that there are. Always the same list."""
    half = width // 2
    window = sorted(values[:half])
    for place in range(len(values)):
        if place + half < len(values):
            insort(window, values[place + half])
        if place > half:
            del window[bisect_left(window, values[place - half - 1])]
        yield window


def _quantile(ordered: Sequence[float], share: float) -> float:
    """With linear interpolation between the two nearest."""
    rank = (len(ordered) - 1) * share
    below = int(rank)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (rank - below) * (ordered[above] - ordered[below])


def _interpolated(intervals: list[NnInterval], unknown: Sequence[int]) -> list[NnInterval]:
    """Fills in lengths along straight lines between those that are known; at an end, the nearest one's."""
    wanted = set(unknown)
    known = [place for place in range(len(intervals)) if place not in wanted]
    if not known:
        return []
    following = 0  # in `known`: the first behind the place
    for place in unknown:
        while following < len(known) and known[following] < place:
            following += 1
        before = known[max(0, following - 1)]
        after = known[min(following, len(known) - 1)]
        share = (place - before) / (after - before) if after > before else 0.0
        start_ms, end_ms = intervals[before].nn_ms, intervals[after].nn_ms
        intervals[place] = intervals[place]._replace(nn_ms=start_ms + share * (end_ms - start_ms))
    return intervals
