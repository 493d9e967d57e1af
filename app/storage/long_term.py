"""What the long run needs beside the rows: when files last came in, and the constants of each day."""

import sqlite3
from datetime import UTC, date, datetime
from typing import Final

from app.domain.coach_report import Planned
from app.domain.constants_changes import ConstantsOfDay
from app.storage.reading import local_time

_LAST_IMPORTS: Final = """
    SELECT coalesce(recorder, ''), max(imported_utc_us) FROM imported JOIN session USING (activity_id)
    WHERE deleted_utc_us IS NULL AND (:names IS NULL OR athlete IN (SELECT value FROM json_each(:names)))
    GROUP BY recorder"""

# SQLite reads each setup once; those that a salvage left unreadable are passed over.
_CONSTANTS: Final = """
    SELECT started_utc_us, utc_offset_s, activity_type, json_extract(constants, '$.resting_bpm'),
        json_extract(constants, '$.max_bpm'), json_extract(constants, '$.threshold_bpm')
    FROM (SELECT started_utc_us, utc_offset_s, started_at_us, activity.activity_type,
            CASE WHEN json_valid(setup) THEN json_extract(setup, '$.constants') END AS constants
        FROM session JOIN activity USING (activity_id)
        WHERE deleted_utc_us IS NULL AND (:names IS NULL OR athlete IN (SELECT value FROM json_each(:names))))
    ORDER BY started_at_us"""


# A target of the session's own goes before the session that it was done in place of.
_PLANNED: Final = """
    SELECT activity_id, coalesce(json_extract(setup, '$.target_load'), json_extract(setup, '$.wanted.load')),
        json_extract(setup, '$.wanted.minutes')
    FROM session WHERE json_valid(setup) AND started_utc_us >= ? AND deleted_utc_us IS NULL"""


def read_planned(connection: sqlite3.Connection, since_utc_us: int) -> dict[int, Planned]:
    """What the sessions since then were to be, by id; those of which nothing was said are left out."""
    rows = connection.execute(_PLANNED, (since_utc_us,)).fetchall()
    return {
        activity_id: Planned(_amount(load), _amount(minutes))
        for activity_id, load, minutes in rows
        if load is not None
    }


def read_last_imports(connection: sqlite3.Connection, names: str | None) -> dict[str, date]:
    """By what wrote the files, the day on which some were last brought in, where this machine is."""
    rows = connection.execute(_LAST_IMPORTS, {"names": names}).fetchall()
    return {name: datetime.fromtimestamp(utc_us / 1e6, UTC).astimezone().date() for name, utc_us in rows}


def read_constants(connection: sqlite3.Connection, names: str | None) -> tuple[ConstantsOfDay, ...]:
    """What each finished session was computed with, oldest first."""
    rows = connection.execute(_CONSTANTS, {"names": names}).fetchall()
    return tuple(
        ConstantsOfDay(local_time(utc_us, offset_s).date(), kind, *map(_bpm, rates))
        for utc_us, offset_s, kind, *rates in rows
    )


def _amount(stored: object) -> float | None:
    return float(stored) if isinstance(stored, int | float) else None


def _bpm(stored: object) -> int | None:
    return stored if isinstance(stored, int) else None
