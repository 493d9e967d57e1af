"""The journal: a WAL, or a rollback journal where the file system cannot share memory."""

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from app.storage.database import inspect, open_writer, reading
from app.storage.journal import connect_for_writing, open_with_journal
from app.storage.schema import MIGRATIONS


class LentFolder(sqlite3.Connection):
    """A connection to a file in a folder lent by a virtual machine: a WAL only for one that is alone.

    As seen with SQLite 3.40.1 on a 9p mount: the journal mode is set, then each access fails.
    """

    def execute(self, sql: str, parameters: object = ()) -> sqlite3.Cursor:
        assert parameters == ()
        if sql.startswith("PRAGMA"):
            return super().execute(sql)
        mode = super().execute("PRAGMA journal_mode").fetchone()[0]
        locking = super().execute("PRAGMA locking_mode").fetchone()[0]
        if mode == "wal" and locking == "normal":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMMAP
            raise error
        return super().execute(sql)


def connect_in_lent_folder(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, factory=LentFolder)


def mode_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_folder_with_shared_memory_gets_a_wal(tmp_path: Path) -> None:
    with closing(open_with_journal(tmp_path / "store.db")) as connection:
        assert mode_of(connection) == "wal"


def test_a_folder_without_shared_memory_gets_a_rollback_journal_that_readers_can_read_beside(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    with closing(open_with_journal(path, connect_in_lent_folder)) as connection:
        assert mode_of(connection) == "delete"
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute("INSERT INTO words VALUES ('kept')")
        with reading(path) as reader:
            assert reader.execute("SELECT * FROM words").fetchall() == [("kept",)]
        connection.execute("INSERT INTO words VALUES ('also')")
        with reading(path) as reader:
            assert reader.execute("SELECT count(*) FROM words").fetchone() == (2,)


def test_a_wal_that_was_brought_along_is_kept_when_left(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(open_with_journal(path)) as connection:
        connection.execute("CREATE TABLE words (word TEXT)")
    with closing(open_with_journal(path, connect_in_lent_folder)) as connection:
        assert mode_of(connection) == "delete"
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)


def test_another_error_is_not_taken_for_a_lent_folder(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError) as caught:
        open_with_journal(path)
    assert caught.value.sqlite_errorcode == sqlite3.SQLITE_NOTADB


def test_a_database_from_elsewhere_is_opened_in_a_lent_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    open_writer(path, tmp_path / "backups").close()
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=LentFolder))
    with closing(open_writer(path, tmp_path / "backups")) as connection:
        assert mode_of(connection) == "delete"
    assert inspect(path).version == len(MIGRATIONS)


def test_what_a_killed_process_did_not_commit_is_undone_for_the_next_reader(tmp_path: Path) -> None:
    running, left = tmp_path / "running.db", tmp_path / "left.db"
    with closing(connect_for_writing(running)) as connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute("INSERT INTO words VALUES ('kept')")
        connection.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the commit
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO words VALUES (?)", [("lost" * 500,)] * 100)
        for name in (running, running.with_name(running.name + "-journal")):
            shutil.copy(name, left.with_name(name.name.replace("running", "left")))
    with reading(left) as reader:
        assert reader.execute("SELECT * FROM words").fetchall() == [("kept",)]
