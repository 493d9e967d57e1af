from itertools import pairwise, takewhile
from random import Random
from statistics import linear_regression, mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.trend import Trend


def seconds(*rates: float | None) -> Trend:
    """One value a second; None is a second without a fresh reading."""
    trend = Trend()
    for bpm in rates:
        if bpm is not None:
            trend.add(bpm)
        trend.second(is_fresh=bpm is not None)
    return trend


def test_the_slope_is_that_of_the_last_30_seconds() -> None:
    assert seconds(*[200.0] * 60, *[100 + 0.1 * n for n in range(30)]).slope_bpm_per_s() == pytest.approx(0.1)


def test_noise_that_is_even_on_both_sides_has_hardly_a_slope() -> None:
    slope = seconds(*[120 + (-1) ** n for n in range(60)]).slope_bpm_per_s()
    assert slope == pytest.approx(0.0, abs=0.01)


def test_fewer_than_10_seconds_have_no_slope() -> None:
    assert seconds(*range(100, 109)).slope_bpm_per_s() is None
    assert seconds(*range(100, 110)).slope_bpm_per_s() == pytest.approx(1.0)


def test_noise_is_what_the_seconds_stray_from_their_neighbours() -> None:
    assert seconds(*[120 + (-1) ** n for n in range(60)]).noise_bpm() == pytest.approx(2**0.5)
    random = Random(1)
    noisy = [seconds(*[random.gauss(140, 1.5) for _ in range(30)]).noise_bpm() for _ in range(200)]
    assert sum(noisy) / 200 == pytest.approx(1.5, rel=0.05)


def test_a_heart_on_its_way_is_no_noise() -> None:
    assert seconds(*[140.0] * 60).noise_bpm() == 0.0
    assert seconds(*[100 + 0.1 * n for n in range(60)]).noise_bpm() < 0.1


def test_fewer_than_10_seconds_have_no_noise() -> None:
    assert seconds(100, 110, 90, 110, 90).noise_bpm() == 0.0


@given(st.lists(st.none() | st.integers(30, 240) | st.floats(30, 240), min_size=1, max_size=400))
def test_the_running_sums_say_what_the_values_themselves_would(rates: list[float | None]) -> None:
    trend = seconds(*rates)
    last_180 = [bpm for bpm in rates[-180:] if bpm is not None]
    unbroken = list(takewhile(lambda bpm: bpm is not None, reversed(rates)))[:30][::-1]
    last_30 = [bpm for bpm in unbroken if bpm is not None]
    assert trend.long_mean_bpm() == (pytest.approx(mean(last_180)) if last_180 else None)
    assert trend.mean_bpm() == (pytest.approx(mean(last_30)) if last_30 else None)
    if len(last_30) < 10:
        assert trend.slope_bpm_per_s() is None
        return
    slope, _ = linear_regression(range(len(last_30)), last_30)
    steps = [(later - earlier) ** 2 for earlier, later in pairwise(last_30)]
    assert trend.slope_bpm_per_s() == pytest.approx(slope, abs=1e-9)
    assert trend.noise_bpm() ** 2 == pytest.approx(mean(steps) / 2, abs=1e-6)


def test_a_hole_starts_the_slope_anew() -> None:
    assert seconds(*range(100, 130), None, *range(130, 139)).slope_bpm_per_s() is None


def test_a_second_without_a_reading_keeps_the_value_that_is_still_fresh() -> None:
    trend = seconds(100, 110)
    trend.second(is_fresh=True)
    assert trend.mean_bpm() == pytest.approx((100 + 110 + 110) / 3)


def test_several_readings_of_a_second_count_as_one() -> None:
    trend = seconds(100)
    for bpm in (100, 110, 120):
        trend.add(bpm)
    trend.second(is_fresh=True)
    assert trend.mean_bpm() == 105


def test_the_means_are_of_30_and_180_seconds() -> None:
    trend = seconds(*[100] * 300, *[160] * 30)
    assert trend.mean_bpm() == 160
    assert trend.long_mean_bpm() == pytest.approx((150 * 100 + 30 * 160) / 180)
    assert seconds(100, None, 120).long_mean_bpm() == 110
    assert seconds(None).mean_bpm() is None
    assert Trend().long_mean_bpm() is None


def test_another_source_starts_afresh() -> None:
    trend = seconds(*range(100, 130))
    trend.start_afresh()
    assert (trend.slope_bpm_per_s(), trend.mean_bpm(), trend.long_mean_bpm()) == (None, None, None)
