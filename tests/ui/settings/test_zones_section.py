"""Zone models and own bounds."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.settings import Settings
from app.domain.zones import ZoneModelName
from tests.ui.settings.conftest import ShowPage
from tests.ui.settings.pages import ADA, Shown, type_into

OWN = replace(ADA, zone_model=ZoneModelName.OWN, own_zone_bounds=(0, 120, 140))


def choose(shown: Shown, model: ZoneModelName) -> None:
    """As the list does it."""
    shown.page.zones.model.show_value(model)
    shown.page.zones.model.box.activated.emit(0)


def test_a_chosen_model_is_kept_previewed_and_explained(show_page: ShowPage) -> None:
    shown = show_page(section="zonesSection")
    choose(shown, ZoneModelName.MAXIMUM5)
    assert shown.athlete().zone_model is ZoneModelName.MAXIMUM5
    assert shown.page.zones.previews.running.preview.bounds() == (0, 95, 114, 133, 152, 171)
    assert "% of your maximum" in shown.page.zones._choice.note.text()


def test_a_model_is_chosen_with_the_keyboard(show_page: ShowPage) -> None:
    shown = show_page(section="zonesSection")
    QTest.keyClick(shown.page.zones.model.box, Qt.Key.Key_Down)
    assert shown.athlete().zone_model is ZoneModelName.RESERVE6


def test_own_bounds_begin_as_the_zones_in_use(show_page: ShowPage) -> None:
    shown = show_page(section="zonesSection")
    choose(shown, ZoneModelName.OWN)
    assert shown.athlete().own_zone_bounds == (
        0,
        130,
        146,
        154,
        165,
        172,
    )  # 162, cycling's suggested threshold
    assert shown.athlete().own_zone_names[1] == "Aerobic endurance"


@pytest.mark.parametrize(
    ("bound", "sentence"),
    [
        ("150", "Each zone must begin above the one before."),
        ("20", "Bounds from 30 to 240 bpm, the first may be 0."),
        ("", "A whole number, please."),
    ],
)
def test_own_bounds_that_are_no_zones_are_not_kept(show_page: ShowPage, bound: str, sentence: str) -> None:
    shown = show_page(Settings(athletes=(OWN,)), "zonesSection")
    type_into(shown.page.zones.rows[1].bound, bound)
    assert shown.page.zones.own_problem.text() == sentence
    assert shown.page.zones.previews.running.preview.bounds() == ()
    assert shown.kept == []


def test_own_zones_are_typed_named_added_and_removed(show_page: ShowPage) -> None:
    shown = show_page(Settings(athletes=(OWN,)), "zonesSection")
    section = shown.page.zones
    type_into(section.rows[1].bound, "118")
    type_into(section.rows[1].name, "Steady")
    assert shown.athlete().own_zone_bounds == (0, 118, 140)
    assert shown.athlete().own_zone_names == ("", "Steady", "")
    section.add_zone.click()
    assert shown.athlete().own_zone_bounds == (0, 118, 140, 150)
    assert "118–139 2 · Steady" in section.previews.running.preview.accessibleName()
    section.remove_zone.click()
    section.remove_zone.click()
    assert shown.athlete().own_zone_bounds == (0, 118)
    assert not section.remove_zone.isEnabled()
