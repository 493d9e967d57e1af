"""The bin from outside a recorder: an activity put in or taken out while nobody records."""

import sqlite3
from contextlib import closing
from datetime import datetime

from app.storage.database import open_writer, transaction
from app.storage.errors import storage_error
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.lock import LockHolder, RecorderLock
from app.storage.rescue import bring_home
from app.storage.statements import put_in_bin


def delete_activity(folders: Folders, activity_id: int, now: datetime) -> None:
    """Moves it to the bin, where it stays for 30 days. KeyError, LockedError, StorageError."""
    _set_deleted(folders, activity_id, now, deleted_utc_us=round(now.timestamp() * 1e6))


def restore_activity(folders: Folders, activity_id: int, now: datetime) -> None:
    """Takes it out of the bin again. KeyError, LockedError, StorageError."""
    _set_deleted(folders, activity_id, now, deleted_utc_us=None)


def _set_deleted(folders: Folders, activity_id: int, now: datetime, *, deleted_utc_us: int | None) -> None:
    is_deleted = History(folders).activity(activity_id).deleted_at is not None
    if is_deleted is (deleted_utc_us is not None):
        return  # one that lies in the bin keeps the day on which it came there
    holder = LockHolder.of_this_process("sidebeat delete", now)
    with (
        RecorderLock.acquire(folders.lock_file, holder),
        closing(open_writer(folders.database, folders.backups)) as connection,
    ):
        try:
            bring_home(connection, folders)  # else the next start would take what it says for newer than this
            with transaction(connection):
                connection.execute(*put_in_bin(activity_id, deleted_utc_us))
        except sqlite3.Error as error:
            raise storage_error(error, folders.database) from error
