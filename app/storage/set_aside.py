"""A database taken out of the way whole, its WAL with it, under a name of its own."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from app.storage.atomic import sync_folder
from app.storage.errors import storage_error
from app.storage.free_names import free_path

_WAL: Final = "-wal"
_SHARED_MEMORY: Final = "-shm"  # an index of the WAL, made anew whenever it is missing


def set_aside(database: Path, now: datetime) -> Path | None:
    """Moves the database and its WAL to a dated name; None where there is none. StorageError.

    First both get their second name, then both lose the first: a crash between leaves everything findable,
    and never a WAL beside a database that it does not belong to. Hold the recorder's lock.
    """
    if not database.exists():
        return None
    aside = free_path(database.with_name(f"{database.stem}-set-aside-{now:%Y-%m-%d-%H%M%S}{database.suffix}"))
    try:
        for suffix in ("", _WAL):
            if _beside(database, suffix).exists():
                _give_second_name(_beside(database, suffix), _beside(aside, suffix))
        sync_folder(database.parent)
        _drop_first_names(database)
    except OSError as error:
        raise storage_error(error, database) from error
    return aside


def finish_set_aside(database: Path) -> None:
    """Where a crash left the database with two names it keeps one, for two names are no two copies. OSError.

    The first is dropped, since its WAL may have lost that already; but where the WAL has no second one yet,
    setting aside had only begun.
    """
    if not database.exists():
        return
    for aside in (each for each in _set_aside(database) if database.samefile(each)):
        if _beside(database, _WAL).exists() and not _beside(aside, _WAL).exists():
            aside.unlink()
        else:
            _drop_first_names(database)
            return


def _set_aside(database: Path) -> Iterator[Path]:
    return database.parent.glob(f"{database.stem}-set-aside*{database.suffix}")


def _drop_first_names(database: Path) -> None:
    for suffix in (_SHARED_MEMORY, _WAL, ""):
        _beside(database, suffix).unlink(missing_ok=True)
    sync_folder(database.parent)


def _beside(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)


def _give_second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)  # takes no room, which a full disk would not have
    except OSError:
        shutil.copy2(path, name)  # a file system without links
