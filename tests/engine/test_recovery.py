"""Heart-rate recovery: two minutes after the stop, from what the strap goes on sending."""

import pytest

from app.domain.forgotten import HeartRateRecovery
from app.engine.events import RecoveryMeasured
from app.engine.recovery import recovery_of
from app.sources.translation import translate
from tests.domain.sessions import WATCH
from tests.engine.fakes import Stage, act

FALLING = tuple(150 - second // 2 for second in range(1, 131))  # 30 bpm in the first minute, 60 in two


async def ride(stage: Stage) -> None:
    stage.engine.start_session(stage.setup)
    await stage.beats(*[150] * 20)
    stage.engine.stop_session()


def test_two_minutes_after_the_stop_the_recovery_is_told_once() -> None:
    async def play(stage: Stage) -> None:
        await ride(stage)
        await stage.beats(*FALLING[:120])
        assert stage.all(RecoveryMeasured) == []
        await stage.beats(*FALLING[120:], *[85] * 10)

    stage = act(play)
    told = stage.one(RecoveryMeasured)
    assert told.activity_id == 1
    assert told.recovery.end_bpm == 150.0
    assert told.recovery.after_60_s_bpm == pytest.approx(30.0, abs=1.0)
    assert told.recovery.after_120_s_bpm == pytest.approx(60.0, abs=1.0)
    assert recovery_of(stage.recorder.load_recording(1), translate) == told.recovery


def test_a_strap_taken_off_after_a_minute_tells_of_that_minute() -> None:
    async def play(stage: Stage) -> None:
        await ride(stage)
        await stage.beats(*FALLING[:70])
        await stage.beats(*[0] * 60)

    recovery = act(play).one(RecoveryMeasured).recovery
    assert recovery.after_60_s_bpm == pytest.approx(30.0, abs=1.0)
    assert recovery.after_120_s_bpm is None


def test_where_nothing_follows_nothing_is_told() -> None:
    async def play(stage: Stage) -> None:
        await ride(stage)
        await stage.beats(*[0] * 130)

    stage = act(play)
    assert stage.all(RecoveryMeasured) == []
    assert recovery_of(stage.recorder.load_recording(1), translate) == HeartRateRecovery(150.0, None, None)


def test_a_session_that_goes_on_has_no_recovery_yet() -> None:
    async def play(stage: Stage) -> None:
        await ride(stage)
        stage.engine.continue_session(1)
        await stage.beats(*[150] * 130)
        assert recovery_of(stage.recorder.load_recording(1), translate) is None
        stage.engine.stop_session()

    assert act(play).all(RecoveryMeasured) == []


def test_only_the_sensor_that_was_heard_last_counts() -> None:
    async def play(stage: Stage) -> None:
        await ride(stage)
        for bpm in FALLING:
            await stage.beats(bpm)
            stage.beat(180, sensor=WATCH)

    recovery = act(play).one(RecoveryMeasured).recovery
    assert recovery.after_60_s_bpm == pytest.approx(30.0, abs=1.0)
