"""The athlete's constants, as one session or one file is computed with."""

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Decides Banister's weighting; `unspecified` takes the mean of both exponents."""

    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class HeartRateConstants:
    """Heart-rate constants in bpm for one activity. `estimated` names the fields that are guesses.

    Stored with each session as they were that day.
    """

    resting_bpm: int
    max_bpm: int
    threshold_bpm: int
    sex: Sex = Sex.UNSPECIFIED
    vt1_bpm: int | None = None
    vt2_bpm: int | None = None
    age: int | None = None
    weight_kg: float | None = None
    estimated: frozenset[str] = frozenset()
