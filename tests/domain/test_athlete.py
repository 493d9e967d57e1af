from dataclasses import replace

import pytest

from app.domain.athlete import (
    ConstantsProblem,
    HeartRateConstants,
    TrainingFrequency,
    check_constants,
    check_range,
    estimated_max_bpm,
    estimated_threshold_bpm,
    percent_of,
)

GOOD = HeartRateConstants(50, 190, 169)


@pytest.mark.parametrize(("age", "bpm"), [(20, 194), (25, 191), (40, 180), (45, 177), (60, 166), (75, 156)])
def test_the_maximum_is_estimated_by_tanaka_2001_and_rounded_half_up(age: int, bpm: int) -> None:
    assert estimated_max_bpm(age) == bpm  # 25: 190.5, 45: 176.5, 75: 155.5


@pytest.mark.parametrize(
    ("frequency", "bpm"),
    [
        (TrainingFrequency.RARELY, 151),  # 65 + 0.75 · 115 = 151.25
        (TrainingFrequency.ONCE_OR_TWICE_A_WEEK, 157),
        (TrainingFrequency.MORE, 163),  # 162.75
        (None, 157),
    ],
)
def test_the_threshold_is_estimated_from_how_often_one_trains(
    frequency: TrainingFrequency | None, bpm: int
) -> None:
    assert estimated_threshold_bpm(65, 180, frequency) == bpm


def test_percentages_round_half_up_where_floats_do_not() -> None:
    assert percent_of(70, 165) == 116  # 115.5; 0.70 * 165 is 115.49999999999999 in floats
    assert round(0.70 * 165) == 115


def test_good_constants_have_no_issue() -> None:
    assert check_constants(GOOD) == ()
    assert check_constants(replace(GOOD, threshold_bpm=190, vt1_bpm=150, vt2_bpm=170, age=40)) == ()


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"resting_bpm": 20}, "resting_bpm", ConstantsProblem.OUT_OF_RANGE),
        ({"max_bpm": 260}, "max_bpm", ConstantsProblem.OUT_OF_RANGE),
        ({"age": 3}, "age", ConstantsProblem.OUT_OF_RANGE),
        ({"weight_kg": 7.0}, "weight_kg", ConstantsProblem.OUT_OF_RANGE),
        ({"threshold_bpm": 191}, "threshold_bpm", ConstantsProblem.THRESHOLD_ABOVE_MAX),
        (
            {"resting_bpm": 100, "threshold_bpm": 100},
            "resting_bpm",
            ConstantsProblem.RESTING_NOT_BELOW_THRESHOLD,
        ),
        ({"vt1_bpm": 160, "vt2_bpm": 160}, "vt1_bpm", ConstantsProblem.VT1_NOT_BELOW_VT2),
        ({"vt2_bpm": 195}, "vt2_bpm", ConstantsProblem.VT2_ABOVE_MAX),
        ({"resting_bpm": 80, "vt1_bpm": 75}, "vt1_bpm", ConstantsProblem.VT1_NOT_ABOVE_RESTING),
    ],
)
def test_every_broken_rule_is_named_with_its_field(
    changes: dict[str, int], field: str, problem: ConstantsProblem
) -> None:
    issues = check_constants(replace(GOOD, **changes))  # type: ignore[arg-type]  # weight is a float
    assert [(issue.field, issue.problem) for issue in issues] == [(field, problem)]
    assert issues[0].value == changes[field]


def test_an_issue_carries_the_limits_for_its_sentence() -> None:
    issue = check_range("resting_bpm", 12)
    assert issue is not None
    assert (issue.at_least, issue.at_most) == (30, 110)
    assert check_range("resting_bpm", None) is None


def test_only_guesses_that_the_load_rests_on_make_it_an_estimate() -> None:
    assert not GOOD.load_is_estimated
    assert not replace(GOOD, estimated=frozenset({"vt1_bpm"})).load_is_estimated
    assert replace(GOOD, estimated=frozenset({"resting_bpm"})).load_is_estimated
