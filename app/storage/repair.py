"""Repairing a store: a damaged database salvaged, a missing one brought back, rescued records taken home."""

from contextlib import closing
from dataclasses import field
from datetime import datetime
from pathlib import Path

from app.domain.frozen import frozen
from app.storage.backups import finish_put_in_place, restore
from app.storage.database import inspect, open_writer, quick_check
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.gap_filling import newest_sound_backup
from app.storage.lock import LockHolder, RecorderLock
from app.storage.rescue import Homecoming, bring_home, find_rescued
from app.storage.salvage import Salvaged, Tell, salvage
from app.storage.schema import APPLICATION_ID, MIGRATIONS


@frozen
class Repaired:
    """What a repair did: nothing of it is set where nothing was wrong.

    `restored` is the backup that took the place of a database that was gone.
    """

    salvaged: Salvaged | None = None
    restored: Path | None = None
    homecoming: Homecoming = field(default_factory=Homecoming)


def repair(folders: Folders, now: datetime, tell: Tell) -> Repaired:
    """Brings the store back into order; overwrites nothing. LockedError, StorageError: newer, foreign files.

    `tell` hears the table and the number of its rows read so far, while a long salvage lasts.
    """
    if not folders.home.is_dir():
        return Repaired()
    holder = LockHolder.of_this_process("sidebeat doctor --repair", now)
    with RecorderLock.acquire(folders.lock_file, holder):
        finish_put_in_place(folders.database)
        salvaged = restored = None
        if not _has_content(folders.database):
            restored = _bring_back(folders, now)
        elif _is_damaged(folders.database):
            salvaged = salvage(folders, now, tell)
        return Repaired(salvaged, restored, _homecoming(folders))


def _bring_back(folders: Folders, now: datetime) -> Path | None:
    """The newest good backup in the place of a database that is gone or empty; which, None without one."""
    backup = newest_sound_backup(folders)
    if backup is None:
        return None
    restore(folders, backup.path, now)
    return backup.path


def _homecoming(folders: Folders) -> Homecoming:
    if not find_rescued(folders):
        return Homecoming()
    with closing(open_writer(folders.database, folders.backups)) as connection:
        return bring_home(connection, folders)


def _is_damaged(database: Path) -> bool:
    """Whether SQLite finds fault with it. StorageError for what is not this version's to touch."""
    is_damaged = bool(quick_check(database, thorough=True))
    try:
        stored = inspect(database)
    except StorageError as error:
        if error.reason is StorageFailure.CORRUPT_DATABASE:
            return True
        raise
    is_ours = stored.application_id == APPLICATION_ID
    if is_ours and stored.version > len(MIGRATIONS):
        raise StorageError(StorageFailure.NEWER_DATABASE, database)
    if not is_ours and not is_damaged and stored.table_count:
        raise StorageError(StorageFailure.FOREIGN_DATABASE, database)
    return is_damaged


def _has_content(database: Path) -> bool:
    return database.is_file() and database.stat().st_size > 0
