"""The athlete's values: judged and previewed as one types, kept when all are right."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.athlete import Sex
from app.domain.guided_test import Measured
from app.domain.profile import AthleteProfile
from app.domain.settings import Settings
from app.domain.zones import ZoneModelName
from tests.ui.settings.conftest import ShowPage
from tests.ui.settings.pages import ADA, press, type_into


def test_the_preview_shows_the_zones_of_the_vectors_in_bpm(show_page: ShowPage) -> None:
    """zones_rest50_max190_lthr169: threshold6."""
    previews = show_page().page.athlete.previews
    assert previews.running.preview.bounds() == (0, 135, 152, 161, 172, 179)
    assert "135–151 2 · Aerobic endurance" in previews.running.preview.accessibleName()
    assert previews.running.caption.text() == "Running"
    assert previews.in_use.caption.text() == "Indoor cycling · estimated"


@pytest.mark.parametrize(
    ("model", "bounds"),
    [
        (ZoneModelName.RESERVE6, (0, 133, 154, 168, 173, 183)),
        (ZoneModelName.MAXIMUM6, (0, 95, 114, 133, 152, 171)),
        (ZoneModelName.MAXIMUM5, (0, 95, 114, 133, 152, 171)),
        (ZoneModelName.SEILER3, (0, 152, 169)),
    ],
)
def test_every_model_has_its_preview(
    show_page: ShowPage, model: ZoneModelName, bounds: tuple[int, ...]
) -> None:
    shown = show_page(Settings(athletes=(replace(ADA, zone_model=model),)))
    assert shown.page.athlete.previews.running.preview.bounds() == bounds


def test_the_preview_follows_every_key_and_nothing_is_kept_before_the_field_is_left(
    show_page: ShowPage,
) -> None:
    shown = show_page()
    section = shown.page.athlete
    type_into(section.fields["threshold_bpm"], "160", leaves=False)
    assert section.previews.running.preview.bounds() == (0, 128, 144, 152, 163, 170)
    assert shown.kept == []
    press(section, Qt.Key.Key_Return)
    assert shown.athlete().threshold_bpm == 160


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("resting_bpm", "20", "A number from 30 to 110 bpm, please."),
        ("max_bpm", "300", "A number from 100 to 230 bpm, please."),
        ("age", "3", "A number from 5 to 110 years, please."),
        ("weight_kg", "7", "A number from 20 to 300 kg, please."),
        ("threshold_bpm", "ab", "A whole number, please."),
        ("threshold_bpm", "195", "The threshold cannot lie above the maximum of 190."),
        ("vt1_bpm", "61.5", "A whole number, please."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words_and_not_kept(
    show_page: ShowPage, field: str, text: str, sentence: str
) -> None:
    shown = show_page()
    number = shown.page.athlete.fields[field]
    type_into(number, text)
    assert number.problem.text() == sentence
    assert number.problem.isVisible()
    assert number.box.accessibleDescription() == sentence
    assert shown.kept == []


def test_resting_must_lie_below_the_threshold(show_page: ShowPage) -> None:
    shown = show_page(Settings(athletes=(replace(ADA, threshold_bpm=90),)))
    type_into(shown.page.athlete.fields["resting_bpm"], "95")
    text = shown.page.athlete.fields["resting_bpm"].problem.text()
    assert text == "Resting must lie below the threshold: 89 or less."
    assert shown.kept == []


def test_a_mended_value_takes_the_others_along(show_page: ShowPage) -> None:
    shown = show_page()
    fields = shown.page.athlete.fields
    type_into(fields["threshold_bpm"], "195")
    type_into(fields["max_bpm"], "200")
    assert (shown.athlete().threshold_bpm, shown.athlete().max_bpm) == (195, 200)
    assert not fields["threshold_bpm"].problem.isVisible()


def test_an_emptied_field_is_estimated_again_and_one_tap_takes_the_estimate_over(
    show_page: ShowPage,
) -> None:
    shown = show_page(Settings(athletes=(AthleteProfile("Ada", age=36, resting_bpm=50),)))
    field = shown.page.athlete.fields["max_bpm"]
    assert field.box.placeholderText() == "≈ 183"
    assert field.hint.text() == "≈ 183, estimated"
    field.accept.click()
    assert shown.athlete().max_bpm == 183
    assert not field.accept.isVisible()
    type_into(field, "")
    assert shown.athlete().max_bpm is None
    assert field.accept.isVisible()


def test_a_guess_that_was_taken_over_can_be_made_sure(show_page: ShowPage) -> None:
    guessed = replace(ADA, estimated=frozenset({"threshold_bpm"}))
    shown = show_page(Settings(athletes=(guessed,)))
    field = shown.page.athlete.fields["threshold_bpm"]
    assert field.hint.text() == "estimated"
    field.accept.click()
    assert shown.athlete().estimated == frozenset()


def test_a_renamed_athlete_keeps_the_sessions_of_the_old_name(show_page: ShowPage) -> None:
    shown = show_page()
    type_into(shown.page.athlete.name, "Ada Lovelace")
    assert shown.athlete().name == "Ada Lovelace"
    assert shown.athlete().is_called("Ada")
    type_into(shown.page.athlete.name, "")
    assert shown.page.athlete.name.problem.text() == "A name, please."
    assert shown.athlete().name == "Ada Lovelace"


def test_athletes_are_added_named_and_chosen(show_page: ShowPage) -> None:
    shown = show_page()
    section = shown.page.athlete
    add = section.findChild(QAbstractButton, "addAthlete")
    assert add is not None
    add.click()
    assert [each.name for each in shown.kept[-1].athletes] == ["Athlete 2", "Ada"]
    type_into(section.name, "Ada")
    assert section.name.problem.text() == "Another athlete has, or had, this name."
    type_into(section.name, "Ben")
    assert shown.athlete() == AthleteProfile(name="Ben", former_names=("Athlete 2",))
    section.athletes.show_value(1)
    section.athletes.box.activated.emit(1)
    assert shown.athlete() == ADA
    assert section.fields["max_bpm"].text() == "190"


def test_measurements_and_first_questions_are_asked_for(show_page: ShowPage) -> None:
    shown = show_page()
    asked: list[object] = []
    shown.page.measure_requested.connect(asked.append)
    shown.page.first_run_requested.connect(lambda: asked.append("questions"))
    for name in ("measureResting", "testThreshold", "firstRunAgain"):
        button = shown.page.findChild(QAbstractButton, name)
        assert button is not None
        button.click()
    assert asked == [Measured.RESTING, Measured.THRESHOLD, "questions"]


def test_a_value_is_changed_with_the_keyboard_alone(show_page: ShowPage) -> None:
    shown = show_page()
    page = shown.page
    page.setFocus()
    for _ in range(40):
        if page.athlete.fields["weight_kg"].box.hasFocus():
            break
        press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_6, Qt.Key.Key_1, Qt.Key.Key_Period, Qt.Key.Key_5, Qt.Key.Key_Tab)
    assert shown.athlete().weight_kg == 61.5
    assert page.athlete.sex.box.hasFocus()
    press(page, Qt.Key.Key_Up)
    assert shown.athlete().sex is Sex.MALE


def test_changed_values_offer_to_compute_the_past_again_once_somebody_can(show_page: ShowPage) -> None:
    shown = show_page()
    page = shown.page
    asked: list[tuple[AthleteProfile, AthleteProfile]] = []
    page.recompute_requested.connect(lambda before, now: asked.append((before, now)))
    type_into(page.athlete.fields["max_bpm"], "192")
    assert not page.offer.isVisible()
    page.allow_recompute(is_allowed=True)
    assert page.offer.isVisible()
    page.compare.click()
    assert asked == [(ADA, replace(ADA, max_bpm=192))]
    assert not page.offer.isVisible()
    type_into(page.athlete.fields["weight_kg"], "60")
    assert not page.offer.isVisible()
    type_into(page.athlete.fields["threshold_bpm"], "170")
    page.keep_past.click()
    assert not page.offer.isVisible()
    assert len(asked) == 1


def test_what_is_right_is_kept_when_the_page_is_left(show_page: ShowPage) -> None:
    shown = show_page()
    type_into(shown.page.athlete.fields["age"], "37", leaves=False)
    shown.page.hide()
    assert shown.athlete().age == 37
