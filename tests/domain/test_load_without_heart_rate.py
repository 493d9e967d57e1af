"""The load of a session without heart rate (domain.md, "Long-term load")."""

import pytest

from app.domain.load_without_heart_rate import RatedSession, load_of_rating, own_ratio


@pytest.mark.parametrize(
    ("rpe", "load"),
    [(1, 20), (2, 35), (3, 50), (4, 60), (5, 70), (6, 80), (7, 90), (8, 100), (9, 120), (10, 140)],
)
def test_an_hour_s_load_follows_the_rating(rpe: int, load: float) -> None:
    assert load_of_rating(60, rpe) == load


def test_strength_counts_six_tenths() -> None:
    assert load_of_rating(45, 6, is_strength=True) == pytest.approx(36.0)


def test_ten_sessions_with_both_give_the_athlete_s_own_ratio() -> None:
    sessions = [RatedSession(training_load=48.0, minutes=60, rpe=4)] * 9
    assert own_ratio(sessions) == 1.0
    ratio = own_ratio([*sessions, RatedSession(28.8, 60, 4, is_strength=True)])
    assert ratio == pytest.approx(0.8)
    assert load_of_rating(30, 5, own_ratio=ratio) == pytest.approx(28.0)


def test_ten_sessions_of_no_minutes_say_nothing() -> None:
    assert own_ratio([RatedSession(0.0, 0.0, 4)] * 10) == 1.0


@pytest.mark.parametrize(("minutes", "rpe"), [(-1, 5), (30, 0), (30, 11)])
def test_a_rating_out_of_range_is_refused(minutes: float, rpe: int) -> None:
    with pytest.raises(ValueError, match="RPE"):
        load_of_rating(minutes, rpe)
