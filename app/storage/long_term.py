"""What the long run needs beside the rows: when files last came in, and the constants of each day."""

import sqlite3
from datetime import UTC, date, datetime
from typing import Final

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


def _bpm(stored: object) -> int | None:
    return stored if isinstance(stored, int) else None
