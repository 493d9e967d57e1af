"""The sensors page, and what is said at the top when the sensor is away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.domain.sensors import ConnectionChanged, SensorsInRange
from app.ui import sensor_sentences
from app.ui.sensors.sensor_row import SensorRow, signal_bars
from ble.transport import LinkFailure
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import live_link, sensors_nearby, taken


def rows(stage: Stage) -> list[SensorRow]:
    QApplication.processEvents()
    found = [row for row in stage.window.sensors.findChildren(SensorRow) if not row.isHidden()]
    return sorted(found, key=lambda row: row.y())


def open_sensors(stage: Stage) -> None:
    found = stage.window.findChild(QAbstractButton, "sensorsPageTab")
    assert found is not None
    found.click()


def banner(stage: Stage) -> str:
    shown = stage.window.live.banner
    return shown.text.text() if shown.isVisible() else ""


def test_the_list_is_strongest_first_and_says_what_each_is(stage: Stage) -> None:
    open_sensors(stage)
    stage.window.sensors.show_sensors(sensors_nearby())
    assert [row.name.text() for row in rows(stage)] == [
        "Polar H10 8C4CA7",
        "COROS PACE 3 A1B2C3",
        "Forerunner",
    ]
    assert [row.kind.text() for row in rows(stage)] == ["Connected", "Watch", "Watch"]


def test_connect_and_disconnect(stage: Stage) -> None:
    open_sensors(stage)
    stage.window.sensors.show_sensors(sensors_nearby())
    polar, coros, _ = rows(stage)
    coros.button.click()
    polar.button.click()
    assert stage.engine.asked == [
        ("scan", False),
        ("select_sensor", "D4:22:CD:00:11:22", "COROS PACE 3 A1B2C3"),
        ("select_sensor", None, None),
    ]


def test_a_row_that_is_heard_again_keeps_its_focus(stage: Stage) -> None:
    open_sensors(stage)
    stage.window.sensors.show_sensors(sensors_nearby())
    row = rows(stage)[1]
    row.button.setFocus()
    heard = sensors_nearby().sensors
    stage.window.sensors.show_sensors(SensorsInRange((heard[1], heard[0])))
    assert [shown.name.text() for shown in rows(stage)] == ["COROS PACE 3 A1B2C3", "Polar H10 8C4CA7"]
    assert rows(stage)[0] is row
    assert row.button.hasFocus()


def test_scan_again_and_show_all(stage: Stage) -> None:
    stage.window.sensors.scan.click()
    stage.window.sensors.show_all.click()
    stage.window.sensors.scan.click()
    assert stage.engine.asked == [("scan", False), ("scan", True), ("scan", True)]


def test_an_empty_list_says_what_to_do(stage: Stage) -> None:
    page = stage.window.sensors
    assert page.note.text() == "Listening for sensors …"
    page.show_sensors(SensorsInRange((), finished=True))
    assert "wet its electrodes" in page.note.text()
    page.show_sensors(SensorsInRange((), problem="adapter_off", finished=True))
    assert page.note.text() == "Bluetooth is off: switch it on."
    page.show_sensors(sensors_nearby())
    assert page.note.text() == ""


def test_help_for_each_brand_opens(stage: Stage) -> None:
    open_sensors(stage)
    page = stage.window.sensors
    assert not page.help.isVisible()
    page.help_button.click()
    assert page.help.isVisible()
    for brand in ("COROS", "Garmin", "Polar", "Suunto", "Amazfit", "Apple Watch"):
        assert any(label.text() == brand for label in page.help.findChildren(QLabel))


@pytest.mark.parametrize("reason", LinkFailure)
def test_every_failure_has_a_sentence_and_a_button(stage: Stage, reason: LinkFailure) -> None:
    link = ConnectionChanged("A0", "Polar H10", "waiting", attempt=2, retry_in_s=2.0, reason=reason.value)
    stage.window.show_connection(link)
    trouble = sensor_sentences.failure(reason.value)
    assert trouble is not None
    assert banner(stage).startswith(trouble.text)
    assert stage.window.live.banner.button.isVisible()
    assert stage.window.live.banner.button.text() == trouble.button


@pytest.mark.parametrize(
    ("system", "environment", "reason", "what_helps"),
    [
        ("linux", {}, "denied", "usermod -aG bluetooth"),
        ("linux", {"FLATPAK_ID": "org.example.Sidebeat"}, "denied", "Flatseal"),
        ("darwin", {}, "denied", "or its terminal, under Privacy & Security"),
        ("win32", {}, "denied", "the system's privacy settings"),
        ("linux", {}, "no_daemon", "sudo systemctl start bluetooth"),
        ("win32", {}, "no_daemon", "start it in its settings"),
    ],
)
def test_what_helps_is_what_helps_on_this_system(
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    environment: dict[str, str],
    reason: str,
    what_helps: str,
) -> None:
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", system)
    trouble = sensor_sentences.failure(reason)
    assert trouble is not None
    assert what_helps in trouble.text


def test_a_live_sensor_is_a_quiet_dot(stage: Stage) -> None:
    stage.window.show_snapshot(replace(taken(140, 60.0), battery_percent=87))
    assert banner(stage) == ""
    assert stage.window.header.sensor.text() == "Polar H10 8C4CA7 · 87 %"


def test_a_lost_sensor_comes_to_the_top_with_a_countdown(stage: Stage) -> None:
    stage.window.show_snapshot(taken(140, 60.0))
    stage.window.show_connection(replace(live_link(), state="waiting", attempt=3, retry_in_s=2.0))
    assert banner(stage) == "Reconnecting, try 3, next in 2 s."
    second = stage.window.findChild(QTimer, "retryCountdown")
    assert second is not None
    assert (second.isActive(), second.interval()) == (True, 1000)
    second.timeout.emit()
    assert banner(stage).endswith("next in 1 s.")
    stage.window.live.banner.button.click()
    assert stage.engine.asked == [("retry_now",)]
    stage.window.show_connection(live_link())
    assert banner(stage) == ""


def test_a_sensor_that_stands_by_says_nothing_of_the_one_that_counts(stage: Stage) -> None:
    open_sensors(stage)
    stage.window.show_connection(live_link())
    stage.window.show_snapshot(taken(140, 60.0))
    stage.window.show_sensors(sensors_nearby())

    def seen() -> tuple[str, ...]:
        buttons = (row.button.text() for row in rows(stage))
        return banner(stage), stage.window.header.sensor.text(), *buttons

    before, watch = seen(), ConnectionChanged("D4:22:CD:00:11:22", "COROS", "scanning", is_primary=False)
    for state in ("scanning", "waiting", "connecting", "live", "disconnecting", "stopped"):
        stage.window.show_connection(replace(watch, state=state, attempt=4, reason="absent"))
        assert seen() == before
    assert "COROS" in stage.window.sensors.timeline.text()


def test_a_session_without_a_sensor_leads_to_the_list(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.window.show_connection(ConnectionChanged("", None, "idle"))
    assert banner(stage) == ""  # before a session the welcome card says what to do
    stage.window.show_snapshot(taken(None, 1.0))
    assert "choose your strap or watch" in banner(stage)
    stage.window.live.banner.button.click()
    assert stage.window.sensors.isVisible()
    assert stage.engine.asked == [("scan", False)]
    stage.window.show_page("livePage")
    stage.bridge.sensors_in_range.emit(SensorsInRange((), "no_daemon", finished=True))
    assert "The Bluetooth service does not run" in banner(stage)


@pytest.mark.parametrize(
    ("contact", "words"),
    [(False, "lost contact"), (None, "No heart rate from the sensor"), (True, "No heart rate")],
)
def test_connected_but_without_a_reading(stage: Stage, contact: bool | None, words: str) -> None:
    stage.window.show_snapshot(taken(140, 60.0))
    stage.window.show_snapshot(taken(None, 70.0, sensor_contact=contact))
    assert words in banner(stage)


def test_silent_is_said_and_so_is_a_low_battery(stage: Stage) -> None:
    stage.window.show_snapshot(replace(taken(140, 60.0), battery_percent=12))
    assert banner(stage) == "The sensor's battery is at 12 %."
    stage.window.show_connection(replace(live_link(), state="silent"))
    assert banner(stage).startswith("Connected, but no heart rate comes")


def test_a_low_battery_leaves_the_room_to_the_zone_after_a_minute(stage: Stage) -> None:
    low = replace(taken(140, 60.0), battery_percent=12)
    stage.window.show_snapshot(low)
    minute = stage.window.findChild(QTimer, "batteryShown")
    assert minute is not None
    assert (minute.isActive(), minute.interval()) == (True, 60_000)
    minute.stop()
    minute.timeout.emit()
    assert banner(stage) == ""
    assert stage.window.header.sensor.text().endswith("12 %")
    stage.window.show_connection(replace(live_link(), state="waiting", attempt=2))
    stage.window.show_connection(live_link())
    stage.window.show_snapshot(replace(low, battery_percent=11))
    assert banner(stage) == ""  # it is known
    stage.window.show_snapshot(replace(low, battery_percent=5))
    assert banner(stage) == "The sensor's battery is at 5 %."


@pytest.mark.parametrize(("dbm", "bars"), [(None, 0), (-100, 0), (-90, 1), (-75, 2), (-65, 3), (-40, 4)])
def test_bars_of_the_signal(dbm: int | None, bars: int) -> None:
    assert signal_bars(dbm) == bars


def test_a_sensor_is_chosen_with_the_keyboard(stage: Stage) -> None:
    open_sensors(stage)
    stage.window.sensors.show_sensors(sensors_nearby())
    button = rows(stage)[2].button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert stage.engine.asked[-1] == ("select_sensor", "E8:31:CD:00:11:33", "Forerunner")


def test_steps_of_a_link_that_are_over_are_not_told_one_by_one(stage: Stage) -> None:
    told: list[str] = []
    stage.window.watch.line_changed.connect(lambda words, _is_live: told.append(words))
    stage.window.watch.hold()
    stage.window.show_connection(replace(live_link(), state="connecting", attempt=1))
    stage.window.show_connection(live_link())
    stage.window.show_snapshot(taken(142, 60.0))
    assert told == []
    stage.window.watch.release()
    assert (told, banner(stage)) == (["Polar H10 8C4CA7"], "")
