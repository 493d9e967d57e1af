"""A damaged store is brought back into order: nothing overwritten, and what a backup has comes from there."""

import os
import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.storage import salvage as salvage_module
from app.storage.backups import back_up, list_backups
from app.storage.database import quick_check
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.lock import LockedError, LockHolder, RecorderLock, is_held
from app.storage.repair import Repaired, repair
from app.storage.rescue import rescue
from tests.storage.store import HandClocks, beat, begin, folders_in, limit_to_present_size, recording_in
from tests.storage.test_database import content, make_newer
from tests.storage.test_salvage import BEATS, PAGE, damage, record_a_session

NOW = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def tell_nobody(_table: str, _rows: int) -> None:
    """Nobody waits."""


def ruin(folders: Folders) -> bytes:
    """Leaves not one legible byte; the bytes as they are then."""
    return damage(folders, 0, folders.database.stat().st_size)


def spoil(path: Path) -> None:
    """Damage in the middle of a backup."""
    octets = bytearray(path.read_bytes())
    octets[20 * PAGE : 24 * PAGE] = random.Random(2).randbytes(4 * PAGE)
    path.write_bytes(octets)


def test_a_sound_store_needs_nothing_and_stays_as_it_is(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    before = folders.database.read_bytes()
    repaired = repair(folders, NOW, tell_nobody)
    assert repaired == Repaired()
    assert repaired == Repaired()
    assert folders.database.read_bytes() == before
    assert not is_held(folders.lock_file)


def test_where_nothing_was_ever_recorded_nothing_is_made(tmp_path: Path) -> None:
    assert repair(folders_in(tmp_path), NOW, tell_nobody) == Repaired()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("page", "count"), [(20, 12), (25, 8), (30, 10)])
def test_what_the_damage_took_comes_from_the_newest_good_backup(
    tmp_path: Path, page: int, count: int
) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    back_up(folders, TODAY)
    with recording_in(folders, HandClocks(boot_id="later").clocks) as recorder:
        second = begin(recorder)
        after_the_backup = beat(recorder)
    damaged = damage(folders, page * PAGE, count * PAGE)
    repaired = repair(folders, NOW, tell_nobody).salvaged
    assert repaired is not None
    assert repaired.backup == list_backups(folders)[0].path
    assert repaired.set_aside.read_bytes() == damaged
    assert sum(repaired.from_backup.values()) > 0
    assert repaired.rows["notification"] == BEATS + 1
    assert not repaired.found_nothing
    assert History(folders).recording(recording.activity_id) == recording
    assert History(folders).recording(second).notifications == (after_the_backup,)
    assert quick_check(folders.database, thorough=True) == ()


def test_where_nothing_can_be_read_the_newest_good_backup_is_all_there_is(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    for days in range(3):
        back_up(folders, TODAY + timedelta(days=days))
    spoil(list_backups(folders)[0].path)
    damaged = ruin(folders)
    repaired = repair(folders, NOW, tell_nobody).salvaged
    assert repaired is not None
    assert repaired.found_nothing
    assert repaired.backup == list_backups(folders)[1].path
    assert repaired.set_aside.read_bytes() == damaged
    assert History(folders).recording(recording.activity_id) == recording


def test_without_any_backup_an_empty_store_is_made_and_the_ruin_is_kept(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    damaged = ruin(folders)
    repaired = repair(folders, NOW, tell_nobody).salvaged
    assert repaired is not None
    assert repaired.found_nothing
    assert repaired.backup is None
    assert repaired.set_aside.read_bytes() == damaged
    assert History(folders).activities() == []
    assert repair(folders, NOW, tell_nobody) == Repaired()


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_database_that_is_gone_comes_back_from_the_backup(tmp_path: Path, is_empty: bool) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    backup = back_up(folders, TODAY)
    assert backup is not None
    folders.database.unlink()
    if is_empty:
        folders.database.touch()
    assert repair(folders, NOW, tell_nobody).restored == backup.path
    assert History(folders).recording(recording.activity_id) == recording


def test_rescued_records_come_home(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        limit_to_present_size(recorder)
        kept = tuple(beat(recorder) for _ in range(200))
    assert recorder.rescued is not None
    assert len(History(folders).recording(activity_id).notifications) < len(kept)
    assert repair(folders, NOW, tell_nobody).homecoming.home == (recorder.rescued,)
    assert History(folders).recording(activity_id).notifications == kept
    assert not recorder.rescued.exists()


def test_a_rescue_that_cannot_be_read_stays_and_is_told(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    torn = rescue(folders, ())
    assert torn is not None
    torn.write_bytes(b"torn")
    homecoming = repair(folders, NOW, tell_nobody).homecoming
    assert (homecoming.home, homecoming.staying) == ((), (torn,))
    assert torn.read_bytes() == b"torn"


def test_a_store_that_is_recorded_to_is_left_alone_and_its_holder_named(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    damaged = ruin(folders)
    holder = LockHolder(os.getpid(), "sidebeat record", "2026-11-22T18:03:00+00:00")
    with RecorderLock.acquire(folders.lock_file, holder), pytest.raises(LockedError) as refusal:
        repair(folders, NOW, tell_nobody)
    assert refusal.value.holder == holder
    assert folders.database.read_bytes() == damaged


def make_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE words (word)")
        connection.commit()


def test_newer_and_foreign_databases_are_refused_and_left_alone(tmp_path: Path) -> None:
    for make, reason in (
        (make_newer, StorageFailure.NEWER_DATABASE),
        (make_foreign, StorageFailure.FOREIGN_DATABASE),
    ):
        folders = Folders.locate(tmp_path / reason)
        folders.prepare()
        make(folders.database)
        before = content(folders.home)
        with pytest.raises(StorageError) as refusal:
            repair(folders, NOW, tell_nobody)
        assert refusal.value.reason is reason
        assert content(folders.home) | {"sidebeat.lock": b""} == before | {"sidebeat.lock": b""}


def test_a_long_salvage_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    damage(folders, 40 * PAGE, PAGE)
    monkeypatch.setattr(salvage_module, "ROWS_BETWEEN_NEWS", 1000)
    told: list[tuple[str, int]] = []
    repair(folders, NOW, lambda table, rows: told.append((table, rows)))
    assert told[:2] == [("notification", 1000), ("notification", 2000)]


def test_a_full_disk_ends_a_repair_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    damaged = damage(folders, 40 * PAGE, PAGE)

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(salvage_module, "put_in_place", full)
    with pytest.raises(StorageError) as refusal:
        repair(folders, NOW, tell_nobody)
    assert refusal.value.reason is StorageFailure.DISK_FULL
    assert folders.database.read_bytes() == damaged
    assert not list(folders.home.glob("*.salvaged*"))


class PowerCutError(Exception):
    """Nothing that comes later happens."""


@pytest.mark.parametrize("then_recorded_to", [False, True])
def test_a_crash_at_the_very_moment_of_replacing_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then_recorded_to: bool
) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    damaged = damage(folders, 0, PAGE)

    def cut(_path: Path, _target: Path) -> Path:
        raise PowerCutError

    with monkeypatch.context() as power:
        power.setattr(Path, "replace", cut)
        power.setattr(salvage_module, "_forget", lambda *_: None)
        with pytest.raises(PowerCutError):
            repair(folders, NOW, tell_nobody)
    assert not folders.database.exists()
    if then_recorded_to:
        with recording_in(folders, HandClocks(boot_id="later").clocks) as recorder:
            begin(recorder)
    assert repair(folders, NOW, tell_nobody) == Repaired()
    assert History(folders).recording(recording.activity_id).notifications == recording.notifications
    (aside,) = folders.home.glob("sidebeat-set-aside-*.db")
    assert aside.read_bytes() == damaged
