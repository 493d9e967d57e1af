"""What the athlete can go back to: daily backups, copies made before updates, databases set aside."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.domain.restore_point import RestorePoint, RestorePointKind
from app.storage.backups import list_backups
from app.storage.database import reading
from app.storage.errors import StorageError
from app.storage.folders import Folders


def restore_points(folders: Folders) -> tuple[RestorePoint, ...]:
    """All of them, newest first; those that vanish or cannot be looked at meanwhile are left out."""
    points: list[RestorePoint] = []
    for path, kind in _files(folders):
        with suppress(OSError):
            found = path.stat()
            made_at = datetime.fromtimestamp(found.st_mtime, UTC).astimezone()
            points.append(RestorePoint(str(path), kind, made_at, found.st_size, _activities(path)))
    return tuple(sorted(points, key=lambda point: point.made_at, reverse=True))


def _files(folders: Folders) -> Iterator[tuple[Path, RestorePointKind]]:
    stem = folders.database.stem
    for backup in list_backups(folders):
        yield backup.path, RestorePointKind.DAILY
    for path in folders.backups.glob(f"{stem}-before-version-*.db"):
        yield path, RestorePointKind.BEFORE_UPDATE
    for path in folders.home.glob(f"{stem}-set-aside*.db"):
        yield path, RestorePointKind.SET_ASIDE


def _activities(path: Path) -> int | None:
    with suppress(StorageError), reading(path) as connection:
        row = connection.execute("SELECT count(*) FROM session WHERE deleted_utc_us IS NULL").fetchone()
        return int(row[0])
    return None
