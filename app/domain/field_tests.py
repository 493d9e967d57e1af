"""What a guided test says about the athlete's constants. A result is offered, never taken over by itself."""

from collections.abc import Sequence
from itertools import pairwise

from app.domain.samples import HeartRateSample
from app.domain.training_load import LONGEST_BRIDGED_GAP_S

THRESHOLD_TEST_S = 30 * 60.0
THRESHOLD_COUNTED_S = 20 * 60.0  # the last 20 of 30 min alone at best steady effort (Friel)
RESTING_TEST_S = 2 * 60.0
RESTING_WINDOW_S = 60.0
LEAST_COVERAGE = 0.95  # of the judged part; else the test is not worth a number
TALK_TEST_STEP_BPM = 5


def threshold_from_test(samples: Sequence[HeartRateSample], start_s: float) -> int | None:
    """The mean of the last 20 of the 30 min from `start_s`, in whole bpm; None if readings are missing."""
    end_s = start_s + THRESHOLD_TEST_S
    return _mean_bpm(samples, end_s - THRESHOLD_COUNTED_S, end_s)


def resting_from_test(samples: Sequence[HeartRateSample], start_s: float, end_s: float) -> int | None:
    """The lowest mean of a whole minute, seated, of 2 min at least; None if there is none."""
    if end_s - start_s < RESTING_TEST_S:
        return None
    starts = range(int(end_s - start_s - RESTING_WINDOW_S) + 1)
    means = (_mean_bpm(samples, start_s + at_s, start_s + at_s + RESTING_WINDOW_S) for at_s in starts)
    return min((mean for mean in means if mean is not None), default=None)


def threshold_after_talk_tests(threshold_bpm: int, comfortable: Sequence[bool]) -> int | None:
    """A threshold 5 bpm lower to offer after two «no» in a row, the latest answers last; else None."""
    return threshold_bpm - TALK_TEST_STEP_BPM if list(comfortable[-2:]) == [False, False] else None


def _mean_bpm(samples: Sequence[HeartRateSample], start_s: float, end_s: float) -> int | None:
    """Time-weighted over the intervals between readings within the span, where nothing is missing."""
    within = [s for s in samples if s.bpm is not None and start_s <= s.elapsed_s <= end_s]
    area = seconds = 0.0
    for earlier, later in pairwise(within):
        duration_s = later.elapsed_s - earlier.elapsed_s
        if earlier.bpm is not None and later.bpm is not None and duration_s <= LONGEST_BRIDGED_GAP_S:
            area += duration_s * 0.5 * (earlier.bpm + later.bpm)
            seconds += duration_s
    if seconds < LEAST_COVERAGE * (end_s - start_s):
        return None
    return int(area / seconds + 0.5)
