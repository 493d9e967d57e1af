"""The writing connection and the files under it: notices when they are gone, and brings them back."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.storage.database import copy_verified_from, open_writer, transaction
from app.storage.errors import StorageError, StorageFailure, storage_error
from app.storage.executing import execute
from app.storage.folders import make_private
from app.storage.free_names import free_path
from app.storage.lock import RecorderLock
from app.storage.statements import Statement

_MARK: Final = """
    SELECT coalesce((SELECT process FROM segment ORDER BY segment_id DESC LIMIT 1), ''),
        coalesce((SELECT max(notification_id) FROM notification), 0),
        coalesce((SELECT max(event_id) FROM event), 0)"""


class OpenDatabase:
    """One writer's database; not for two threads at once.

    A file deleted or moved under it goes on taking commits that nobody would find again, and without the
    lock's file a second Sidebeat would give the same ids; so the files are looked for before each commit (a
    few microseconds). `process` is the name of the segment that this writer begins.
    """

    def __init__(
        self, path: Path, backups: Path, connection: sqlite3.Connection, lock: RecorderLock, process: str
    ) -> None:
        self._path = path
        self._watched = (str(path), str(path.with_name(path.name + "-wal")))
        self._backups = backups
        self._connection = connection
        self._lock = lock
        self._files = self._find_files()
        try:
            self._mark = self._read_mark(connection)
        except sqlite3.Error as error:
            connection.close()
            raise storage_error(error, path) from error
        self._processes = frozenset((self._mark[0], process))

    def commit(self, statements: Iterable[Statement]) -> None:
        """All of them or none; one refused for itself is left out and logged. StorageError."""
        try:
            has_changed = self._lock.is_lost or self._find_files() != self._files
            if has_changed:
                self._bring_back()
            with transaction(self._connection):
                for statement in statements:
                    execute(self._connection, statement)
        except (sqlite3.Error, OSError) as error:
            raise storage_error(error, self._path) from error
        if has_changed or None in self._files:  # a first commit makes the WAL
            self._files = self._find_files()

    def close(self) -> None:
        """Moves the WAL into the database where it can; what is committed is safe all the same.

        Where another file took the name, what only the open connection still reaches gets a new one.
        """
        if self._find_files()[0] != self._files[0]:
            with suppress(sqlite3.Error, StorageError):
                kept = free_path(self._path.with_name(f"{self._path.stem}-set-aside{self._path.suffix}"))
                copy_verified_from(self._connection, kept)
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with suppress(sqlite3.Error):
            self._connection.close()

    def _find_files(self) -> tuple[tuple[int, int] | None, ...]:
        """Which files lie where database and WAL should; None where there is none."""
        return tuple(_identity(name) for name in self._watched)

    def _read_mark(self, connection: sqlite3.Connection) -> tuple[str, int, int]:
        process, notification_id, event_id = connection.execute(_MARK).fetchone()
        return str(process), int(notification_id), int(event_id)

    def _bring_back(self) -> None:
        """Where the file is gone, makes it anew from the open one; takes another only if it is ours."""
        with suppress(sqlite3.Error):  # what cannot be read any more stands as it did at the beginning
            self._mark = self._read_mark(self._connection)
        database, wal = self._find_files()
        if database is None:
            self._write_anew()
        elif database == self._files[0]:
            self._connection.close()  # only the WAL was taken away: closing moves what we still hold of it
        elif (
            wal is not None and wal == self._files[1]
        ):  # SQLite would read our WAL into a database that it does not belong to
            raise StorageError(StorageFailure.VANISHED, self._path)
        self._lock.renew()  # its file may have gone where the database did
        connection = open_writer(self._path, self._backups)
        mark = self._read_mark(connection)
        if mark[0] not in self._processes or mark[0] != self._mark[0] or mark < self._mark:
            connection.close()
            raise StorageError(StorageFailure.VANISHED, self._path)
        with suppress(sqlite3.Error):
            self._connection.close()
        self._connection = connection

    def _write_anew(self) -> None:
        try:
            make_private(self._path.parent)
            copy_verified_from(self._connection, self._path)
        except (StorageError, sqlite3.Error) as error:
            raise StorageError(StorageFailure.VANISHED, self._path, str(error)) from error


def _identity(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)  # noqa: PTH116 - twice a heartbeat: a Path's own stat takes four times as long
    except OSError:
        return None
    return found.st_dev, found.st_ino
