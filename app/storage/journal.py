"""Which journal the database keeps: a WAL where the file system can share memory, else a rollback journal.

A WAL needs an index in memory that all its connections share; folders that a network or a virtual machine
lends often cannot (SQLite, "Write-Ahead Logging", sections 1 and 8). A rollback journal loses as little: its
commits take longer, and readers wait for one that is under way.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

BUSY_TIMEOUT_MS: Final = 5000  # a checkpoint under way or a virus scanner; longer is trouble worth telling

_NO_SHARED_MEMORY: Final = frozenset(
    {
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMLOCK,
    }
)

Connect = Callable[[Path], sqlite3.Connection]


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """A connection in autocommit that a thread of its own may use later. sqlite3.Error."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection


def open_with_journal(path: Path, connect: Connect = connect_for_writing) -> sqlite3.Connection:
    """The writing connection, its journal chosen and the file known to be writable. sqlite3.Error."""
    connection = connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        _try_to_write(connection)
    except sqlite3.Error as error:
        connection.close()
        if not lacks_shared_memory(error):
            raise
        return _open_with_rollback_journal(path, connect)
    return connection


def lacks_shared_memory(error: BaseException | None) -> bool:
    """Whether this says that the file system cannot keep a WAL's index."""
    return getattr(error, "sqlite_errorcode", None) in _NO_SHARED_MEMORY


def was_killed_while_committing(error: sqlite3.Error) -> bool:
    """Whether this says that a rollback journal must be played back first, which a reader may not."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_ROLLBACK


def leave_wal(path: Path) -> None:
    """Has a database that came from elsewhere keep a rollback journal. Hold the lock. sqlite3.Error."""
    _open_with_rollback_journal(path, connect_for_writing).close()


def roll_back(path: Path) -> None:
    """Undoes the commit in whose midst a process was killed; not while another commits. sqlite3.Error."""
    with closing(connect_for_writing(path)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _open_with_rollback_journal(path: Path, connect: Connect) -> sqlite3.Connection:
    """A connection that is alone can read a WAL without shared memory, and so leave it."""
    connection = connect(path)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA locking_mode = NORMAL")
        _try_to_write(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Says now, not at the first heartbeat, that the file is read-only."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
