"""Monotony and strain against independently computed vectors (monotony.csv, sample standard deviation)."""

import pytest

from app.domain.monotony import week_monotony


@pytest.mark.parametrize(
    ("loads", "mean", "sd", "monotony", "strain"),
    [
        ((0, 20, 10, 10, 10, 10, 10), "10", "5.774", "1.732", "121.2"),
        ((5, 15, 20, 20, 20, 25, 35), "20", "9.129", "2.191", "306.7"),
        ((0, 0, 0, 10, 20, 30, 40), "14.29", "16.18", "0.8827", "88.27"),
        ((600, 200, 400, 500, 100, 650, 0), "350", "253.3", "1.382", "3385"),
    ],
)
def test_monotony_and_strain_are_those_of_the_vectors(
    loads: tuple[float, ...], mean: str, sd: str, monotony: str, strain: str
) -> None:
    week = week_monotony(loads)
    shown = [f"{value:.4g}" for value in (week.mean, week.sd, week.monotony or 0.0, week.strain or 0.0)]
    assert shown == [mean, sd, monotony, strain]
    assert not week.is_capped


@pytest.mark.parametrize("loads", [(10.0,) * 7, (10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 11.0)])
def test_a_flat_week_is_capped_and_has_no_strain(loads: tuple[float, ...]) -> None:
    week = week_monotony(loads)
    assert (week.monotony, week.is_capped, week.strain) == (10.0, True, None)


def test_a_week_of_rest_has_no_monotony() -> None:
    week = week_monotony((0.0,) * 7)
    assert (week.monotony, week.is_capped, week.strain) == (None, False, None)


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="7 days, not 6"):
        week_monotony((10.0,) * 6)
