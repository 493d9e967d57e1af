"""Backups by SQLite's own API, seven days and four weeks of them; restoring overwrites nothing."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from app.domain.frozen import frozen
from app.storage.atomic import sync_folder
from app.storage.database import copy_verified, inspect
from app.storage.errors import StorageError, StorageFailure, storage_error
from app.storage.folders import Folders
from app.storage.schema import APPLICATION_ID, MIGRATIONS
from app.storage.set_aside import finish_set_aside, set_aside
from app.storage.watched_folder import forget_told

DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 4

RESTORED: Final = ".restored"  # what follows the database's name while another file is made to take its place
SALVAGED: Final = ".salvaged"

_NAME: Final = re.compile(r"sidebeat-(\d{4}-\d{2}-\d{2})\.db")


@frozen
class Backup:
    """One day's copy of the database."""

    path: Path
    day: date


def list_backups(folders: Folders) -> tuple[Backup, ...]:
    """The daily ones, newest first."""
    found = ((path, _NAME.fullmatch(path.name)) for path in folders.backups.glob("sidebeat-*.db"))
    dated = (
        Backup(path, date.fromisoformat(match[1])) for path, match in found if match and _is_date(match[1])
    )
    return tuple(sorted(dated, key=lambda backup: backup.day, reverse=True))


def back_up(folders: Folders, today: date) -> Backup | None:
    """Today's copy, made from a reading connection, so also while a session runs; thins out older ones.

    None where today has one already or there is nothing to copy. StorageError: an unsound database is not
    copied, so that it pushes no good copy out.
    """
    if not folders.database.exists() or any(backup.day == today for backup in list_backups(folders)):
        return None
    path = folders.backups / f"sidebeat-{today.isoformat()}.db"
    copy_verified(folders.database, path)
    for backup in _superfluous(list_backups(folders)):
        backup.path.unlink(missing_ok=True)
    return Backup(path, today)


def restore(folders: Folders, backup: Path, now: datetime) -> Path | None:
    """Puts a backup in the database's place; where the present one lies now, None if there was none.

    Hold the recorder's lock. StorageError: an unsound or newer backup, and nothing is changed.
    """
    stored = inspect(backup)
    if stored.version > len(MIGRATIONS):
        raise StorageError(StorageFailure.NEWER_DATABASE, backup)
    if stored.application_id != APPLICATION_ID:
        raise StorageError(StorageFailure.FOREIGN_DATABASE, backup)
    fresh = folders.database.with_name(folders.database.name + RESTORED)
    copy_verified(backup, fresh)
    return put_in_place(folders.database, fresh, now)


def put_in_place(database: Path, fresh: Path, now: datetime) -> Path | None:
    """Sets the present database aside and renames `fresh` to its name; where the old one is. StorageError."""
    aside = set_aside(database, now)
    try:
        forget_told(database.parent)
        fresh.replace(database)
        sync_folder(database.parent)
    except OSError as error:
        raise storage_error(error, database) from error
    return aside


def finish_put_in_place(database: Path) -> None:
    """Where a crash cut `put_in_place` off, it is brought to its end; what was not in place yet is forgotten.

    Hold the recorder's lock. StorageError.
    """
    try:
        for suffix in (RESTORED, SALVAGED):
            _finish_put_in_place(database, database.with_name(database.name + suffix))
    except OSError as error:
        raise storage_error(error, database) from error


def _finish_put_in_place(database: Path, fresh: Path) -> None:
    if not fresh.exists():
        return
    finish_set_aside(database)
    if database.exists():  # it was only being made, of what is still there
        fresh.unlink()
    else:
        forget_told(database.parent)
        fresh.replace(database)
        sync_folder(database.parent)


def _superfluous(backups: tuple[Backup, ...]) -> list[Backup]:
    """All but the newest of each of the last seven days and of the last four weeks that have one."""
    daily = set(_newest_of_each(backups, lambda day: (day.toordinal(), 0))[:DAYS_KEPT])
    weekly = set(_newest_of_each(backups, lambda day: day.isocalendar()[:2])[:WEEKS_KEPT])
    return [backup for backup in backups if backup not in daily | weekly]


def _newest_of_each(backups: tuple[Backup, ...], group: Callable[[date], tuple[int, int]]) -> list[Backup]:
    newest: dict[tuple[int, int], Backup] = {}
    for backup in backups:
        newest.setdefault(group(backup.day), backup)
    return list(newest.values())


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
