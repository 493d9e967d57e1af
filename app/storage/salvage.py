"""What can still be read of a damaged database, row by row, into a new one; the damaged file is kept.

What is missing then comes from the newest good backup.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.frozen import frozen
from app.domain.recording import EventKind
from app.storage.backups import SALVAGED, Backup, put_in_place
from app.storage.database import open_writer, quick_check, read_only_uri, transaction
from app.storage.errors import StorageError, StorageFailure, storage_error
from app.storage.folders import Folders
from app.storage.gap_filling import attach_backup, fill_gaps, newest_sound_backup
from app.storage.readable_rows import readable_rows
from app.storage.schema import MIGRATIONS

# Parents before children, each with its integer key.
_TABLES: Final = (
    ("segment", "segment_id"),
    ("sensor", "sensor_id"),
    ("session", "activity_id"),
    ("notification", "notification_id"),
    ("event", "event_id"),
    ("activity", "activity_id"),
    ("remark", "activity_id"),
    ("original", "original_id"),
    ("imported", "activity_id"),
    ("twin", "activity_id"),
)

ROWS_BETWEEN_NEWS: Final = 20_000  # a second's work, so that whoever waits sees it go on

_YEAR_2100_US: Final = 4_102_444_800_000_000  # a later place on the timeline is damage

# Rows whose parents are lost get a stand-in, or stand alone; words and times that cannot be are left behind.
_MAKE_CONSISTENT: Final = (
    "DELETE FROM notification WHERE at_us NOT BETWEEN 0 AND :latest_us",
    """DELETE FROM event WHERE at_us NOT BETWEEN 0 AND :latest_us
        OR kind NOT IN (SELECT value FROM json_each(:kinds)) OR NOT json_valid(detail)""",
    """DELETE FROM session WHERE started_at_us NOT BETWEEN 0 AND :latest_us OR NOT json_valid(setup)
        OR stopped_at_us NOT BETWEEN started_at_us AND :latest_us""",
    "DELETE FROM segment WHERE timeline_us NOT BETWEEN 0 AND :latest_us",
    """DELETE FROM activity WHERE activity_id NOT IN (SELECT activity_id FROM session)
        OR NOT json_valid(time_in_zone)""",
    "UPDATE event SET activity_id = NULL WHERE activity_id NOT IN (SELECT activity_id FROM session)",
    """INSERT INTO sensor (sensor_id, address) SELECT DISTINCT sensor_id, 'lost ' || sensor_id
        FROM notification WHERE sensor_id NOT IN (SELECT sensor_id FROM sensor)""",
    """INSERT INTO segment SELECT segment_id, 'lost', 'lost', 0, min(at_us), min(at_us), 0, '' FROM
        (SELECT segment_id, at_us FROM notification UNION ALL SELECT segment_id, at_us FROM event
            UNION ALL SELECT segment_id, started_at_us FROM session)
        WHERE segment_id NOT IN (SELECT segment_id FROM segment) GROUP BY segment_id""",
)
# What later versions of the schema added, each with what makes its rows consistent.
_DROP_STRAYS: Final = (
    ("remark", "DELETE FROM remark WHERE activity_id NOT IN (SELECT activity_id FROM session)"),
    ("imported", "DELETE FROM imported WHERE activity_id NOT IN (SELECT activity_id FROM session)"),
    (
        "twin",
        """DELETE FROM twin WHERE activity_id NOT IN (SELECT activity_id FROM session)
            OR carried_by NOT IN (SELECT activity_id FROM session)""",
    ),
)


Tell = Callable[[str, int], None]
"""Hears while it lasts: the table, and how many of its rows were read so far."""


@frozen
class Salvaged:
    """Rows in the new database, by table; those among them that only `backup` still had.

    `set_aside` is where the damaged file lies now, `problems` is what SQLite said of it.
    """

    rows: dict[str, int]
    from_backup: dict[str, int]
    backup: Path | None
    set_aside: Path
    problems: tuple[str, ...]

    @property
    def found_nothing(self) -> bool:
        """Whether not one session or heartbeat could be read in the damaged file."""
        return _is_empty(self.rows, self.from_backup)


def _tell_nobody(_table: str, _rows: int) -> None:
    """Nobody waits."""


def salvage(folders: Folders, now: datetime, tell: Tell = _tell_nobody) -> Salvaged:
    """Puts what can be read, in a new database, in place. Hold the recorder's lock. StorageError."""
    damaged = folders.database
    problems = quick_check(damaged, thorough=True)
    backup = newest_sound_backup(folders)
    fresh = damaged.with_name(damaged.name + SALVAGED)
    patched = damaged.with_name(damaged.name + ".patched")
    try:
        _forget(fresh, patched)
        rows, added = _save_rows(damaged, fresh, backup, tell)
        if _is_empty(rows, added):
            _copy_with_new_first_page(damaged, fresh, patched)
            _forget(fresh)
            rows, added = _save_rows(patched, fresh, backup, tell)
        aside = put_in_place(damaged, fresh, now)
    except (sqlite3.Error, OSError) as error:
        raise storage_error(error, fresh) from error
    finally:
        _forget(fresh, patched)
    if aside is None:
        raise StorageError(StorageFailure.CANNOT_WRITE, damaged)
    return Salvaged(rows, added, None if backup is None else backup.path, aside, problems)


def _is_empty(rows: dict[str, int], added: dict[str, int]) -> bool:
    return all(rows[table] <= added.get(table, 0) for table in ("session", "notification"))


def _save_rows(
    damaged: Path, fresh: Path, backup: Backup | None, tell: Tell
) -> tuple[dict[str, int], dict[str, int]]:
    """Fills a new database at `fresh`: rows by table, and the backup's. StorageError, sqlite3.Error."""
    with closing(sqlite3.connect(read_only_uri(damaged), uri=True, isolation_level=None)) as old:
        old.text_factory = lambda text: text.decode(errors="replace")
        with closing(open_writer(fresh, fresh.parent, MIGRATIONS[: _version(old)])) as new:
            new.execute("PRAGMA foreign_keys = OFF")  # consistent again at the end, not at every step
            if backup is not None:
                attach_backup(new, backup)
            with transaction(new):
                tables = _tables_of(new)
                for table, key in tables:
                    _save_table(old, new, table, key, tell)
                added = {} if backup is None else fill_gaps(new, (table for table, _ in tables))
                wanted = {"latest_us": _YEAR_2100_US, "kinds": json.dumps(list(EventKind))}
                for statement in _MAKE_CONSISTENT:
                    new.execute(statement, wanted)
                for table, statement in _DROP_STRAYS:
                    if table in dict(tables):
                        new.execute(statement)
                saved = {table: _count(new, table) for table, _ in tables}
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return saved, added


def _version(old: sqlite3.Connection) -> int:
    try:
        version = int(old.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return len(MIGRATIONS)
    return version if 0 < version < len(MIGRATIONS) else len(MIGRATIONS)


def _tables_of(new: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Those of `_TABLES` that this version of the schema has."""
    there = {row[0] for row in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}
    return tuple((table, key) for table, key in _TABLES if table in there)


def _save_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str, key: str, tell: Tell) -> None:
    for number, row in enumerate(readable_rows(old, table, key), start=1):
        if number % ROWS_BETWEEN_NEWS == 0:
            tell(table, number)
        places = ", ".join("?" * len(row))
        try:
            new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row)  # noqa: S608 - from _TABLES
        except (sqlite3.IntegrityError, sqlite3.OperationalError):
            continue  # damage that SQLite could read, but that is of another type or width than the table's


def _count(new: sqlite3.Connection, table: str) -> int:
    return int(new.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - from _TABLES


def _copy_with_new_first_page(damaged: Path, fresh: Path, patched: Path) -> None:
    """A copy whose first page, which says where each table begins, is a new database's.

    The same migrations put each table at the same page. Only the file's length in pages differs (offset 28 of
    the header; SQLite's file format, section 1.3).
    """
    with fresh.open("rb") as stream:
        first = bytearray(stream.read(100))
        size = int.from_bytes(first[16:18], "big")
        first += stream.read(size - 100)
    first[28:32] = (damaged.stat().st_size // size).to_bytes(4, "big")
    shutil.copyfile(damaged, patched)
    patched.chmod(0o600)
    with patched.open("r+b") as stream:
        stream.write(first)


def _forget(*databases: Path) -> None:
    for database in databases:
        for suffix in ("", "-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
