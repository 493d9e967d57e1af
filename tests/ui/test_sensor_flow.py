"""Remembered sensors: named, put in order, kept as fallbacks, forgotten; and the link's story."""

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorInRange, SensorsInRange
from app.domain.settings import RememberedSensor
from app.ui.history.import_strip import ImportStrip
from app.ui.sensors.link_timeline import MOST_ENTRIES, LinkTimeline
from app.ui.sensors.remembered_list import RememberedRow
from app.ui.sensors.sensor_flow import SensorFlow
from app.ui.sensors.sensor_row import SensorRow
from app.ui.theme import ColourChoice, Theme
from tests.ui.conftest import MakeStage, Stage
from tests.ui.every_size import LongerWords
from tests.ui.fakes import live_link, sensors_nearby, taken
from tests.ui.legible import colliding_texts, cut_texts
from tests.ui.test_live_page import clipped, settle

STRAP = RememberedSensor("A0:9E:1A:8C:4C:A7", "Polar H10 8C4CA7", "8C4CA7")
WATCH = RememberedSensor("D4:22:CD:00:11:22", "COROS PACE 3 A1B2C3", is_fallback=True)


@dataclass
class KeptInMemory:
    """Fills KeptSensors."""

    kept: tuple[RememberedSensor, ...] = (STRAP, WATCH)
    problem: str | None = None
    writes: list[tuple[RememberedSensor, ...]] = field(default_factory=list)

    def sensors(self) -> tuple[RememberedSensor, ...]:
        return self.kept

    def keep_sensors(self, sensors: tuple[RememberedSensor, ...]) -> str | None:
        self.kept = sensors
        self.writes.append(sensors)
        return self.problem


@pytest.fixture
def kept(stage: Stage) -> KeptInMemory:
    kept = KeptInMemory()
    window = stage.window
    flow = SensorFlow(window.to_sensors, window.live.banner, stage.control, kept, parent=window)
    flow.named.connect(stage.window.watch.show_names)
    flow.show()
    flow.listen_to(stage.bridge)
    stage.window.show_page("sensorsPage")
    return kept


def rows(stage: Stage) -> list[RememberedRow]:
    settle()
    return sorted(stage.window.sensors.remembered.rows.values(), key=lambda row: row.y())


def test_remembered_sensors_stand_in_order_and_say_what_they_do(stage: Stage, kept: KeptInMemory) -> None:
    first, second = rows(stage)
    assert (first.name.text(), first.note.text()) == ("Polar H10 8C4CA7", "Connects by itself")
    assert (second.name.text(), second.note.text()) == (
        "COROS PACE 3 A1B2C3",
        "Takes over when the first is lost",
    )
    assert not first.fallback.isVisible()
    assert second.fallback.isChecked()
    assert kept.writes == []


def test_without_any_the_list_is_not_there(stage: Stage) -> None:
    stage.window.show_page("sensorsPage")
    assert not stage.window.sensors.remembered.isVisible()


def test_use_first_reorders_and_connects(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[1].first.click()
    assert kept.kept == (WATCH, STRAP)
    assert [row.name.text() for row in rows(stage)] == [WATCH.name, STRAP.name]
    assert stage.engine.asked == [("use_fallbacks", ()), ("select_sensor", WATCH.address, WATCH.name)]


def test_the_fallback_switch_is_kept_and_told(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[1].fallback.click()
    assert kept.kept == (STRAP, replace(WATCH, is_fallback=False))
    assert stage.engine.asked == [("use_fallbacks", ())]
    rows(stage)[1].fallback.click()
    assert kept.kept == (STRAP, WATCH)
    assert stage.engine.asked[-1] == ("use_fallbacks", (WATCH,))


def test_renaming_takes_enter_and_leaves_on_escape(stage: Stage, kept: KeptInMemory) -> None:
    row = rows(stage)[0]
    row.rename.click()
    assert row.box.isVisible()
    row.box.setText("Chest")
    QTest.keyClick(row.box, Qt.Key.Key_Escape)
    assert kept.writes == []
    row.rename.click()
    row.box.setText("  Chest ")
    QTest.keyClick(row.box, Qt.Key.Key_Return)
    assert kept.kept[0] == replace(STRAP, label="Chest")
    assert row.name.text() == "Chest"
    assert row.note.text() == "Connects by itself · Polar H10 8C4CA7"
    assert row.rename.hasFocus()
    row.rename.click()
    row.box.setText("Polar H10 8C4CA7")
    QTest.keyClick(row.box, Qt.Key.Key_Return)
    assert kept.kept[0] == STRAP


def test_forgetting_the_first_connects_the_next_and_the_last_none(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[0].forget.click()
    assert kept.sensors() == (WATCH,)
    rows(stage)[0].forget.click()
    assert kept.sensors() == ()
    selected = [asked[1:] for asked in stage.engine.asked if asked[0] == "select_sensor"]
    assert selected == [(WATCH.address, WATCH.name), (None, None)]
    assert rows(stage) == []


def strip_of(stage: Stage) -> ImportStrip:
    strip = stage.window.sensors.remembered.strip
    assert strip is not None
    return strip


def test_what_was_forgotten_comes_back_where_it_was_and_connects(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[0].forget.click()
    assert strip_of(stage).words.text() == (
        "Polar H10 8C4CA7 is forgotten: it does not connect by itself any more."
    )
    assert strip_of(stage).undo.hasFocus()
    strip_of(stage).undo.click()
    assert kept.kept == (STRAP, WATCH)
    assert [row.name.text() for row in rows(stage)] == [STRAP.name, WATCH.name]
    assert stage.engine.asked[-2:] == [
        ("use_fallbacks", (WATCH,)),
        ("select_sensor", STRAP.address, STRAP.name),
    ]
    assert not strip_of(stage).isVisible()
    assert rows(stage)[0].forget.hasFocus()


def test_the_last_one_comes_back_too(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[0].forget.click()
    rows(stage)[0].forget.click()
    assert strip_of(stage).isVisible()
    strip_of(stage).undo.click()
    assert kept.kept == (WATCH,)
    assert len(rows(stage)) == 1


def test_undo_leaves_what_was_changed_since(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[1].forget.click()
    rows(stage)[0].rename.click()
    rows(stage)[0].box.setText("Chest")
    QTest.keyClick(rows(stage)[0].box, Qt.Key.Key_Return)
    strip_of(stage).undo.click()
    assert kept.kept == (replace(STRAP, label="Chest"), WATCH)


def test_closing_the_line_leaves_it_forgotten(stage: Stage, kept: KeptInMemory) -> None:
    kept.kept = (STRAP,)
    stage.window.sensors.show_remembered(kept.kept, {})
    rows(stage)[0].forget.click()
    strip_of(stage).close_strip.click()
    assert kept.sensors() == ()
    assert not stage.window.sensors.remembered.isVisible()


def test_a_sensor_that_is_remembered_again_needs_no_undo(stage: Stage, kept: KeptInMemory) -> None:
    rows(stage)[0].forget.click()
    stage.window.sensors.show_remembered((STRAP, WATCH), {})
    assert not strip_of(stage).isVisible()
    assert len(rows(stage)) == 2


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(480, 360), (640, 720), (1280, 800)])
@pytest.mark.parametrize("has_longer_words", [False, True])
def test_the_line_with_undo_can_be_read_at_every_size(
    stage: Stage, qapp: QApplication, size: tuple[int, int], text_scale: float, has_longer_words: bool
) -> None:
    translator = LongerWords()
    if has_longer_words:
        qapp.installTranslator(translator)
    stage.theme.scale_text(text_scale)
    stage.window.resize(*size)
    rows(stage)[1].forget.click()
    for _ in range(5):
        settle()
    qapp.removeTranslator(translator)
    assert cut_texts(stage.window) == []
    assert colliding_texts(stage.window) == []
    assert (stage.window.width(), stage.window.height()) == size


def test_a_sensors_own_name_is_what_the_window_calls_it(stage: Stage, kept: KeptInMemory) -> None:
    link = replace(live_link(), sensor=STRAP.address, sensor_name=STRAP.name)
    stage.window.show_connection(link)
    for name, called in (("Chest", "Chest"), ("", STRAP.name)):
        row = rows(stage)[0]
        row.rename.click()
        row.box.setText(name)
        QTest.keyClick(row.box, Qt.Key.Key_Return)
        assert stage.window.header.sensor.text() == called
    rows(stage)[0].rename.click()
    rows(stage)[0].box.setText("Chest")
    QTest.keyClick(rows(stage)[0].box, Qt.Key.Key_Return)
    stage.window.show_connection(replace(link, state="scanning"))
    assert stage.window.header.sensor.text() == "Looking for Chest"


def test_a_sensor_in_range_goes_by_the_athletes_own_word_too(stage: Stage, kept: KeptInMemory) -> None:
    heard = SensorInRange(STRAP.address, STRAP.name, -60, (), "strap")
    stage.window.sensors.show_sensors(SensorsInRange((heard,)))
    remembered = rows(stage)[0]
    remembered.rename.click()
    remembered.box.setText("Chest")
    QTest.keyClick(remembered.box, Qt.Key.Key_Return)
    row = stage.window.sensors.findChild(SensorRow)
    assert row is not None
    assert row.name.text() == "Chest"
    assert row.toolTip() == STRAP.name
    assert row.button.accessibleName() == "Disconnect Chest"


def test_the_battery_is_shown_once_it_is_known(stage: Stage, kept: KeptInMemory, qtbot: QtBot) -> None:
    stage.bridge.deliver(SensorDescribed(STRAP.address, battery_percent=83))
    qtbot.waitUntil(lambda: rows(stage)[0].note.text() == "Connects by itself · battery 83 %")
    assert rows(stage)[1].note.text() == "Takes over when the first is lost"


def test_a_disk_that_does_not_take_it_is_said(stage: Stage, kept: KeptInMemory) -> None:
    kept.problem = "The disk is full."
    stage.window.show_snapshot(taken(142, 60.0))
    rows(stage)[0].forget.click()
    assert stage.window.live.banner.text.text() == "The disk is full."


def test_every_button_says_which_sensor_it_means(stage: Stage, kept: KeptInMemory) -> None:
    for row, sensor in zip(rows(stage), kept.kept, strict=True):
        for button in (row.first, row.rename, row.forget, row.fallback):
            assert str(sensor.name) in button.accessibleName()


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 720), (1280, 800)])
def test_the_page_fits(make_stage: MakeStage, size: tuple[int, int], text_scale: float) -> None:
    stage = make_stage(size, ColourChoice.LIGHT, text_scale)
    stage.window.sensors.show_remembered((STRAP, WATCH), {STRAP.address: 83})
    stage.window.sensors.show_sensors(sensors_nearby())
    stage.window.show_page("sensorsPage")
    stage.window.sensors.help_button.click()
    settle()
    assert (stage.window.width(), stage.window.height()) == size
    assert clipped(stage.window.sensors) == []


def test_a_scan_that_nobody_ends_ends_by_itself(stage: Stage) -> None:
    page = stage.window.sensors
    page.look_around()
    page.show_sensors(SensorsInRange(sensors_nearby().sensors, finished=False))
    assert page.note.text() == "Listening for sensors …"
    page._scan_ends.timeout.emit()
    assert page.note.isHidden()
    page.look_around()
    page._scan_ends.timeout.emit()
    assert page.note.text().startswith("Nothing found.")


def test_the_links_story_holds_times_states_and_reasons(qtbot: QtBot) -> None:
    moment = QDateTime.fromString("2026-11-22T18:04:05", "yyyy-MM-ddTHH:mm:ss")
    timeline = LinkTimeline(Theme(), now=lambda: moment)
    qtbot.addWidget(timeline)
    timeline.show_connection(live_link())
    lost = replace(live_link(), state="waiting", attempt=3, retry_in_s=4.0, reason="link_lost")
    timeline.show_connection(lost)
    timeline.show_connection(replace(lost, retry_in_s=2.0))
    newest, oldest = timeline.text().splitlines()
    assert oldest == "18:04:05  Polar H10 8C4CA7  Connected"
    assert newest == (
        "18:04:05  Polar H10 8C4CA7  Waiting for the next try  try 3  The link broke; the recording goes on."
    )


def test_the_story_is_bounded(qtbot: QtBot) -> None:
    timeline = LinkTimeline(Theme())
    qtbot.addWidget(timeline)
    for attempt in range(200):
        timeline.show_connection(ConnectionChanged("A0", "Strap", "connecting", attempt=attempt))
    assert len(timeline.text().splitlines()) == MOST_ENTRIES
