"""A watched folder: new and changed files are told once, when nobody writes to them any more."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.storage.backups import back_up, restore
from app.storage.errors import StorageError, StorageFailure
from app.storage.watched_folder import RECORD, Look, WatchedFolder
from tests.storage.store import begin, folders_in, recording_in

NOW = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    folder = tmp_path / "watch"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(watch: Path, tmp_path: Path) -> WatchedFolder:
    return WatchedFolder(watch, tmp_path / "home" / "watched.json")


def test_a_file_is_told_when_it_was_the_same_twice(folder: WatchedFolder, watch: Path) -> None:
    ride = watch / "ride.fit"
    ride.write_bytes(b"half")
    assert folder.look() == Look(is_there=True, unfinished=1)
    ride.write_bytes(b"half and more")
    assert folder.look() == Look(is_there=True, unfinished=1)
    assert folder.look() == Look(True, (ride,))


def test_what_was_told_is_not_told_again_until_it_changes(folder: WatchedFolder, watch: Path) -> None:
    ride = watch / "deeper" / "ride.fit.gz"
    ride.parent.mkdir()
    ride.write_bytes(b"one")
    folder.look()
    folder.tell(folder.look().ready)
    assert folder.look() == Look(is_there=True)
    ride.write_bytes(b"another")
    os.utime(ride, ns=(1, 1))
    folder.look()
    assert folder.look().ready == (ride,)


def test_what_was_told_is_remembered_over_a_restart(
    folder: WatchedFolder, watch: Path, tmp_path: Path
) -> None:
    (watch / "old.fit").write_bytes(b"old")
    folder.look()
    folder.tell(folder.look().ready)
    (watch / "new.fit").write_bytes(b"new")
    again = WatchedFolder(watch, tmp_path / "home" / "watched.json")
    again.look()
    assert again.look().ready == (watch / "new.fit",)
    elsewhere = WatchedFolder(tmp_path, tmp_path / "home" / "watched.json")
    elsewhere.look()
    assert set(elsewhere.look().ready) == {watch / "old.fit", watch / "new.fit"}


@pytest.mark.parametrize("record", [b"", b"[]", b'{"folder": 3}', b'{"folder": "F", "told": {"a": 5}}'])
def test_a_record_that_cannot_be_read_is_begun_anew(watch: Path, tmp_path: Path, record: bytes) -> None:
    place = tmp_path / "watched.json"
    place.write_bytes(record.replace(b'"F"', b'"%s"' % bytes(watch)))
    (watch / "ride.tcx").write_bytes(b"ride")
    folder = WatchedFolder(watch, place)
    folder.look()
    assert folder.look().ready == (watch / "ride.tcx",)


def test_what_changed_while_it_was_taken_in_is_told_again(folder: WatchedFolder, watch: Path) -> None:
    ride = watch / "ride.fit"
    ride.write_bytes(b"half")
    folder.look()
    ready = folder.look().ready
    ride.write_bytes(b"the whole")
    folder.tell(ready)
    folder.look()
    assert folder.look().ready == (ride,)


def test_links_empty_files_and_what_holds_no_activity_are_passed_over(
    folder: WatchedFolder, watch: Path
) -> None:
    (watch / "empty.fit").touch()
    (watch / "notes.md").write_bytes(b"notes")
    (watch / "._ride.fit").write_bytes(b"beside")
    (watch / "link.fit").symlink_to(watch / "notes.md")
    assert folder.look() == Look(is_there=True)


def test_a_folder_that_vanishes_and_comes_back_is_taken_up_again(folder: WatchedFolder, watch: Path) -> None:
    (watch / "ride.fit").write_bytes(b"ride")
    folder.look()
    watch.rename(watch.with_name("unplugged"))
    assert folder.look() == Look(is_there=False)
    watch.with_name("unplugged").rename(watch)
    assert folder.look() == Look(is_there=True, unfinished=1)
    assert folder.look().ready == (watch / "ride.fit",)


def test_an_earlier_copy_of_the_store_gets_its_files_again(watch: Path, tmp_path: Path) -> None:
    """They came in after the copy was made; what it has is told from them by its bytes."""
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
    backup = back_up(folders, NOW.date())
    assert backup is not None
    folder = WatchedFolder(watch, folders.home / RECORD)
    ride = watch / "ride.fit"
    ride.write_bytes(b"ride")
    folder.look()
    folder.tell(folder.look().ready)
    assert folder.look() == Look(is_there=True)
    restore(folders, backup.path, NOW)
    for watched in (folder, WatchedFolder(watch, folders.home / RECORD)):
        watched.look()
        assert watched.look().ready == (ride,)


def test_what_a_full_disk_does_not_keep_is_told_once_all_the_same(
    folder: WatchedFolder, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, _content: bytes) -> None:
        raise StorageError(StorageFailure.DISK_FULL, target)

    (watch / "ride.fit").write_bytes(b"ride")
    folder.look()
    ready = folder.look().ready
    monkeypatch.setattr("app.storage.watched_folder.replace_file", full)
    with pytest.raises(StorageError):
        folder.tell(ready)
    assert folder.look() == Look(is_there=True)
