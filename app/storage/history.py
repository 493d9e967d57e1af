"""The past, read only: works while another process records, and where nothing was ever recorded."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.activity_row import ActivityRow
from app.domain.coach_report import Planned
from app.domain.constants_changes import ConstantsOfDay
from app.domain.link_timeline import LinkRecords
from app.domain.recording import Recording
from app.domain.remark import Remark
from app.domain.snapshot import ZoneTime
from app.storage.database import inspect, reading
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.link_history import read_link_records
from app.storage.lock import is_held
from app.storage.long_term import read_constants, read_last_imports, read_planned
from app.storage.older import bring_up_to_date, migrated_copy
from app.storage.reading import local_time, read_json, read_recording, status_of, stored_names
from app.storage.schema import MIGRATIONS, Migration

_ACTIVITIES = """
    SELECT activity_id, identity, segment_id, stopped_at_us, started_utc_us, utc_offset_s,
        deleted_utc_us, CASE WHEN coalesce(activity_type, '') = '' THEN setup END AS setup,
        coalesce(elapsed_s, (coalesce(stopped_at_us, last_at_us) - started_at_us) / 1e6) AS elapsed_s,
        activity_type, athlete, timer_s, counted_s, coverage, average_bpm, max_bpm, min_bpm, training_load,
        load_is_estimated, banister_trimp, edwards_trimp, lucia_trimp,
        CASE WHEN :with_zones THEN time_in_zone END AS time_in_zone, source, energy_kcal,
        algorithm_version, filled_in_load, notes, rpe, enjoyment, uses_filled_in_load,
        imported.activity_id IS NOT NULL AS is_imported, recorder, carried_by, is_sure
    FROM session JOIN session_extent USING (activity_id) LEFT JOIN activity USING (activity_id)
        LEFT JOIN remark USING (activity_id) LEFT JOIN imported USING (activity_id)
        LEFT JOIN twin USING (activity_id)
    WHERE (:activity_id IS NULL OR activity_id = :activity_id)
        AND (deleted_utc_us IS NOT NULL) = :in_bin
        AND (:since_us IS NULL OR started_utc_us >= :since_us)
        AND (:names IS NULL OR athlete IN (SELECT value FROM json_each(:names)))
    ORDER BY started_at_us DESC, activity_id DESC LIMIT :limit OFFSET :offset"""

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
        """One session as recorded so far. KeyError, StorageError."""
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

    def with_identity(self, identity: str) -> tuple[int, ...]:
        """The activity id that bears this identity, if one does, the bin's too. StorageError."""
        return self._ids("SELECT activity_id FROM session WHERE identity = ?", identity)

    def _ids(self, query: str, word: str) -> tuple[int, ...]:
        with self._rows() as connection:
            if connection is None:
                return ()
            return tuple(row[0] for row in connection.execute(query, (word,)).fetchall())

    def twins_of(self, activity_id: int) -> tuple[Twin, ...]:
        """The pairs that this activity is one of, carried or carrying. StorageError."""
        with self._rows() as connection:
            if connection is None:
                return ()
            return tuple(Twin(*row) for row in connection.execute(_TWINS, (activity_id,)).fetchall())

    def last_imports(self, athlete: tuple[str, ...] | None) -> dict[str, date]:
        """By what wrote the files, the day on which an athlete's were last brought in. StorageError."""
        with self._rows() as connection:
            return {} if connection is None else read_last_imports(connection, _named(connection, athlete))

    def constants(self, athlete: tuple[str, ...] | None) -> tuple[ConstantsOfDay, ...]:
        """What an athlete's finished sessions were computed with, oldest first. StorageError."""
        with self._rows() as connection:
            return () if connection is None else read_constants(connection, _named(connection, athlete))

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
            connection.row_factory = sqlite3.Row
            rows = connection.execute(_ACTIVITIES, {**defaults, **wanted, "names": names}).fetchall()
            return [_activity_row(row, running_segment) for row in rows]

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


def _activity_row(row: sqlite3.Row, running_segment: int | None) -> ActivityRow:
    stored = dict(zip(row.keys(), row, strict=True))
    segment_id, stopped_at_us = stored.pop("segment_id"), stored.pop("stopped_at_us")
    started_utc_us, utc_offset_s = stored.pop("started_utc_us"), stored.pop("utc_offset_s")
    deleted_utc_us, setup = stored.pop("deleted_utc_us"), stored.pop("setup")
    estimated = stored["load_is_estimated"]
    notes, rpe, enjoyment = stored.pop("notes"), stored.pop("rpe"), stored.pop("enjoyment")
    uses_filled_in_load = bool(stored.pop("uses_filled_in_load"))
    return ActivityRow(
        **stored
        | {
            "status": status_of(stopped_at_us, segment_id, running_segment),
            "started_at": local_time(started_utc_us, utc_offset_s),
            "deleted_at": None if deleted_utc_us is None else local_time(deleted_utc_us, utc_offset_s),
            "activity_type": stored["activity_type"] or _planned_type(read_json(setup)),
            "load_is_estimated": None if estimated is None else bool(estimated),
            "time_in_zone": _zones(stored["time_in_zone"]),
            "is_imported": bool(stored["is_imported"]),
            "is_sure": stored["is_sure"] is None or bool(stored["is_sure"]),
            "remark": Remark(notes or "", rpe, enjoyment, uses_filled_in_load),
        }
    )


def _planned_type(setup: dict[str, Any]) -> str | None:
    """The key of the ActivityType that an unfinished session was set up with."""
    planned = setup.get("activity_type")
    key = planned.get("key") if isinstance(planned, dict) else None
    return key if isinstance(key, str) else None


def _zones(stored: str | None) -> tuple[ZoneTime, ...]:
    zones = json.loads(stored) if stored else []
    return tuple(ZoneTime(zone["zone"], zone["name"], zone["lower_bpm"], zone["seconds"]) for zone in zones)
