"""Heart-rate variability of a finished recording: RMSSD, SDNN, pNN50 of its cleaned beats, DFA α1 along it.

Task Force (1996), Circulation 93:1043-1065. No difference is taken across an artefact, a silence or a pause;
intervals that stand in for artefacts count for DFA α1 alone, which needs an unbroken series.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from math import ceil, floor, fsum, sqrt
from operator import itemgetter

from app.domain.activity import Pause
from app.domain.dfa import EVERY_S, FEWEST_BEATS, LARGEST_FRACTION, WARNING_FRACTION, WINDOW_S, dfa_alpha1
from app.domain.frozen import frozen
from app.domain.rr_cleaning import artefacts_of, mended

LONGEST_SILENCE_S = 5.0  # domain.md: a longer one is never bridged
LONGEST_BEAT_S = 2.0  # so far may the first beat of an unbroken window end behind the window's start
LARGE_DIFFERENCE_MS = 50.0  # of pNN50
MS_PER_S = 1000.0

_Beat = tuple[float, float]  # when it was reported, in seconds; its interval in ms


@frozen
class BeatWindow:
    """DFA α1 of the 120 s up to `elapsed_s`; `value` None: too many artefacts, or too few beats, to tell."""

    elapsed_s: float
    value: float | None
    artefact_fraction: float


@frozen
class Variability:
    """Milliseconds, per cent, and artefacts as a share of all intervals. None where the beats cannot tell.

    `dfa_alpha1` has a window every 20 s of session time, but where a silence or a pause cuts it.
    """

    artefact_fraction: float | None = None
    rmssd_ms: float | None = None
    sdnn_ms: float | None = None
    pnn50_percent: float | None = None
    dfa_alpha1: tuple[BeatWindow, ...] | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether there are, over all or in one window, so many artefacts that domain.md wants a warning."""
        fractions = (window.artefact_fraction for window in self.dfa_alpha1 or ())
        return max(self.artefact_fraction or 0.0, *fractions, 0.0) >= WARNING_FRACTION


def variability(
    rr_ms: Sequence[float], reported_at_s: Sequence[float], pauses: Sequence[Pause] = ()
) -> Variability:
    """Of RR intervals in ms, each with the session time at which it was reported, which never falls."""
    stretches = [_Stretch(beats) for beats in _unbroken(rr_ms, reported_at_s, pauses) if beats]
    count = sum(len(stretch.ends_s) for stretch in stretches)
    if count == 0:
        return Variability()
    measured = [nn_ms for stretch in stretches for nn_ms in stretch.measured_ms]
    differences = [difference for stretch in stretches for difference in stretch.differences_ms()]
    large = sum(abs(difference) > LARGE_DIFFERENCE_MS for difference in differences)
    squares = sum(difference * difference for difference in differences)
    return Variability(
        artefact_fraction=sum(stretch.artefacts_before[-1] for stretch in stretches) / count,
        rmssd_ms=sqrt(squares / len(differences)) if differences else None,
        sdnn_ms=_deviation(measured),
        pnn50_percent=100.0 * large / len(differences) if differences else None,
        dfa_alpha1=tuple(window for stretch in stretches for window in stretch.windows()),
    )


class _Stretch:
    """Beats without a gap: when each ended, and what is left of them without artefacts."""

    def __init__(self, beats: Sequence[_Beat]) -> None:
        self.ends_s = _ends_s(beats)
        rr_ms = [interval_ms for _at_s, interval_ms in beats]
        artefacts = artefacts_of(rr_ms)
        self.artefacts_before = [0, *accumulate(artefact is not None for artefact in artefacts)]
        self._intervals = mended(rr_ms, artefacts)
        self._places = [interval.place for interval in self._intervals]

    @property
    def measured_ms(self) -> Iterator[float]:
        return (interval.nn_ms for interval in self._intervals if interval.is_measured)

    def differences_ms(self) -> Iterator[float]:
        """Between measured intervals that follow each other."""
        for earlier, later in pairwise(self._intervals):
            if earlier.is_measured and later.is_measured:
                yield later.nn_ms - earlier.nn_ms

    def windows(self) -> Iterator[BeatWindow]:
        """The windows that the stretch fills."""
        earliest_s = max(0.0, self.ends_s[0] - LONGEST_BEAT_S) + WINDOW_S
        for step in range(ceil(earliest_s / EVERY_S), floor(self.ends_s[-1] / EVERY_S) + 1):
            end_s = step * EVERY_S
            first, last = (bisect_right(self.ends_s, at_s) for at_s in (end_s - WINDOW_S, end_s))
            yield self._window(end_s, first, last)

    def _window(self, end_s: float, first: int, last: int) -> BeatWindow:
        artefacts = self.artefacts_before[last] - self.artefacts_before[first]
        fraction = artefacts / (last - first)
        if fraction >= LARGEST_FRACTION or last - first < FEWEST_BEATS:
            return BeatWindow(end_s, None, fraction)
        inside = self._intervals[bisect_left(self._places, first) : bisect_left(self._places, last)]
        return BeatWindow(end_s, dfa_alpha1([interval.nn_ms for interval in inside]), fraction)


def _unbroken(
    rr_ms: Sequence[float], reported_at_s: Sequence[float], pauses: Sequence[Pause]
) -> Iterator[list[_Beat]]:
    """The beats between silences, pauses and what is no interval; a list may be empty."""
    timer = sorted((pause.start_s, pause.end_s) for pause in pauses)
    beats: list[_Beat] = []
    pauses_before, heard_s = 0, 0.0
    for at_s, burst_ms in _bursts(zip(reported_at_s, rr_ms, strict=True)):
        begun = bisect_left(timer, (at_s,))  # on a pause's edges the timer still runs
        if begun != pauses_before or _is_silence(at_s - heard_s, burst_ms):
            yield beats
            beats = []
        pauses_before, heard_s = begun, at_s
        if begun and at_s < timer[begun - 1][1]:
            continue
        for interval_ms in burst_ms:
            if _is_interval(interval_ms):
                beats.append((at_s, interval_ms))
            else:
                yield beats
                beats = []
    yield beats


def _is_silence(seconds: float, burst_ms: Sequence[float]) -> bool:
    """Whether a report came too late for its beats to fill the time since the last one."""
    if seconds <= LONGEST_SILENCE_S:
        return False
    return sum(filter(_is_interval, burst_ms)) / MS_PER_S < seconds - LONGEST_BEAT_S


def _is_interval(interval_ms: float) -> bool:
    """A longer one is a silence."""
    return 0.0 < interval_ms <= LONGEST_SILENCE_S * MS_PER_S


def _ends_s(beats: Iterable[_Beat]) -> list[float]:
    """When each beat of a stretch ended. They come in bursts, so their times are the sums of their intervals.

    Anchored to the first report; where beats got lost in small numbers until the sum is 5 s off, anew.
    """
    ends_s: list[float] = []
    for at_s, burst_ms in _bursts(beats):
        start_s = at_s - sum(burst_ms) / MS_PER_S
        if ends_s:
            is_near = abs(start_s - ends_s[-1]) <= LONGEST_SILENCE_S
            start_s = ends_s[-1] if is_near else max(start_s, ends_s[-1])
        ends_s += (start_s + passed_ms / MS_PER_S for passed_ms in accumulate(burst_ms))
    return ends_s


def _bursts(beats: Iterable[_Beat]) -> Iterator[tuple[float, list[float]]]:
    """The intervals that were reported together."""
    for at_s, together in groupby(beats, key=itemgetter(0)):
        yield at_s, [interval_ms for _at_s, interval_ms in together]


def _deviation(values: Sequence[float]) -> float | None:
    """The sample standard deviation; None for fewer than two values."""
    if len(values) < 2:
        return None
    mean = fsum(values) / len(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
