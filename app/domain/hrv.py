"""Heart-rate variability from RR intervals, live: artefacts left out, RMSSD of the last minute.

RMSSD = sqrt(mean(ΔRR²)) (Task Force 1996). The artefact rule is the live one of domain.md ("Beats"): it knows
only what was before a beat.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, sqrt

TICKS_PER_S = 1024  # RR intervals count 1/1024 s (Heart Rate Service 1.0, section 3.1.1.4)
SHORTEST_TICKS = 277  # 270 ms: 222 bpm
LONGEST_TICKS = 2048  # 2000 ms: 30 bpm
SLOW_BPM, SLOW_SHARE = 80.0, 0.25  # a slow heart breathes deeply: so far may a beat be from the one before
FAST_BPM, FAST_SHARE = 95.0, 0.05
CONSISTENT_BEATS = 3  # so many beats that agree with each other are a new level, not artefacts
WINDOW_S = 60.0
FEWEST_DIFFERENCES = 30  # half a minute of a slow heart; from less RMSSD jumps about (Munoz 2015)
LONGEST_SILENCE_S = 5.0  # domain.md: an older reading is no longer fresh, so beats are missing in between


class BeatFilter:
    """Tells artefacts from beats as they come, by the last accepted RR interval. Intervals in 1/1024 s."""

    __slots__ = ("_agreeing", "_before", "_highest", "_last", "_lowest", "_stranger")

    def __init__(self) -> None:
        allowed = [_allowed(ticks) for ticks in range(LONGEST_TICKS + 1)]
        self._lowest = [max(SHORTEST_TICKS, ceil(low)) for low, _ in allowed]  # by the last interval
        self._highest = [min(LONGEST_TICKS, floor(high)) for _, high in allowed]
        self._last = 0  # the last beat; 0: none yet, every plausible interval may follow
        self._before = 0  # the beat just before, 0 where an artefact or a silence came between
        self._stranger = 0  # the interval just before, if it was turned away for its length
        self._agreeing = 0  # how many such in a row agree with each other

    def differences(self, rr_ticks: Iterable[int]) -> tuple[int, int]:
        """The sum of the squared differences between beats that follow each other, and how many there are."""
        lowest, highest = self._lowest, self._highest
        last, before = self._last, self._before
        squares = count = 0
        for ticks in rr_ticks:
            if lowest[last] <= ticks <= highest[last]:
                if self._agreeing:
                    self._agreeing = self._stranger = 0
            elif not self._is_new_level(ticks):
                before = 0
                continue
            if before:
                difference = ticks - before
                squares += difference * difference
                count += 1
            last = before = ticks
        self._last, self._before = last, before
        return squares, count

    def part(self) -> None:
        """Beats are missing: no difference is taken across this moment, and the next is the first again."""
        self._last = self._before = self._stranger = self._agreeing = 0

    def _is_new_level(self, ticks: int) -> bool:
        """Whether an interval too far from the last beat agrees with those just before it."""
        if not SHORTEST_TICKS <= ticks <= LONGEST_TICKS:
            self._agreeing = self._stranger = 0
            return False
        agrees = self._lowest[self._stranger] <= ticks <= self._highest[self._stranger]
        self._agreeing = self._agreeing + 1 if agrees else 1
        self._stranger = ticks
        if self._agreeing < CONSISTENT_BEATS:
            return False
        self._agreeing = self._stranger = 0
        return True


class LiveRmssd:
    """RMSSD of the last 60 s of beats. What comes in is only kept; reckoned is what is asked for, once."""

    __slots__ = ("_filter", "_value_ms", "_value_s", "_window")

    def __init__(self) -> None:
        self._filter: BeatFilter | None = None  # many sensors never send an interval
        self._window: deque[tuple[float, Sequence[int]]] = deque()  # no intervals: beats are missing
        self._value_s: float | None = None  # what the value is of
        self._value_ms: float | None = None

    def add(self, elapsed_s: float, rr_ticks: Sequence[int]) -> None:
        """The intervals (1/1024 s, oldest first) of one notification; notifications in order."""
        window = self._window
        window.append((elapsed_s, rr_ticks))
        while window[0][0] <= elapsed_s - WINDOW_S:
            window.popleft()

    def part(self, elapsed_s: float) -> None:
        """Another sensor speaks, or beats were missed: no difference is taken across this moment."""
        self._window.append((elapsed_s, ()))

    def value_ms(self, elapsed_s: float) -> float | None:
        """RMSSD up to the last beat; None when that is older than 5 s, or from fewer than 30 differences."""
        if not self._window or elapsed_s - self._window[-1][0] > LONGEST_SILENCE_S:
            return None
        heard_s = self._window[-1][0]
        if heard_s != self._value_s:
            self._value_s, self._value_ms = heard_s, self._reckoned()
        return self._value_ms

    def _reckoned(self) -> float | None:
        if self._filter is None:
            self._filter = BeatFilter()
        squares = count = 0
        for beats in self._unbroken():
            self._filter.part()
            more_squares, more = self._filter.differences(beats)
            squares += more_squares
            count += more
        if count < FEWEST_DIFFERENCES:
            return None
        return sqrt(squares / count) * 1000.0 / TICKS_PER_S

    def _unbroken(self) -> Iterator[list[int]]:
        """The intervals of each stretch in which no beat was missed."""
        beats: list[int] = []
        heard_s = self._window[0][0]
        for elapsed_s, rr_ticks in self._window:
            if not rr_ticks or elapsed_s - heard_s > LONGEST_SILENCE_S:
                yield beats
                beats = []
            heard_s = elapsed_s
            beats += rr_ticks
        yield beats


def _allowed(ticks: int) -> tuple[float, float]:
    """Between which intervals the next may lie, by the heart rate of this one; 0: anywhere."""
    if ticks == 0:
        return 0.0, float(LONGEST_TICKS)
    bpm = 60.0 * TICKS_PER_S / ticks
    part = min(1.0, max(0.0, (bpm - SLOW_BPM) / (FAST_BPM - SLOW_BPM)))
    share = SLOW_SHARE + part * (FAST_SHARE - SLOW_SHARE)
    return ticks * (1.0 - share), ticks * (1.0 + share)
