"""From the first start to the history and back, without a mouse."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.activity_types import Tile
from app.domain.snapshot import LiveStatus
from app.ui.flows.welcome_flow import WelcomeFlow
from app.ui.live.tile_flow import TileFlow
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import finished_session, live_link, sensors_nearby, taken
from tests.ui.flow_stage import FlowStage, known
from tests.ui.history.past_stage import MakePast, PastStage
from tests.ui.keyboard.hands import press, tab_to, tab_to_words, write

KEY = Qt.Key


def test_a_whole_session_from_the_first_start_to_the_history_with_the_keyboard_alone(
    make_past: MakePast, make_stage: MakeStage
) -> None:
    stage = make_stage()
    past = make_past(stage=stage)
    athlete = FlowStage(stage, known())
    TileFlow(stage.window.live, athlete.flow)
    stage.window.activateWindow()
    choose_sensor(stage)
    choose_activity_and_target(athlete)
    ride(athlete)
    use_the_other_windows(athlete)
    choose_tiles(athlete)
    stop(athlete)
    remark(athlete)
    look_at_the_history(athlete, past)


def choose_sensor(stage: Stage) -> None:
    welcome = WelcomeFlow(stage.window, stage.theme, stage.control, None, is_expected=True)
    stage.bridge.sensors_in_range.emit(sensors_nearby())
    welcome.show_sensors(sensors_nearby())
    tab_to_words("COROS PACE 3")
    press(KEY.Key_Return)
    assert ("select_sensor", "D4:22:CD:00:11:22", "COROS PACE 3 A1B2C3") in stage.engine.asked
    stage.window.show_connection(live_link("COROS PACE 3"))
    welcome.show_connection(live_link("COROS PACE 3"))


def choose_activity_and_target(athlete: FlowStage) -> None:
    stage = athlete.stage
    athlete.beat(96)
    stage.window.setFocus()
    press(KEY.Key_A)
    tab_to_words("Rowing")
    press(KEY.Key_Return)
    press(KEY.Key_T)
    press(KEY.Key_2)  # a load
    press(KEY.Key_Return)
    assert athlete.flow.next.settings.activity_in_use().key == "rowing"


def ride(athlete: FlowStage) -> None:
    stage = athlete.stage
    press(KEY.Key_Space)
    assert stage.engine.asked[-1][0] == "start_session"
    athlete.beat(128, 60.0, LiveStatus.RUNNING)
    press(KEY.Key_L)
    press(KEY.Key_Space)
    athlete.beat(124, 90.0, LiveStatus.PAUSED)
    press(KEY.Key_Space)
    athlete.beat(131, 120.0, LiveStatus.RUNNING)
    assert [asked[0] for asked in stage.engine.asked[-3:]] == ["lap", "pause", "resume"]


def use_the_other_windows(athlete: FlowStage) -> None:
    stage = athlete.stage
    press(KEY.Key_F11)
    assert athlete.page() == "glancePage"
    press(KEY.Key_Escape)
    press(KEY.Key_M)
    mini = stage.window.modes.mini
    assert mini is not None
    assert mini.isVisible()
    mini.activateWindow()
    press(KEY.Key_M)
    assert not mini.isVisible()


def choose_tiles(athlete: FlowStage) -> None:
    press(KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    press(KEY.Key_Return)
    tab_to("closeTiles")
    press(KEY.Key_Return)
    assert athlete.flow.next.settings.activity_in_use().tiles == (Tile.AVERAGE,)


def stop(athlete: FlowStage) -> None:
    stage = athlete.stage
    press(KEY.Key_S)
    tab_to("finishAndSave")
    press(KEY.Key_Return)
    assert stage.engine.asked[-1] == ("stop_session",)
    stage.bridge.deliver(
        replace(taken(131, 2520.0), snapshot=taken(131, status=LiveStatus.FINISHED).snapshot)
    )
    stage.bridge.deliver(finished_session())
    QApplication.processEvents()
    assert athlete.page() == "summaryPage"


def remark(athlete: FlowStage) -> None:
    stage = athlete.stage
    tab_to("rpe4")
    press(KEY.Key_Return)
    tab_to("enjoyment5")
    press(KEY.Key_Return)
    tab_to("notes")
    write("Windows open, fan on")
    tab_to("reassignActivity")
    press(KEY.Key_Return)
    tab_to_words("Elliptical")
    press(KEY.Key_Return)
    remarks = [asked[2] for asked in stage.engine.asked if asked[0] == "remark_activity"]
    assert (remarks[-1].rpe, remarks[-1].enjoyment, remarks[-1].notes) == (4, 5, "Windows open, fan on")
    reassigned = [asked[2].key for asked in stage.engine.asked if asked[0] == "reassign_activity"]
    assert reassigned == ["elliptical"]


def look_at_the_history(athlete: FlowStage, past: PastStage) -> None:
    tab_to("summaryDone")
    press(KEY.Key_Return)
    assert athlete.page() == "livePage"
    press(KEY.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert athlete.page() == "historyPage"
    past.qtbot.waitUntil(lambda: len(past.open_history().model.whole) == len(past.past.kept))
    press(KEY.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert athlete.page() == "livePage"
