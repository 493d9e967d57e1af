"""The recorder: everything in order, at once, for good; sessions as intervals over the stream."""

import sqlite3
import stat
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.recording import EventKind, Notification, OriginalFile, RecordedEvent, SessionStatus
from app.engine.ports import Clock, Recorder
from app.storage.database import reading
from app.storage.errors import StorageError, StorageFailure
from app.storage.history import History
from app.storage.import_statements import ImportedActivity, Original, Provenance
from app.storage.lock import LockedError
from app.storage.recorder import SqliteRecorder
from tests.storage.store import (
    DAY_US,
    EVENING_US,
    HOUR_US,
    SECOND_US,
    SETUP,
    STRAP,
    HandClocks,
    beat,
    begin,
    finished_activity,
    folders_in,
    recording_in,
)


def fits_the_ports(recorder: SqliteRecorder) -> tuple[Recorder, Clock]:
    """For mypy: the recorder fills the engine's ports."""
    return recorder, recorder.clock


def test_a_session_is_read_back_as_it_was_recorded(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        activity_id = begin(recorder)
        clocks.pass_us(SECOND_US)
        first = beat(recorder, 100)
        lap = RecordedEvent(recorder.clock.now_us(), clocks.utc_us, EventKind.LAP, activity_id, {"word": "Ö"})
        recorder.record_event(lap)
        second = beat(recorder, 101, "another sensor")
        recording = recorder.load_recording(activity_id)
    assert recording.notifications == (first, second)
    assert recording.events == (lap,)
    assert recording.setup == SETUP
    assert recording.started_at_us == EVENING_US
    assert recording.utc_offset_s == 3600
    assert recording.stopped_at_us is None
    assert recording.last_at_us == second.at_us
    assert recording.status is SessionStatus.RUNNING


def test_any_bytes_and_any_address_are_kept_as_they_are(tmp_path: Path) -> None:
    with recording_in(folders_in(tmp_path)) as recorder:
        odd = [
            Notification(recorder.clock.now_us(), 0, "Ünï'--", "2a37", payload)
            for payload in (b"", b"\0", b"\xff" * 600)
        ]
        for notification in odd:
            recorder.record_notification(notification)
        assert recorder.kept_notifications(0) == tuple(odd)


def test_notifications_are_kept_before_and_after_any_session(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        before = beat(recorder)
        clocks.pass_us(60 * SECOND_US)
        later = beat(recorder)
        assert recorder.kept_notifications(0) == (before, later)
        assert recorder.kept_notifications(later.at_us) == (later,)


def test_a_session_may_begin_in_the_past(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        early = beat(recorder)
        clocks.pass_us(600 * SECOND_US)
        activity_id = recorder.begin_session(early.at_us, early.utc_us, 0, SETUP)
        late = beat(recorder)
        assert recorder.load_recording(activity_id).notifications == (early, late)


def test_a_recording_reaches_three_minutes_past_its_stop(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        activity_id = begin(recorder)
        clocks.pass_us(SECOND_US)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recovering = []
        for _ in range(10):
            recovering.append(beat(recorder))
            clocks.pass_us(30 * SECOND_US)
        recording = recorder.load_recording(activity_id)
    assert recording.notifications == tuple(recovering[:6])
    assert recording.last_at_us == recovering[5].at_us
    assert recording.status is SessionStatus.FINISHED


def test_the_next_session_takes_over_from_the_recovery(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        first = begin(recorder)
        at_work = beat(recorder)
        recorder.finish_session(first, recorder.clock.now_us())
        recovering = beat(recorder)
        second = begin(recorder)
        again = beat(recorder)
        assert recorder.load_recording(first).notifications == (at_work, recovering)
        assert recorder.load_recording(second).notifications == (again,)


def test_events_of_the_link_belong_to_the_session_they_happen_in(tmp_path: Path) -> None:
    with recording_in(folders_in(tmp_path)) as recorder:
        clock = recorder.clock

        def lost_link() -> RecordedEvent:
            event = RecordedEvent(
                clock.now_us(), clock.utc_us(), EventKind.CONNECTION, None, {"state": "waiting"}
            )
            recorder.record_event(event)
            return event

        lost_link()
        activity_id = begin(recorder)
        within = lost_link()
        assert recorder.load_recording(activity_id).events == (within,)


def test_what_is_amended_days_later_belongs_to_its_session(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        activity_id = begin(recorder)
        beat(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        clocks.pass_us(2 * DAY_US)
        amended = RecordedEvent(recorder.clock.now_us(), clocks.utc_us, EventKind.AMENDED, activity_id, {})
        recorder.record_event(amended)
        recording = recorder.load_recording(activity_id)
    assert recording.events == (amended,)
    assert recording.last_at_us < amended.at_us


def test_what_a_sensor_tells_of_itself_is_kept_with_it(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        clock = recorder.clock
        for detail in (
            {"sensor": STRAP, "name": "Polar H10"},
            {"sensor": STRAP, "serial_number": 7, "name": None},
        ):
            recorder.record_event(RecordedEvent(clock.now_us(), 0, EventKind.SENSOR, None, dict(detail)))
    with reading(folders.database) as connection:
        rows = connection.execute("SELECT address, name, serial_number FROM sensor").fetchall()
    assert rows == [(STRAP, "Polar H10", "7")]


def test_an_unknown_session_is_a_key_error(tmp_path: Path) -> None:
    with recording_in(folders_in(tmp_path)) as recorder, pytest.raises(KeyError):
        recorder.load_recording(1)


def test_ids_are_never_given_twice(tmp_path: Path) -> None:
    clocks, folders = HandClocks(), folders_in(tmp_path)
    with recording_in(folders, clocks.clocks) as recorder:
        first = begin(recorder)
        recorder.delete_activity(first)
    clocks.pass_us(40 * DAY_US)
    for _ in range(2):
        with recording_in(folders, clocks.clocks) as recorder:
            recorder.flush()
    assert History(folders).activities(in_bin=True) == []
    with recording_in(folders, clocks.clocks) as recorder:
        assert begin(recorder) == first + 1


def test_a_file_leaves_the_store_with_the_last_of_its_activities(tmp_path: Path) -> None:
    clocks, folders = HandClocks(), folders_in(tmp_path)
    twice, once = (Original.of(f"{name}.fit", name.encode()) for name in ("twice", "once"))
    places = ((twice, 0), (twice, 1), (once, 0))
    with recording_in(folders, clocks.clocks) as recorder:
        ids = [
            recorder.import_activities(
                [ImportedActivity(finished_activity(str(number)), SETUP, Provenance(original, place))]
            )[0]
            for number, (original, place) in enumerate(places)
        ]
        for activity_id in (ids[0], ids[2]):
            recorder.delete_activity(activity_id)
    clocks.pass_us(40 * DAY_US)
    for _ in range(2):
        with recording_in(folders, clocks.clocks) as recorder:
            recorder.flush()
    assert History(folders).imported_files() == {twice.sha256: ids[1]}
    assert History(folders).recording(ids[1]).original == OriginalFile("twice.fit", b"twice", 1)
    with closing(sqlite3.connect(folders.database)) as connection:
        assert connection.execute("SELECT name FROM original").fetchall() == [("twice.fit",)]


def test_a_wall_clock_that_is_years_off_once_empties_no_bin(tmp_path: Path) -> None:
    clocks, folders = HandClocks(), folders_in(tmp_path)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.delete_activity(begin(recorder))
    for years_off in (50, 0, 50, 0):
        clocks.utc_us += years_off * 365 * DAY_US
        with recording_in(folders, clocks.clocks) as recorder:
            recorder.flush()
        clocks.utc_us -= years_off * 365 * DAY_US
        clocks.pass_us(SECOND_US)
    assert len(History(folders).activities(in_bin=True)) == 1


def test_what_was_deleted_under_a_clock_of_long_ago_stays_in_the_bin_once_it_is_right(tmp_path: Path) -> None:
    clocks, folders = HandClocks(), folders_in(tmp_path)
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        recorder.flush()
        clocks.utc_us -= 50 * 365 * DAY_US
        recorder.delete_activity(activity_id)
    clocks.utc_us += 50 * 365 * DAY_US
    for _ in range(3):
        with recording_in(folders, clocks.clocks) as recorder:
            recorder.flush()
    assert len(History(folders).activities(in_bin=True)) == 1


def test_a_second_recorder_is_told_who_holds_the_store(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as first:
        with pytest.raises(LockedError) as refusal:
            SqliteRecorder.open(folders, HandClocks().clocks)
        assert refusal.value.holder is not None
        assert refusal.value.holder.command == "sidebeat record"
        assert History(folders).activities() == []
        activity_id = begin(first)
        first.flush()
        assert History(folders).activities()[0].activity_id == activity_id
    with recording_in(folders):
        assert folders.database.exists()


def test_a_refused_database_leaves_the_lock_free(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folders.prepare()
    folders.database.write_bytes(b"no database at all" * 1000)
    for _ in range(2):
        with pytest.raises(StorageError) as refusal:
            SqliteRecorder.open(folders, HandClocks().clocks)
        assert refusal.value.reason is StorageFailure.CORRUPT_DATABASE


def test_closing_twice_leaves_one_whole_file(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        beat(recorder)
        recorder.close()
        assert not folders.database.with_name(folders.database.name + "-wal").exists()
    assert recorder.trouble() is None


def test_a_closed_recorder_keeps_nobody_waiting(tmp_path: Path) -> None:
    with recording_in(folders_in(tmp_path)) as recorder:
        kept = beat(recorder)
        recorder.close()
        late = beat(recorder)
        recorder.flush()
        assert recorder.kept_notifications(0) == (kept, late)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_every_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        beat(recorder)
        recorder.flush()
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folders.home.iterdir()}
    assert set(modes.values()) == {0o600}
    assert len(modes) == 4


def test_records_of_many_threads_are_all_kept(tmp_path: Path) -> None:
    with recording_in(folders_in(tmp_path)) as recorder:
        threads = [
            threading.Thread(
                target=lambda name=f"strap {n}": [beat(recorder, sensor=name) for _ in range(50)]
            )
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = recorder.kept_notifications(0)
    assert len(kept) == 200
    assert len({notification.at_us for notification in kept}) == 200


def test_the_derived_numbers_can_be_stored_again(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        for load in (30.0, 35.0):
            recorder.store_activity(activity_id, finished_activity(training_load=load))
    assert History(folders).activity(activity_id).training_load == 35.0


def test_unclaimed_notifications_are_dropped_after_twelve_hours_and_claimed_ones_stay(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        kept = []
        for _ in range(2):
            beat(recorder)
            activity_id = begin(recorder)
            kept.append(beat(recorder))
            recorder.finish_session(activity_id, recorder.clock.now_us())
            clocks.pass_us(HOUR_US)
        beat(recorder)
        clocks.pass_us(6 * HOUR_US)
        lately = beat(recorder)
        clocks.pass_us(6 * HOUR_US + SECOND_US)
        now = beat(recorder)
        assert recorder.kept_notifications(0) == (*kept, lately, now)


def test_a_short_session_within_a_longer_one_costs_the_longer_nothing(tmp_path: Path) -> None:
    clocks = HandClocks()
    with recording_in(folders_in(tmp_path), clocks.clocks) as recorder:
        start_us = recorder.clock.now_us()
        beats = []
        for _ in range(6):
            beats.append(beat(recorder))
            clocks.pass_us(HOUR_US // 2)
        for begins_us, ends_us in ((start_us, beats[-1].at_us), (beats[1].at_us, beats[2].at_us)):
            recorder.finish_session(recorder.begin_session(begins_us, clocks.utc_us, 0, SETUP), ends_us)
        clocks.pass_us(DAY_US)
        last = beat(recorder)
        assert recorder.kept_notifications(0) == (*beats, last)
