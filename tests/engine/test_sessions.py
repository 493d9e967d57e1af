"""A session's beginning, course and end, with everything around the engine faked and time virtual."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, find_activity_type
from app.domain.profile import AthleteProfile
from app.domain.recording import EventKind
from app.domain.setup import SessionSetup
from app.domain.snapshot import Lap, LiveStatus
from app.engine.events import (
    SessionFinished,
    SnapshotTaken,
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
    assert stage.recorder.export_problems == {stage.finished.activity_id: "No space left on device"}
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


@pytest.mark.parametrize("phase_s", [0.0, 0.1, 0.55, 0.97])
@pytest.mark.parametrize("is_started", [True, False])
def test_a_heart_rate_is_gone_five_seconds_after_its_reading_not_with_the_next_second(
    *, phase_s: float, is_started: bool
) -> None:
    async def play(stage: Stage) -> None:
        if is_started:
            stage.engine.start_session(stage.setup)
        await asyncio.sleep(phase_s)
        await stage.beats(140, 141, 142)
        await asyncio.sleep(4.99)
        assert stage.snapshot.snapshot.bpm == 142
        await asyncio.sleep(0.02)
        gone = stage.snapshot.snapshot
        assert (gone.bpm, gone.zone, gone.zone_name) == (None, None, None)
        assert (gone.load_per_hour, gone.trend_bpm_per_min) == (None, None)
        await stage.beats(143)
        assert stage.snapshot.snapshot.bpm == 143
        await asyncio.sleep(3.0)
        assert stage.snapshot.snapshot.bpm == 143

    stage = act(play)
    ticks = [taken.snapshot.elapsed_s for taken in stage.all(SnapshotTaken) if taken.arrival_us is None]
    assert ticks == sorted(ticks)


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


def test_the_heart_rate_goes_on_over_other_idle_setups() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(140)
        for target_load in (30.0, 40.0):
            stage.engine.use_setup(setup_for(target_load=target_load))
            assert stage.snapshot.snapshot.target_load == target_load
            assert stage.snapshot.snapshot.bpm == 140

    act(play)


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


def test_another_activity_type_brings_its_own_constants_and_is_completed_anew() -> None:
    ada = AthleteProfile("Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)
    running = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "treadmill")

    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 60)
        stage.engine.reassign_activity(1, running, ada)  # not while it runs
        stage.engine.stop_session()
        await asyncio.sleep(5.0)
        stage.engine.reassign_activity(1, running, replace(ada, threshold_bpm=175))
        await asyncio.sleep(5.0)

    stage = act(play)
    before, after = stage.all(SessionFinished)
    assert (before.activity.activity_type, after.activity.activity_type) == ("indoor_cycling", "treadmill")
    assert after.activity.constants.threshold_bpm == 175
    assert after.activity.summary.training_load < before.activity.summary.training_load
    assert stage.recorder.sessions[1].activity == after.activity
    assert [activity.fit_sport for activity in stage.exporter.exported] == [2, 1]  # written anew, as a run
    assert after.files
    assert SessionSetup.from_json(stage.recorder.sessions[1].setup).zone_model.zone_at(158).number == 3
