"""The past, read only: works while another process records, and where nothing was ever recorded."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.domain.activity_row import ActivityRow
from app.domain.coach_report import Planned
from app.domain.constants_changes import ConstantsOfDay
from app.domain.intensity import SessionIntensity
from app.domain.link_timeline import LinkRecords
from app.domain.long_run import LoadRow
from app.domain.recording import Recording
from app.storage.activity_rows import read_activity_rows
from app.storage.database import inspect, reading
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.link_history import read_link_records
from app.storage.lock import is_held
from app.storage.long_term import read_constants, read_intensities, read_loads, read_planned
from app.storage.older import bring_up_to_date, migrated_copy
from app.storage.reading import read_recording, stored_names
from app.storage.schema import MIGRATIONS, Migration
from app.storage.uncompleted import read_outdated

_TWINS = """
    SELECT activity_id, carried_by, is_sure <> 0, shift_s FROM twin WHERE ?1 IN (activity_id, carried_by)"""


class Twin(NamedTuple):
    """One activity recorded twice: the load of `activity_id` is carried by another, surely or perhaps."""

    activity_id: int
    carried_by: int
    is_sure: bool
    shift_s: int


class History:
    """Each call opens, reads and closes: no SELECT stays unfinished, a restored file is seen at once."""

    def __init__(self, folders: Folders, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        self._folders = folders
        self._migrations = migrations

    def activities(
        self,
        *,
        since: datetime | None = None,
        athlete: tuple[str, ...] | None = None,
        in_bin: bool = False,
        limit: int = -1,
        offset: int = 0,
        with_zones: bool = True,
    ) -> list[ActivityRow]:
        """Newest first, unfinished ones too. `since` is aware; `limit` −1 is all. StorageError.

        `athlete` is all names that the athlete has or had, in any case; None is everyone. Without zones the
        rows have no time in zone, and thousands of them are read a third sooner.
        """
        wanted = {"in_bin": in_bin, "limit": limit, "offset": offset, "with_zones": with_zones}
        return self._select(athlete, since_us=_microseconds(since), **wanted)

    def activity(self, activity_id: int) -> ActivityRow:
        """One line of the history or of the bin. KeyError, StorageError."""
        for in_bin in (False, True):
            if rows := self._select(activity_id=activity_id, in_bin=in_bin):
                return rows[0]
        raise KeyError(activity_id)

    def recording(self, activity_id: int) -> Recording:
        """One session as recorded so far. KeyError, StoredValueError, StorageError."""
        with self._rows() as connection:
            if connection is None:
                raise KeyError(activity_id)
            return read_recording(connection, activity_id, self._running_segment(connection))

    def imported_files(self) -> dict[str, int]:
        """The SHA-256 of every file that activities came from, with the first of them; the bin's too."""
        query = """SELECT sha256, min(activity_id) FROM imported JOIN original USING (original_id)
            GROUP BY original_id"""
        with self._rows() as connection:
            return {} if connection is None else dict(connection.execute(query).fetchall())

    def with_identity(self, identity: str) -> int | None:
        """The activity that bears this identity, in the bin or not; None where none does. StorageError."""
        with self._rows() as connection:
            if connection is None:
                return None
            query = "SELECT activity_id FROM session WHERE identity = ?"
            row = connection.execute(query, (identity,)).fetchone()
            return None if row is None else int(row[0])

    def twins_of(self, activity_id: int) -> tuple[Twin, ...]:
        """The pairs that this activity is one of, carried or carrying. StorageError."""
        with self._rows() as connection:
            if connection is None:
                return ()
            return tuple(Twin(*row) for row in connection.execute(_TWINS, (activity_id,)).fetchall())

    def loads(self, athlete: tuple[str, ...] | None) -> list[LoadRow]:
        """What the long run needs of each finished activity that is computed. StorageError."""
        with self._rows() as connection:
            return [] if connection is None else read_loads(connection, _named(connection, athlete))

    def constants(self, athlete: tuple[str, ...] | None) -> tuple[ConstantsOfDay, ...]:
        """What an athlete's finished sessions were computed with, oldest first. StorageError."""
        with self._rows() as connection:
            return () if connection is None else read_constants(connection, _named(connection, athlete))

    def intensities(self, since: datetime, athlete: tuple[str, ...] | None) -> dict[int, SessionIntensity]:
        """The kept intensity of each finished activity since then, by id. StorageError."""
        with self._rows() as connection:
            if connection is None:
                return {}
            return read_intensities(connection, _microseconds(since) or 0, _named(connection, athlete))

    def outdated(self, algorithm_version: int) -> tuple[int, ...]:
        """Those with an earlier version's numbers, and imported ones without; newest first. StorageError."""
        with self._rows() as connection:
            return () if connection is None else read_outdated(connection, algorithm_version)

    def planned(self, since: datetime) -> dict[int, Planned]:
        """What the sessions since then were to be, by activity id. StorageError."""
        with self._rows() as connection:
            return {} if connection is None else read_planned(connection, _microseconds(since) or 0)

    def link_records(self, last_events: int) -> LinkRecords:
        """The newest so many events of links, and what else came since the first of them. StorageError."""
        with self._rows() as connection:
            return LinkRecords() if connection is None else read_link_records(connection, last_events)

    def _select(self, athlete: tuple[str, ...] | None = None, **wanted: int | None) -> list[ActivityRow]:
        with self._rows() as connection:
            if connection is None:
                return []
            defaults = {"activity_id": None, "since_us": None, "limit": -1, "offset": 0, "with_zones": True}
            names = _named(connection, athlete)
            running_segment = self._running_segment(connection)
            parameters = {**defaults, **wanted, "names": names}
            return read_activity_rows(connection, parameters, running_segment)

    @contextmanager
    def _rows(self) -> Iterator[sqlite3.Connection | None]:
        """None where nothing was recorded yet. StorageError: a newer or corrupt file."""
        path = self._folders.database
        if not _has_content(path):
            yield None
            return
        version = inspect(path).version
        if version == 0:
            yield None
            return
        if version > len(self._migrations):
            raise StorageError(StorageFailure.NEWER_DATABASE, path)
        is_older = version < len(self._migrations)
        if is_older and not bring_up_to_date(self._folders, self._migrations):
            with migrated_copy(path, self._migrations) as connection:
                yield connection
            return
        with reading(path) as connection:
            yield connection

    def _running_segment(self, connection: sqlite3.Connection) -> int | None:
        if not is_held(self._folders.lock_file):
            return None
        newest = connection.execute("SELECT max(segment_id) FROM segment").fetchone()[0]
        return None if newest is None else int(newest)


def _named(connection: sqlite3.Connection, athlete: tuple[str, ...] | None) -> str | None:
    """The athlete's names as sessions bear them; None: everyone's."""
    return None if athlete is None else stored_names(connection, athlete)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1e6)
