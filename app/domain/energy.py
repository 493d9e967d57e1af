"""Energy from heart rate (Keytel 2005, without VO₂max): only where the formula holds, otherwise nothing."""

from collections.abc import Sequence

from app.domain.activity import Pause
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.counted_intervals import counted_intervals
from app.domain.samples import HeartRateSample

KJ_PER_KCAL = 4.184
LOWEST_FRACTION_OF_MAX = 0.57  # the range of efforts that Keytel's subjects were measured at
HIGHEST_FRACTION_OF_MAX = 0.95

# kJ/min: constant, per bpm, per kg, per year
_COEFFICIENTS = {
    Sex.MALE: (-55.0969, 0.6309, 0.1988, 0.2017),
    Sex.FEMALE: (-20.4022, 0.4472, -0.1263, 0.074),
}


def keytel_kj_per_min(sex: Sex, bpm: float, weight_kg: float, age: int) -> float:
    """Keytel's formula by itself. KeyError for an unspecified sex."""
    constant, per_bpm, per_kg, per_year = _COEFFICIENTS[sex]
    return constant + per_bpm * bpm + per_kg * weight_kg + per_year * age


def energy_kcal(
    samples: Sequence[HeartRateSample], pauses: Sequence[Pause], constants: HeartRateConstants
) -> float | None:
    """Energy over the counted time between 57 and 95 % of the maximum.

    None where weight, age or sex is unknown, or no time lies in that range.
    """
    sex, weight_kg, age = constants.sex, constants.weight_kg, constants.age
    if sex not in _COEFFICIENTS or weight_kg is None or age is None:
        return None
    lowest_bpm = LOWEST_FRACTION_OF_MAX * constants.max_bpm
    highest_bpm = HIGHEST_FRACTION_OF_MAX * constants.max_bpm
    energy_kj = counted_s = 0.0
    for interval in counted_intervals(samples, pauses):
        bpm = (interval.earlier_bpm + interval.later_bpm) / 2  # exact: the formula is a straight line
        if lowest_bpm <= bpm <= highest_bpm:
            energy_kj += keytel_kj_per_min(sex, bpm, weight_kg, age) * interval.duration_s / 60
            counted_s += interval.duration_s
    return energy_kj / KJ_PER_KCAL if counted_s else None
