"""The past, read while others write and where nothing was ever written."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.activity import ALGORITHM_VERSION
from app.domain.activity_row import ActivityRow
from app.domain.recording import SessionStatus
from app.domain.snapshot import ZoneTime
from app.storage.database import inspect
from app.storage.errors import StorageError, StorageFailure
from app.storage.history import History
from app.storage.schema import MIGRATIONS
from tests.storage.store import (
    DAY_US,
    EVENING_US,
    SECOND_US,
    HandClocks,
    beat,
    begin,
    finished_activity,
    folders_in,
    recording_in,
)


def test_nothing_was_ever_recorded(tmp_path: Path) -> None:
    history = History(folders_in(tmp_path))
    assert history.activities() == []
    for read in (history.activity, history.recording):
        with pytest.raises(KeyError):
            read(1)
    assert list(tmp_path.iterdir()) == []


def test_a_finished_session_has_its_numbers(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.store_activity(activity_id, finished_activity())
    (row,) = History(folders).activities()
    assert row.status is SessionStatus.FINISHED
    assert row.started_at == datetime.fromtimestamp(EVENING_US / 1e6, UTC)
    assert row.started_at.utcoffset() == timedelta(hours=1)
    assert (row.activity_type, row.athlete, row.source) == ("indoor_cycling", "Ada", "Polar H10")
    assert (row.elapsed_s, row.timer_s, row.counted_s, row.coverage) == (60.0, 55.0, 54.0, 0.98)
    assert (row.average_bpm, row.max_bpm, row.min_bpm) == (141.5, 160, 100)
    assert (row.training_load, row.load_is_estimated) == (35.0, True)
    assert row.algorithm_version == ALGORITHM_VERSION
    assert row.time_in_zone[1] == ZoneTime(2, "Aerobic endurance", 135, 4.0)


@pytest.mark.parametrize("damage", ["no JSON", "[]", "{}", '[{"zone": 1}]', "[7]", "7"])
def test_damaged_zones_keep_no_line_from_being_shown(tmp_path: Path, damage: str) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.store_activity(activity_id, finished_activity())
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.execute("UPDATE activity SET time_in_zone = ?", (damage,))
    (row,) = History(folders).activities()
    assert (row.training_load, row.time_in_zone) == (35.0, ())


def test_a_running_session_is_there_without_numbers(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        clocks.pass_us(42 * SECOND_US)
        beat(recorder)
        recorder.flush()
        (row,) = History(folders).activities()
        assert History(folders).recording(activity_id) == recorder.load_recording(activity_id)
    assert row.status is SessionStatus.RUNNING
    assert row.activity_type == "indoor_cycling"
    assert row.elapsed_s == 42.0
    assert row.training_load is None
    assert row.time_in_zone == ()
    assert History(folders).activities()[0].status is SessionStatus.INTERRUPTED


def test_the_newest_is_first_and_can_be_asked_for_by_date_athlete_and_page(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        ids = []
        for athlete in ("Ada", "Ben", "Ada"):
            ids.append(begin(recorder, athlete))
            recorder.finish_session(ids[-1], recorder.clock.now_us())
            clocks.pass_us(DAY_US)
    history = History(folders)

    def numbers(rows: list[ActivityRow]) -> list[int]:
        return [row.activity_id for row in rows]

    first, second, third = ids
    tomorrow = datetime.fromtimestamp((EVENING_US + DAY_US) / 1e6, UTC)
    assert numbers(history.activities()) == [third, second, first]
    assert numbers(history.activities(athlete=("ADA",))) == [third, first]
    assert numbers(history.activities(since=tomorrow)) == [third, second]
    assert numbers(history.activities(limit=1, offset=1)) == [second]


def test_the_bin_keeps_an_activity_for_thirty_days(tmp_path: Path) -> None:
    folders, clocks = folders_in(tmp_path), HandClocks()
    history = History(folders)
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        beat(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.store_activity(activity_id, finished_activity())
        recorder.delete_activity(activity_id)
        recorder.flush()
        assert history.activities() == []
        (row,) = history.activities(in_bin=True)
        assert row.deleted_at == datetime.fromtimestamp(EVENING_US / 1e6, UTC)
        assert history.activity(activity_id) == row
    clocks.pass_us(29 * DAY_US)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.flush()
        assert len(history.recording(activity_id).notifications) == 1
    clocks.pass_us(2 * DAY_US)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.flush()
        assert history.activity(activity_id) == row  # one clock that says so is not enough
    with recording_in(folders, clocks.clocks) as recorder:
        assert recorder.kept_notifications(0) == ()
        with pytest.raises(KeyError):
            history.activity(activity_id)


def test_restored_from_the_bin_it_is_as_before(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.flush()
        before = History(folders).activities()
        recorder.delete_activity(activity_id)
        recorder.restore_activity(activity_id)
        recorder.flush()
        assert History(folders).activities() == before


@pytest.mark.parametrize(("version", "reason"), [(99, StorageFailure.NEWER_DATABASE), (0, None)])
def test_another_versions_database_is_not_misread(
    tmp_path: Path, version: int, reason: StorageFailure | None
) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
    with closing(sqlite3.connect(folders.database)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    if reason is None:
        assert History(folders).activities() == []
        return
    with pytest.raises(StorageError) as refusal:
        History(folders).activities()
    assert refusal.value.reason is reason


def test_a_corrupt_database_is_told_and_left_alone(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folders.prepare()
    folders.database.write_bytes(b"\x00garbage" * 2000)
    with pytest.raises(StorageError) as refusal:
        History(folders).activities()
    assert refusal.value.reason is StorageFailure.CORRUPT_DATABASE
    assert folders.database.read_bytes() == b"\x00garbage" * 2000


def test_readers_see_every_commit_and_stop_no_writer(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    history = History(folders)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        for count in range(1, 40):
            beat(recorder)
            recorder.flush()
            assert len(history.recording(activity_id).notifications) == count


NEXT_VERSION = (*MIGRATIONS, ("ALTER TABLE session ADD COLUMN note TEXT",))


def test_reading_brings_an_older_database_up_to_date_with_a_copy_kept(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
    assert len(History(folders, NEXT_VERSION).activities()) == 1
    assert inspect(folders.database).version == len(NEXT_VERSION)
    assert [path.name for path in folders.backups.iterdir()] == [
        f"sidebeat-before-version-{len(NEXT_VERSION)}.db"
    ]


def test_an_older_database_in_use_is_read_and_left_to_its_recorder(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        kept = beat(recorder)
        recorder.flush()
        newer = History(folders, NEXT_VERSION)
        assert [row.status for row in newer.activities()] == [SessionStatus.RUNNING]
        assert newer.recording(1).notifications == (kept,)
    assert inspect(folders.database).version == len(MIGRATIONS)
    assert not folders.backups.exists()
