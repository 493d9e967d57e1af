"""Energy from heart rate (Keytel 2005, without VO₂max): only where the formula holds, otherwise nothing."""

from app.domain.athlete import HeartRateConstants, Sex

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


class EnergyTotal:
    """An estimate over counted intervals between 57 and 95 % of the maximum."""

    __slots__ = ("_at_0", "_bpm_s", "_highest_bpm", "_lowest_bpm", "_per_bpm", "_seconds")

    def __init__(self, sex: Sex, max_bpm: int, weight_kg: float, age: int) -> None:
        """KeyError for an unspecified sex."""
        self._lowest_bpm = LOWEST_FRACTION_OF_MAX * max_bpm
        self._highest_bpm = HIGHEST_FRACTION_OF_MAX * max_bpm
        self._at_0 = keytel_kj_per_min(sex, 0.0, weight_kg, age)
        self._per_bpm = keytel_kj_per_min(sex, 1.0, weight_kg, age) - self._at_0
        self._seconds = self._bpm_s = 0.0

    def count(self, duration_s: float, earlier_bpm: float, later_bpm: float) -> None:
        """Counts an interval between two readings; exact, for the formula is a straight line."""
        bpm = (earlier_bpm + later_bpm) / 2
        if self._lowest_bpm <= bpm <= self._highest_bpm:
            self._seconds += duration_s
            self._bpm_s += duration_s * bpm

    @property
    def kcal(self) -> float | None:
        """Energy so far; None while no time lies in that range."""
        if self._seconds == 0.0:
            return None
        return (self._at_0 * self._seconds + self._per_bpm * self._bpm_s) / 60.0 / KJ_PER_KCAL


def energy_total(constants: HeartRateConstants) -> EnergyTotal | None:
    """What counts the energy of an athlete; None where weight, age or sex is unknown."""
    sex, weight_kg, age = constants.sex, constants.weight_kg, constants.age
    if sex not in _COEFFICIENTS or weight_kg is None or age is None:
        return None
    return EnergyTotal(sex, constants.max_bpm, weight_kg, age)
