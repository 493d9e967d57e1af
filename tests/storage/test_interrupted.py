"""Sessions that nobody stopped: told, resumed, finished or put aside; never mixed with what came after."""

from pathlib import Path

from app.domain.recording import EventKind, RecordedEvent, SessionStatus
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from tests.storage.store import (
    HOUR_US,
    SECOND_US,
    SETUP,
    HandClocks,
    beat,
    begin,
    finished_activity,
    folders_in,
    recording_in,
)


def interrupt_a_session(folders: Folders, clocks: HandClocks) -> int:
    """A session of ten seconds whose recorder ends without a stop, as a crash leaves it."""
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        for _ in range(10):
            clocks.pass_us(SECOND_US)
            beat(recorder)
    clocks.pass_us(HOUR_US)
    return activity_id


def test_the_next_start_tells_of_it(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        (session,) = recorder.interrupted_sessions()
    assert session.activity_id == activity_id
    assert session.elapsed_s == 10.0
    assert session.setup == SETUP
    assert session.utc_offset_s == 3600


def test_what_comes_after_it_is_not_its_own(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        beat(recorder)
        recording = recorder.load_recording(activity_id)
    assert len(recording.notifications) == 10
    assert recording.status is SessionStatus.INTERRUPTED
    assert recording.last_at_us - recording.started_at_us == 10 * SECOND_US


def test_resumed_it_runs_on_as_one_session(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    clocks.reboot(off_for_us=60 * SECOND_US)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.resume_session(activity_id)
        beat(recorder)
        recording = recorder.load_recording(activity_id)
        assert recording.status is SessionStatus.RUNNING
        assert History(folders).activity(activity_id).status is SessionStatus.RUNNING
        assert recorder.interrupted_sessions() == ()
    assert len(recording.notifications) == 11
    assert recording.last_at_us - recording.started_at_us > HOUR_US


def test_resumed_and_interrupted_again_it_ends_where_it_was_last_recorded(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.resume_session(activity_id)
        last = beat(recorder)
    with recording_in(folders, clocks.clocks) as recorder:
        beat(recorder)
        (session,) = recorder.interrupted_sessions()
    assert session.last_at_us == last.at_us


def test_finished_it_ends_at_its_last_record(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.finish_session(activity_id, recorder.load_recording(activity_id).last_at_us)
        assert recorder.interrupted_sessions() == ()
    row = History(folders).activity(activity_id)
    assert row.status is SessionStatus.FINISHED
    assert row.elapsed_s == 10.0


def test_put_in_the_bin_it_is_not_asked_about_again_and_can_come_back(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.delete_activity(activity_id)
        assert recorder.interrupted_sessions() == ()
        recorder.restore_activity(activity_id)
        assert len(recorder.interrupted_sessions()) == 1


def test_its_records_outlive_the_twelve_hours(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = interrupt_a_session(folders, clocks)
    clocks.pass_us(48 * HOUR_US)
    with recording_in(folders, clocks.clocks) as recorder:
        beat(recorder)
        assert len(recorder.load_recording(activity_id).notifications) == 10


def test_a_stopped_session_can_run_on(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        first = beat(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.store_activity(activity_id, finished_activity())
        clocks.pass_us(HOUR_US)
        recorder.resume_session(activity_id)
        second = beat(recorder)
        recording = recorder.load_recording(activity_id)
        assert recorder.settle()
        assert History(folders).activity(activity_id).training_load is None
    assert recording.status is SessionStatus.RUNNING
    assert recording.stopped_at_us is None
    assert recording.notifications == (first, second)


def happens(recorder: SqliteRecorder, kind: EventKind, activity_id: int) -> None:
    clock = recorder.clock
    recorder.record_event(RecordedEvent(clock.now_us(), clock.utc_us(), kind, activity_id))


def test_gone_on_with_after_another_session_it_takes_none_of_that_ones_heartbeats(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    first = interrupt_a_session(folders, clocks)
    before = History(folders).recording(first).notifications
    clocks.pass_us(60 * SECOND_US)
    with recording_in(folders, clocks.clocks) as recorder:
        second = begin(recorder)
        happens(recorder, EventKind.START, second)
        clocks.pass_us(SECOND_US)
        of_second = beat(recorder)
        clocks.pass_us(SECOND_US)
        recorder.finish_session(second, recorder.clock.now_us())
        clocks.pass_us(SECOND_US)
        recorder.resume_session(first)
        clocks.pass_us(240 * SECOND_US)  # so long after its stop nothing is the second's recovery any more
        after = beat(recorder)
        assert recorder.load_recording(first).notifications == (*before, after)
        assert recorder.load_recording(second).notifications == (of_second,)
        happens(recorder, EventKind.STOP, first)
        recorder.finish_session(first, recorder.clock.now_us())
    assert History(folders).recording(first).notifications == (*before, after)


def test_a_session_begun_in_the_past_takes_nothing_from_the_one_that_was_stopped_before(
    tmp_path: Path,
) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        first = begin(recorder)
        clocks.pass_us(SECOND_US)
        past_us, kept = recorder.clock.now_us(), beat(recorder)
        clocks.pass_us(SECOND_US)
        happens(recorder, EventKind.STOP, first)
        recorder.finish_session(first, recorder.clock.now_us())
        second = recorder.begin_session(past_us, recorder.clock.utc_us(), 0, SETUP)
        happens(recorder, EventKind.START, second)
        recorder.finish_session(second, past_us + SECOND_US // 2)
        assert recorder.load_recording(first).notifications == (kept,)
        assert recorder.load_recording(second).notifications == (kept,)
