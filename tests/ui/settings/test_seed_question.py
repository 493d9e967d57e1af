"""How much the athlete has trained lately: asked in hours, kept as load per day, taken back."""

import pytest

from tests.ui.settings.conftest import ShowPage
from tests.ui.settings.pages import type_into


@pytest.mark.parametrize(
    ("hours", "chip", "words", "seed"),
    [
        ("6", 1, "A load of ≈ 43 a day, estimated.", 6 * 50 / 7),
        ("3,5", 0, "A load of ≈ 20 a day, estimated.", 3.5 * 40 / 7),
        ("10", 2, "A load of ≈ 86 a day, estimated.", 10 * 60 / 7),
    ],
)
def test_hours_and_hardness_become_a_load_per_day(
    show_page: ShowPage, hours: str, chip: int, words: str, seed: float
) -> None:
    """domain.md: hours × 40, 50 or 60 for easy, mixed or hard, by seven."""
    shown = show_page()
    question = shown.page.athlete.seed
    assert not question.use.isEnabled()
    question.hardness.buttons[chip].click()
    type_into(question.hours, hours)
    assert question.outcome.text() == words
    assert shown.kept == []
    question.use.click()
    assert shown.athlete().load_per_day_seed == pytest.approx(seed)
    assert question.outcome.text().startswith("Base Fitness began at ≈ ")
    assert question.take_back.isVisible()


@pytest.mark.parametrize("hours", ["0", "41", "-3", "many"])
def test_what_is_no_habit_is_not_taken(show_page: ShowPage, hours: str) -> None:
    question = show_page().page.athlete.seed
    type_into(question.hours, hours)
    assert question.hours.problem.text() == "A number from 0.5 to 40, please."
    assert not question.use.isEnabled()


def test_the_estimate_is_taken_back(show_page: ShowPage) -> None:
    shown = show_page()
    question = shown.page.athlete.seed
    type_into(question.hours, "6")
    question.use.click()
    question.take_back.click()
    assert shown.athlete().load_per_day_seed is None
    assert not question.take_back.isVisible()
    assert not question.outcome.isVisible()


def test_it_is_kept_while_another_field_is_wrong(show_page: ShowPage) -> None:
    shown = show_page()
    type_into(shown.page.athlete.fields["max_bpm"], "20")
    type_into(shown.page.athlete.seed.hours, "6")
    shown.page.athlete.seed.use.click()
    assert shown.athlete().load_per_day_seed is not None
    assert shown.athlete().max_bpm == 190
