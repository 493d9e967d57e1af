"""Changes of constants, read off the sessions."""

from datetime import date, timedelta

from app.domain.constants_changes import ConstantsChange, ConstantsOfDay, constants_changes

FIRST = date(2026, 3, 1)


def on(
    day: int, kind: str, resting: int | None = 50, highest: int = 190, threshold: int = 169
) -> ConstantsOfDay:
    return ConstantsOfDay(FIRST + timedelta(days=day), kind, resting, highest, threshold)


def test_a_life_without_changes_has_none() -> None:
    seen = [on(0, "run"), on(1, "ride", highest=183, threshold=162), on(2, "run")]
    assert constants_changes(seen) == ()
    assert constants_changes([]) == ()


def test_one_that_all_types_follow_is_told_once() -> None:
    seen = [
        on(0, "run"),
        on(1, "ride", highest=183, threshold=162),
        on(5, "run", threshold=171),
        on(6, "ride", highest=183, threshold=164),
        on(7, "run", threshold=171),
    ]
    assert constants_changes(seen) == (
        ConstantsChange(FIRST + timedelta(days=5), "run", "threshold_bpm", 169, 171),
    )


def test_changes_of_two_types_by_different_amounts_are_two() -> None:
    seen = [on(0, "run"), on(0, "ride"), on(5, "run", threshold=171), on(6, "ride", threshold=166)]
    assert [each.activity_type for each in constants_changes(seen)] == ["run", "ride"]


def test_the_same_step_long_before_is_another_change() -> None:
    seen = [on(0, "run"), on(5, "run", threshold=171), on(20, "ride"), on(30, "ride", threshold=171)]
    assert [each.day for each in constants_changes(seen)] == [
        FIRST + timedelta(days=5),
        FIRST + timedelta(days=30),
    ]


def test_resting_is_shared_by_all_types() -> None:
    seen = [on(0, "run"), on(1, "ride"), on(2, "ride", resting=46), on(3, "run", resting=46)]
    assert constants_changes(seen) == (ConstantsChange(FIRST + timedelta(days=2), "", "resting_bpm", 50, 46),)


def test_what_cannot_be_read_is_passed_over() -> None:
    assert constants_changes([on(0, "run"), on(1, "run", resting=None), on(2, "run")]) == ()
