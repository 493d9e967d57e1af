"""What a damaged database no longer holds, from the newest good backup: ids name the same records in both."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress

from app.storage.backups import Backup, list_backups
from app.storage.database import inspect, quick_check, read_only_uri
from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.storage.schema import APPLICATION_ID, MIGRATIONS


def newest_sound_backup(folders: Folders) -> Backup | None:
    """The newest daily backup that can be read to its last page; None when there is none."""
    return next((backup for backup in list_backups(folders) if _is_sound(backup)), None)


def attach_backup(new: sqlite3.Connection, backup: Backup) -> None:
    """Opens the backup beside the new database; to be called before any transaction. sqlite3.Error."""
    new.execute("ATTACH ? AS backup", (read_only_uri(backup.path),))


def fill_gaps(new: sqlite3.Connection, tables: Iterable[str]) -> dict[str, int]:
    """Adds the attached backup's rows whose ids are missing; how many, by table. sqlite3.Error."""
    return {table: _fill(new, table) for table in tables}


def _fill(new: sqlite3.Connection, table: str) -> int:
    if _columns(new, table, "main") != _columns(new, table, "backup"):  # the backup is of an older version
        return 0
    added = new.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM backup.{table}")  # noqa: S608 - a name of the schema
    return added.rowcount


def _columns(connection: sqlite3.Connection, table: str, schema: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?, ?)", (table, schema)).fetchall()
    return [str(row[0]) for row in rows]


def _is_sound(backup: Backup) -> bool:
    with suppress(StorageError):
        stored = inspect(backup.path)
        is_ours = stored.application_id == APPLICATION_ID and 0 < stored.version <= len(MIGRATIONS)
        return is_ours and not quick_check(backup.path, thorough=True)
    return False
