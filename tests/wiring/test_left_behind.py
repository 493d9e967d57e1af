"""A session whose process was killed between its stop and its file has both after the next start."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from app.domain.activity import Activity
from app.domain.profile import AthleteProfile
from app.domain.recording import SessionStatus
from app.domain.session_setups import session_setup
from app.engine.ports import ExportError
from app.formats.fit_read import decode_activity
from app.storage.folders import Folders
from app.storage.history import History
from app.wiring.computing import compute
from app.wiring.exporting import FitExporter
from app.wiring.left_behind import complete_left_behind
from tests.storage.store import SECOND_US, HandClocks, beat, folders_in, recording_in

SETUP = session_setup(AthleteProfile()).to_json()


def killed_after_its_stop(folders: Folders, clocks: HandClocks) -> int:
    """A session of twenty seconds, stopped, of which nothing was computed."""
    with recording_in(folders, clocks.clocks) as recorder:
        began_us, began_utc_us = recorder.clock.now_us(), recorder.clock.utc_us()
        activity_id = recorder.begin_session(began_us, began_utc_us, 3600, SETUP)
        for _ in range(20):
            clocks.pass_us(SECOND_US)
            beat(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
    clocks.pass_us(5 * SECOND_US)
    return activity_id


def files(folders: Folders) -> list[Path]:
    return sorted(folders.exports.glob("*.fit"))


def test_the_next_start_computes_and_exports_what_was_cut_off(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = killed_after_its_stop(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        complete_left_behind(recorder, FitExporter(folders.exports))
    row = History(folders).activity(activity_id)
    assert (row.status, row.average_bpm) == (SessionStatus.FINISHED, 140)
    (path,) = files(folders)
    (found,) = decode_activity(path.read_bytes())
    assert found.elapsed_s == 20.0


def test_a_second_start_finds_nothing_left_to_do(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    killed_after_its_stop(folders, clocks)
    for _ in range(2):
        with recording_in(folders, clocks.clocks) as recorder:
            complete_left_behind(recorder, FitExporter(folders.exports))
            recorder.flush()
            assert recorder.uncompleted_sessions() == ()
        clocks.pass_us(SECOND_US)
    assert len(files(folders)) == 1


def test_a_file_that_was_written_just_before_the_kill_is_not_written_twice(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = killed_after_its_stop(folders, clocks)
    exporter = FitExporter(folders.exports)
    (before,) = exporter.export(compute(History(folders).recording(activity_id)))
    with recording_in(folders, clocks.clocks) as recorder:
        complete_left_behind(recorder, exporter)
    assert files(folders) == [before]
    assert History(folders).activity(activity_id).average_bpm == 140


def test_what_is_not_left_behind_is_left_alone(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    in_bin = killed_after_its_stop(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.delete_activity(in_bin)
        interrupted = recorder.begin_session(recorder.clock.now_us(), recorder.clock.utc_us(), 0, SETUP)
        clocks.pass_us(SECOND_US)
        just_stopped = recorder.begin_session(recorder.clock.now_us(), recorder.clock.utc_us(), 0, SETUP)
        clocks.pass_us(SECOND_US)
        recorder.finish_session(just_stopped, recorder.clock.now_us())
        assert recorder.uncompleted_sessions() == ()  # the engine of this very process is at it
    clocks.pass_us(SECOND_US)
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.uncompleted_sessions() == (just_stopped,)
        assert {each.activity_id for each in recorder.interrupted_sessions()} == {interrupted}


class FullDisk:
    """Fills app.engine.ports.Exporter: there is no room."""

    def export(self, activity: Activity) -> Iterable[Path]:
        raise ExportError(f"no room for {activity.activity_type}")


def test_what_cannot_be_exported_now_stays_for_the_next_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = killed_after_its_stop(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        complete_left_behind(recorder, FullDisk())
        recorder.flush()
        assert recorder.uncompleted_sessions() == (activity_id,)
    assert "no room" in caplog.text


def test_what_had_no_room_at_its_end_has_its_file_after_the_next_start(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = killed_after_its_stop(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.store_activity(activity_id, compute(recorder.load_recording(activity_id)))
        recorder.note_export(activity_id, "No space left on device")
    clocks.pass_us(SECOND_US)
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.uncompleted_sessions() == (activity_id,)
        complete_left_behind(recorder, FitExporter(folders.exports))
        recorder.flush()
        assert recorder.uncompleted_sessions() == ()
    assert len(files(folders)) == 1


def test_a_database_too_damaged_to_be_asked_ends_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    killed_after_its_stop(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.settle()
        folders.database.write_bytes(b"no database any more" * 1000)
        complete_left_behind(recorder, FullDisk())
    assert "cannot be looked for" in caplog.text


def test_a_late_word_of_a_session_that_runs_on_is_not_taken_for_its_numbers(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    activity_id = killed_after_its_stop(folders, clocks)
    with recording_in(folders, clocks.clocks) as recorder:
        stale = compute(recorder.load_recording(activity_id))
        recorder.resume_session(activity_id)
        recorder.store_activity(activity_id, stale)
        clocks.pass_us(SECOND_US)
        recorder.finish_session(activity_id, recorder.clock.now_us())
    clocks.pass_us(SECOND_US)
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.uncompleted_sessions() == (activity_id,)
