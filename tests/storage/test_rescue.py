"""What a full disk would not take to the end: changes and deletions come home with the records."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.recording import Recording
from app.domain.remark import Remark
from app.domain.stored import StoredValueError
from app.storage.bin import delete_activity
from app.storage.history import History
from app.storage.import_statements import ImportedActivity, Original, Provenance
from app.storage.recorder import SqliteRecorder
from tests.storage.store import (
    SECOND_US,
    SETUP,
    HandClocks,
    beat,
    begin,
    finished_activity,
    folders_in,
    limit_to_present_size,
    recording_in,
)

FILE = b"what the watch wrote"


def fill_disk(recorder: SqliteRecorder) -> None:
    limit_to_present_size(recorder)
    while recorder.settle():
        beat(recorder, sensor="x" * 3000 + str(recorder.clock.now_us()))


def finished(recorder: SqliteRecorder, clocks: HandClocks) -> int:
    activity_id = begin(recorder)
    beat(recorder)
    clocks.pass_us(60 * SECOND_US)
    recorder.finish_session(activity_id, recorder.clock.now_us())
    recorder.store_activity(activity_id, finished_activity())
    return activity_id


def brought_in(recorder: SqliteRecorder, identity: str, octets: bytes) -> int:
    provenance = Provenance(Original.of(f"{identity}.fit", octets))
    (activity_id,) = recorder.import_activities(
        [ImportedActivity(finished_activity(identity), SETUP, provenance)]
    )
    return activity_id


def original_of(recording: Recording) -> bytes | None:
    return None if recording.original is None else recording.original.octets


def test_a_session_that_went_on_while_the_disk_was_full_keeps_its_second_part(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = finished(recorder, clocks)
        fill_disk(recorder)
        recorder.resume_session(activity_id)
        clocks.pass_us(600 * SECOND_US)
        beat(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        whole = recorder.load_recording(activity_id)
    assert recorder.rescued is not None
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.load_recording(activity_id) == whole
        assert History(folders).activity(activity_id).training_load is None  # it was of the first part alone


def test_changes_and_deletions_come_home_too(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        changed, deleted, pair = (finished(recorder, clocks) for _ in range(3))
        recorder.put_twin(pair, changed, is_sure=False, shift_s=0)
        recorder.remark(changed, Remark("before"))
        fill_disk(recorder)
        recorder.change_setup(changed, SETUP, {**SETUP, "athlete": "Eve"})
        recorder.remark(changed, Remark("after"))
        recorder.delete_activity(deleted)
        recorder.drop_twin(pair)
    with recording_in(folders, clocks.clocks):
        row = History(folders).activity(changed)
    assert (row.athlete, row.remark.notes) == ("Eve", "after")
    assert History(folders).activity(deleted).deleted_at is not None
    assert History(folders).twins_of(pair) == ()


def test_a_file_found_late_undoes_nothing_that_was_said_since(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = finished(recorder, clocks)
        fill_disk(recorder)
        recorder.remark(activity_id, Remark("on the day"))
        begun = begin(recorder)
    assert recorder.rescued is not None
    elsewhere = tmp_path / "on a disk that was not there"
    shutil.move(recorder.rescued, elsewhere)
    with recording_in(folders, clocks.clocks) as later:
        later.remark(activity_id, Remark("a day later"))
        later.delete_activity(activity_id)
    shutil.move(elsewhere, recorder.rescued)
    with recording_in(folders, clocks.clocks):
        row = History(folders).activity(activity_id)
    assert (row.remark.notes, row.deleted_at is None) == ("a day later", False)
    assert History(folders).activity(begun).activity_id == begun


def test_deleting_in_the_terminal_is_not_undone_by_what_was_rescued_before(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = finished(recorder, clocks)
        fill_disk(recorder)
    assert recorder.rescued is not None
    delete_activity(folders, activity_id, datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    with recording_in(folders, clocks.clocks):
        assert History(folders).activity(activity_id).deleted_at is not None


def test_an_imported_activity_has_its_file_while_the_disk_is_full_and_after(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        before = brought_in(recorder, "before", FILE)
        fill_disk(recorder)
        meanwhile = brought_in(recorder, "meanwhile", FILE * 2)
        again = brought_in(recorder, "again", FILE)
        ids = before, meanwhile, again
        assert [original_of(recorder.load_recording(each)) for each in ids] == [FILE, FILE * 2, FILE]
    with recording_in(folders) as recorder:
        assert [original_of(recorder.load_recording(each)) for each in ids] == [FILE, FILE * 2, FILE]


@pytest.mark.parametrize("damage", ["UPDATE original SET octets = x'00'", "DELETE FROM original"])
def test_an_imported_activity_whose_file_is_lost_is_no_empty_recording(tmp_path: Path, damage: str) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = brought_in(recorder, "lost", FILE)
        assert recorder.settle()
        connection = recorder._writer._database._connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(damage)
        with pytest.raises(StoredValueError, match=f"activity {activity_id}"):
            recorder.load_recording(activity_id)


def test_what_an_earlier_version_rescued_comes_home_to_a_newer_store(tmp_path: Path) -> None:
    """Its table of numbers is narrower; its changes count as they do within one version."""
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        changed = finished(recorder, clocks)
        fill_disk(recorder)
        recorder.change_setup(changed, SETUP, {**SETUP, "athlete": "Eve"})
        recorder.store_activity(changed, finished_activity(training_load=77.0))
    assert recorder.rescued is not None
    with closing(sqlite3.connect(recorder.rescued)) as rescued:
        rescued.execute("DROP VIEW standing_twin")
        rescued.execute("ALTER TABLE activity DROP COLUMN intensity")
        rescued.execute("PRAGMA user_version = 3")
        rescued.commit()
    with recording_in(folders, clocks.clocks) as recorder:
        assert len(recorder.came_home.home) == 1
    row = History(folders).activity(changed)
    assert (row.athlete, row.training_load) == ("Eve", 77.0)
