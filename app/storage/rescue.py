"""Records that the disk would not take to the very end: into a file elsewhere, and home at the next start."""

import hashlib
import logging
import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from app.domain.frozen import frozen
from app.storage.database import read_only_uri, transaction
from app.storage.folders import PRIVATE_FILE, Folders
from app.storage.free_names import free_path
from app.storage.overlay import overlay
from app.storage.schema import MIGRATIONS
from app.storage.statements import Statement

_STEM: Final = "sidebeat-rescued"
# The two shared folders of Unix; what lies in them is taken only where it is our own.
_EMPTIED_AT_RESTART: Final = Path("/tmp")  # noqa: S108 - see above
_OUTLASTS_A_RESTART: Final = Path("/var/tmp")  # noqa: S108 - see above

_NO_OLD_NOTIFICATIONS: Final = Statement("SELECT 0 WHERE 0", ())

# Where no Sidebeat ran since, a whole file says how things stand: what it changed and took away counts too.
_ADOPT_RUNS: Final = "INSERT OR IGNORE INTO segment SELECT * FROM rescued.segment"
_NOBODY_RAN_SINCE: Final = """
    SELECT (SELECT max(segment_id) FROM main.segment) = (SELECT max(segment_id) FROM rescued.segment)"""
_TAKE_CHANGES: Final = (
    """UPDATE session SET (segment_id, stopped_at_us, setup, athlete, deleted_utc_us) =
        (SELECT segment_id, stopped_at_us, setup, athlete, deleted_utc_us FROM rescued.session AS newer
            WHERE newer.activity_id = session.activity_id)
        WHERE activity_id IN (SELECT activity_id FROM rescued.session)""",
    "DELETE FROM activity WHERE activity_id IN (SELECT activity_id FROM rescued.session)",
    "DELETE FROM remark WHERE activity_id IN (SELECT activity_id FROM rescued.session)",
    "DELETE FROM twin WHERE activity_id IN (SELECT activity_id FROM rescued.session)",
)
_ADOPT: Final = (
    """INSERT OR IGNORE INTO sensor (address, name, serial_number, manufacturer, model, location)
        SELECT address, name, serial_number, manufacturer, model, location FROM rescued.sensor""",
    """INSERT INTO session SELECT * FROM rescued.session WHERE TRUE ON CONFLICT (activity_id) DO UPDATE
        SET stopped_at_us = coalesce(stopped_at_us, excluded.stopped_at_us),
            segment_id = max(segment_id, excluded.segment_id)""",
    "INSERT OR IGNORE INTO event SELECT * FROM rescued.event",
    "INSERT OR IGNORE INTO remark SELECT * FROM rescued.remark",
    """INSERT OR IGNORE INTO original (sha256, name, octets)
        SELECT sha256, name, octets FROM rescued.original WHERE octets <> x''""",
    """INSERT OR IGNORE INTO imported
        SELECT activity_id, ours.original_id, place, recorder, imported_utc_us FROM rescued.imported
        LEFT JOIN rescued.original AS theirs USING (original_id)
        LEFT JOIN main.original AS ours ON ours.sha256 = theirs.sha256""",
    "INSERT OR IGNORE INTO twin SELECT * FROM rescued.twin",
    """INSERT OR IGNORE INTO notification
        SELECT notification_id, segment_id, at_us, utc_us, sensor.sensor_id, characteristic, payload
        FROM rescued.notification JOIN rescued.sensor AS theirs USING (sensor_id)
        JOIN main.sensor ON sensor.address = theirs.address""",
)

# Rescued from another store (the demo's, an older life of this one) where a segment of one number is another.
_IS_FOREIGN: Final = """
    SELECT count(*) FROM main.segment AS ours JOIN rescued.segment AS theirs USING (segment_id)
    WHERE ours.process <> theirs.process"""

_log = logging.getLogger(__name__)


def rescue(folders: Folders, waiting: Iterable[Statement]) -> Path | None:
    """Writes what waits into the first place that takes it: home, exports, the system's temporary folder."""
    with closing(overlay(folders.database, waiting, _NO_OLD_NOTIFICATIONS)) as memory:
        for place, stem in _places(folders):
            with suppress(OSError, sqlite3.Error):
                return _write(memory, free_path(place / f"{stem}.db"))
    return None


def find_rescued(folders: Folders) -> tuple[Path, ...]:
    """The files that `rescue` left for this store; anybody may lay others into a shared temporary folder."""
    found = (path for place, stem in _places(folders) for path in sorted(place.glob(f"{stem}*.db")))
    return tuple(path for path in found if _is_our_own(path))


def _is_our_own(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.getuid())


@frozen
class Homecoming:
    """The rescued files whose records are in the database now, and those that could not be taken in."""

    home: tuple[Path, ...] = ()
    staying: tuple[Path, ...] = ()


def bring_home(connection: sqlite3.Connection, folders: Folders) -> Homecoming:
    """Takes every rescued file of this store in; over the writing connection."""
    found = find_rescued(folders)
    home = tuple(path for path in found if adopt(connection, path))
    return Homecoming(home, tuple(path for path in found if path not in home))


def adopt(connection: sqlite3.Connection, rescued: Path) -> bool:
    """Takes a rescued file's rows into the database they belong to, and removes it; whether it could."""
    try:
        connection.execute("ATTACH ? AS rescued", (read_only_uri(rescued),))
    except sqlite3.Error as error:
        _log.warning("%s cannot be read: %s", rescued, error)
        return False
    try:
        if connection.execute(_IS_FOREIGN).fetchone()[0]:
            return False
        with transaction(connection):
            connection.execute(_ADOPT_RUNS)
            for sql in (*(_TAKE_CHANGES if _is_newest_and_whole(connection) else ()), *_ADOPT):
                connection.execute(sql)
            connection.execute(_adopt_numbers(connection))
    except sqlite3.Error as error:
        _log.warning("%s could not be taken in: %s", rescued, error)
        return False
    finally:
        connection.execute("DETACH rescued")
    with suppress(OSError):
        rescued.unlink()
    return True


def _adopt_numbers(connection: sqlite3.Connection) -> str:
    """Derived numbers, as many as the version knew that rescued them."""
    names = [row[1] for row in connection.execute("PRAGMA rescued.table_info (activity)").fetchall()]
    ours = {row[1] for row in connection.execute("PRAGMA main.table_info (activity)").fetchall()}
    columns = ", ".join(name for name in names if name in ours)
    return f"INSERT OR IGNORE INTO activity ({columns}) SELECT {columns} FROM rescued.activity"  # noqa: S608 - columns of our own schema


def _is_newest_and_whole(connection: sqlite3.Connection) -> bool:
    """Whether the rescued file holds all that the database held, and nothing has changed there since."""
    version = connection.execute("PRAGMA rescued.user_version").fetchone()[0]
    is_whole = 0 < version <= len(MIGRATIONS)
    return bool(is_whole and connection.execute(_NOBODY_RAN_SINCE).fetchone()[0])


def _places(folders: Folders) -> tuple[tuple[Path, str], ...]:
    """Folders and file stems; where other stores may lie too, the stem tells whose it is."""
    own = hashlib.sha256(str(folders.home).encode()).hexdigest()[:12]
    temporary = Path(tempfile.gettempdir())
    shared = (_OUTLASTS_A_RESTART, temporary) if temporary == _EMPTIED_AT_RESTART else (temporary,)
    return (folders.home, _STEM), (folders.exports, _STEM), *((place, f"{_STEM}-{own}") for place in shared)


def _write(memory: sqlite3.Connection, path: Path) -> Path:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            memory.backup(file)
    except sqlite3.Error:
        path.unlink()
        raise
    return path
