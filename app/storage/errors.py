"""The one error of app.storage, and what SQLite's and the system's errors mean in its words."""

import errno
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3


class StorageFailure(StrEnum):
    """Why the disk could not do what was asked; each has one sentence for the athlete in cli and ui."""

    CANNOT_WRITE = "cannot_write"  # the place cannot be made or written: a file stands there, no permission
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    IO_ERROR = "io_error"
    VANISHED = "vanished"  # the database was moved or deleted under a running recorder
    MEMORY_FULL = "memory_full"  # so much waits for the disk that memory no longer takes more
    BUSY = "busy"
    CLOSED = "closed"  # an earlier copy is being put in place: what came just now cannot be kept there
    LOCKED = "locked"  # another Sidebeat records here
    NEWER_DATABASE = "newer_database"
    CORRUPT_DATABASE = "corrupt_database"
    FOREIGN_DATABASE = "foreign_database"  # a sound SQLite file, but not Sidebeat's


class StorageError(Exception):
    """The one error of app.storage; `reason` and `path` are for the sentence, the text for the log."""

    def __init__(self, reason: StorageFailure, path: Path, text: str = "") -> None:
        super().__init__(text or f"{reason.value}: {path}")
        self.reason = reason
        self.path = path


_BY_ERRNO: Final = {
    errno.ENOSPC: StorageFailure.DISK_FULL,
    errno.EROFS: StorageFailure.READ_ONLY,
    errno.EIO: StorageFailure.IO_ERROR,
}


def failure_of(error: "sqlite3.Error | OSError") -> StorageFailure:
    """What a foreign error means here. SQLite's extended codes count as their primary one."""
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, StorageFailure.CANNOT_WRITE)
    import sqlite3  # noqa: PLC0415 - whoever raised this has loaded it; settings and locks need no database

    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python's module itself, or without a code ("file is not a database" has one)
        return (
            StorageFailure.CORRUPT_DATABASE
            if type(error) is sqlite3.DatabaseError
            else StorageFailure.IO_ERROR
        )
    by_code = {
        sqlite3.SQLITE_FULL: StorageFailure.DISK_FULL,
        sqlite3.SQLITE_READONLY: StorageFailure.READ_ONLY,
        sqlite3.SQLITE_PERM: StorageFailure.CANNOT_WRITE,
        sqlite3.SQLITE_CANTOPEN: StorageFailure.CANNOT_WRITE,
        sqlite3.SQLITE_CORRUPT: StorageFailure.CORRUPT_DATABASE,
        sqlite3.SQLITE_NOTADB: StorageFailure.CORRUPT_DATABASE,
        sqlite3.SQLITE_BUSY: StorageFailure.BUSY,
        sqlite3.SQLITE_LOCKED: StorageFailure.BUSY,
    }
    return by_code.get(code & 0xFF, StorageFailure.IO_ERROR)


def storage_error(error: "sqlite3.Error | OSError", path: Path) -> StorageError:
    """The foreign error in this package's words; raise it `from` the foreign one."""
    return StorageError(failure_of(error), path, str(error))
