"""Planning answers against independently computed vectors (planning.csv)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.load_planning import (
    building_week,
    daily_load_for_change,
    load_for_form,
    load_for_ratio,
    off_season_week,
)
from app.domain.long_term_load import LoadAverages


@pytest.mark.parametrize(
    ("base", "impact", "wanted", "load"),
    [
        (40, 35, 1.0, "79.55"),
        (40, 35, 0.8, "7.93"),
        (40, 35, 1.3, "199.3"),
        (40, 60, 1.0, "-118.2"),
        (60, 60, 1.0, "60"),
    ],
)
def test_the_load_today_that_makes_a_ratio(base: float, impact: float, wanted: float, load: str) -> None:
    assert f"{load_for_ratio(base, impact, wanted):.4g}" == load


@pytest.mark.parametrize(
    ("base", "impact", "wanted", "load"),
    [(40, 35, 0, "79.55"), (40, 50, -10, "52.15"), (60, 60, -10, "151.2")],
)
def test_the_load_today_that_makes_a_form(base: float, impact: float, wanted: float, load: str) -> None:
    assert f"{load_for_form(base, impact, wanted):.4g}" == load


@pytest.mark.parametrize(
    ("base", "days", "wanted", "load"),
    [(40, 7, 3, "59.54"), (40, 7, 5, "72.57"), (40, 7, -2, "26.97"), (60, 56, 10, "73.58")],
)
def test_the_daily_load_that_moves_base_fitness(base: float, days: int, wanted: float, load: str) -> None:
    assert f"{daily_load_for_change(base, days, wanted):.4g}" == load


@settings(max_examples=30)
@given(st.floats(1, 150), st.floats(1, 150), st.floats(0.2, 3.0), st.integers(1, 90), st.floats(-20, 20))
def test_doing_what_was_planned_reaches_what_was_wanted(
    base: float, impact: float, ratio: float, days: int, change: float
) -> None:
    today = LoadAverages()
    today.base_fitness, today.load_impact = base, impact
    today.add_day(load_for_ratio(base, impact, ratio))
    assert today.load_impact == pytest.approx(ratio * today.base_fitness)

    weeks = LoadAverages(base)
    for _ in range(days):
        weeks.add_day(daily_load_for_change(base, days, change))
    assert weeks.base_fitness == pytest.approx(base + change)


def test_a_ratio_beyond_every_load_is_refused() -> None:
    with pytest.raises(ValueError, match="no load reaches"):
        load_for_ratio(40, 35, 5.7)  # from nothing the ratio starts at 5.66: more is out of reach


def test_a_plan_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        daily_load_for_change(40, 0, 3)


def test_the_weekly_guides_go_by_base_fitness() -> None:
    building, off_season = building_week(40.0), off_season_week(40.0)
    assert (building.at_least, building.at_most) == pytest.approx((280.0, 364.0))
    assert (off_season.at_least, off_season.at_most) == pytest.approx((210.0, 280.0))
