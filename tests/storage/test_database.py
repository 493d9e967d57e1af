"""The database: migrated after a copy, refused when newer, foreign or corrupt, and then left as it is."""

import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.database import copy_verified, inspect, open_writer, quick_check, reading
from app.storage.errors import StorageError, StorageFailure
from app.storage.schema import APPLICATION_ID, MIGRATIONS

OLDER = (("CREATE TABLE words (word TEXT) STRICT", "INSERT INTO words VALUES ('kept')"),)
NEWER = (*OLDER, ("ALTER TABLE words ADD COLUMN length INTEGER", "UPDATE words SET length = length(word)"))
FAILING = (*OLDER, ("UPDATE words SET word = 'half'", "SELECT * FROM missing"))


def content(folder: Path) -> dict[str, bytes]:
    """All files but SQLite's index of the WAL, which readers make as well."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return {path.name: path.read_bytes() for path in files if path.stat().st_size}


def test_a_new_database_is_ours_private_and_durable(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with closing(open_writer(path, tmp_path / "backups")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        modes = [stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()]
    if sys.platform != "win32":
        assert set(modes) == {0o600}
    stored = inspect(path)
    assert (stored.version, stored.application_id) == (len(MIGRATIONS), APPLICATION_ID)
    assert not (tmp_path / "backups").exists()


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    open_writer(tmp_path / "new.db", tmp_path / "backups").close()
    assert inspect(tmp_path / "new.db").version == len(MIGRATIONS)


def test_an_older_database_is_migrated_after_a_verified_copy(tmp_path: Path) -> None:
    path, backups = tmp_path / "store.db", tmp_path / "backups"
    open_writer(path, backups, OLDER).close()
    with closing(open_writer(path, backups, NEWER)) as connection:
        assert connection.execute("SELECT word, length FROM words").fetchall() == [("kept", 4)]
    (copy,) = backups.iterdir()
    assert copy.name == "store-before-version-2.db"
    assert inspect(copy).version == 1
    with reading(copy) as connection:
        assert connection.execute("SELECT * FROM words").fetchall() == [("kept",)]


def test_a_step_that_fails_leaves_the_older_database_and_its_copy(tmp_path: Path) -> None:
    path, backups = tmp_path / "store.db", tmp_path / "backups"
    open_writer(path, backups, OLDER).close()
    for _ in range(2):
        with pytest.raises(StorageError):
            open_writer(path, backups, FAILING)
    with reading(path) as connection:
        assert connection.execute("SELECT word FROM words").fetchall() == [("kept",)]
    assert inspect(path).version == 1
    names = sorted(file.name for file in backups.iterdir())
    assert names == ["store-before-version-2 (2).db", "store-before-version-2.db"]


def test_no_migration_without_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_writer(path, tmp_path / "backups", OLDER).close()
    (tmp_path / "backups").write_bytes(b"in the way")
    with pytest.raises(StorageError) as refusal:
        open_writer(path, tmp_path / "backups", NEWER)
    assert refusal.value.reason is StorageFailure.CANNOT_WRITE
    assert inspect(path).version == 1


def make_newer(path: Path) -> None:
    open_writer(path, path.parent / "backups", NEWER).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def make_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def make_text(path: Path) -> None:
    path.write_text("This is a letter to my aunt. " * 300)


def make_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def make_torn(path: Path) -> None:
    open_writer(path, path.parent / "backups").close()
    octets = bytearray(path.read_bytes())
    octets[100:4096] = b"\xa5" * 3996
    path.write_bytes(octets)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_newer, StorageFailure.NEWER_DATABASE),
        (make_foreign, StorageFailure.FOREIGN_DATABASE),
        (make_text, StorageFailure.CORRUPT_DATABASE),
        (make_short, StorageFailure.CORRUPT_DATABASE),
        (make_torn, StorageFailure.CORRUPT_DATABASE),
    ],
)
def test_what_is_not_ours_to_write_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], reason: StorageFailure
) -> None:
    path = tmp_path / "store.db"
    make(path)
    before = content(tmp_path)
    with pytest.raises(StorageError) as refusal:
        open_writer(path, tmp_path / "backups")
    assert refusal.value.reason is reason
    assert refusal.value.path == path
    assert content(tmp_path) == before


def test_a_folder_in_the_databases_place_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()
    with pytest.raises(StorageError) as refusal:
        open_writer(tmp_path / "store.db", tmp_path / "backups")
    assert refusal.value.reason is StorageFailure.CANNOT_WRITE


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_writer(tmp_path / "store.db", tmp_path / "backups", OLDER).close()
    with pytest.raises(StorageError) as refusal, reading(tmp_path / "store.db") as connection:
        connection.execute("DELETE FROM words")
    assert refusal.value.reason is StorageFailure.READ_ONLY


def test_a_copy_holds_what_is_still_in_the_wal(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(open_writer(path, tmp_path / "backups", OLDER)) as connection:
        connection.execute("INSERT INTO words VALUES ('late')")
        copy_verified(path, tmp_path / "copy.db")
    with reading(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT word FROM words").fetchall() == [("kept",), ("late",)]
    assert not (tmp_path / "copy.db.part").exists()


def test_quick_check_says_what_is_wrong(tmp_path: Path) -> None:
    sound, torn = tmp_path / "sound.db", tmp_path / "torn.db"
    open_writer(sound, tmp_path / "backups").close()
    make_torn(torn)
    assert quick_check(sound) == ()
    assert quick_check(torn) != ()
