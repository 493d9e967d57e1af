"""Until there is a sensor: Sidebeat looks for one by itself, and says so where the heart rate will be."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.sensors import ConnectionChanged, SensorsInRange
from app.domain.snapshot import LiveStatus
from app.ui.flows import welcome_flow
from app.ui.flows.welcome_flow import WelcomeFlow
from app.ui.live.welcome_card import WelcomeCard
from app.ui.window_options import DemoCommand
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import live_link, sensors_nearby, taken

IDLE = ConnectionChanged("", None, "idle")


def welcome(stage: Stage, demo: DemoCommand | None = None, *, is_expected: bool = True) -> WelcomeFlow:
    flow = WelcomeFlow(stage.window, stage.theme, stage.control, demo, is_expected=is_expected)
    flow.listen_to(stage.bridge)
    return flow


def card_of(flow: WelcomeFlow) -> WelcomeCard:
    assert flow.card is not None
    return flow.card


def digits(stage: Stage) -> QWidget:
    return stage.window.live.heart_rate.heart_rate


def test_a_first_start_says_what_happens_where_the_heart_rate_will_be(make_stage: MakeStage) -> None:
    stage = make_stage()
    card = card_of(welcome(stage))
    assert card.isVisible()
    assert not digits(stage).isVisible()
    assert card.title.text() == "Looking for your strap or watch …"
    assert "start heart-rate broadcast" in card.note.text()
    assert stage.window.header.sensor.text() == "No sensor"


def test_a_sensor_that_was_found_connects_on_its_button(make_stage: MakeStage) -> None:
    stage = make_stage()
    flow = welcome(stage)
    flow.show_sensors(sensors_nearby())
    row = next(iter(card_of(flow)._rows.values()))
    assert row.name.text() == "Polar H10 8C4CA7"
    row.button.click()
    assert ("select_sensor", "A0:9E:1A:8C:4C:A7", "Polar H10 8C4CA7") in stage.engine.asked


def test_tab_reaches_the_sensors_first(make_stage: MakeStage) -> None:
    stage = make_stage()
    flow = welcome(stage, DemoCommand("/nowhere/python", (), "/"))
    flow.show_sensors(sensors_nearby())
    card = card_of(flow)
    stage.window.show_page("livePage")
    reached = []
    for _ in range(len(card._rows) + 2):
        QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [*(row.button for row in card._rows.values()), card.demo, card.help]


def test_the_number_takes_its_place_as_soon_as_a_sensor_is_chosen(make_stage: MakeStage) -> None:
    stage = make_stage()
    flow = welcome(stage)
    flow.show_connection(live_link())
    assert not card_of(flow).isVisible()
    assert digits(stage).isVisible()
    flow.show_connection(IDLE)
    assert card_of(flow).isVisible()


def test_who_has_a_sensor_never_loads_the_card(make_stage: MakeStage) -> None:
    flow = welcome(make_stage(), is_expected=False)
    flow.show_sensors(sensors_nearby())
    assert flow.card is None


def test_a_session_without_a_sensor_shows_its_dashes(make_stage: MakeStage) -> None:
    stage = make_stage()
    flow = welcome(stage)
    flow.show_snapshot(taken(None, 1.0))
    assert not card_of(flow).isVisible()
    assert digits(stage).isVisible()
    flow.show_snapshot(taken(None, 2.0, status=LiveStatus.IDLE))
    assert card_of(flow).isVisible()


def test_when_a_scan_ends_the_next_one_follows(
    make_stage: MakeStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_flow, "_LOOK_AGAIN_MS", 1)
    stage = make_stage()
    flow = welcome(stage)
    flow.show_sensors(SensorsInRange((), "adapter_off", finished=True))
    assert card_of(flow).title.text() == "Bluetooth is off: switch it on."
    qtbot.waitUntil(lambda: ("scan", False) in stage.engine.asked)


def test_the_sensors_page_asks_for_its_own_scans(
    make_stage: MakeStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_flow, "_LOOK_AGAIN_MS", 1)
    stage = make_stage()
    flow = welcome(stage)
    card_of(flow).help.click()
    assert stage.window.sensors.isVisible()
    assert stage.window.sensors.help.isVisible()
    asked = stage.engine.asked.count(("scan", False))
    flow.show_sensors(SensorsInRange((), finished=True))
    qtbot.wait(20)
    assert stage.engine.asked.count(("scan", False)) == asked
    stage.window.show_page("livePage")
    qtbot.waitUntil(lambda: stage.engine.asked.count(("scan", False)) > asked)


def test_the_demo_opens_beside_it(make_stage: MakeStage, qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage()
    demo = DemoCommand(sys.executable, ("-c", "open('opened', 'w').close()"), str(tmp_path))
    card_of(welcome(stage, demo)).demo.click()
    qtbot.waitUntil((tmp_path / "opened").exists)


def test_a_demo_that_does_not_open_is_said(make_stage: MakeStage) -> None:
    stage = make_stage()
    card_of(welcome(stage, DemoCommand("/nowhere/python", (), "/"))).demo.click()
    assert "--demo" in stage.window.flows.line.text()


def test_without_a_demo_there_is_no_button_for_it(make_stage: MakeStage) -> None:
    assert card_of(welcome(make_stage())).demo.isHidden()


@pytest.mark.parametrize("size", [(480, 360), (640, 720), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_title_and_buttons_fit_at_every_size(
    make_stage: MakeStage, size: tuple[int, int], text_scale: float
) -> None:
    stage = make_stage(size, text_scale=text_scale)
    flow = welcome(stage, DemoCommand("sidebeat", (), ""))
    flow.show_sensors(sensors_nearby())
    card = card_of(flow)
    stage.window.repaint()
    for shown in (card.title, card.demo, card.help):
        assert card.rect().contains(shown.geometry()), shown.objectName()
    assert not card.title.geometry().intersects(card.demo.geometry())
