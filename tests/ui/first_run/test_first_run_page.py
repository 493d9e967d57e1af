"""The first questions: what each answer means, and that none must be given."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.athlete import Sex, TrainingFrequency
from app.domain.profile import AthleteProfile, constants_for
from app.domain.profile_edits import RUNNING
from app.domain.settings import Settings
from app.domain.zones import ZoneModelName
from app.ui.first_run.first_run_page import FirstRunPage, WatchZones
from app.ui.theme import ColourChoice, Theme
from tests.ui.fakes import taken
from tests.ui.settings.pages import press, settle, type_into

SAFETY = (
    "Sidebeat is for training; it is not a medical device. If you take medicine that changes heart rate "
    "(beta blockers, for example), have a pacemaker or a heart-rhythm problem, or are pregnant, formulas by "
    "age do not fit you: go by effort, or enter limits from your clinician."
)


@pytest.fixture(params=[(ColourChoice.DARK, 1.0), (ColourChoice.LIGHT, 2.0)], ids=["dark", "light 200 %"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[FirstRunPage]:
    theme = Theme(*request.param)
    made = FirstRunPage(theme)
    made.show_settings(Settings())
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    yield made
    made.hide()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def answers(page: FirstRunPage) -> list[Settings]:
    heard: list[Settings] = []
    page.answered.connect(heard.append)
    return heard


def choose(page: FirstRunPage, answer: WatchZones) -> None:
    page.zones.buttons[list(WatchZones).index(answer)].click()


@pytest.mark.parametrize(
    ("answer", "model"),
    [
        (WatchZones.COROS_THRESHOLD, ZoneModelName.THRESHOLD6),
        (WatchZones.COROS_RESERVE, ZoneModelName.RESERVE6),
        (WatchZones.COROS_MAXIMUM, ZoneModelName.MAXIMUM6),
        (WatchZones.GARMIN_OR_POLAR, ZoneModelName.MAXIMUM5),
        (WatchZones.UNKNOWN, ZoneModelName.THRESHOLD6),
    ],
)
def test_the_watch_decides_the_zones(page: FirstRunPage, answer: WatchZones, model: ZoneModelName) -> None:
    heard = answers(page)
    choose(page, answer)
    page.done.click()
    assert heard == [Settings(athletes=(AthleteProfile(zone_model=model),), first_run_done=True)]


def test_all_answers_make_marked_estimates(page: FirstRunPage) -> None:
    """208 − 0.7·40 = 180; 65 + 0.85·(180 − 65) = 163 (domain.md, a person who knows only their age)."""
    heard = answers(page)
    type_into(page.age, "40")
    page.frequency.buttons[2].click()
    page.sex.buttons[0].click()
    assert page.previews.running.preview.bounds()[1] == 130  # 80 % of 163
    assert page.previews.running.caption.text() == "Running · estimated"
    page.done.click()
    athlete = heard[0].athlete()
    assert (athlete.age, athlete.training_frequency) == (40, TrainingFrequency.MORE)
    assert athlete.sex is Sex.FEMALE
    constants = constants_for(athlete, RUNNING)
    assert (constants.resting_bpm, constants.max_bpm, constants.threshold_bpm) == (65, 180, 163)
    assert constants.estimated == {"resting_bpm", "max_bpm", "threshold_bpm"}


def test_own_zones_begin_as_the_usual_ones_and_lead_on(page: FirstRunPage) -> None:
    heard = answers(page)
    asked: list[str] = []
    page.own_zones_requested.connect(lambda: asked.append("own zones"))
    choose(page, WatchZones.OWN)
    page.done.click()
    assert heard[0].athlete().zone_model is ZoneModelName.OWN
    assert heard[0].athlete().own_zone_bounds == page.previews.running.preview.bounds()
    assert asked == ["own zones"]


def test_everything_can_be_skipped(page: FirstRunPage) -> None:
    heard = answers(page)
    type_into(page.age, "40")
    page.skip.click()
    page.done.click()
    assert heard[0] == Settings(first_run_done=True)
    assert heard[1].athlete().age == 40


def test_an_age_that_makes_no_sense_is_said(page: FirstRunPage) -> None:
    heard = answers(page)
    type_into(page.age, "4")
    assert page.age.problem.text() == "A number from 5 to 110 years, please."
    assert not page.done.isEnabled()
    type_into(page.age, "old")
    assert page.age.problem.text() == "A whole number, please."
    type_into(page.age, "")
    assert page.done.isEnabled()
    assert heard == []


def test_the_safety_words_are_there_word_for_word_and_the_heart_rate_stays_in_sight(
    page: FirstRunPage,
) -> None:
    labels = [label.text() for label in page.findChildren(type(page.heart_rate))]
    assert SAFETY in labels
    page.show_snapshot(taken(72, 1.0))
    assert page.heart_rate.text() == "Your heart rate is live: 72"
    page.show_snapshot(taken(None, 9.0))
    assert page.heart_rate.text() == "Your heart rate is live: ––"


def test_it_is_answered_with_the_keyboard_alone_and_everything_has_a_name(page: FirstRunPage) -> None:
    heard = answers(page)
    page.first_focus().setFocus()
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Space)
    for _ in range(20):
        if page.done.hasFocus():
            break
        press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Return)
    assert heard[0].athlete().zone_model is ZoneModelName.RESERVE6
    controls = (*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit))
    assert [each.objectName() for each in controls if each.isVisible() and not each.accessibleName()] == []
    assert page._inside.minimumSizeHint().width() <= 1280


def test_escape_leaves_everything_as_it_was(page: FirstRunPage) -> None:
    heard = answers(page)
    page.activateWindow()
    page.setFocus()
    press(page, Qt.Key.Key_Escape)
    assert heard == [Settings(first_run_done=True)]


def test_what_is_known_is_shown_again(page: FirstRunPage) -> None:
    known = AthleteProfile("Ada", age=36, sex=Sex.FEMALE, zone_model=ZoneModelName.MAXIMUM5)
    page.show_settings(Settings(athletes=(known,)))
    heard = answers(page)
    assert page.zones.value() is WatchZones.GARMIN_OR_POLAR
    page.done.click()
    assert heard[0].athlete() == replace(known)
