"""Alerts and appearance; and the whole page: nothing clipped, everything named, settings round."""

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from app.domain.alert_settings import AlertSettings
from app.domain.settings import Settings
from app.domain.settings import Theme as Palette
from app.domain.zones import ZoneModelName
from app.ui.settings.zone_preview import ZonePreview
from app.ui.theme import ColourChoice
from app.ui.widgets.text import TextLabel
from tests.ui.settings.conftest import ShowPage
from tests.ui.settings.pages import ADA, Shown, settle, type_into

SECTIONS = ("athleteSection", "zonesSection", "activitiesSection", "alertsSection", "appearanceSection")
LOOKS = [
    ((1280, 748), ColourChoice.DARK, 1.0),
    ((1280, 700), ColourChoice.LIGHT, 2.0),
    ((1920, 1020), ColourChoice.DARK, 2.0),
    ((1920, 1020), ColourChoice.LIGHT, 1.0),
]


def test_switches_and_times_are_kept(show_page: ShowPage) -> None:
    shown = show_page(section="alertsSection")
    fields = shown.page.alerts.alerts
    fields.switches["battery_low_enabled"].click()
    type_into(fields.numbers["dwell_s"], "15")
    assert shown.athlete().alerts == AlertSettings(battery_low_enabled=False, dwell_s=15.0)
    fields.defaults.click()
    assert shown.athlete().alerts == AlertSettings()
    assert fields.numbers["dwell_s"].text() == "10"


@pytest.mark.parametrize("text", ["0", "", "many", "nan", "1e9"])
def test_times_that_make_no_sense_are_not_kept(show_page: ShowPage, text: str) -> None:
    shown = show_page(section="alertsSection")
    number = shown.page.alerts.alerts.numbers["dwell_s"]
    type_into(number, text)
    assert number.problem.text() == "A number from 1 to 300 s, please."
    assert shown.kept == []


def test_a_ceiling_is_kept_or_refused(show_page: ShowPage) -> None:
    shown = show_page(section="alertsSection")
    ceiling = shown.page.alerts.ceiling
    type_into(ceiling, "40")
    assert ceiling.problem.text() == "A number from 80 to 230 bpm, please."
    assert shown.kept == []
    type_into(ceiling, "165")
    assert shown.athlete().ceiling_bpm == 165
    type_into(ceiling, "")
    assert shown.athlete().ceiling_bpm is None


def test_the_look_is_chosen_within_its_limits(show_page: ShowPage) -> None:
    shown = show_page(Settings(text_scale_percent=190), "appearanceSection")
    look = shown.page.appearance
    look.larger.click()
    assert shown.kept[-1].text_scale_percent == 200
    assert not look.larger.isEnabled()
    look.smaller.click()
    assert look.percent.text() == "190 %"
    look.palettes.buttons[2].click()
    assert shown.kept[-1].theme is Palette.DARK
    look.awake.click()
    assert not shown.kept[-1].keep_awake
    look.still.click()
    assert shown.kept[-1].less_motion
    assert not look.media_keys.isChecked()
    look.media_keys.click()
    assert shown.kept[-1].media_keys


def test_every_setting_survives_the_file(show_page: ShowPage) -> None:
    shown = show_page()
    type_into(shown.page.athlete.fields["weight_kg"], "61,5")
    type_into(shown.page.alerts.ceiling, "171")
    shown.page.appearance.smaller.click()
    shown.page.activities.new.click()
    kept = shown.kept[-1]
    assert Settings.from_json(json.loads(json.dumps(kept.to_json()))).settings == kept
    assert kept.athlete().weight_kg == 61.5


def test_sensors_and_other_fields_pass_through_untouched(show_page: ShowPage) -> None:
    before = Settings(athletes=(ADA,), volume=0.3, first_used_on="2026-11-22", first_run_done=True)
    shown = show_page(before)
    type_into(shown.page.athlete.fields["age"], "36")
    assert shown.kept == [replace(before, athletes=(replace(ADA, age=36),))]


def test_an_unknown_section_is_a_key_error(show_page: ShowPage) -> None:
    with pytest.raises(KeyError):
        show_page().page.show_section("nothing")


@pytest.mark.parametrize(("size", "choice", "text_scale"), LOOKS)
def test_nothing_is_clipped_or_nameless(
    show_page: ShowPage, size: tuple[int, int], choice: ColourChoice, text_scale: float
) -> None:
    own = replace(ADA, zone_model=ZoneModelName.OWN, own_zone_bounds=(60, 120, 140, 150, 160, 170, 180))
    shown = show_page(Settings(athletes=(own, ADA)), size=size, choice=choice, text_scale=text_scale)
    for section in SECTIONS:
        shown.page.show_section(section)
        settle()
        assert clipped(shown) == [], section
        assert nameless(shown.page) == [], section
    shown.page.show_section("activitiesSection")
    shown.page.activities.open_editor("indoor_cycling")
    shown.page.activities.editor.own_alerts.click()
    settle()
    assert clipped(shown) == []
    assert nameless(shown.page) == []


def clipped(shown: Shown) -> list[str]:
    """What does not fit: text wider or higher than its label, controls beyond the page's edge."""
    page = shown.page
    right = page._inside.width()
    assert right <= page._scroll.viewport().width()
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not page._inside.isAncestorOf(widget):
            continue
        if widget.mapTo(page._inside, widget.rect().bottomRight()).x() >= right:
            found.append(f"{widget.objectName()} {type(widget).__name__} over the edge")
        if isinstance(widget, TextLabel) and not text_fits(widget):
            found.append(f"{widget.text()!r} in {widget.size()}")
        if isinstance(widget, QAbstractButton | ZonePreview) and not (
            widget.width() >= widget.minimumSizeHint().width()
            and widget.height() >= widget.minimumSizeHint().height()
        ):
            found.append(f"{widget.objectName()} squeezed")
    return found


def text_fits(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() >= label.heightForWidth(label.width()) - 1
    return label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def nameless(page: QWidget) -> list[str]:
    controls = (
        *page.findChildren(QAbstractButton),
        *page.findChildren(QLineEdit),
        *page.findChildren(QComboBox),
    )
    return [each.objectName() for each in controls if each.isVisible() and not each.accessibleName()]


def test_the_talk_test_is_switched_off_and_on(show_page: ShowPage) -> None:
    shown = show_page(section="alertsSection")
    talk = shown.page.alerts.talk
    assert talk.isChecked()
    talk.click()
    assert not shown.kept[-1].asks_talk_test
    talk.click()
    assert shown.kept[-1].asks_talk_test
