"""What a day did to the long run: from one evening to the next."""

from datetime import date, timedelta
from math import exp

import pytest

from app.domain.long_run_change import long_run_change
from app.domain.long_term_load import SessionLoad

FIRST = date(2026, 9, 1)


def sessions(*loads: float) -> list[SessionLoad]:
    """One session a day from the first."""
    return [
        SessionLoad(FIRST + timedelta(days=place), str(place), "rowing", load)
        for place, load in enumerate(loads)
    ]


def test_a_single_session_is_measured_against_the_athletes_own_estimate() -> None:
    change = long_run_change(sessions(82.0), FIRST, seed=40.0)
    assert change is not None
    assert change.base_fitness_before == 40.0
    assert change.base_fitness == pytest.approx(40.0 + 42.0 * (1 - exp(-1 / 42)))
    assert change.load_ratio == pytest.approx(
        (40.0 + 42.0 * (1 - exp(-1 / 7))) / (40.0 + 42.0 * (1 - exp(-1 / 42)))
    )
    assert change.is_estimated


def test_without_an_estimate_nothing_is_said_before_28_days() -> None:
    assert long_run_change(sessions(*[50.0] * 27), FIRST + timedelta(days=26)) is None
    change = long_run_change(sessions(*[50.0] * 28), FIRST + timedelta(days=27))
    assert change is not None
    assert (change.base_fitness_before, change.base_fitness) == pytest.approx((50.0, 50.0))
    assert change.load_ratio == pytest.approx(1.0)
    assert not change.is_estimated


def test_after_six_weeks_the_estimate_is_no_longer_said() -> None:
    change = long_run_change(sessions(*[50.0] * 42), FIRST + timedelta(days=41), seed=40.0)
    assert change is not None
    assert not change.is_estimated


def test_several_sessions_of_a_day_are_told_together_and_later_ones_not() -> None:
    twice = [*sessions(30.0, 20.0), *sessions(0.0, 25.0)]
    change = long_run_change(twice, FIRST + timedelta(days=1), seed=40.0)
    together = long_run_change(sessions(30.0, 45.0, 99.0), FIRST + timedelta(days=1), seed=40.0)
    assert change == together


def test_before_the_first_session_there_is_nothing_to_say() -> None:
    assert long_run_change(sessions(30.0), FIRST - timedelta(days=1), seed=40.0) is None
