"""RR intervals without a heart rate beside them → samples once a second."""

from collections.abc import Sequence

from app.domain.samples import HeartRateSample
from app.formats.track import FILE_SOURCE

PLAUSIBLE_MS = (270.0, 2000.0)  # domain.md, "Beats": outside it is an artefact, but time passes all the same
LONGEST_MS = 60_000.0  # nobody's heart stands still for a minute: such a number is no RR interval


def samples_of_beats(rr_ms: Sequence[float]) -> tuple[tuple[HeartRateSample, ...], tuple[float, ...]]:
    """Samples, one for each second in which a plausible beat ended, and each beat's end in seconds."""
    shortest, longest = PLAUSIBLE_MS
    samples: list[HeartRateSample] = []
    ends: list[float] = []
    within: list[float] = []
    now_ms, second = 0.0, 0
    for interval in rr_ms:
        now_ms += interval
        ends.append(now_ms / 1000.0)
        if int(now_ms // 1000) != second:
            _close(samples, within, second)
            second, within = int(now_ms // 1000), []
        if shortest <= interval <= longest:
            within.append(interval)
    _close(samples, within, second)
    return tuple(samples), tuple(ends)


def _close(samples: list[HeartRateSample], within: list[float], second: int) -> None:
    if within:
        samples.append(HeartRateSample(float(second), 60_000.0 * len(within) / sum(within), FILE_SOURCE))
