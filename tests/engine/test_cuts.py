"""A stretch that was cut out stays out when its session runs on."""

from app.domain.cuts import Cut, cuts_detail
from app.domain.recording import EventKind, RecordedEvent
from app.engine.events import SessionFinished
from tests.engine.fakes import UTC_US, Stage, act
from tests.engine.test_forgotten_buttons import settled


def test_a_session_that_goes_on_after_a_cut_does_not_count_it_again() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 60)
        stage.engine.stop_session()
        await settled()
        amended = cuts_detail([Cut(20.0, 40.0)])
        stage.recorder.record_event(
            RecordedEvent(stage.clock.now_us(), UTC_US, EventKind.AMENDED, 1, amended)
        )
        stage.engine.continue_session(1)
        await settled()
        await stage.beats(*[141] * 10)
        stage.engine.stop_session()

    stage = act(play)
    first, second = stage.all(SessionFinished)
    activity = second.activity
    assert len(first.activity.samples) == 60
    assert stage.finished_live[-1].summary == activity.summary
    assert activity.cuts == (Cut(20.0, 40.0),)
    assert not any(20.0 <= each.elapsed_s < 40.0 for each in activity.samples)
    assert activity.summary.gap_s > 19.0
