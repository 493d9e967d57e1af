"""Daily backups and the way back."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.storage.backups import back_up, list_backups, restore
from app.storage.errors import StorageError, StorageFailure
from app.storage.history import History
from tests.storage.store import HandClocks, beat, begin, folders_in, recording_in
from tests.storage.test_database import make_newer, make_torn

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)


def test_a_backup_can_be_made_while_a_session_runs_and_holds_it(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        kept = beat(recorder)
        recorder.flush()
        backup = back_up(folders, TODAY)
        assert backup is not None
        beat(recorder)
    restore(folders, backup.path, NOW)
    assert History(folders).recording(1).notifications == (kept,)


def test_one_a_day_and_none_of_nothing(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    assert back_up(folders, TODAY) is None
    with recording_in(folders):
        pass
    assert back_up(folders, TODAY) is not None
    assert back_up(folders, TODAY) is None


def test_seven_days_and_four_weeks_are_kept(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders):
        pass
    for day in range(36):
        back_up(folders, TODAY + timedelta(days=day))
    last = TODAY + timedelta(days=35)
    days = [backup.day for backup in list_backups(folders)]
    assert days[:7] == [last - timedelta(days=ago) for ago in range(7)]
    weeks = {day.isocalendar()[:2] for day in days}
    assert len(weeks) == 4
    assert len(days) <= 7 + 4
    assert all(day.isoweekday() == 7 for day in days[7:])


def test_restoring_sets_the_present_file_aside(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
    backup = back_up(folders, TODAY)
    assert backup is not None
    with recording_in(folders, HandClocks(boot_id="second").clocks) as recorder:
        second = begin(recorder)
    aside = restore(folders, backup.path, NOW)
    assert aside is not None
    assert aside.name == "sidebeat-set-aside-2026-11-22-180300.db"
    assert [row.activity_id for row in History(folders).activities()] == [1]
    assert restore(folders, aside, NOW) != aside
    assert History(folders).activity(second).activity_id == second


def test_restoring_works_where_the_present_file_is_gone(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
    backup = back_up(folders, TODAY)
    assert backup is not None
    folders.database.unlink()
    assert restore(folders, backup.path, NOW) is None
    assert len(History(folders).activities()) == 1


def test_a_bad_backup_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
    before = folders.database.read_bytes()
    for make, reason in (
        (make_newer, StorageFailure.NEWER_DATABASE),
        (make_torn, StorageFailure.CORRUPT_DATABASE),
    ):
        make(tmp_path / f"{reason}.db")
        with pytest.raises(StorageError) as refusal:
            restore(folders, tmp_path / f"{reason}.db", NOW)
        assert refusal.value.reason is reason
    assert folders.database.read_bytes() == before


def test_an_unsound_database_pushes_no_good_backup_out(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        for _ in range(3000):
            beat(recorder)
    for day in range(7):
        back_up(folders, TODAY + timedelta(days=day))
    octets = bytearray(folders.database.read_bytes())
    octets[20 * 4096 : 24 * 4096] = b"\x5a" * 4 * 4096
    folders.database.write_bytes(octets)
    before = list_backups(folders)
    with pytest.raises(StorageError) as refusal:
        back_up(folders, TODAY + timedelta(days=7))
    assert refusal.value.reason is StorageFailure.CORRUPT_DATABASE
    assert list_backups(folders) == before
