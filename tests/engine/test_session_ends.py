"""When a session begins by itself and how it ends: first reading, duration, ticks, trouble, closing."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.snapshot import Lap
from app.engine.events import (
    EngineFailed,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)
from tests.engine.fakes import Stage, act

SECOND_US = 1_000_000

SECOND_US = 1_000_000


# At the first reading


def test_a_session_can_wait_for_the_first_reading_and_begins_with_it() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, at_first_reading=True)
        await asyncio.sleep(30.5)
        assert stage.all(SessionStarted) == []
        stage.beat(142)
        await stage.beats(143, 144)
        stage.engine.stop_session()

    stage = act(play)
    first, *_ = stage.recorder.notifications
    assert stage.recorder.sessions[1].started_at_us == first.at_us
    begun = datetime(2026, 11, 22, 18, 3, 30, 500_000, tzinfo=UTC)
    assert abs(stage.started.started_at - begun) < timedelta(milliseconds=1)
    first_sample = stage.finished.activity.samples[0]
    assert (first_sample.elapsed_s, first_sample.bpm) == (0.0, 142)
    assert stage.finished.activity.summary.elapsed_s == pytest.approx(2.0, abs=1e-3)


@pytest.mark.parametrize(
    ("characteristic", "payload"),
    [
        ("2a37", bytes((0, 0))),  # no reading
        ("2a37", bytes((0b100, 142))),  # contact supported, and lost
        ("2a37", bytes((0, 20))),  # below 30: no heart of an athlete awake
        ("2a37", bytes((0, 241))),  # above 240
        ("2a37", b""),  # malformed
        ("2a19", bytes((90,))),  # the battery
        ("2a38", bytes((1,))),  # where it is worn
    ],
)
def test_what_is_no_reading_begins_no_session(characteristic: str, payload: bytes) -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, at_first_reading=True)
        stage.send(payload, characteristic)
        await asyncio.sleep(2.0)

    stage = act(play)
    assert stage.all(SessionStarted) == []
    assert len(stage.recorder.notifications) == 1


def test_a_session_that_still_waits_can_be_called_off() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, at_first_reading=True)
        stage.engine.stop_session()
        await stage.beats(140, 140)

    stage = act(play)
    assert stage.recorder.sessions == {}
    assert stage.all(SessionFinished) == []


# A duration


@pytest.mark.parametrize("duration_s", [1.0, 7.0, 10.25, 59.999_999, 0.000_001])
def test_a_duration_is_kept_to_the_microsecond(duration_s: float) -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(3.7)
        stage.engine.start_session(stage.setup, duration_s=duration_s)
        await stage.beats(*[140] * (int(duration_s) + 3))

    stage = act(play)
    assert stage.finished.activity.summary.elapsed_s == duration_s
    session = stage.recorder.sessions[1]
    assert session.stopped_at_us is not None
    assert session.stopped_at_us - session.started_at_us == round(duration_s * 1e6)
    assert stage.finished_live[0].snapshot.elapsed_s == duration_s


def test_what_comes_between_the_end_and_the_next_tick_is_no_longer_the_session_s() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, duration_s=10.0)
        await stage.beats(*[140] * 9)
        await asyncio.sleep(0.999)
        stage.beat(141)
        await asyncio.sleep(0.0012)  # 10.0002 s: the tick comes at 10.0005 s
        stage.engine.lap()
        stage.engine.pause()
        stage.beat(142)
        stage.link("disconnecting")

    stage = act(play)
    assert stage.happened(Lap) == []
    activity = stage.finished.activity
    assert (activity.summary.elapsed_s, activity.pauses, len(activity.laps)) == (10.0, (), 1)
    assert [sample.bpm for sample in activity.samples] == [140] * 9 + [141]
    assert stage.finished_live[0].summary == activity.summary
    assert [notification.payload[1] for notification in stage.recorder.notifications][-1] == 142


def test_a_stop_that_comes_too_late_does_not_lengthen_the_session() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, duration_s=10.0)
        await asyncio.sleep(10.0002)
        stage.engine.stop_session()

    assert act(play).finished.activity.summary.elapsed_s == 10.0


def test_the_reading_at_the_very_end_is_in() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, duration_s=10.0)
        await asyncio.sleep(9.5)
        stage.beat(140)
        begins_us = stage.recorder.sessions[1].started_at_us
        await asyncio.sleep(0.5)
        stage.clock._last_us = begins_us + 10 * SECOND_US - 1
        stage.beat(141)

    stage = act(play)
    assert stage.finished.activity.samples[-1].elapsed_s == 10.0
    assert stage.finished_live[0].samples == stage.finished.activity.samples


def test_a_duration_counts_from_the_first_reading_where_that_begins_the_session() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, at_first_reading=True, duration_s=5.0)
        await asyncio.sleep(20.0)
        await stage.beats(*[140] * 8)

    stage = act(play)
    assert stage.finished.activity.summary.elapsed_s == 5.0
    assert len(stage.finished.activity.samples) == 6


def test_the_next_session_has_no_end_of_its_own() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, duration_s=3.0)
        await stage.beats(*[140] * 5)
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 20)

    _, second = act(play).all(SessionFinished)
    assert round(second.activity.summary.elapsed_s) == 20


# Ticks


def test_a_tick_comes_with_every_whole_session_second() -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(0.63)
        stage.engine.start_session(stage.setup)
        stage.told.clear()
        await asyncio.sleep(30.2)
        ticks = [event.snapshot.elapsed_s for event in stage.all(SnapshotTaken) if event.arrival_us is None]
        whole = [elapsed_s for elapsed_s in ticks if elapsed_s >= 1.0]
        assert [int(elapsed_s) for elapsed_s in whole] == list(range(1, 31))
        assert all(elapsed_s % 1.0 < 0.002 for elapsed_s in whole)

    act(play)


def test_a_snapshot_tells_when_its_notification_arrived() -> None:
    async def play(stage: Stage) -> None:
        notification = stage.beat(140)
        assert stage.snapshot.arrival_us == notification.at_us

    act(play)


# Trouble


def test_trouble_with_the_disk_is_told_once_and_its_end_too() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 5)
        stage.recorder.reason = "disk_full"
        await stage.beats(*[140] * 5)
        stage.recorder.reason = None
        await stage.beats(*[140] * 5)

    stage = act(play)
    assert stage.all(StorageTrouble) == [StorageTrouble("disk_full"), StorageTrouble(None)]
    assert len(stage.finished.activity.samples) == 15


def test_a_session_finishes_while_the_disk_is_full() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        stage.recorder.reason = "disk_full"
        await stage.beats(140, 140)
        stage.engine.stop_session()

    assert len(act(play).finished.activity.samples) == 2


# Its end


def test_closing_finishes_a_running_session() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 141)

    stage = act(play)
    assert len(stage.finished.activity.samples) == 2
    assert stage.all(EngineFailed) == []


def test_what_arrives_while_the_source_lets_go_is_recorded_still() -> None:
    async def play(stage: Stage) -> None:
        stage.source.closing_takes_s = 2.0
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 141)
        asyncio.get_running_loop().call_later(1.0, stage.beat, 142)

    stage = act(play)
    assert [notification.payload[1] for notification in stage.recorder.notifications] == [140, 141, 142]
    assert len(stage.finished.activity.samples) == 2
