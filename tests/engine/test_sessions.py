"""A session's beginning, course and end, with everything around the engine faked and time virtual."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.recording import EventKind
from app.domain.snapshot import Lap, LiveStatus
from app.engine.events import (
    EngineFailed,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)
from tests.domain.sessions import setup_for
from tests.engine.fakes import UTC_US, Stage, act

SECOND_US = 1_000_000


def test_a_session_begins_and_ends_when_asked() -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(5.0)
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 60)
        stage.engine.stop_session()
        await asyncio.sleep(1.0)

    stage = act(play)
    begun = datetime(2026, 11, 22, 19, 3, 5, tzinfo=timezone(timedelta(hours=1)))
    assert abs(stage.started.started_at - begun) < timedelta(milliseconds=1)
    assert stage.started.started_at.utcoffset() == timedelta(hours=1)
    session = stage.recorder.sessions[1]
    assert session.started_at_us == pytest.approx(UTC_US + 5 * SECOND_US, abs=10)
    assert session.stopped_at_us == pytest.approx(UTC_US + 65 * SECOND_US, abs=10)
    kinds = [event.kind for event in stage.recorder.events]
    assert kinds == [EventKind.START, EventKind.STOP]
    assert stage.finished.activity.summary.elapsed_s == pytest.approx(60.0, abs=1e-3)
    assert stage.finished.activity.summary.average_bpm == 140.0
    assert stage.recorder.sessions[1].activity == stage.finished.activity


def test_the_activity_is_exported_and_the_files_are_told() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 141)
        stage.engine.stop_session()

    stage = act(play)
    assert stage.exporter.exported == [stage.finished.activity]
    assert [path.name for path in stage.finished.files] == ["activity.fit"]
    assert stage.finished.export_problem is None


def test_a_file_that_cannot_be_written_is_told_and_costs_nothing_of_the_session() -> None:
    async def play(stage: Stage) -> None:
        stage.exporter.problem = "No space left on device"
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 141)
        stage.engine.stop_session()

    stage = act(play)
    assert (stage.finished.files, stage.finished.export_problem) == ((), "No space left on device")
    assert stage.recorder.sessions[1].activity == stage.finished.activity
    assert len(stage.finished.activity.samples) == 2


def test_notifications_are_recorded_before_during_and_after_a_session() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(100, 101)
        stage.engine.start_session(stage.setup)
        await stage.beats(140, 141, 142)
        stage.engine.stop_session()
        await stage.beats(120, 119)

    stage = act(play)
    rates = [notification.payload[1] for notification in stage.recorder.notifications]
    assert rates == [100, 101, 140, 141, 142, 120, 119]
    assert [sample.bpm for sample in stage.finished.activity.samples] == [140, 141, 142]


def test_an_idle_engine_shows_heart_rate_and_counts_nothing() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(*[120] * 30)
        shown = stage.snapshot.snapshot
        assert (shown.status, shown.bpm, shown.zone) == (LiveStatus.IDLE, 120, 1)
        assert (shown.elapsed_s, shown.training_load) == (0.0, 0.0)

    assert act(play).recorder.sessions == {}


def test_after_a_session_the_engine_is_idle_with_the_same_setup() -> None:
    ceiling = setup_for(ceiling_bpm=150)

    async def play(stage: Stage) -> None:
        stage.engine.start_session(ceiling)
        await stage.beats(140)
        stage.engine.stop_session()
        await stage.beats(141)
        assert stage.snapshot.snapshot.status is LiveStatus.IDLE
        assert stage.snapshot.snapshot.bpm == 141
        assert stage.engine._feed.setup == ceiling

    act(play)


def test_a_second_start_changes_nothing() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(140)
        stage.engine.start_session(setup_for(ceiling_bpm=150), duration_s=1.0)
        await stage.beats(140, 140, 140)
        stage.engine.stop_session()

    stage = act(play)
    assert len(stage.recorder.sessions) == 1
    assert stage.finished.activity.summary.elapsed_s == pytest.approx(4.0, abs=1e-3)


def test_one_session_after_the_other_each_with_its_own_records() -> None:
    async def play(stage: Stage) -> None:
        for bpm in (140, 150):
            stage.engine.start_session(stage.setup)
            await stage.beats(bpm, bpm)
            stage.engine.stop_session()
            await stage.beats(90)

    first, second = act(play).all(SessionFinished)
    assert (first.activity_id, second.activity_id) == (1, 2)
    assert [sample.bpm for sample in first.activity.samples] == [140, 140]
    assert [sample.bpm for sample in second.activity.samples] == [150, 150]


def test_an_idle_setup_is_shown_at_once_and_a_running_session_keeps_its_own() -> None:
    aimed = setup_for(target_load=30.0)

    async def play(stage: Stage) -> None:
        stage.engine.use_setup(aimed)
        assert stage.snapshot.snapshot.target_load == 30.0
        stage.engine.start_session(stage.setup)
        stage.engine.use_setup(aimed)
        await stage.beats(140)
        assert stage.snapshot.snapshot.target_load is None

    act(play)


def test_the_setup_is_stored_with_the_session() -> None:
    aimed = setup_for(target_load=30.0, ceiling_bpm=175)

    async def play(stage: Stage) -> None:
        stage.engine.start_session(aimed)
        await stage.beats(140)

    stage = act(play)
    assert stage.recorder.sessions[1].setup == aimed.to_json()


# Pause, resume, lap


def test_pause_resume_and_lap_are_recorded_and_counted() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.engine.lap()
        await stage.beats(*[140] * 10)
        stage.engine.pause()
        await stage.beats(*[120] * 20)
        stage.engine.resume()
        await stage.beats(*[140] * 10)
        stage.engine.stop_session()

    stage = act(play)
    assert [event.kind for event in stage.recorder.events] == [
        *(EventKind.START, EventKind.LAP, EventKind.PAUSE, EventKind.RESUME, EventKind.STOP)
    ]
    activity = stage.finished.activity
    assert activity.summary.elapsed_s == pytest.approx(50.0, abs=1e-3)
    assert activity.summary.timer_s == pytest.approx(30.0, abs=1e-3)
    assert [round(pause.end_s - pause.start_s) for pause in activity.pauses] == [20]
    assert [round(lap.timer_s) for lap in activity.laps] == [10, 20]
    assert [lap.number for lap in stage.happened(Lap)] == [1]


def test_a_button_pressed_in_the_wrong_state_changes_nothing() -> None:
    async def play(stage: Stage) -> None:
        for press in (stage.engine.pause, stage.engine.resume, stage.engine.lap, stage.engine.stop_session):
            press()
        stage.engine.start_session(stage.setup)
        stage.engine.resume()
        await stage.beats(140)
        stage.engine.pause()
        stage.engine.pause()
        stage.engine.lap()
        await stage.beats(140)
        stage.engine.resume()
        stage.engine.resume()
        stage.engine.stop_session()
        stage.engine.stop_session()

    stage = act(play)
    assert [event.kind for event in stage.recorder.events] == [
        *(EventKind.START, EventKind.PAUSE, EventKind.RESUME, EventKind.STOP)
    ]
    assert len(stage.all(SessionFinished)) == 1


def test_a_press_is_shown_at_once() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(140)
        shown = len(stage.told)
        stage.engine.pause()
        stage.engine.resume()
        stage.engine.lap()
        at_once = [event.snapshot for event in stage.told[shown:] if isinstance(event, SnapshotTaken)]
        assert [snapshot.status for snapshot in at_once] == [
            *(LiveStatus.PAUSED, LiveStatus.RUNNING, LiveStatus.RUNNING)
        ]
        assert [snapshot.lap_number for snapshot in at_once] == [1, 1, 2]

    act(play)


def test_stopping_while_paused_keeps_the_pause() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 5)
        stage.engine.pause()
        await stage.beats(*[130] * 5)
        stage.engine.stop_session()

    summary = act(play).finished.activity.summary
    assert (round(summary.elapsed_s), round(summary.timer_s)) == (10, 5)


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
