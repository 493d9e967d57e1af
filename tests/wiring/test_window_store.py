"""What the window asks of the store: the watched folder's files come in through the engine's own recorder."""

import queue
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.settings import Settings
from app.domain.watched import FolderNews
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.foreign_files import ForeignFiles
from app.storage.recorder import SqliteRecorder
from app.storage.settings_file import save_settings
from app.storage.timeline import system_clocks
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_import import WindowImport
from app.wiring.window_store import WindowStore
from tests.formats import wild_fit as wild

SOON_S = 30.0  # for a machine under load: two looks, and the formats loaded


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    made = tmp_path / "watch"
    made.mkdir()
    save_settings(Folders.locate(home).settings, replace(Settings(), watched_folder=str(made)))
    return made


@pytest.fixture
def house(home: Path, folder: Path) -> House:
    return House.open(home, demo=False, athlete=None)


@pytest.fixture
def keeper(house: House) -> SettingsKeeper:
    return SettingsKeeper(house.folders.settings, house.settings)


@pytest.fixture
def recorder(house: House) -> Iterator[SqliteRecorder]:
    opened = SqliteRecorder.open(house.folders, system_clocks())
    yield opened
    opened.close()


def test_a_file_in_the_watched_folder_is_in_the_history_a_moment_later(
    house: House, keeper: SettingsKeeper, recorder: SqliteRecorder, folder: Path
) -> None:
    (folder / "ride.fit").write_bytes(wild.simple(90))
    store = WindowStore(house, keeper, lambda: recorder)
    told: queue.Queue[FolderNews] = queue.Queue()
    watch = store.start_watch(told.put)
    try:
        while not (news := told.get(timeout=SOON_S)).outcomes:
            pass
    finally:
        watch.close()
    (row,) = store.make_history().rows()
    assert row.activity_id == news.outcomes[0].activity_id
    assert row.is_imported


def test_while_an_earlier_copy_is_put_in_place_nothing_is_taken_in(
    house: House, keeper: SettingsKeeper, recorder: SqliteRecorder, folder: Path
) -> None:
    recorder.close()
    taken = WindowImport(house, keeper, lambda: recorder).bring(ForeignFiles([folder]))
    with pytest.raises(StorageError) as caught:
        next(taken)
    assert caught.value.reason is StorageFailure.CLOSED
