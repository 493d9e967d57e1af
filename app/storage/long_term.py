"""What the long run needs beside the rows: when files last came in, and the constants of each day."""

import json
import sqlite3
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from app.domain.coach_report import Planned
from app.domain.constants_changes import ConstantsOfDay
from app.domain.intensity import SessionIntensity, Split
from app.domain.long_run import LoadRow
from app.domain.long_term_load import SessionLoad
from app.storage.reading import local_time

# The load that counts, as ActivityRow has it: 0 where another recording surely carries it.
# The plus keeps SQLite from the index: all is joined and sorted in one step, without Python's lock, while the
# page is made. Row by row it would ask for that lock each time, and wait.
_LOADS: Final = """
    SELECT activity_id, (started_utc_us / 1000000 + utc_offset_s) / 86400, identity, activity_type,
        CASE WHEN is_sure THEN 0.0 WHEN uses_filled_in_load THEN coalesce(filled_in_load, training_load)
            ELSE training_load END, load_is_estimated, coalesce(is_sure, 0), imported.activity_id IS NOT NULL,
        coalesce(recorder, ''), imported_utc_us
    FROM session JOIN activity USING (activity_id) LEFT JOIN remark USING (activity_id)
        LEFT JOIN imported USING (activity_id) LEFT JOIN standing_twin USING (activity_id)
    WHERE stopped_at_us IS NOT NULL AND deleted_utc_us IS NULL
        AND (:names IS NULL OR athlete IN (SELECT value FROM json_each(:names)))
    ORDER BY +started_at_us DESC, activity_id DESC"""
_EPOCH: Final = date(1970, 1, 1).toordinal()

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
    FROM session WHERE started_utc_us >= ? AND deleted_utc_us IS NULL AND json_valid(setup)"""


_INTENSITIES: Final = """
    SELECT activity_id, (started_utc_us / 1000000 + utc_offset_s) / 86400, intensity
    FROM session JOIN activity USING (activity_id)
    WHERE stopped_at_us IS NOT NULL AND deleted_utc_us IS NULL AND json_valid(intensity)
        AND started_utc_us >= :since_us
        AND (:names IS NULL OR athlete IN (SELECT value FROM json_each(:names)))"""


def read_intensities(
    connection: sqlite3.Connection, since_utc_us: int, names: str | None
) -> dict[int, SessionIntensity]:
    """The intensity of each finished session since then, by id; those not computed yet are left out."""
    rows = connection.execute(_INTENSITIES, {"since_us": since_utc_us, "names": names}).fetchall()
    read = ((activity_id, day, _amounts(json.loads(stored))) for activity_id, day, stored in rows)
    return {
        activity_id: SessionIntensity(
            date.fromordinal(_EPOCH + day), Split(*amounts[:3]), Split(*amounts[3:])
        )
        for activity_id, day, amounts in read
        if amounts is not None
    }


def _amounts(stored: object) -> list[float] | None:
    """Six numbers; None for what is none, which a salvaged file may hold."""
    if not isinstance(stored, list) or len(stored) != 6:
        return None
    amounts = [_amount(each) for each in stored]
    known = [each for each in amounts if each is not None]
    return known if len(known) == 6 else None


def read_planned(connection: sqlite3.Connection, since_utc_us: int) -> dict[int, Planned]:
    """What the sessions since then were to be, by id; those of which nothing was said are left out."""
    rows = connection.execute(_PLANNED, (since_utc_us,)).fetchall()
    return {
        activity_id: Planned(_amount(load), _amount(minutes))
        for activity_id, load, minutes in rows
        if load is not None
    }


def read_loads(connection: sqlite3.Connection, names: str | None) -> list[LoadRow]:
    """What the long run needs of each finished activity, newest first."""
    rows = connection.execute(_LOADS, {"names": names}).fetchall()
    return [
        LoadRow(
            activity_id,
            SessionLoad(date.fromordinal(_EPOCH + day), identity, kind, load, bool(is_estimated)),
            bool(is_carried),
            recorder if is_imported else None,
            None if imported_us is None else _local_day(imported_us),
        )
        for (
            activity_id,
            day,
            identity,
            kind,
            load,
            is_estimated,
            is_carried,
            is_imported,
            recorder,
            imported_us,
        ) in rows
    ]


@cache
def _local_day(utc_us: int) -> date:
    """Where this machine is; files come in by hundreds at one moment."""
    return datetime.fromtimestamp(utc_us / 1e6, UTC).astimezone().date()


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
