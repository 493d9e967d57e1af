"""Events cross the threads in order; of waiting snapshots only the newest."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.reference import LoadCurve
from app.domain.sensors import SensorDescribed, SensorsInRange
from app.domain.snapshot import LiveStatus
from app.engine.events import (
    ClockChanged,
    EngineEvent,
    EngineFailed,
    ForgottenButton,
    ForgottenButtonFound,
    InterruptedSessionFound,
    ReferenceLoaded,
    SessionEventsHappened,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)
from app.ui import engine_bridge
from app.ui.engine_bridge import EngineBridge
from tests.ui.fakes import finished_session, live_link, taken

EVENING = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)


def deliver_from_elsewhere(bridge: EngineBridge, events: list[EngineEvent]) -> None:
    def run() -> None:
        for event in events:
            bridge.deliver(event)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def hear_all(bridge: EngineBridge, heard: list[EngineEvent]) -> None:
    """What these tests deliver, in the order in which it comes."""
    bridge.snapshot_taken.connect(heard.append)
    bridge.connection_changed.connect(heard.append)
    bridge.session_started.connect(heard.append)
    bridge.storage_trouble.connect(heard.append)


def tick(elapsed_s: float) -> SnapshotTaken:
    return replace(taken(100, elapsed_s), arrival_us=None)


def test_a_storm_of_snapshots_becomes_one_and_events_keep_their_place(qtbot: QtBot) -> None:
    bridge, heard = EngineBridge(), list[EngineEvent]()
    hear_all(bridge, heard)
    started = SessionStarted(1, datetime(2026, 11, 22, tzinfo=UTC))
    events: list[EngineEvent] = [taken(100, float(second)) for second in range(5000)]
    events += [started, *(taken(120, float(second)) for second in range(5000)), StorageTrouble("disk_full")]
    deliver_from_elsewhere(bridge, events)
    qtbot.waitUntil(lambda: len(heard) >= 4)
    assert heard == [events[4999], started, events[10_000], StorageTrouble("disk_full")]


def test_no_reading_is_lost_while_qt_is_behind(qtbot: QtBot) -> None:
    bridge, shown, passed = EngineBridge(), list[SnapshotTaken](), list[SnapshotTaken]()
    bridge.snapshot_taken.connect(shown.append)
    bridge.reading_passed.connect(passed.append)
    readings = [taken(100 + second, float(second)) for second in range(20)]
    deliver_from_elsewhere(
        bridge, [event for reading in readings for event in (reading, tick(reading.snapshot.elapsed_s))]
    )
    qtbot.waitUntil(lambda: bool(shown))
    assert passed == readings
    assert [each.arrival_us for each in shown] == [None]


def test_beats_that_nobody_sees_come_together(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 100.0
    monkeypatch.setattr(engine_bridge, "monotonic", lambda: now_s)
    bridge, told = EngineBridge(), list[SnapshotTaken]()
    bridge.snapshot_taken.connect(told.append)
    bridge.reading_passed.connect(told.append)
    beats = [taken(100, float(second)) for second in range(10)]
    deliver_from_elsewhere(bridge, [beats[0]])
    qtbot.waitUntil(lambda: told == beats[:1])
    bridge.show_sight(is_seen=False)
    deliver_from_elsewhere(bridge, [*beats[1:4]])
    QApplication.processEvents()
    assert told == beats[:1]
    now_s += engine_bridge.DOZING_S
    deliver_from_elsewhere(bridge, [beats[4]])
    qtbot.waitUntil(lambda: told == beats[:5])
    deliver_from_elsewhere(bridge, [beats[5]])
    bridge.show_sight(is_seen=True)
    assert told == beats[:6]
    deliver_from_elsewhere(bridge, [beats[6]])
    qtbot.waitUntil(lambda: told == beats[:7])


@pytest.mark.parametrize(
    "news",
    [StorageTrouble("disk_full"), taken(None, 2.0), taken(100, 2.0, status=LiveStatus.PAUSED)],
    ids=["trouble", "stale", "paused"],
)
def test_what_is_new_wakes_a_window_that_nobody_sees(qtbot: QtBot, news: EngineEvent) -> None:
    bridge, heard = EngineBridge(), list[EngineEvent]()
    hear_all(bridge, heard)
    bridge.reading_passed.connect(heard.append)
    deliver_from_elsewhere(bridge, [taken(100, 0.0)])
    qtbot.waitUntil(lambda: len(heard) == 1)
    bridge.show_sight(is_seen=False)
    deliver_from_elsewhere(bridge, [taken(100, 1.0), news])
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard[2] == news


def test_no_event_but_a_snapshot_is_ever_dropped(qtbot: QtBot) -> None:
    bridge, heard = EngineBridge(), list[EngineEvent]()
    bridge.session_events_happened.connect(heard.append)
    deliver_from_elsewhere(bridge, [SessionEventsHappened(()) for _ in range(500)])
    qtbot.waitUntil(lambda: len(heard) == 500)
    assert len(heard) == 500


def test_signals_fire_in_the_windows_thread(qtbot: QtBot) -> None:
    bridge, threads = EngineBridge(), list[QThread]()
    bridge.snapshot_taken.connect(lambda _taken: threads.append(QThread.currentThread()))
    deliver_from_elsewhere(bridge, [taken(100)])
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [bridge.thread()]


def test_every_kind_of_event_has_its_own_signal(qtbot: QtBot) -> None:
    bridge, heard = EngineBridge(), list[tuple[str, EngineEvent]]()
    events: dict[str, EngineEvent] = {
        "snapshot_taken": taken(100),
        "connection_changed": live_link(),
        "sensor_described": SensorDescribed("A0"),
        "sensors_in_range": SensorsInRange(()),
        "session_started": SessionStarted(1, datetime(2026, 11, 22, tzinfo=UTC)),
        "session_events_happened": SessionEventsHappened(()),
        "session_finished": finished_session(),
        "reference_loaded": ReferenceLoaded("Tuesday's run", LoadCurve((0.0, 12.0), 10.0)),
        "forgotten_button_found": ForgottenButtonFound(ForgottenButton.START, 5, EVENING, 131.0),
        "interrupted_session_found": InterruptedSessionFound(3, EVENING, 3492.0),
        "clock_changed": ClockChanged(0.0, 240.0),
        "storage_trouble": StorageTrouble(None),
        "engine_failed": EngineFailed("why"),
    }
    for name in events:
        getattr(bridge, name).connect(lambda event, name=name: heard.append((name, event)))
    deliver_from_elsewhere(bridge, list(events.values()))
    qtbot.waitUntil(lambda: len(heard) == len(events))
    assert heard == list(events.items())


def test_after_close_nothing_arrives(qtbot: QtBot) -> None:
    bridge, heard = EngineBridge(), list[SnapshotTaken]()
    bridge.snapshot_taken.connect(heard.append)
    bridge.deliver(taken(100))
    bridge.close()
    bridge.deliver(taken(101))
    qtbot.wait(20)
    assert heard == []


def test_what_comes_while_listeners_are_made_is_told_to_them_in_order(qtbot: QtBot) -> None:
    bridge, heard = EngineBridge(), list[EngineEvent]()
    bridge.hold()
    events: list[EngineEvent] = [live_link(), StorageTrouble("disk_full"), taken(120, 1.0)]
    deliver_from_elsewhere(bridge, events)
    qtbot.wait(0)
    hear_all(bridge, heard)
    assert heard == []
    bridge.release()
    qtbot.waitUntil(lambda: len(heard) == 3)
    bridge.deliver(StorageTrouble(None))
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard == [*events, StorageTrouble(None)]
