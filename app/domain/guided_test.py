"""GuidedTest: one guided measurement, reading by reading. It only ever offers its result."""

from enum import StrEnum

from app.domain.field_tests import (
    RESTING_TEST_S,
    THRESHOLD_COUNTED_S,
    THRESHOLD_TEST_S,
    resting_from_test,
    threshold_from_test,
)
from app.domain.samples import HeartRateSample

LONGEST_RESTING_TEST_S = 5 * 60.0
_SOURCE = "guided test"


class Measured(StrEnum):
    """What is measured; the values are the profile's fields."""

    RESTING = "resting_bpm"
    THRESHOLD = "threshold_bpm"


class GuidedTest:
    """Readings on any clock in seconds; the test begins with the first one."""

    __slots__ = ("_now_s", "_samples", "_start_s", "kind")

    def __init__(self, kind: Measured) -> None:
        self.kind = kind
        self._samples: list[HeartRateSample] = []
        self._start_s: float | None = None
        self._now_s = 0.0

    @property
    def elapsed_s(self) -> float:
        """Since the first reading."""
        return 0.0 if self._start_s is None else self._now_s - self._start_s

    @property
    def duration_s(self) -> float:
        """When it ends by itself."""
        return LONGEST_RESTING_TEST_S if self.kind is Measured.RESTING else THRESHOLD_TEST_S

    @property
    def is_counting(self) -> bool:
        """Whether the readings of this moment go into the result."""
        settling_s = 0.0 if self.kind is Measured.RESTING else THRESHOLD_TEST_S - THRESHOLD_COUNTED_S
        return settling_s <= self.elapsed_s <= self.duration_s

    @property
    def can_end(self) -> bool:
        """Whether a result may be asked for already."""
        needed_s = RESTING_TEST_S if self.kind is Measured.RESTING else THRESHOLD_TEST_S
        return self.elapsed_s >= needed_s

    @property
    def is_over(self) -> bool:
        """Whether nothing more is needed."""
        return self.elapsed_s >= self.duration_s

    def add(self, at_s: float, bpm: float | None) -> None:
        """A reading, None for one that says nothing. One that is not newer than the last is dropped."""
        if self._start_s is None:
            if bpm is None:
                return
            self._start_s = at_s
        elif at_s <= self._now_s:
            return
        self._now_s = at_s
        self._samples.append(HeartRateSample(at_s, bpm, _SOURCE))

    def result_bpm(self) -> int | None:
        """What the test says so far; None where it is too short or readings are missing."""
        if self._start_s is None or not self.can_end:
            return None
        if self.kind is Measured.THRESHOLD:
            return threshold_from_test(self._samples, self._start_s)
        return resting_from_test(self._samples, self._start_s, self._now_s)
