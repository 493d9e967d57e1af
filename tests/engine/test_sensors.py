"""What the sensor does, as the engine records it, shows it and says it again in each session's records."""

import asyncio
import logging

import pytest

from app.domain.link_timeline import LinkRecords, link_timeline
from app.domain.recording import EventKind, RecordedEvent
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorInRange, SensorsInRange
from app.domain.snapshot import AlertKind
from tests.domain.sessions import STRAP, WATCH
from tests.engine.fakes import Stage, act

DESCRIBED = SensorDescribed(
    STRAP,
    name="Polar H10",
    manufacturer="Polar Electro Oy",
    model="H10",
    serial_number="8C4CA7",
    firmware="3.1.1",
    location="chest",
    battery_percent=80,
)


def kinds_of(events: list[RecordedEvent], activity_id: int | None) -> list[EventKind]:
    return [event.kind for event in events if event.activity_id == activity_id]


def test_orders_go_to_the_source() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.select_sensor(STRAP, "Strap", "S1")
        stage.engine.scan(show_all=True)
        stage.engine.retry_now()

    asked = act(play).source.asked
    assert asked[:3] == [("select", STRAP, "Strap", "S1"), ("scan", True), ("retry_now",)]


def test_news_of_a_scan_are_passed_on() -> None:
    found = SensorsInRange((SensorInRange(STRAP, "Strap", -60, ("180d",), "strap"),), finished=True)

    async def play(stage: Stage) -> None:
        stage.engine.in_range(found)

    assert act(play).all(SensorsInRange) == [found]


def test_a_change_of_the_link_is_recorded_with_the_session_and_told() -> None:
    async def play(stage: Stage) -> None:
        stage.link("connecting")
        stage.engine.start_session(stage.setup)
        await stage.beats(140)
        stage.link("live")
        stage.link("disconnecting", reason="link_lost")
        stage.engine.stop_session()
        stage.link("idle")

    stage = act(play)
    told = [(change.state, change.reason) for change in stage.all(ConnectionChanged)]
    assert told == [("connecting", None), ("live", None), ("disconnecting", "link_lost"), ("idle", None)]
    links = [event for event in stage.recorder.events if event.kind is EventKind.CONNECTION]
    assert [(event.activity_id, event.detail["state"]) for event in links] == [
        (None, "connecting"),
        (1, "connecting"),  # said again as the session begins
        (1, "live"),
        (1, "disconnecting"),
        (None, "idle"),
    ]
    detail = {
        "sensor": STRAP,
        "state": "disconnecting",
        "attempt": 1,
        "retry_in_s": None,
        "reason": "link_lost",
    }
    assert links[3].detail.items() >= detail.items()


def test_the_signal_of_a_link_is_recorded_for_its_story() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.connection_changed(ConnectionChanged(STRAP, "Strap", "connecting", 1, rssi_dbm=-71))

    events = tuple(event for event in act(play).recorder.events if event.kind is EventKind.CONNECTION)
    assert [row.rssi_dbm for row in link_timeline(LinkRecords(events))] == [-71]


def test_a_session_says_again_what_was_known_of_the_sensor_before_it() -> None:
    async def play(stage: Stage) -> None:
        stage.link("live")
        stage.engine.described(DESCRIBED)
        await stage.beats(140)
        stage.engine.start_session(stage.setup)
        await stage.beats(140)
        stage.engine.stop_session()

    stage = act(play)
    begins_us = stage.recorder.sessions[1].started_at_us
    restated = [event for event in stage.recorder.events if event.activity_id == 1][:-1]
    assert [event.kind for event in restated] == [
        *(EventKind.START, EventKind.CONNECTION, EventKind.SENSOR, EventKind.BATTERY)
    ]
    assert {event.at_us for event in restated} == {begins_us}
    told = {
        "sensor": STRAP,
        "name": "Polar H10",
        "manufacturer": "Polar Electro Oy",
        "model": "H10",
        "serial_number": "8C4CA7",
        "firmware": "3.1.1",
        "location": "chest",
    }
    assert restated[2].detail.items() >= told.items()
    assert restated[3].detail.items() >= {"sensor": STRAP, "percent": 80}.items()
    activity = stage.finished.activity
    assert (activity.sensor, activity.manufacturer) == ("Polar H10", "Polar Electro Oy")


def test_an_address_that_a_sensor_no_longer_bears_speaks_for_it_no_more() -> None:
    async def play(stage: Stage) -> None:
        stage.link("scanning")
        stage.engine.connection_changed(ConnectionChanged(WATCH, "Strap", "connecting", instead_of=STRAP))
        stage.link("live", WATCH)
        stage.engine.start_session(stage.setup)
        await stage.beats(140, sensor=WATCH)
        stage.link("waiting", WATCH)
        await stage.beats(140, sensor=WATCH)
        assert stage.snapshot.sensor_state == "waiting"

    stage = act(play)
    assert stage.recorder.sessions[1].setup["primary_source"] == WATCH
    restated = [event.detail.get("sensor") for event in stage.recorder.events if event.activity_id == 1]
    assert STRAP not in restated


def test_without_a_sensor_there_is_nothing_to_say_again() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        stage.engine.stop_session()

    assert kinds_of(act(play).recorder.events, 1) == [EventKind.START, EventKind.STOP]


def test_a_sensor_that_described_itself_is_remembered_and_told() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.described(DESCRIBED)
        await asyncio.sleep(1.0)

    stage = act(play)
    assert stage.memory.remembered == [DESCRIBED]
    assert stage.all(SensorDescribed) == [DESCRIBED]


def test_the_battery_is_shown_whether_it_was_read_or_notified() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.described(DESCRIBED)
        await stage.beats(140)
        assert stage.snapshot.battery_percent == 80
        stage.send(bytes((79,)), "2a19")
        assert stage.snapshot.battery_percent == 79
        stage.send(bytes((0,)), "2a19")
        assert stage.snapshot.battery_percent == 0
        stage.engine.start_session(stage.setup)
        await stage.beats(140)
        assert stage.snapshot.battery_percent == 0
        stage.engine.stop_session()
        await stage.beats(140)
        assert stage.snapshot.battery_percent == 0

    act(play)


def test_another_sensor_does_not_inherit_the_battery() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        stage.link("live")
        stage.send(bytes((12,)), "2a19")
        await stage.beats(140)
        assert stage.snapshot.battery_percent == 12
        stage.engine.select_sensor(WATCH, "Watch")
        stage.link("stopped")
        stage.link("live", WATCH)
        await stage.beats(*[140] * 40, sensor=WATCH)
        assert stage.snapshot.snapshot.source == WATCH
        assert stage.snapshot.battery_percent is None

    act(play)


def test_a_low_battery_alerts_once_in_a_session() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        for percent in (16, 15, 14, 13):
            stage.send(bytes((percent,)), "2a19")
            await stage.beats(140, 140)

    assert [alert.kind for alert in act(play).alerts()] == [AlertKind.BATTERY_LOW]


def test_a_malformed_notification_is_kept_and_counted_and_the_log_has_it_once_a_sensor(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        with caplog.at_level(logging.WARNING):
            for _ in range(10):
                stage.send(b"\x01\x8e")
                await asyncio.sleep(1.0)
            stage.send(b"", sensor=WATCH)
        stage.beat(140)
        assert (stage.snapshot.notifications, stage.snapshot.malformed) == (12, 11)
        stage.engine.stop_session()

    stage = act(play)
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("app.engine")]
    assert [STRAP in line for line in logged] == [True, False]
    assert WATCH in logged[1]
    assert [notification.payload for notification in stage.recorder.notifications] == (
        [b"\x01\x8e"] * 10 + [b"", bytes((0, 140))]
    )
    assert [sample.bpm for sample in stage.finished.activity.samples] == [140]


def test_the_counts_are_the_session_s_own() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(100, 100, 100)
        stage.send(b"")
        assert (stage.snapshot.notifications, stage.snapshot.malformed) == (4, 1)
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 140)
        assert (stage.snapshot.notifications, stage.snapshot.malformed) == (2, 0)

    act(play)


def test_a_lost_link_takes_the_number_from_the_screen_at_once() -> None:
    async def play(stage: Stage) -> None:
        stage.link("live")
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 140)
        stage.link("disconnecting", reason="link_lost")
        await asyncio.sleep(0.6)
        assert stage.snapshot.snapshot.bpm is None
        assert stage.snapshot.sensor_state == "disconnecting"

    act(play)


def test_silence_takes_the_number_from_the_screen_within_five_seconds() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 140)
        await asyncio.sleep(4.9)
        assert stage.snapshot.snapshot.bpm == 140
        await asyncio.sleep(1.1)
        assert stage.snapshot.snapshot.bpm is None

    act(play)


def test_heart_rate_lost_and_back_are_alerts_while_the_recording_goes_on() -> None:
    async def play(stage: Stage) -> None:
        stage.link("live")
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 30)
        await asyncio.sleep(40.0)
        await stage.beats(*[140] * 30)
        stage.engine.stop_session()

    stage = act(play)
    assert [alert.kind for alert in stage.alerts()] == [AlertKind.SENSOR_LOST, AlertKind.SENSOR_BACK]
    assert stage.finished.activity.alerts == tuple(stage.alerts())
    assert round(stage.finished.activity.summary.elapsed_s) == 100
