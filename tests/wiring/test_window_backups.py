"""Going back to a copy, as the window asks for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.restore_point import RestorePointKind
from app.storage.backups import back_up
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.ui.flows.backup_flow import BackupError
from app.wiring.window_backups import WindowBackups


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A home with an empty store."""
    folders = Folders.locate(tmp_path, demo=False)
    SqliteRecorder.open(folders, system_clocks()).close()
    return folders


def test_a_copy_takes_the_stores_place_and_the_store_becomes_a_copy(folders: Folders) -> None:
    back_up(folders, datetime(2026, 11, 22, tzinfo=UTC).date())
    backups = WindowBackups(folders)
    (daily,) = backups.points()
    aside = backups.restore(daily.file)
    assert aside is not None
    assert {point.kind for point in backups.points()} == {RestorePointKind.DAILY, RestorePointKind.SET_ASIDE}


def test_a_copy_that_is_none_is_refused_in_a_sentence(folders: Folders, tmp_path: Path) -> None:
    notes = tmp_path / "notes.db"
    notes.write_bytes(b"no database")
    with pytest.raises(BackupError, match=r"notes\.db"):
        WindowBackups(folders).restore(str(notes))
    assert folders.database.exists()


def test_nothing_is_restored_while_somebody_records(folders: Folders) -> None:
    back_up(folders, datetime(2026, 11, 22, tzinfo=UTC).date())
    recorder = SqliteRecorder.open(folders, system_clocks())
    with pytest.raises(BackupError):
        WindowBackups(folders).restore(WindowBackups(folders).points()[0].file)
    recorder.close()
