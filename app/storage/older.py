"""Reading a database of an older version: migrated where it lies, or where that cannot be, in memory."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from app.storage.database import inspect, migrate, open_writer, reading
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.lock import LockHolder, RecorderLock
from app.storage.schema import Migration

_NOT_HERE_NOW: Final = frozenset(
    {StorageFailure.LOCKED, StorageFailure.READ_ONLY, StorageFailure.CANNOT_WRITE, StorageFailure.DISK_FULL}
)


def bring_up_to_date(folders: Folders, migrations: tuple[Migration, ...]) -> bool:
    """Migrates the file; False where it is recorded to by an older Sidebeat or cannot be written.

    StorageError for all else that stands in the way.
    """
    try:
        with RecorderLock.acquire(folders.lock_file, LockHolder(os.getpid(), "sidebeat activities", "")):
            open_writer(folders.database, folders.backups, migrations).close()
    except StorageError as error:
        if error.reason in _NOT_HERE_NOW:
            return False
        raise
    return True


@contextmanager
def migrated_copy(path: Path, migrations: tuple[Migration, ...]) -> Iterator[sqlite3.Connection]:
    """A copy in memory, of this version; the file stays as it is. StorageError."""
    version = inspect(path).version
    with (
        reading(path) as original,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
    ):
        original.backup(copy)
        migrate(copy, version, migrations)
        yield copy
