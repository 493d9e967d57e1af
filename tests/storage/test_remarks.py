"""What the athlete says of a session is kept beside it, through bin, overlay, salvage and older databases."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.remark import Remark
from app.storage.database import open_writer
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.salvage import salvage
from app.storage.schema import MIGRATIONS
from tests.storage.store import (
    EVENING_US,
    begin,
    finished_activity,
    folders_in,
    give_room,
    limit_to_present_size,
    recording_in,
)

REMARK = Remark("Legs heavy, head clear.\nFan on.", rpe=5, enjoyment=4, uses_filled_in_load=True)


def record_with_remark(folders: Folders, remark: Remark = REMARK) -> int:
    """A finished session whose filled-in load is 38, with a remark."""
    activity = finished_activity()
    activity = replace(activity, summary=replace(activity.summary, filled_in_load=38.0))
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.store_activity(activity_id, activity)
        recorder.remark(activity_id, remark)
    return activity_id


def test_a_remark_comes_back_and_a_later_one_takes_its_place(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    activity_id = record_with_remark(folders)
    assert History(folders).activity(activity_id).remark == REMARK
    with recording_in(folders) as recorder:
        recorder.remark(activity_id, Remark(rpe=3))
    assert History(folders).activity(activity_id).remark == Remark(rpe=3)


def test_a_session_without_a_remark_has_an_empty_one(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
    assert History(folders).activity(activity_id).remark == Remark()


@pytest.mark.parametrize(("uses_filled_in", "load"), [(False, 35.0), (True, 38.0)])
def test_the_history_counts_the_load_that_the_athlete_chose(
    tmp_path: Path, uses_filled_in: bool, load: float
) -> None:
    folders = folders_in(tmp_path)
    activity_id = record_with_remark(folders, Remark(uses_filled_in_load=uses_filled_in))
    row = History(folders).activity(activity_id)
    assert (row.training_load, row.load_that_counts) == (35.0, load)


def test_a_remark_outlives_the_bin_and_a_session_that_goes_on(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    activity_id = record_with_remark(folders)
    with recording_in(folders) as recorder:
        recorder.delete_activity(activity_id)
        recorder.restore_activity(activity_id)
        recorder.resume_session(activity_id)
    assert History(folders).activity(activity_id).remark == REMARK


def test_a_remark_made_while_the_disk_is_full_is_written_later(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    activity_id = record_with_remark(folders, Remark())
    long_remark = Remark("so much to say " * 2000)
    with recording_in(folders) as recorder:
        limit_to_present_size(recorder)
        recorder.remark(activity_id, long_remark)
        assert not recorder.settle()
        give_room(recorder)
        recorder.flush()
    assert History(folders).activity(activity_id).remark == long_remark


def test_a_remark_is_salvaged(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    activity_id = record_with_remark(folders)
    saved = salvage(folders, datetime(2026, 11, 22, 18, 3, tzinfo=UTC))
    assert saved.rows["remark"] == 1
    assert History(folders).activity(activity_id).remark == REMARK


def first_version(folders: Folders) -> int:
    """A finished session in a database of the first version, before there were remarks."""
    folders.prepare()
    with closing(open_writer(folders.database, folders.backups, MIGRATIONS[:1])) as connection:
        connection.execute("INSERT INTO segment VALUES (1, 'b', 'p', 0, ?, ?, 0, '0')", (EVENING_US,) * 2)
        connection.execute(
            "INSERT INTO session VALUES (1, 'one', 1, ?, ?, 0, ?, '{}', '', NULL)",
            (EVENING_US, EVENING_US, EVENING_US + 60_000_000),
        )
        connection.execute(
            "INSERT INTO activity VALUES"
            " (1, 1, 'indoor_cycling', 60, 60, 60, 1, 140, 150, 90, 2.5, 0, 1, 1, 1, '[]', NULL, NULL)"
        )
    return 1


def test_a_database_of_the_first_version_takes_remarks(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    activity_id = first_version(folders)
    with recording_in(folders) as recorder:
        recorder.remark(activity_id, REMARK)
    row = History(folders).activity(activity_id)
    assert (row.remark, row.filled_in_load, row.load_that_counts) == (REMARK, None, 2.5)


def test_a_damaged_database_of_the_first_version_is_salvaged_without_remarks(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    activity_id = first_version(folders)
    saved = salvage(folders, datetime(2026, 11, 22, 18, 3, tzinfo=UTC))
    assert "remark" not in saved.rows
    assert History(folders).activity(activity_id).training_load == 2.5


def test_a_remark_of_a_session_that_is_lost_goes_with_it(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    record_with_remark(folders)
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.execute("DELETE FROM session")  # foreign keys are off in this connection
    saved = salvage(folders, datetime(2026, 11, 22, 18, 3, tzinfo=UTC))
    assert saved.rows["remark"] == 0
