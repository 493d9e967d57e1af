"""Disks that fail while a session runs: nothing waits for them, nothing is lost, everything is told."""

import shutil
import sqlite3
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.recording import EventKind, RecordedEvent, SessionStatus
from app.domain.remark import Remark
from app.storage.database import open_writer, quick_check
from app.storage.errors import StorageFailure
from app.storage.history import History
from app.storage.lock import LockedError, LockHolder, RecorderLock, is_held
from app.storage.open_database import OpenDatabase
from app.storage.recorder import SqliteRecorder
from app.storage.rescue import find_rescued, rescue
from app.storage.statements import Statement
from app.storage.writer import Writer
from tests.storage.store import (
    SECOND_US,
    STRAP,
    HandClocks,
    Troubles,
    beat,
    begin,
    folders_in,
    give_room,
    limit_to_present_size,
    recording_in,
)

LONG = "x" * 3000  # an address that fills a page


def test_a_full_disk_loses_nothing_once_there_is_room_again(tmp_path: Path) -> None:
    folders, clocks, troubles = folders_in(tmp_path), HandClocks(), Troubles()
    with recording_in(folders, clocks.clocks, troubles) as recorder:
        activity_id = begin(recorder)
        beats = [beat(recorder)]
        limit_to_present_size(recorder)
        for number in range(40):
            clocks.pass_us(SECOND_US)
            beats.append(beat(recorder, sensor=f"{LONG}{number}"))
        while recorder.trouble() is None:
            beats.append(beat(recorder, sensor=f"{LONG}{len(beats)}"))
        assert recorder.trouble() == "disk_full"
        assert recorder.load_recording(activity_id).notifications == tuple(beats)
        assert recorder.kept_notifications(0) == tuple(beats)
        give_room(recorder)
        recorder.flush()
        assert recorder.trouble() is None
        assert History(folders).recording(activity_id).notifications == tuple(beats)
    assert troubles.told == [StorageFailure.DISK_FULL, None]
    assert quick_check(folders.database) == ()


def test_a_whole_session_fits_into_a_full_disks_time(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        limit_to_present_size(recorder)
        activity_id = begin(recorder)
        beats = [beat(recorder, sensor=f"{LONG}{number}") for number in range(40)]
        recorder.finish_session(activity_id, recorder.clock.now_us())
        while recorder.trouble() is None:
            beats.append(beat(recorder, sensor=f"{LONG}{len(beats)}"))
        recording = recorder.load_recording(activity_id)
        assert recording.status is SessionStatus.FINISHED
        assert recording.notifications == tuple(beats)
        assert recorder.interrupted_sessions() == ()
        give_room(recorder)
    assert History(folders).recording(activity_id) == recording


def test_a_deleted_home_is_made_again_with_everything_in_it(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.xfail("Windows keeps open files from being deleted")
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        beats = [beat(recorder)]
        recorder.flush()
        shutil.rmtree(folders.home)
        beats.append(beat(recorder))
        recorder.flush()
        assert recorder.trouble() is None
        assert History(folders).recording(activity_id).notifications == tuple(beats)
        with pytest.raises(LockedError):
            SqliteRecorder.open(folders, HandClocks().clocks)
    assert quick_check(folders.database) == ()


def test_a_home_that_cannot_be_made_again_is_told_and_waited_for(tmp_path: Path) -> None:
    folders, troubles = folders_in(tmp_path), Troubles()
    with recording_in(folders, on_trouble=troubles, retry_s=60.0) as recorder:
        activity_id = begin(recorder)
        beats = [beat(recorder)]
        recorder.flush()
        folders.home.rename(tmp_path / "elsewhere")
        folders.home.write_bytes(b"in the way")
        beats.append(beat(recorder))
        while recorder.trouble() is None:
            beats.append(beat(recorder))
        assert recorder.trouble() == "vanished"
        folders.home.unlink()
        (tmp_path / "elsewhere").rename(folders.home)
        beats.append(beat(recorder))  # a new record is a new attempt
        recorder.flush()
        assert recorder.load_recording(activity_id).notifications == tuple(beats)
    assert troubles.told == [StorageFailure.VANISHED, None]
    assert History(folders).recording(activity_id).notifications == tuple(beats)


def test_a_deleted_wal_costs_nothing(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        beats = [beat(recorder)]
        recorder.flush()
        folders.database.with_name(folders.database.name + "-wal").unlink()
        beats.append(beat(recorder))
        recorder.flush()
        assert History(folders).recording(activity_id).notifications == tuple(beats)
    assert quick_check(folders.database) == ()


def test_another_database_in_ones_own_place_is_not_written_to(tmp_path: Path) -> None:
    folders, other = folders_in(tmp_path), folders_in(tmp_path / "other")
    with recording_in(other) as recorder:
        beat(recorder)
    with recording_in(folders) as recorder:
        beat(recorder)
        recorder.flush()
        other.database.replace(folders.database)
        before = folders.database.read_bytes()
        beat(recorder)
        while recorder.trouble() is None:
            beat(recorder)
        assert recorder.trouble() == "vanished"
    assert folders.database.read_bytes() == before


def test_memory_has_a_bound_which_is_told_when_it_is_reached(tmp_path: Path) -> None:
    connection = open_writer(tmp_path / "store.db", tmp_path / "backups")
    lock = RecorderLock.acquire(tmp_path / "lock", LockHolder(1, "sidebeat record", ""))
    database = OpenDatabase(tmp_path / "store.db", tmp_path / "backups", connection, lock, "this")
    troubles = Troubles()
    writer = Writer(database, troubles, retry_s=0.02, most_waiting=5)
    connection.execute("PRAGMA max_page_count = 1")
    name = Statement("INSERT INTO sensor (address) VALUES (?)", (LONG * 4,))
    writer.put((name,))
    assert not writer.settle()
    for number in range(20):
        writer.put(
            (Statement("INSERT INTO sensor (address) VALUES (?)", (str(number),)),), may_be_dropped=True
        )
    while StorageFailure.MEMORY_FULL not in troubles.told:
        writer.settle(0.01)
    assert len(writer.waiting()) == 5
    assert writer.dropped == 16
    writer.put((Statement("INSERT INTO sensor (address) VALUES ('must be kept')", ()),))
    assert len(writer.waiting()) == 6
    connection.execute("PRAGMA max_page_count = 1000000")
    assert writer.flush(5.0)
    connection.execute("PRAGMA max_page_count = 1")  # the next full disk finds memory with room again
    writer.put((Statement("INSERT INTO sensor (address) VALUES (?)", (LONG * 5,)),))
    assert not writer.settle()
    assert troubles.told[-2:] == [None, StorageFailure.DISK_FULL]
    connection.execute("PRAGMA max_page_count = 1000000")
    assert writer.flush(5.0)
    writer.close()


def test_a_record_that_the_database_refuses_holds_up_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        recorder.finish_session(activity_id, 2**70)
        last = beat(recorder)
        assert recorder.load_recording(activity_id).notifications == (last,)
        assert recorder.trouble() is None
    assert "refused a record" in caplog.text


def test_record_calls_never_wait_for_the_disk(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        recorder.flush()
        with closing(open_writer(folders.database, folders.backups)) as other:
            other.execute("BEGIN IMMEDIATE")  # the disk is busy for as long as this lasts
            done = threading.Event()

            def record() -> None:
                for _ in range(100):
                    beat(recorder, sensor=STRAP)
                done.set()

            threading.Thread(target=record).start()
            assert done.wait(2.0)
            other.execute("ROLLBACK")
        assert len(recorder.kept_notifications(0)) == 100


def test_what_the_disk_never_took_comes_home_at_the_next_start(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        beats = [beat(recorder)]
        limit_to_present_size(recorder)
        beats.extend(beat(recorder, sensor=f"{LONG}{number}") for number in range(40))
        recorder.finish_session(activity_id, recorder.clock.now_us())
        while recorder.trouble() is None:
            beats.append(beat(recorder, sensor=f"{LONG}{len(beats)}"))
        recording = recorder.load_recording(activity_id)
    assert recorder.rescued is not None
    assert recorder.rescued.parent == folders.home
    assert len(History(folders).recording(activity_id).notifications) < len(beats)
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.load_recording(activity_id) == recording
        assert begin(recorder) == activity_id + 1
    assert not list(folders.home.glob("*rescued*"))
    assert quick_check(folders.database, thorough=True) == ()


def test_a_rescued_file_that_cannot_come_home_keeps_its_ids(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        recorder.flush()
        limit_to_present_size(recorder)
        activity_id = begin(recorder)
        beat(recorder, sensor=LONG * 9)
        while recorder.trouble() is None:
            beat(recorder, sensor=LONG * 9)
    rescued = recorder.rescued
    assert rescued is not None
    with closing(sqlite3.connect(rescued)) as connection:
        connection.execute("UPDATE segment SET process = 'of another life' WHERE segment_id = 1")
        connection.commit()
    with recording_in(folders) as recorder:
        assert begin(recorder) == activity_id + 1
    assert rescued.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links for everyone")
def test_half_a_letter_in_a_name_costs_neither_the_session_nor_what_comes_after(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder, athlete="A\ud800da")
        recorder.record_event(
            RecordedEvent(
                recorder.clock.now_us(), 0, EventKind.SENSOR, None, {"sensor": STRAP, "name": "H\udc00"}
            )
        )
        kept = beat(recorder)
        limit_to_present_size(recorder)
        recorder.remark(activity_id, Remark(notes="half \ud800" * 2000))
        while recorder.trouble() is None:
            beat(recorder, sensor=f"{LONG}{recorder.clock.now_us()}")
        assert recorder.load_recording(activity_id).notifications[0] == kept
        give_room(recorder)
    assert History(folders).recording(activity_id).notifications[0] == kept
    assert History(folders).activity(activity_id).remark.notes.startswith("half ?")


def test_only_plain_files_of_our_own_come_home(tmp_path: Path) -> None:
    folders, elsewhere = folders_in(tmp_path), tmp_path / "elsewhere.db"
    folders.prepare()
    elsewhere.write_bytes(b"")
    planted = folders.home / "sidebeat-rescued.db"
    planted.symlink_to(elsewhere)
    assert find_rescued(folders) == ()
    planted.unlink()
    planted.write_bytes(b"")
    assert find_rescued(folders) == (planted,)


def test_rescued_files_of_one_store_never_get_into_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folders, other = folders_in(tmp_path), folders_in(tmp_path / "other")
    path = rescue(folders, ())
    assert path is not None
    assert path.parent == tmp_path
    assert find_rescued(folders) == (path,)
    assert find_rescued(other) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from being deleted")
def test_a_deleted_lock_is_taken_again_with_the_next_record(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        recorder.flush()
        folders.lock_file.unlink()
        kept = beat(recorder)
        recorder.flush()
        assert is_held(folders.lock_file)
        with pytest.raises(LockedError):
            SqliteRecorder.open(folders, HandClocks().clocks)
    assert History(folders).recording(1).notifications == (kept,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from being deleted")
def test_a_second_sidebeat_that_slipped_in_after_the_lock_was_deleted_costs_neither_a_record(
    tmp_path: Path,
) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as first:
        begin(first)
        first.flush()
        folders.lock_file.unlink()
        clocks.pass_us(SECOND_US)
        with recording_in(folders, clocks.clocks) as second:
            begin(second)
            of_second = beat(second)
            clocks.pass_us(SECOND_US)
            beat(first)
            first.settle()
            assert first.trouble() == StorageFailure.LOCKED
        beat(first)
    assert History(folders).recording(2).notifications == (of_second,)
    assert first.rescued is not None
    with closing(sqlite3.connect(first.rescued)) as rescued:
        assert rescued.execute("SELECT count(*) FROM notification").fetchone() == (2,)
