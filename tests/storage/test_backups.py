"""Daily backups and the way back."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.storage.backups import back_up, list_backups, restore
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
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


class Killed(BaseException):
    """As by kill -9."""


def die_at_step(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, so many links, removals and renames succeed, and the next one never comes to be."""
    left = iter(range(step))

    def doomed(change: Callable[..., None]) -> Callable[..., None]:
        def once_more(*paths: Path) -> None:
            if next(left, None) is None:
                raise Killed
            change(*paths)

        return once_more

    for name in ("link", "unlink", "replace"):
        monkeypatch.setattr(os, name, doomed(getattr(os, name)))


def killed_while_recording(folders: Folders, tmp_path: Path) -> None:
    """A store with one session in the file, and a second one only in the WAL of a process that was killed."""
    with recording_in(folders_in(tmp_path / "alive")) as recorder:
        begin(recorder)
        recorder.flush()
        recorder._writer._database._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        begin(recorder)
        recorder.flush()
        shutil.copytree(recorder._folders.home, folders.home)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open files")
@pytest.mark.parametrize("step", range(16))
def test_a_restore_killed_at_any_step_loses_neither_the_old_store_nor_the_new(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders, empty = folders_in(tmp_path), folders_in(tmp_path / "empty")
    killed_while_recording(folders, tmp_path)
    with recording_in(empty):
        pass
    with monkeypatch.context() as dying:
        die_at_step(step, dying)
        with suppress(Killed):
            restore(folders, empty.database, NOW)
    with recording_in(folders):
        pass
    is_restored = History(folders).activities() == []
    aside = list(folders.home.glob("sidebeat-set-aside*.db"))
    assert len(aside) == (1 if is_restored else 0)
    assert not folders.database.with_name("sidebeat.db.restored").exists()
    if is_restored:
        restore(folders, aside[0], NOW)
    assert [row.activity_id for row in History(folders).activities()] == [2, 1]
