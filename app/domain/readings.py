"""What a measurement is worth: plausible, fresh, or a suspect jump decided a few seconds later.

domain.md, "What a measurement is worth", row by row and by its paragraph "Precisely". Which of several
sensors is listened to is decided before, in app.domain.source_choice.
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum

from app.domain.samples import HeartRateSample

LOWEST_READING_BPM = 30.0  # below and above: no heart of an athlete awake, so no reading
HIGHEST_READING_BPM = 240.0
FRESH_FOR_S = 5.0  # an older reading is no longer shown, and no measure for the next
LARGEST_STEP_BPM = 15.0  # against the median; more is a suspect
SUSPECT_FOR_S = 5.0  # long enough for the median of the new level to stand

Deliver = Callable[[HeartRateSample, float], None]
"""Takes an accepted sample and its heart rate in bpm."""


class Verdict(StrEnum):
    """What became of an offered sample."""

    ACCEPTED = "accepted"
    SUSPECT = "suspect"
    NO_READING = "no_reading"
    NOT_NEWER = "not_newer"


def reading_of(sample: HeartRateSample) -> float | None:
    """The sample's heart rate in bpm if it is a reading at all; never 0."""
    bpm = sample.bpm
    if bpm is None or sample.contact is False or not LOWEST_READING_BPM <= bpm <= HIGHEST_READING_BPM:
        return None
    return bpm


class ReadingFilter:
    """Judges the samples of one source after the other; delivers the accepted ones in order, some late.

    A jump of more than 15 bpm against the median of the last 5 s is held, with all that follow on its side,
    until they have stayed for 5 s (then all are delivered) or one has not (then all are dropped).
    """

    __slots__ = (
        "_above",
        "_deliver",
        "_held",
        "_held_median",
        "_held_since_s",
        "_last_s",
        "_rates",
        "_times",
    )

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._last_s = float("-inf")
        self._times: deque[float] = deque()  # of accepted readings, at most 5 s old, with their rates
        self._rates: deque[float] = deque()
        self._held: list[HeartRateSample | Callable[[], None]] = []
        self._held_since_s = 0.0
        self._held_median = 0.0
        self._above = False

    @property
    def is_holding(self) -> bool:
        """Whether a suspect waits for its decision."""
        return bool(self._held)

    def offer(self, sample: HeartRateSample) -> Verdict:
        """Judges one sample; those not newer than the last offered are dropped."""
        elapsed_s = sample.elapsed_s
        if elapsed_s <= self._last_s:
            return Verdict.NOT_NEWER
        self._last_s = elapsed_s
        bpm = reading_of(sample)
        if bpm is None:
            return Verdict.NO_READING
        if self._held:
            return self._offer_behind_suspect(sample, bpm)
        return self._judge(sample, bpm)

    def advance(self, elapsed_s: float) -> None:
        """Time has come this far: a suspect that nothing contradicted for more than 5 s stays.

        At exactly 5 s a reading of the same moment may still have its word.
        """
        if self._held and elapsed_s - self._held_since_s > SUSPECT_FOR_S:
            self._release()

    def settle(self) -> None:
        """Nothing follows: what is held has not been contradicted, so it stays."""
        if self._held:
            self._release()

    def start_afresh(self) -> None:
        """Another source speaks from here on: what is held is settled, the median forgets."""
        self.settle()
        self._times.clear()
        self._rates.clear()

    def when_decided(self, act: Callable[[], None]) -> None:
        """Calls `act` once all offered so far is delivered or dropped: at once, or after the suspects."""
        if self._held:
            self._held.append(act)
        else:
            act()

    def median_bpm(self, elapsed_s: float) -> float | None:
        """The median of the accepted readings of the 5 s up to now; None when there are none."""
        times, rates = self._times, self._rates
        oldest_s = elapsed_s - FRESH_FOR_S
        while times and times[0] < oldest_s:
            times.popleft()
            rates.popleft()
        if not rates:
            return None
        ordered = sorted(rates)
        middle = len(ordered) // 2
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2

    def _judge(self, sample: HeartRateSample, bpm: float) -> Verdict:
        median = self.median_bpm(sample.elapsed_s)
        if median is None or -LARGEST_STEP_BPM <= bpm - median <= LARGEST_STEP_BPM:
            self._accept(sample, bpm)
            return Verdict.ACCEPTED
        self._held.append(sample)
        self._held_since_s = sample.elapsed_s
        self._held_median = median
        self._above = bpm > median
        return Verdict.SUSPECT

    def _offer_behind_suspect(self, sample: HeartRateSample, bpm: float) -> Verdict:
        beyond_bpm = bpm - self._held_median if self._above else self._held_median - bpm
        held_s = sample.elapsed_s - self._held_since_s
        if beyond_bpm > LARGEST_STEP_BPM:
            self._held.append(sample)
            if held_s < SUSPECT_FOR_S:
                return Verdict.SUSPECT
            self._release()
            return Verdict.ACCEPTED
        if held_s > SUSPECT_FOR_S:
            self._release()
        else:
            self._drop()
        return self._judge(sample, bpm)

    def _accept(self, sample: HeartRateSample, bpm: float) -> None:
        self._times.append(sample.elapsed_s)
        self._rates.append(bpm)
        self._deliver(sample, bpm)

    def _release(self) -> None:
        held, self._held = self._held, []
        for item in held:
            if not isinstance(item, HeartRateSample):
                item()
            elif item.bpm is not None:
                self._accept(item, item.bpm)

    def _drop(self) -> None:
        held, self._held = self._held, []
        for item in held:
            if not isinstance(item, HeartRateSample):
                item()
