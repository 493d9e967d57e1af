"""Activity types: created, edited, duplicated, archived."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.activity_types import ActivityType, Tile
from app.domain.alert_settings import AlertSettings
from app.domain.settings import Settings
from app.domain.zones import ZoneModelName
from tests.ui.settings.conftest import ShowPage
from tests.ui.settings.pages import ADA, Shown, press, type_into


def edited(shown: Shown, key: str) -> ActivityType:
    return next(each for each in shown.kept[-1].activity_types() if each.key == key)


def click(shown: Shown, name: str) -> None:
    button = shown.page.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def open_editor(show_page: ShowPage, key: str = "indoor_cycling") -> Shown:
    shown = show_page(section="activitiesSection")
    shown.page.activities.open_editor(key)
    return shown


def test_a_new_activity_is_made_with_the_keyboard(show_page: ShowPage) -> None:
    shown = show_page(section="activitiesSection")
    shown.page.activities.new.setFocus()
    press(shown.page, Qt.Key.Key_Return)
    editor = shown.page.activities.editor
    assert editor.name.box.hasFocus()
    type_into(editor.name, "Ski erg")
    assert edited(shown, "my_activity").name == "Ski erg"
    press(shown.page, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    back = shown.page.focusWidget()
    assert back is not None
    assert back.objectName() == "edit_my_activity"


def test_names_must_be_there_and_differ(show_page: ShowPage) -> None:
    shown = open_editor(show_page)
    editor = shown.page.activities.editor
    for name, sentence in (
        ("", "A name, please."),
        ("Rowing", "Another activity has this name."),
        ("x" * 41, "At most 40 letters, please."),
    ):
        type_into(editor.name, name)
        assert editor.name.problem.text() == sentence
    assert shown.kept == []


def test_look_tiles_and_zones_are_kept_at_once(show_page: ShowPage) -> None:
    shown = open_editor(show_page)
    click(shown, "icon_flame")
    click(shown, "colour_2f9bc1")
    click(shown, "tile_average")
    click(shown, "tile_energy")
    editor = shown.page.activities.editor
    editor.model.show_value(ZoneModelName.FRIEL_CYCLING7)
    editor.model.box.activated.emit(0)
    kept = edited(shown, "indoor_cycling")
    assert (kept.icon, kept.colour) == ("flame", "#2f9bc1")
    assert kept.tiles == (Tile.AVERAGE, Tile.ENERGY)
    assert kept.zone_model is ZoneModelName.FRIEL_CYCLING7
    assert len(editor.preview.bounds()) == 7


def test_overrides_show_what_they_inherit_and_come_and_go(show_page: ShowPage) -> None:
    shown = open_editor(show_page)
    editor = shown.page.activities.editor
    field = editor.constants["threshold_bpm"]
    assert field.box.placeholderText() == "≈ 162"
    assert field.hint.text() == "≈ 162, suggested from running"
    assert editor.preview.bounds() == (0, 130, 146, 154, 165, 172)
    type_into(field, "165")
    assert shown.athlete().set_for("indoor_cycling").threshold_bpm == 165
    assert editor.preview.bounds()[1] == 132  # 80 % of 165
    type_into(field, "")
    assert shown.athlete() == ADA
    field.accept.click()
    assert shown.athlete().set_for("indoor_cycling").threshold_bpm == 162


def test_a_running_activity_inherits_as_it_is(show_page: ShowPage) -> None:
    field = open_editor(show_page, "treadmill").page.activities.editor.constants["max_bpm"]
    assert field.box.placeholderText() == "190"
    assert field.hint.text() == "as running"
    assert not field.accept.isVisible()


def test_a_wrong_override_is_said_and_not_kept(show_page: ShowPage) -> None:
    shown = open_editor(show_page)
    editor = shown.page.activities.editor
    type_into(editor.constants["max_bpm"], "160")
    type_into(editor.constants["threshold_bpm"], "170")
    assert editor.constants["threshold_bpm"].problem.text() == (
        "The threshold cannot lie above the maximum of 160."
    )
    assert editor.preview.bounds() == ()
    assert shown.athlete().set_for("indoor_cycling").threshold_bpm is None


def test_it_exports_as_a_common_sport_or_as_numbers(show_page: ShowPage) -> None:
    shown = open_editor(show_page)
    editor = shown.page.activities.editor
    editor.sport.show_value((2, 58))
    editor.sport.box.activated.emit(0)
    assert edited(shown, "indoor_cycling").fit_sub_sport == 58
    editor.sport.show_value(None)
    editor.sport.box.activated.emit(0)
    sport, sub_sport = editor.fit_numbers
    assert sport.isVisible()
    type_into(sport, "300")
    assert sport.problem.text() == "Numbers from 0 to 254, please."
    type_into(sport, "62")
    type_into(sub_sport, "70")
    kept = edited(shown, "indoor_cycling")
    assert (kept.fit_sport, kept.fit_sub_sport) == (62, 70)


def test_an_activity_may_have_alerts_of_its_own(show_page: ShowPage) -> None:
    shown = open_editor(show_page)
    editor = shown.page.activities.editor
    assert not editor.alerts.isVisible()
    editor.own_alerts.click()
    editor.alerts.switches["below_enabled"].click()
    assert edited(shown, "indoor_cycling").alerts == AlertSettings(below_enabled=False)
    editor.own_alerts.click()
    assert edited(shown, "indoor_cycling").alerts is None


def test_a_duplicate_has_all_but_key_and_name(show_page: ShowPage) -> None:
    shown = open_editor(show_page, "rowing")
    click(shown, "duplicateActivity")
    kept = edited(shown, "rowing_copy")
    assert kept == replace(edited(shown, "rowing"), key="rowing_copy", name="Rowing copy")
    assert shown.page.activities.editor.key == "rowing_copy"


def test_an_archived_activity_is_out_of_sight_and_comes_back(show_page: ShowPage) -> None:
    shown = open_editor(show_page, "yoga")
    click(shown, "archiveActivity")
    assert edited(shown, "yoga").archived
    section = shown.page.activities
    assert shown.page.findChild(QAbstractButton, "edit_yoga") not in [row.edit for row in section._rows]
    assert section.show_archived.text() == "Show archived (1)"
    section.show_archived.click()
    section.open_editor("yoga")
    click(shown, "archiveActivity")
    assert not edited(shown, "yoga").archived


def test_the_last_activity_cannot_be_archived(show_page: ShowPage) -> None:
    types = Settings().activity_types()
    others = tuple(replace(each, archived=True) for each in types[1:])
    shown = show_page(Settings(own_activity_types=others), "activitiesSection")
    shown.page.activities.open_editor(types[0].key)
    assert not shown.page.activities.editor.archive.isEnabled()


@pytest.mark.parametrize("icon", ["heart", "no such picture", "../sidebeat"])
def test_an_unknown_icon_is_a_heart(show_page: ShowPage, icon: str) -> None:
    own = ActivityType("own", "Own", 0, 0, icon=icon)
    shown = show_page(Settings(own_activity_types=(own,)), "activitiesSection")
    assert shown.page.activities._rows[-1].badge._icon == "heart"
