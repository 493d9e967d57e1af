"""A finished activity's counted time, interval by interval: what measures over history are summed from."""

from collections.abc import Iterator, Sequence

from app.domain.activity import Pause
from app.domain.frozen import frozen
from app.domain.samples import HeartRateSample
from app.domain.training_load import LONGEST_BRIDGED_GAP_S


@frozen
class CountedInterval:
    """The time between two readings that counts: within a source and a running stretch, 15 s at the most."""

    timer_s: float
    duration_s: float
    earlier_bpm: float
    later_bpm: float


def counted_intervals(
    samples: Sequence[HeartRateSample], pauses: Sequence[Pause]
) -> Iterator[CountedInterval]:
    """The counted intervals of an activity in order; `timer_s` is where one begins, without pauses.

    `pauses` are in order and do not overlap. A reading on a pause's edge belongs to the running side.
    """
    before: HeartRateSample | None = None
    before_bpm = 0.0
    stretch, paused_s = 0, 0.0
    for sample in samples:
        while stretch < len(pauses) and pauses[stretch].end_s <= sample.elapsed_s:
            paused_s += pauses[stretch].end_s - pauses[stretch].start_s
            stretch += 1
            before = None
        is_paused = stretch < len(pauses) and pauses[stretch].start_s < sample.elapsed_s
        if is_paused or sample.bpm is None:
            continue
        if before is not None and _is_counted(before, sample):
            timer_s = before.elapsed_s - paused_s
            yield CountedInterval(timer_s, sample.elapsed_s - before.elapsed_s, before_bpm, sample.bpm)
        before, before_bpm = sample, sample.bpm


def _is_counted(before: HeartRateSample, sample: HeartRateSample) -> bool:
    duration_s = sample.elapsed_s - before.elapsed_s
    return 0.0 < duration_s <= LONGEST_BRIDGED_GAP_S and before.source == sample.source
