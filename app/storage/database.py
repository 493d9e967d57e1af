"""The database file: opened with care, migrated after a verified copy, refused when newer or corrupt.

One connection alone writes and checkpoints: SQLite before 3.51.3 can corrupt a WAL when two do. Readers are
`mode=ro`.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from app.domain.frozen import frozen
from app.storage.atomic import sync_folder
from app.storage.errors import StorageError, StorageFailure, storage_error
from app.storage.folders import PRIVATE_FILE, make_private
from app.storage.free_names import free_path
from app.storage.journal import (
    BUSY_TIMEOUT_MS,
    lacks_shared_memory,
    leave_wal,
    open_with_journal,
    roll_back,
    was_killed_while_committing,
)
from app.storage.schema import APPLICATION_ID, MIGRATIONS, Migration

PAGES_KEPT_KIB: Final = 512  # the writer appends: what it needs again are the last pages of each tree


@frozen
class Stored:
    """What a database file says of itself; `version` 0 has no tables yet."""

    version: int
    application_id: int
    table_count: int


def open_writer(
    path: Path, backups: Path, migrations: tuple[Migration, ...] = MIGRATIONS
) -> sqlite3.Connection:
    """The writing connection, in autocommit; makes or migrates the database. Hold the lock. StorageError."""
    version = _check(path, migrations)
    try:
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        connection = open_with_journal(path)
    except (sqlite3.Error, OSError) as error:
        raise storage_error(error, path) from error
    try:
        _configure(connection)
        if 0 < version < len(migrations):
            copy_verified(path, free_path(backups / f"{path.stem}-before-version-{len(migrations)}.db"))
        migrate(connection, version, migrations)
    except (sqlite3.Error, OSError) as error:
        connection.close()
        raise storage_error(error, path) from error
    except StorageError:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{PAGES_KEPT_KIB}")
    if sys.platform == "darwin":  # there, fsync alone leaves the data in the drive's cache
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _check(path: Path, migrations: tuple[Migration, ...]) -> int:
    """The file's version, looked at without writing. StorageError when it is not to be touched."""
    if path.is_dir():
        raise StorageError(StorageFailure.CANNOT_WRITE, path)
    if not path.exists() or path.stat().st_size == 0:
        return 0
    stored = _inspect_for_writing(path)
    if stored.version > len(migrations):
        raise StorageError(StorageFailure.NEWER_DATABASE, path)
    is_new = stored.version == 0 and stored.table_count == 0
    if stored.application_id != APPLICATION_ID and not is_new:
        raise StorageError(StorageFailure.FOREIGN_DATABASE, path)
    return stored.version


def _inspect_for_writing(path: Path) -> Stored:
    try:
        return inspect(path)
    except StorageError as error:
        if not lacks_shared_memory(error.__cause__):
            raise
    try:
        leave_wal(path)
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
    return inspect(path)


def inspect(path: Path) -> Stored:
    """What the file says of itself, read only. StorageError when it is no sound database."""
    with reading(path) as connection:
        return Stored(
            version=_number(connection, "PRAGMA user_version"),
            application_id=_number(connection, "PRAGMA application_id"),
            table_count=_number(connection, "SELECT count(*) FROM sqlite_schema"),
        )


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def read_only_uri(path: Path) -> str:
    """The file's name for SQLite, to be opened without the right to write.

    On a read-only medium SQLite cannot make the index that it reads a WAL database with. Where the folder
    cannot be written and nothing lies in a WAL, nobody writes: the file is read as one that never changes.
    """
    stands_still = not os.access(path.parent, os.W_OK) and not _has_wal(path)
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if stands_still else ''}"


def _has_wal(path: Path) -> bool:
    wal, index = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    try:
        return index.exists() or wal.stat().st_size > 0
    except OSError:
        return False


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write; SQLite's errors inside become StorageError. Finish every SELECT."""
    try:
        with closing(_connect_for_reading(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise storage_error(error, path) from error


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(read_only_uri(path), uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if not was_killed_while_committing(error):
            raise
        roll_back(path)
        return _connect_for_reading(path)
    return connection


def migrate(connection: sqlite3.Connection, version: int, migrations: tuple[Migration, ...]) -> None:
    """Runs the missing steps, each whole or not at all. sqlite3.Error."""
    for number, step in enumerate(migrations[version:], start=version + 1):
        with transaction(connection):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits what happens inside, or rolls all of it back and lets the error through."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:  # SQLite rolls some errors back by itself
            connection.execute("ROLLBACK")


def copy_verified(source: Path, target: Path) -> None:
    """A sound copy of the database, its WAL included, in one private file. StorageError when unsound."""
    with reading(source) as original:
        copy_verified_from(original, target)


def copy_verified_from(original: sqlite3.Connection, target: Path) -> None:
    """The same from an open connection, whose file may be gone by name. sqlite3.Error, StorageError."""
    make_private(target.parent)
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
        copy_into(original, unfinished)
        if problems := quick_check(unfinished, thorough=True):
            raise StorageError(StorageFailure.CORRUPT_DATABASE, target, problems[0])
        unfinished.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise storage_error(error, target) from error
    finally:
        unfinished.unlink(missing_ok=True)


def copy_into(original: sqlite3.Connection, target: Path) -> None:
    """Copies all pages and leaves one file without a WAL. sqlite3.Error."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def quick_check(path: Path, *, thorough: bool = False) -> tuple[str, ...]:
    """SQLite's own words on what is wrong with the file, none when sound; `thorough`: indexes too."""
    try:
        with reading(path) as connection:
            words = [
                str(row[0])
                for row in connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check")
            ]
    except StorageError as error:
        if error.reason is StorageFailure.CORRUPT_DATABASE:
            return (str(error),)
        raise
    return tuple(word for word in words if word != "ok")
