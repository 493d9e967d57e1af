"""Heart-rate constants: what one session or one file is computed with; checking and estimating them."""

from enum import StrEnum

from app.domain.frozen import frozen


class Sex(StrEnum):
    """Decides Banister's weighting; `unspecified` takes the mean of both exponents."""

    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"


class TrainingFrequency(StrEnum):
    """The answer to "how often did you train in the last three months?"."""

    RARELY = "rarely"
    ONCE_OR_TWICE_A_WEEK = "once_or_twice_a_week"
    MORE = "more"


LOAD_CONSTANTS = frozenset({"resting_bpm", "max_bpm", "threshold_bpm"})  # a guess in one makes the load one


@frozen
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

    @property
    def load_is_estimated(self) -> bool:
        """Whether a constant that the load rests on is a guess: shown as «≈ 35»."""
        return not LOAD_CONSTANTS.isdisjoint(self.estimated)


class ConstantsProblem(StrEnum):
    """Why constants cannot be used. The sentence is the screen's."""

    OUT_OF_RANGE = "out_of_range"
    RESTING_NOT_BELOW_THRESHOLD = "resting_not_below_threshold"
    THRESHOLD_ABOVE_MAX = "threshold_above_max"
    VT1_NOT_BELOW_VT2 = "vt1_not_below_vt2"
    VT1_NOT_ABOVE_RESTING = "vt1_not_above_resting"
    VT2_ABOVE_MAX = "vt2_above_max"


@frozen
class ConstantsIssue:
    """One problem: the field to mark, its value, and the limits it breaks (None: no limit on that side)."""

    problem: ConstantsProblem
    field: str
    value: float
    at_least: float | None = None
    at_most: float | None = None


# Plausible ranges, inclusive: wide enough for an endurance athlete asleep and a child at the finish.
PLAUSIBLE: dict[str, tuple[float, float]] = {
    "resting_bpm": (30, 110),
    "max_bpm": (100, 230),
    "threshold_bpm": (70, 225),
    "vt1_bpm": (60, 225),
    "vt2_bpm": (60, 225),
    "age": (5, 110),
    "weight_kg": (20, 300),
}


def check_constants(constants: HeartRateConstants) -> tuple[ConstantsIssue, ...]:
    """Everything that is wrong with these constants; empty when they can be used."""
    return (*_out_of_range(constants), *_out_of_order(constants))


def check_range(field: str, value: float | None) -> ConstantsIssue | None:
    """What is wrong with one typed value by itself; None when it is plausible or absent."""
    low, high = PLAUSIBLE[field]
    if value is None or low <= value <= high:
        return None
    return ConstantsIssue(ConstantsProblem.OUT_OF_RANGE, field, value, at_least=low, at_most=high)


def estimated_max_bpm(age: int) -> int:
    """208 − 0.7·age (Tanaka 2001; SD about 10 bpm), rounded half up."""
    return (2080 - 7 * age + 5) // 10


ESTIMATED_RESTING_BPM = 65  # a marked guess until the offered seated measurement
ASSUMED_MAX_BPM = 190  # nothing known at all, not even the age: as `sidebeat analyse` assumes

_THRESHOLD_PERCENT_OF_RESERVE = {
    None: 80,  # not asked yet: the middle answer
    TrainingFrequency.RARELY: 75,
    TrainingFrequency.ONCE_OR_TWICE_A_WEEK: 80,
    TrainingFrequency.MORE: 85,
}


def estimated_threshold_bpm(resting_bpm: int, max_bpm: int, frequency: TrainingFrequency | None) -> int:
    """Resting + 0.75, 0.80 or 0.85 of the reserve by training frequency, rounded half up."""
    percent = _THRESHOLD_PERCENT_OF_RESERVE[frequency]
    return resting_bpm + percent_of(percent, max_bpm - resting_bpm)


def percent_of(percent: int, base: int) -> int:
    """Percentage of a whole number, rounded half up in integer arithmetic: floats mis-round 70 % of 165."""
    return (2 * percent * base + 100) // 200


def _out_of_range(constants: HeartRateConstants) -> list[ConstantsIssue]:
    issues = (check_range(field, getattr(constants, field)) for field in PLAUSIBLE)
    return [issue for issue in issues if issue is not None]


def _out_of_order(constants: HeartRateConstants) -> list[ConstantsIssue]:
    resting, threshold, highest = constants.resting_bpm, constants.threshold_bpm, constants.max_bpm
    vt1, vt2 = constants.vt1_bpm, constants.vt2_bpm
    issues = []
    if resting >= threshold:
        problem = ConstantsProblem.RESTING_NOT_BELOW_THRESHOLD
        issues.append(ConstantsIssue(problem, "resting_bpm", resting, at_most=threshold - 1))
    if threshold > highest:
        problem = ConstantsProblem.THRESHOLD_ABOVE_MAX
        issues.append(ConstantsIssue(problem, "threshold_bpm", threshold, at_most=highest))
    if vt1 is not None and vt1 <= resting:
        problem = ConstantsProblem.VT1_NOT_ABOVE_RESTING
        issues.append(ConstantsIssue(problem, "vt1_bpm", vt1, at_least=resting + 1))
    if vt2 is not None and vt2 > highest:
        issues.append(ConstantsIssue(ConstantsProblem.VT2_ABOVE_MAX, "vt2_bpm", vt2, at_most=highest))
    if vt1 is not None and vt2 is not None and vt1 >= vt2:
        issues.append(ConstantsIssue(ConstantsProblem.VT1_NOT_BELOW_VT2, "vt1_bpm", vt1, at_most=vt2 - 1))
    return issues
