"""Energy by Keytel 2005 (J Sports Sci 23:289), the formula without VO₂max."""

import pytest

from app.domain.activity import Pause
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.counted_intervals import counted_intervals
from app.domain.energy import KJ_PER_KCAL, energy_total, keytel_kj_per_min
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from tests.domain.sessions import setup_for

MAN = HeartRateConstants(50, 190, 165, Sex.MALE, age=35, weight_kg=75.0)


def hour(bpm: float, step_s: float = 1.0) -> list[HeartRateSample]:
    return [HeartRateSample(place * step_s, bpm, "strap") for place in range(int(3600 / step_s) + 1)]


def energy_kcal(
    samples: list[HeartRateSample], pauses: tuple[Pause, ...], constants: HeartRateConstants
) -> float | None:
    total = energy_total(constants)
    if total is None:
        return None
    for interval in counted_intervals(samples, pauses):
        total.count(interval.duration_s, interval.earlier_bpm, interval.later_bpm)
    return total.kcal


@pytest.mark.parametrize(
    ("athlete", "bpm", "kj_min", "kcal_60min"),
    [
        ((Sex.MALE, 75, 35), 130, 48.89, 701.1),
        ((Sex.MALE, 75, 35), 150, 61.51, 882.0),
        ((Sex.FEMALE, 60, 35), 130, 32.75, 469.6),
        ((Sex.FEMALE, 60, 35), 150, 41.69, 597.8),
        ((Sex.MALE, 70.3, 49), 148, 62.14, 891.0),
        ((Sex.MALE, 75, 35), 80, 17.34, 248.7),
    ],
)
def test_the_formula_gives_the_independently_computed_values(
    athlete: tuple[Sex, float, int], bpm: float, kj_min: float, kcal_60min: float
) -> None:
    sex, weight_kg, age = athlete
    found = keytel_kj_per_min(sex, bpm, weight_kg, age)
    assert found == pytest.approx(kj_min, abs=0.005)
    assert 60 * found / KJ_PER_KCAL == pytest.approx(kcal_60min, abs=0.06)


@pytest.mark.parametrize("step_s", [1.0, 4.0])
def test_an_hour_adds_up_whatever_the_sampling(step_s: float) -> None:
    assert energy_kcal(hour(150, step_s), (), MAN) == pytest.approx(882.0, abs=0.1)


def test_pauses_and_gaps_use_nothing() -> None:
    samples = [sample for sample in hour(150) if not 100 < sample.elapsed_s < 400]
    found = energy_kcal(samples, (Pause(1200.0, 1500.0),), MAN)
    assert found == pytest.approx(882.0 * 3000 / 3600, abs=0.1)


def test_outside_the_range_of_the_formula_there_is_no_energy() -> None:
    assert energy_kcal(hour(108), (), MAN) is None  # 57 % of 190 are 108.3
    assert energy_kcal(hour(181), (), MAN) is None  # 95 % are 180.5
    assert energy_kcal([*hour(150), HeartRateSample(3601.0, 150, "strap")], (), MAN) is not None


@pytest.mark.parametrize(
    "constants",
    [
        HeartRateConstants(50, 190, 165, Sex.MALE, age=35),
        HeartRateConstants(50, 190, 165, Sex.MALE, weight_kg=75.0),
        HeartRateConstants(50, 190, 165, Sex.UNSPECIFIED, age=35, weight_kg=75.0),
    ],
)
def test_without_weight_age_or_sex_there_is_no_energy(constants: HeartRateConstants) -> None:
    assert energy_kcal(hour(150), (), constants) is None


def test_a_session_tells_it_live_and_keeps_it() -> None:
    session = LiveSession(setup_for(MAN))
    for sample in hour(150):
        session.accept(sample)
    assert session.snapshot().energy_kcal == pytest.approx(882.0, abs=0.1)
    session.finish(3600)
    assert session.energy_kcal == session.snapshot().energy_kcal
