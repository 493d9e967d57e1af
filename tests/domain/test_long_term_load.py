"""Long-term load against independently computed series (ewma.csv) and domain.md, "Long-term load"."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.long_term_load import (
    Hardness,
    LoadAverages,
    SessionLoad,
    TrendWatch,
    TrendWord,
    imported_until,
    long_term_load,
    seed_of_hours,
    trend_word,
)

MONDAY = date(2026, 3, 2)

# ewma.csv: load; from 0: base fitness, impact, form (of yesterday), ratio; from a seed of 40: base, impact
EWMA = """
150 3.529 19.97 - 5.658 42.59 54.64
50 4.623 23.97 -16.44 5.185 42.76 54.03
40 5.455 26.1 -19.34 4.785 42.7 52.16
0 5.327 22.63 -20.65 4.248 41.69 45.21
0 5.201 19.61 -17.3 3.771 40.71 39.2
60 6.491 24.99 -14.41 3.85 41.17 41.97
30 7.044 25.66 -18.5 3.643 40.9 40.37
100 9.231 35.55 -18.61 3.852 42.29 48.31
0 9.014 30.82 -26.32 3.419 41.3 41.88
80 10.68 37.37 -21.81 3.498 42.21 46.95
0 10.43 32.39 -26.68 3.105 41.22 40.7
45 11.25 34.07 -21.96 3.03 41.3 41.28
60 12.39 37.52 -22.83 3.028 41.74 43.77
0 12.1 32.53 -25.13 2.688 40.76 37.94
120 14.64 44.17 -20.43 3.017 42.63 48.87
0 14.3 38.29 -29.53 2.679 41.62 42.36
80 15.84 43.84 -24 2.768 42.53 47.37
0 15.47 38.01 -28 2.457 41.53 41.06
45 16.16 38.94 -22.54 2.409 41.61 41.59
60 17.19 41.74 -22.77 2.428 42.04 44.04
0 16.79 36.19 -24.55 2.155 41.05 38.18
120 19.22 47.34 -19.4 2.463 42.91 49.07
0 18.77 41.04 -28.12 2.187 41.9 42.54
80 20.21 46.23 -22.27 2.288 42.8 47.52
0 19.73 40.07 -26.02 2.031 41.79 41.2
45 20.33 40.73 -20.34 2.004 41.86 41.7
60 21.26 43.29 -20.4 2.036 42.29 44.14
0 20.76 37.53 -22.03 1.808 41.3 38.26
120 23.09 48.51 -16.77 2.1 43.15 49.14
0 22.55 42.05 -25.41 1.865 42.13 42.6
80 23.9 47.1 -19.5 1.971 43.02 47.58
0 23.34 40.83 -23.2 1.749 42.01 41.25
45 23.85 41.39 -17.49 1.735 42.08 41.75
60 24.7 43.87 -17.54 1.776 42.5 44.18
0 24.12 38.03 -19.16 1.577 41.5 38.3
120 26.38 48.94 -13.91 1.855 43.35 49.17
0 25.75 42.42 -22.56 1.647 42.33 42.63
80 27.03 47.43 -16.67 1.754 43.22 47.6
0 26.4 41.11 -20.39 1.558 42.2 41.26
45 26.83 41.63 -14.72 1.551 42.27 41.76
60 27.61 44.08 -14.8 1.596 42.68 44.19
0 26.96 38.21 -16.46 1.417 41.68 38.31
120 29.15 49.1 -11.24 1.684 43.52 49.18
90 30.58 54.54 -19.94 1.783 44.62 54.62
70 31.51 56.6 -23.96 1.796 45.21 56.66
110 33.36 63.71 -25.09 1.91 46.74 63.76
0 32.57 55.23 -30.35 1.695 45.64 55.28
95 34.04 60.52 -22.65 1.778 46.8 60.56
60 34.65 60.45 -26.48 1.745 47.11 60.49
130 36.9 69.71 -25.8 1.889 49.06 69.74
"""
ROWS = [line.split() for line in EWMA.split("\n") if line]
LOADS = [float(row[0]) for row in ROWS]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def session(number: int, load: float, activity_type: str = "outdoor_run") -> SessionLoad:
    return SessionLoad(day(number), f"{activity_type}-{number}", activity_type, load)


def daily(loads: list[float]) -> list[SessionLoad]:
    return [session(number, load) for number, load in enumerate(loads) if load]


def printed(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def test_both_averages_follow_the_vectors_from_zero() -> None:
    days = long_term_load(daily(LOADS), day(49), seed=0.0)
    shown = [
        [printed(each.base_fitness), printed(each.load_impact), printed(each.form), printed(each.load_ratio)]
        for each in days
    ]
    assert shown == [row[1:5] for row in ROWS]


def test_both_averages_follow_the_vectors_from_a_seed() -> None:
    days = long_term_load(daily(LOADS), day(49), seed=40.0)
    assert [[printed(each.base_fitness), printed(each.load_impact)] for each in days] == [
        row[5:7] for row in ROWS
    ]


def test_every_calendar_day_has_an_entry_and_days_without_training_are_zero() -> None:
    sessions = [session(0, 50.0), session(3, 30.0), session(3, 20.0, "rowing")]
    days = long_term_load(sessions, day(5), seed=40.0)
    assert [each.day for each in days] == [day(number) for number in range(6)]
    assert [each.training_load for each in days] == [50.0, 0.0, 0.0, 50.0, 0.0, 0.0]
    assert days[3].by_activity_type == (("outdoor_run", 30.0), ("rowing", 20.0))
    assert days[1].by_activity_type == ()


def test_the_days_go_through_a_change_of_the_clocks_one_by_one() -> None:
    before = SessionLoad(date(2026, 3, 28), "a", "outdoor_run", 50.0)  # clocks change on 29 March in Europe
    days = long_term_load([before], date(2026, 3, 31), seed=40.0)
    assert [each.day.day for each in days] == [28, 29, 30, 31]


def test_without_a_seed_neither_number_is_shown_before_28_days_are_over() -> None:
    days = long_term_load(daily([70.0, 0.0] * 14), day(26))
    assert len(days) == 27
    assert {(each.base_fitness, each.load_impact, each.load_ratio, each.form) for each in days} == {
        (None,) * 4
    }
    assert all(each.trend_word is None for each in days)


def test_after_28_days_their_mean_is_the_seed_of_day_0_and_the_series_is_computed_anew() -> None:
    loads = [70.0, 0.0] * 14
    unseeded = long_term_load(daily(loads), day(27))
    assert unseeded == long_term_load(daily(loads), day(27), seed=35.0)
    later = long_term_load([*daily(loads), session(28, 300.0)], day(40))
    assert later[:28] == unseeded


def test_an_own_seed_is_kept_after_28_days() -> None:
    days = long_term_load(daily([70.0, 0.0] * 30), day(59), seed=50.0)
    assert days[0].base_fitness == pytest.approx(50.0 + 20.0 * (1 - 0.9764705), rel=1e-5)


def test_no_sessions_are_no_days() -> None:
    assert long_term_load([], MONDAY, seed=40.0) == ()


def test_sessions_after_the_last_day_do_not_reach_back() -> None:
    sessions = daily(LOADS)
    assert long_term_load(sessions, day(20), seed=40.0) == long_term_load(sessions, day(49), seed=40.0)[:21]


def test_a_base_fitness_of_nothing_has_no_ratio() -> None:
    days = long_term_load([session(0, 0.0)], day(1), seed=0.0)
    assert [each.load_ratio for each in days] == [None, None]


def test_the_share_of_estimates_in_a_day_is_by_load() -> None:
    sessions = [session(0, 30.0), replace(session(0, 10.0, "strength"), is_estimated=True)]
    days = long_term_load(sessions, day(1), seed=40.0)
    assert [each.estimated_share for each in days] == [0.25, 0.0]


def test_hours_a_week_and_how_hard_give_the_seed() -> None:
    assert seed_of_hours(7.0, Hardness.EASY) == 40.0
    assert seed_of_hours(7.0, Hardness.MIXED) == 50.0
    assert seed_of_hours(3.5, Hardness.HARD) == 30.0


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        (0.59, TrendWord.RESTING),
        (0.6, TrendWord.EASING),
        (0.849, TrendWord.EASING),
        (0.85, TrendWord.MAINTAINING),
        (1.149, TrendWord.MAINTAINING),
        (1.15, TrendWord.BUILDING),
        (1.5, TrendWord.BUILDING),
        (1.501, TrendWord.SHARP_INCREASE),
    ],
)
def test_a_ratio_has_a_word(ratio: float, word: TrendWord) -> None:
    assert trend_word(ratio) is word


def test_the_first_word_comes_after_a_week_and_a_new_one_must_hold_three_days() -> None:
    watch = TrendWatch()
    words = [watch.add_day(1.0) for _ in range(7)]
    assert words == [*[None] * 6, TrendWord.MAINTAINING]
    # means of 7: 1.07, 1.14, 1.21, 1.29, 1.36: building from the third day on
    assert [watch.add_day(1.5) for _ in range(5)] == [
        *[TrendWord.MAINTAINING] * 4,
        TrendWord.BUILDING,
    ]


def test_a_new_word_that_does_not_hold_changes_nothing() -> None:
    watch = TrendWatch()
    words = [watch.add_day(ratio) for ratio in [1.14] * 7 + [1.2, 1.25, 1.0, 1.14] * 5]
    assert set(words[6:]) == {TrendWord.MAINTAINING}


def test_a_steady_week_of_hard_and_easy_days_is_maintaining_all_along() -> None:
    week = [0.0, 60.0, 40.0, 70.0, 0.0, 90.0, 55.0]
    days = long_term_load(daily(week * 12), day(83), seed=45.0)
    assert {each.trend_word for each in days[6:]} == {TrendWord.MAINTAINING}


def test_days_after_the_last_import_of_a_regular_source_are_not_imported_yet() -> None:
    until = imported_until(
        {
            "watch": [day(0), day(10), day(20), day(30)],
            "strap": [day(number) for number in range(20, 36)],
            "old watch": [day(-100), day(-99), day(-98)],
            "a friend's": [day(33)],
        },
        day(35),
    )
    assert until == day(30)
    days = long_term_load([session(28, 50.0)], day(32), seed=40.0, imported_until=until)
    assert [each.is_imported for each in days] == [True, True, True, False, False]


def test_without_a_regular_source_nothing_is_missing() -> None:
    assert imported_until({"watch": [day(0), day(0), day(1)]}, day(5)) is None
    days = long_term_load([session(0, 50.0)], day(1), seed=40.0)
    assert all(each.is_imported for each in days)


@settings(max_examples=30)
@given(st.floats(0, 300), st.floats(0, 300))
def test_a_level_life_draws_both_averages_to_its_daily_load(seed: float, load: float) -> None:
    averages = LoadAverages(seed)
    gaps = []
    for _ in range(400):
        averages.add_day(load)
        gaps.append((abs(averages.base_fitness - load), abs(averages.load_impact - load)))
    assert all(later[0] <= earlier[0] + 1e-9 for earlier, later in pairwise(gaps))
    assert gaps[-1] == pytest.approx((0.0, 0.0), abs=0.03)
    assert averages.form == pytest.approx(0.0, abs=0.05)
