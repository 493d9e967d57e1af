"""A session's samples as FIT holds them: one record for each whole second of timer time."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from app.domain.activity import Activity
from app.domain.cuts import Cut
from app.domain.samples import HeartRateSample
from app.formats.fit_wire import INVALID_UINT8, INVALID_UINT16

JITTER_S = 2.0  # sensors notify about once a second, not on the second: readings so close leave none between


def whole_second(elapsed_s: float) -> int:
    """The first whole second at or after an instant: where FIT, which knows no fractions, puts it."""
    return ceil(round(elapsed_s, 6))


def running_seconds(activity: Activity) -> Iterator[range]:
    """The whole seconds between pauses, each of which has a record; a second belongs where it begins."""
    begin = 0
    for pause in activity.pauses:
        yield range(begin, whole_second(pause.start_s))
        begin = whole_second(pause.end_s)
    yield range(begin, whole_second(activity.summary.elapsed_s))


def wire_bpm(bpm: float | None) -> int | None:
    """Whole beats per minute, rounded half up; None where FIT's uint8 cannot hold it as a reading."""
    if bpm is None or not 0.5 <= bpm < INVALID_UINT8 - 0.5:
        return None
    return int(bpm + 0.5)


class Second(NamedTuple):
    """What one second holds: the reading and its source, None where there is none, and RR intervals in ms."""

    bpm: int | None
    source: str | None
    rr_ms: list[int]


class SecondBySecond:
    """Samples, taken out second by second, in rising order; those of seconds not asked for are dropped."""

    def __init__(self, samples: tuple[HeartRateSample, ...], cuts: tuple[Cut, ...] = ()) -> None:
        self._samples = samples
        self._cuts = cuts
        self._next = 0
        self._bpm: int | None = None
        self._bpm_at_s = -JITTER_S
        self._source: str | None = None

    def take(self, second: int) -> Second:
        """The last reading in `[second, second + 1)`, or the one before where only jitter parts two."""
        end_s = second + 1
        rr_ms: list[int] = []
        while self._next < len(self._samples) and self._samples[self._next].elapsed_s < end_s:
            sample = self._samples[self._next]
            self._next += 1
            if sample.bpm is not None:
                self._bpm, self._bpm_at_s = wire_bpm(sample.bpm), sample.elapsed_s
                self._source = sample.source
            if sample.elapsed_s >= second:
                rr_ms.extend(_rr_ms(ticks) for ticks in sample.rr_ticks if ticks)
        if self._bpm_at_s < second and (self._is_gap() or self._is_cut_out(second)):
            return Second(None, None, rr_ms)
        return Second(self._bpm, self._source, rr_ms)

    def _is_gap(self) -> bool:
        """Whether the next reading comes so late that the second before it had none."""
        if self._next == len(self._samples):
            return True
        return self._samples[self._next].elapsed_s - self._bpm_at_s > JITTER_S

    def _is_cut_out(self, second: int) -> bool:
        """Whether a reading of an earlier second would have to reach over the edge of a cut."""
        return any(cut.start_s < second + 1 and cut.end_s > self._bpm_at_s for cut in self._cuts)


def _rr_ms(ticks: int) -> int:
    """1/1024 s in whole milliseconds, as FIT's hrv holds them."""
    return min(round(ticks * 1000 / 1024), INVALID_UINT16 - 1)
