"""Are two recordings one activity? The watch's file and the laptop's session, whose clocks may differ.

Clocks are shifted against each other by up to ±180 s, and by whole hours, since files with a wrong time zone
are common. A whole-hour shift must convince by level and by shape, for two workouts of one day may be alike.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.domain.frozen import frozen
from app.domain.samples import HeartRateSample

LARGEST_DRIFT_S = 180
MOST_HOURS = 14  # UTC+14 is the largest offset there is
SAME_OVERLAP = 0.60  # of the shorter
UNSURE_OVERLAP = 0.30
SAME_MEDIAN_BPM = 5.0
UNSURE_MEDIAN_BPM = 12.0
SAME_CORRELATION = 0.8
UNSURE_CORRELATION = 0.5
HOPELESS = 20.0  # median |Δ| − 5 r: six seconds to and fro do not make two of these alike
COARSE_STEP_S = 6  # heart rate hardly changes in less; the best of these is searched around
FEWEST_SECONDS = 60  # with fewer in common nothing can be said

Rates = NDArray[np.float64]


class Likeness(StrEnum):
    """What the comparison says; `unsure` goes to the athlete's review list."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@frozen
class Comparison:
    """How alike two recordings are, at the shift where they are most alike.

    `shift_s` is to be added to the second one's clock. `overlap` is of the shorter one's time;
    `median_difference_bpm` and `correlation` are over the seconds that both have, None without any.
    """

    likeness: Likeness
    shift_s: int = 0
    overlap: float = 0.0
    median_difference_bpm: float | None = None
    correlation: float | None = None


@frozen
class RateTrack:
    """Heart rate once a second from `start_s` (UTC, Unix) on; NaN where there was none."""

    start_s: int
    rates: Rates

    @property
    def end_s(self) -> int:
        """The second behind the last one."""
        return self.start_s + len(self.rates)


def rate_track(start_s: float, samples: Sequence[HeartRateSample], elapsed_s: float) -> RateTrack:
    """The track of an activity that began at `start_s`. Readings count for their own second only."""
    rates = np.full(max(1, int(elapsed_s) + 1), np.nan)
    for sample in samples:
        second = int(sample.elapsed_s)
        if sample.bpm is not None and 0 <= second < len(rates):
            rates[second] = sample.bpm
    return RateTrack(int(start_s), _bridged(rates))


def compare(first: RateTrack, second: RateTrack, *, whole_hours: bool = True) -> Comparison:
    """The most convincing of all shifts; without `whole_hours` only of those up to 180 s."""
    possible = _possible_hours(first, second)
    comparisons = [_around(first, second, hours) for hours in possible if whole_hours or not hours]
    order = (Likeness.SAME, Likeness.UNSURE, Likeness.DIFFERENT)
    return min(
        comparisons,
        key=lambda each: (order.index(each.likeness), _difference(each)),
        default=Comparison(Likeness.DIFFERENT),
    )


def _possible_hours(first: RateTrack, second: RateTrack) -> Iterator[int]:
    """The whole-hour shifts at which the two overlap enough to be looked at."""
    shortest = min(len(first.rates), len(second.rates))
    for hours in range(-MOST_HOURS, MOST_HOURS + 1):
        shift_s = hours * 3600
        common = min(first.end_s, second.end_s + shift_s) - max(first.start_s, second.start_s + shift_s)
        if common + LARGEST_DRIFT_S >= UNSURE_OVERLAP * shortest:
            yield hours


def _around(first: RateTrack, second: RateTrack, hours: int) -> Comparison:
    """The best shift near a whole hour: coarsely first, then second by second."""
    best_s = _coarse_shift_s(first, second, hours * 3600)
    roughly = _at(first, second, best_s, hours)
    if roughly.likeness is Likeness.DIFFERENT and _difference(roughly) > HOPELESS:
        return roughly
    near = range(best_s - COARSE_STEP_S + 1, best_s + COARSE_STEP_S)
    return min((_at(first, second, shift_s, hours) for shift_s in near), key=_difference)


def _coarse_shift_s(first: RateTrack, second: RateTrack, middle_s: int) -> int:
    """Of the shifts up to 180 s off `middle_s`, in steps, the one where means of six seconds agree best.

    Of the first only what the second can reach is looked at: an hour may lie within a file of two weeks.
    """
    steps = LARGEST_DRIFT_S // COARSE_STEP_S
    begin_s = first.start_s - second.start_s - middle_s  # where the first begins on the second one's time
    skipped = max(0, -begin_s - LARGEST_DRIFT_S) // COARSE_STEP_S
    begin_s += skipped * COARSE_STEP_S
    left = min(len(first.rates) - skipped * COARSE_STEP_S, len(second.rates) + LARGEST_DRIFT_S - begin_s)
    count = max(1, -(-left // COARSE_STEP_S))
    mine = _step_means(first.rates, skipped * COARSE_STEP_S, count)
    theirs = _step_means(second.rates, begin_s - LARGEST_DRIFT_S, count + 2 * steps)
    windows = np.lib.stride_tricks.sliding_window_view(theirs, count)  # in the first: the largest shift
    return middle_s + COARSE_STEP_S * (steps - int(np.argmin(_disagreement(mine, windows))))


def _step_means(rates: Rates, begin: int, count: int) -> Rates:
    """Means of so many steps from second `begin` on, which may lie before the first; NaN: none known."""
    end = begin + count * COARSE_STEP_S
    padded = np.full(end - begin, np.nan)
    first, last = max(0, begin), min(len(rates), end)
    if first < last:
        padded[first - begin : last - begin] = rates[first:last]
    steps = padded.reshape(count, COARSE_STEP_S)
    known = ~np.isnan(steps)
    counts = known.sum(axis=1)
    sums = np.where(known, steps, 0.0).sum(axis=1)
    means: Rates = np.where(counts, sums / np.maximum(1, counts), np.nan)
    return means


def _disagreement(mine: Rates, windows: Rates) -> Rates:
    """For each window mean |Δ| − 5 r over the places that both have; infinite with too few of them."""
    both = ~(np.isnan(mine) | np.isnan(windows))
    count = np.maximum(1, both.sum(axis=1))
    x, y = np.where(both, mine, 0.0), np.where(both, windows, 0.0)
    mean_x, mean_y = x.sum(axis=1) / count, y.sum(axis=1) / count
    covariance = (x * y).sum(axis=1) / count - mean_x * mean_y
    variances = ((x * x).sum(axis=1) / count - mean_x**2) * ((y * y).sum(axis=1) / count - mean_y**2)
    correlation = covariance / np.sqrt(np.maximum(variances, 1e-9))
    difference = np.abs(x - y).sum(axis=1) / count
    return np.where(count < FEWEST_SECONDS // COARSE_STEP_S, np.inf, difference - 5.0 * correlation)


def _difference(comparison: Comparison) -> float:
    difference = comparison.median_difference_bpm
    return float("inf") if difference is None else difference - 5.0 * (comparison.correlation or 0.0)


def _at(first: RateTrack, second: RateTrack, shift_s: int, hours: int) -> Comparison:
    begin = max(first.start_s, second.start_s + shift_s)
    end = min(first.end_s, second.end_s + shift_s)
    shortest = min(len(first.rates), len(second.rates))
    overlap = max(0, end - begin) / shortest
    if end - begin < min(FEWEST_SECONDS, shortest):
        return Comparison(Likeness.DIFFERENT, shift_s, overlap)
    mine = first.rates[begin - first.start_s : end - first.start_s]
    theirs = second.rates[begin - shift_s - second.start_s : end - shift_s - second.start_s]
    both = ~(np.isnan(mine) | np.isnan(theirs))
    if np.count_nonzero(both) < FEWEST_SECONDS:
        return Comparison(Likeness.DIFFERENT, shift_s, overlap)
    median_bpm = float(np.median(np.abs(mine[both] - theirs[both])))
    correlation = _correlation(mine[both], theirs[both])
    likeness = _likeness(overlap, median_bpm, correlation, hours)
    return Comparison(likeness, shift_s, overlap, median_bpm, correlation)


def _likeness(overlap: float, median_bpm: float, correlation: float | None, hours: int) -> Likeness:
    level = median_bpm <= SAME_MEDIAN_BPM
    shape = correlation is not None and correlation >= SAME_CORRELATION
    near_level = median_bpm <= UNSURE_MEDIAN_BPM
    if hours:  # two easy runs of one day are alike enough: without the same shape there is nothing to ask
        if overlap < SAME_OVERLAP or not (shape and near_level):
            return Likeness.DIFFERENT
        return Likeness.SAME if level else Likeness.UNSURE
    if overlap >= SAME_OVERLAP and (level or shape):
        return Likeness.SAME
    if overlap >= UNSURE_OVERLAP and (near_level or (correlation or 0.0) >= UNSURE_CORRELATION):
        return Likeness.UNSURE
    return Likeness.DIFFERENT


def _correlation(mine: Rates, theirs: Rates) -> float | None:
    """Pearson's r; None where one of them does not vary."""
    if np.ptp(mine) == 0 or np.ptp(theirs) == 0:
        return None
    return float(np.corrcoef(mine, theirs)[0, 1])


def _bridged(rates: Rates, longest_s: int = 15) -> Rates:
    """Holes of up to 15 s filled in a straight line: some watches write a point every few seconds."""
    known = np.flatnonzero(~np.isnan(rates))
    if len(known) < 2:
        return rates
    bridged = np.interp(np.arange(len(rates)), known, rates[known])
    bridged[: known[0]] = np.nan
    bridged[known[-1] + 1 :] = np.nan
    for before, after in pairwise(known):
        if after - before > longest_s:
            bridged[before + 1 : after] = np.nan
    return bridged
