"""The watched folder's thread: what is new comes in by itself, and the end comes at once."""

import queue
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.settings import Settings
from app.domain.watched import FolderNews
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.wiring.folder_watch import FolderWatch

SOON_S = 20.0  # for a machine under load


class Store:
    """Takes in what it is given, and keeps which folder is watched."""

    def __init__(self, folder: Path | None) -> None:
        self.settings = Settings(watched_folder="" if folder is None else str(folder))
        self.taken: list[Path] = []
        self.refuses = False
        self.news: queue.Queue[FolderNews] = queue.Queue()

    def take(self, paths: tuple[Path, ...]) -> Generator[tuple[ImportOutcome, ...], None, None]:
        if self.refuses:
            raise StorageError(StorageFailure.DISK_FULL, paths[0])
        for path in paths:
            self.taken.append(path)
            status = ImportStatus.SKIPPED if path.suffix == ".txt" else ImportStatus.IMPORTED
            yield (ImportOutcome(str(path), status, None, None),)

    def next(self) -> FolderNews:
        return self.news.get(timeout=SOON_S)

    def until_taken(self) -> FolderNews:
        while not (news := self.next()).outcomes:
            pass
        return news


class Watches:
    """Starts watches and ends them."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._made: list[FolderWatch] = []

    def start(self, store: Store) -> FolderWatch:
        folders = Folders.locate(self._home)
        watch = FolderWatch(folders, store, store.take, store.news.put, look_every_s=0.01, first_looks_s=0.01)
        watch.start()
        self._made.append(watch)
        return watch

    def close(self) -> None:
        for watch in self._made:
            watch.close()


@pytest.fixture
def watches(tmp_path: Path) -> Iterator[Watches]:
    made = Watches(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "watch"
    made.mkdir()
    return made


def test_what_lies_there_and_what_comes_is_taken_in_once(watches: Watches, folder: Path) -> None:
    (folder / "old.fit").write_bytes(b"old")
    store = Store(folder)
    watches.start(store)
    assert [each.file for each in store.until_taken().outcomes] == [str(folder / "old.fit")]
    (folder / "new.txt").write_bytes(b"no activity")
    assert [each.status for each in store.until_taken().outcomes] == [ImportStatus.SKIPPED]
    (folder / "newer.fit").write_bytes(b"newer")
    store.until_taken()
    assert [path.name for path in store.taken] == ["old.fit", "new.txt", "newer.fit"]


def test_a_failure_is_not_told_again_by_the_next_start(watches: Watches, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"bad")
    store = Store(folder)
    first = watches.start(store)
    store.until_taken()
    first.close()
    again = Store(folder)
    watches.start(again)
    assert again.next() == FolderNews(str(folder))
    assert again.taken == []


def test_a_folder_that_is_gone_is_told_once_and_taken_up_again(watches: Watches, folder: Path) -> None:
    store = Store(folder.with_name("unplugged"))
    watches.start(store)
    assert store.next() == FolderNews(store.settings.watched_folder, is_there=False)
    (folder / "ride.fit").write_bytes(b"ride")
    folder.rename(folder.with_name("unplugged"))
    assert store.next().is_there
    assert store.until_taken().is_there


def test_a_full_disk_is_told_and_tried_again(watches: Watches, folder: Path) -> None:
    (folder / "ride.fit").write_bytes(b"ride")
    store = Store(folder)
    store.refuses = True
    watches.start(store)
    while (news := store.next()).refusal is None:
        pass
    assert news.refusal == StorageFailure.DISK_FULL.value
    store.refuses = False
    assert store.until_taken().refusal is None


def test_another_folder_is_watched_from_then_on(watches: Watches, folder: Path, tmp_path: Path) -> None:
    store = Store(None)
    watches.start(store)
    assert store.next() == FolderNews("")
    (folder / "ride.fit").write_bytes(b"ride")
    store.settings = replace(store.settings, watched_folder=str(folder))
    assert store.until_taken().folder == str(folder)
    store.settings = Settings()
    while store.next() != FolderNews(""):
        pass
