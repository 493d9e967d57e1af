"""Buttons, keys and pages: what the athlete does becomes a command, and nothing else does."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.snapshot import Alert, AlertKind, Lap, LiveStatus
from app.engine.events import EngineFailed, SessionEventsHappened, StorageTrouble
from app.ui.dialogs import ShortcutSheet, StopQuestion
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import finished_session, live_link, setup, taken


def button(stage: Stage, name: str) -> QAbstractButton:
    found = stage.window.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def run_session(stage: Stage, elapsed_s: float = 60.0, status: LiveStatus = LiveStatus.RUNNING) -> None:
    stage.window.show_snapshot(taken(140, elapsed_s, status=status))


def question_of(stage: Stage) -> StopQuestion:
    found = stage.window.findChild(StopQuestion)
    assert found is not None
    return found


def test_buttons_ask_for_what_they_say(stage: Stage) -> None:
    for name, status, asked in (
        ("startPause", LiveStatus.IDLE, "start_session"),
        ("startPause", LiveStatus.RUNNING, "pause"),
        ("lap", LiveStatus.RUNNING, "lap"),
        ("startPause", LiveStatus.PAUSED, "resume"),
    ):
        run_session(stage, status=status)
        QTest.mouseClick(button(stage, name), Qt.MouseButton.LeftButton)
        assert stage.engine.asked[-1][0] == asked
    assert len(stage.engine.asked) == 4


@pytest.mark.parametrize(
    ("status", "words", "enabled"),
    [
        (LiveStatus.IDLE, "Start", (True, False, False)),
        (LiveStatus.RUNNING, "Pause", (True, True, True)),
        (LiveStatus.PAUSED, "Resume", (True, False, True)),
        (LiveStatus.FINISHED, "Start", (False, False, False)),
    ],
)
def test_only_what_can_be_done_is_offered(
    stage: Stage, status: LiveStatus, words: str, enabled: tuple[bool, bool, bool]
) -> None:
    run_session(stage, status=status)
    assert button(stage, "startPause").text() == words
    assert tuple(button(stage, name).isEnabled() for name in ("startPause", "lap", "stop")) == enabled


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_stop_asks_and_the_default_answer_goes_on(stage: Stage, key: Qt.Key) -> None:
    run_session(stage)
    button(stage, "stop").click()
    question = question_of(stage)
    assert question.isVisible()
    assert stage.engine.asked == []
    press(question.focusWidget() or question, key)
    assert not question.isVisible()
    assert stage.engine.asked == []


def test_stop_finishes_when_it_is_meant(stage: Stage) -> None:
    run_session(stage)
    button(stage, "stop").click()
    question_of(stage).finish.click()
    assert stage.engine.asked == [("stop_session",)]


def test_stop_asks_only_once(stage: Stage) -> None:
    run_session(stage)
    press(stage.window, Qt.Key.Key_S, Qt.Key.Key_S)
    assert len(stage.window.findChildren(StopQuestion)) == 1


def test_a_whole_session_with_the_keyboard_alone(stage: Stage) -> None:
    window = stage.window
    press(window, Qt.Key.Key_Space)
    run_session(stage, 1.0)
    press(window, Qt.Key.Key_L, Qt.Key.Key_Space)
    run_session(stage, 60.0, LiveStatus.PAUSED)
    press(window, Qt.Key.Key_Space)
    run_session(stage, 90.0)
    press(window, Qt.Key.Key_S)
    question = question_of(stage)
    press(question.focusWidget() or question, Qt.Key.Key_Tab)
    press(question.focusWidget() or question, Qt.Key.Key_Return)
    assert [asked[0] for asked in stage.engine.asked] == [
        "start_session",
        "lap",
        "pause",
        "resume",
        "stop_session",
    ]
    run_session(stage, 0.0, LiveStatus.IDLE)
    window.show_finished(finished_session())
    assert window.summary.isVisible()
    press(window.focusWidget() or window, Qt.Key.Key_Return)
    assert window.live.isVisible()


def test_keys_of_the_session_rest_on_the_other_pages(stage: Stage) -> None:
    run_session(stage)
    stage.window.show_page("sensorsPage")
    press(stage.window, Qt.Key.Key_Space, Qt.Key.Key_L, Qt.Key.Key_S)
    assert stage.engine.asked == []


def test_pages_are_reached_by_keys_and_the_sensors_are_looked_for(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert stage.window.sensors.isVisible()
    assert stage.engine.asked == [("scan", False)]
    QTest.keyClick(stage.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert stage.window.live.isVisible()


def test_the_sheet_of_keys_opens_and_closes(stage: Stage) -> None:
    press(stage.window, Qt.Key.Key_Question)
    sheet = stage.window.findChild(ShortcutSheet)
    assert sheet is not None
    press(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_full_screen_goes_and_comes_back(stage: Stage) -> None:
    press(stage.window, Qt.Key.Key_F11)
    assert stage.window.isFullScreen()
    press(stage.window, Qt.Key.Key_F11)
    assert not stage.window.isFullScreen()


def test_closing_during_a_session_asks_and_waits_until_it_is_saved(stage: Stage, qtbot: QtBot) -> None:
    run_session(stage)
    assert not stage.window.close()
    question_of(stage).finish.click()
    assert stage.engine.asked == [("stop_session",)]
    assert stage.window.isVisible()
    with qtbot.waitSignal(stage.window.closed):
        stage.window.show_finished(finished_session())
    assert not stage.window.isVisible()


def test_closing_without_a_session_just_closes(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.window.closed):
        assert stage.window.close()


def test_every_control_has_a_name_for_those_who_do_not_see_it(stage: Stage) -> None:
    stage.window.show_snapshot(taken(140, 60.0))
    controls = stage.window.findChildren(QAbstractButton)
    assert [
        control.objectName() for control in controls if control.isVisible() and not control.accessibleName()
    ] == []
    for name in (
        "heartRate",
        "zone",
        "trend",
        "trainingLoad",
        "targetLoad",
        "elapsed",
        "sensorState",
        "heartRateTrace",
    ):
        found = stage.window.findChild(QWidget, name)
        assert found is not None
        assert found.accessibleName(), name


def test_a_hidden_window_draws_nothing_and_catches_up(stage: Stage, qtbot: QtBot) -> None:
    run_session(stage, 10.0)
    stage.window.hide()
    stage.window.show_snapshot(taken(171, 99.0))
    number = stage.window.live.heart_rate.heart_rate
    assert number.text() == "140"
    stage.window.show()
    qtbot.waitUntil(lambda: number.text() == "171")
    assert number.text() == "171"


def test_a_storm_of_snapshots_is_painted_at_the_screens_pace(stage: Stage, qtbot: QtBot) -> None:
    shown: list[object] = []
    stage.bridge.snapshot_taken.connect(shown.append)
    for second in range(10_000):
        stage.bridge.deliver(taken(100 + second % 60, float(second)))
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1
    assert stage.window.live.heart_rate.heart_rate.text() == str(100 + 9999 % 60)


def notice_of(stage: Stage) -> str:
    banner = stage.window.live.banner
    return banner.text.text() if banner.isVisible() else ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (AlertKind.ABOVE, "Too high · ease off to below 136"),
        (AlertKind.BELOW, "Too low · lift to 151"),
        (AlertKind.TARGET_REACHED, "Target reached. Well done."),
        (AlertKind.SENSOR_LOST, ""),
    ],
)
def test_alerts_say_the_direction(stage: Stage, kind: AlertKind, words: str) -> None:
    run_session(stage)
    stage.window.show_events(
        SessionEventsHappened(
            (Alert(60.0, kind, bpm=140, limit_bpm=135 if kind is AlertKind.ABOVE else 151),)
        )
    )
    assert notice_of(stage) == words


def test_laps_reach_the_trace(stage: Stage) -> None:
    run_session(stage, 100.0)
    before = stage.window.live.trace.grab().toImage()
    stage.window.show_events(SessionEventsHappened((Lap(1, 0.0, 50.0, 50.0, 1.0, 120.0, 130),)))
    assert stage.window.live.trace.grab().toImage() != before


def test_the_gravest_trouble_is_the_one_shown(stage: Stage) -> None:
    window = stage.window
    run_session(stage)
    assert notice_of(stage) == ""
    window.show_events(SessionEventsHappened((Alert(60.0, AlertKind.ABOVE, 156, 151),)))
    window.troubles.show_storage(StorageTrouble("disk_full"))
    assert "disk is full" in notice_of(stage)
    window.troubles.show_failure(EngineFailed("KeyError"))
    assert "the recording is safe" in notice_of(stage)


def test_storage_trouble_leaves_when_it_is_over(stage: Stage) -> None:
    run_session(stage)
    stage.window.troubles.show_storage(StorageTrouble("something_new"))
    assert "something_new" in notice_of(stage)
    stage.window.troubles.show_storage(StorageTrouble(None))
    assert notice_of(stage) == ""


def test_geometry_is_remembered(qapp: QApplication, qtbot: QtBot, home: object) -> None:
    settings = QSettings(f"{home}/window.ini", QSettings.Format.IniFormat)

    def make() -> MainWindow:
        return MainWindow(Theme(), SessionControl(setup()), settings=settings)

    first = make()
    qtbot.addWidget(first)
    first.resize(700, 500)
    first.show()
    first.close()
    second = make()
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (700, 500)


def test_the_smallest_window_can_be_used(make_stage: MakeStage) -> None:
    stage = make_stage((480, 360))
    stage.window.show_connection(live_link())
    run_session(stage)
    stage.window.grab()
    assert (stage.window.width(), stage.window.height()) == (480, 360)
    for name in ("startPause", "lap", "stop"):
        control = button(stage, name)
        corner = control.mapTo(stage.window, control.rect().bottomRight())
        assert stage.window.rect().contains(corner)
        assert control.height() >= 28


def test_the_first_sight_waits_for_no_page_but_the_live_one(qapp: QApplication) -> None:
    window = MainWindow(Theme(), SessionControl(setup()))
    made = {"flows", "glance", "sensors", "summary", "troubles"} & vars(window).keys()
    assert made == set()
    window.deleteLater()
