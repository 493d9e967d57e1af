"""Buttons pressed late: sessions that begin, go on and end in the past, and those that were interrupted."""

import asyncio
import gc

import pytest

from app.domain.recording import EventKind
from app.domain.snapshot import AlertKind, LiveStatus
from app.domain.stored import StoredValueError
from app.engine.events import (
    ForgottenButton,
    ForgottenButtonFound,
    SessionFinished,
    SessionStarted,
    TraceRestored,
)
from app.engine.replay import replay
from app.sources.translation import translate
from tests.engine.fakes import Stage, act

SECOND_US = 1_000_000


async def settled() -> None:
    """Time for what is computed beside the loop."""
    await asyncio.sleep(0.1)


def ago(stage: Stage, seconds: float) -> int:
    """A place on the timeline."""
    return stage.clock.now_us() - round(seconds * SECOND_US)


def test_a_session_can_begin_in_the_past_with_what_was_kept() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(*[140] * 30)
        stage.engine.start_session(stage.setup, at_us=ago(stage, 20.5))
        await settled()
        shown = stage.snapshot.snapshot
        assert shown.elapsed_s == pytest.approx(20.6, abs=0.7)
        assert shown.average_bpm == pytest.approx(140.0)
        await stage.beats(*[150] * 10)
        stage.engine.stop_session()

    stage = act(play)
    activity = stage.finished.activity
    assert [sample.bpm for sample in activity.samples] == [140] * 21 + [150] * 10
    assert activity.summary == stage.finished_live[0].summary
    assert activity.samples == stage.finished_live[0].samples


def test_a_forgotten_resume_can_be_mended() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.engine.pause()
        await stage.beats(*[140] * 40)
        stage.engine.resume(ago(stage, 30.5))
        await settled()
        assert stage.snapshot.snapshot.status is LiveStatus.RUNNING
        await stage.beats(*[140] * 10)
        stage.engine.stop_session()

    stage = act(play)
    activity = stage.finished.activity
    assert stage.one(TraceRestored).pauses == activity.pauses
    assert [round(pause.end_s - pause.start_s) for pause in activity.pauses] in ([9], [10])
    assert activity.summary.timer_s == pytest.approx(50.6, abs=0.7)
    assert activity.summary == stage.finished_live[0].summary


def test_a_resume_never_lies_before_its_pause() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.engine.pause()
        await stage.beats(*[140] * 5)
        stage.engine.resume(ago(stage, 3600.0))
        await settled()
        stage.engine.stop_session()

    summary = act(play).finished.activity.summary
    assert summary.timer_s == pytest.approx(summary.elapsed_s, abs=1e-3)


def test_a_session_can_end_in_the_past_and_what_followed_is_no_part_of_it() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 30)
        await stage.beats(*[80] * 30)
        stage.engine.stop_session(ago(stage, 29.5))

    stage = act(play)
    activity = stage.finished.activity
    assert {sample.bpm for sample in activity.samples} == {140}
    assert activity.summary.elapsed_s == pytest.approx(30.5, abs=0.01)
    assert activity == replay(stage.recorder.load_recording(1), translate)


def test_a_session_stopped_by_mistake_runs_on() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.engine.stop_session()
        await stage.beats(*[141] * 5)
        stage.engine.continue_session(1)
        await settled()
        await stage.beats(*[142] * 10)
        stage.engine.stop_session()

    stage = act(play)
    restored = stage.one(TraceRestored)
    assert list(restored.rates_bpm) == [140] * 10 + [141] * 5
    assert [round(elapsed_s) for elapsed_s in restored.times_s] == list(range(1, 16))
    assert len(stage.recorder.sessions) == 1
    first, second = stage.all(SessionFinished)
    assert (first.activity_id, second.activity_id) == (1, 1)
    assert [sample.bpm for sample in second.activity.samples] == [140] * 10 + [141] * 5 + [142] * 10
    assert [started.activity_id for started in stage.all(SessionStarted)] == [1, 1]


def test_a_session_whose_setup_cannot_be_read_does_not_stand_in_the_way_of_others() -> None:
    failed: list[object] = []

    async def play(stage: Stage) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: failed.append(told["exception"]))
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.engine.stop_session()
        await settled()
        stage.recorder.sessions[1].setup["constants"] = "spoilt"
        stage.engine.continue_session(1)
        await settled()
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.engine.stop_session()

    stage = act(play)
    gc.collect()
    assert [started.activity_id for started in stage.all(SessionStarted)] == [1, 2]
    assert [type(error) for error in failed] == [StoredValueError]


def test_an_interrupted_session_is_finished_at_its_last_record() -> None:
    async def play(stage: Stage) -> None:
        stage.recorder.begin_session(stage.clock.now_us(), stage.clock.utc_us(), 0, stage.setup.to_json())
        await stage.beats(*[140] * 10)
        stage.engine.finish_interrupted(1)
        await settled()

    stage = act(play)
    assert round(stage.finished.activity.summary.elapsed_s) == 10
    assert stage.recorder.sessions[1].activity == stage.finished.activity


def test_a_running_session_is_neither_discarded_nor_taken_for_an_interrupted_one() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 3)
        stage.engine.discard_activity(1)
        stage.engine.finish_interrupted(1)
        stage.engine.continue_session(1)
        await settled()
        assert stage.snapshot.snapshot.status is LiveStatus.RUNNING
        stage.engine.stop_session()
        stage.engine.discard_activity(1)

    stage = act(play)
    assert stage.recorder.sessions[1].is_deleted
    assert len(stage.all(SessionFinished)) == 1


# Offers


def offers(stage: Stage, button: ForgottenButton) -> list[ForgottenButtonFound]:
    return [found for found in stage.all(ForgottenButtonFound) if found.button is button]


def test_work_without_a_start_is_noticed_with_where_it_began() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(*[70] * 60)
        await stage.beats(*[130] * 240)
        await settled()

    stage = act(play)
    assert AlertKind.NOT_STARTED_BUT_WORKING in {alert.kind for alert in stage.alerts()}
    (found,) = offers(stage, ForgottenButton.START)
    began_us = stage.recorder.notifications[60].at_us
    assert abs(found.at_us - began_us) <= 2 * SECOND_US
    assert found.mean_bpm == pytest.approx(130.0, abs=1.0)


def test_work_while_paused_is_noticed() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[130] * 60)
        stage.engine.pause()
        await stage.beats(*[130] * 240)
        await settled()

    stage = act(play)
    assert AlertKind.PAUSED_BUT_WORKING in {alert.kind for alert in stage.alerts()}
    (found,) = offers(stage, ForgottenButton.RESUME)
    paused = next(event for event in stage.recorder.events if event.kind is EventKind.PAUSE)
    assert 0 <= found.at_us - paused.at_us <= 2 * SECOND_US


def test_a_session_left_alone_is_offered_to_end_at_the_last_effort_once() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 120)
        await asyncio.sleep(1800.0)
        await settled()

    stage = act(play)
    (found,) = offers(stage, ForgottenButton.STOP)
    assert abs(found.at_us - stage.recorder.notifications[-1].at_us) <= 2 * SECOND_US


def test_rest_before_the_start_is_no_work() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(*[70] * 600)

    assert act(play).all(ForgottenButtonFound) == []
