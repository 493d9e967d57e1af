"""Rows back into the domain's records, over any connection to the schema."""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from app.domain.recording import (
    EventKind,
    InterruptedSession,
    Notification,
    OriginalFile,
    RecordedEvent,
    Recording,
    SessionStatus,
)
from app.domain.stored import StoredValueError
from app.storage.timeline import Segment

_NOTIFICATIONS = """
    SELECT at_us, utc_us, address, characteristic, payload FROM notification JOIN sensor USING (sensor_id)
    WHERE at_us >= ? AND at_us < ? ORDER BY at_us, notification_id"""

# Sessions that began and ended while this one was interrupted, not those begun in the past after its stop.
_IN_BETWEEN = """
    SELECT started_at_us, stopped_at_us FROM session AS other
    WHERE started_at_us > :begins_us AND started_at_us < :ends_us AND stopped_at_us IS NOT NULL
        AND activity_id <> :activity_id AND activity_id NOT IN (SELECT activity_id FROM imported)
        AND ((SELECT stopped_at_us IS NULL FROM session WHERE activity_id = :activity_id)
            OR (SELECT min(event_id) FROM event WHERE event.activity_id = other.activity_id)
                < (SELECT max(event_id) FROM event
                    WHERE activity_id = :activity_id AND kind NOT IN ('amended', 'export')))"""

_EVENTS = """
    SELECT at_us, utc_us, kind, activity_id, detail FROM event
    WHERE activity_id = :activity_id
        OR (activity_id IS NULL AND at_us >= :begins_us AND at_us < :ends_us)
    ORDER BY at_us, event_id"""

_SESSION = """
    SELECT identity, segment_id, started_at_us, started_utc_us, utc_offset_s, stopped_at_us, last_at_us,
        setup, begins_us, ends_us
    FROM session JOIN session_extent USING (activity_id) WHERE activity_id = ?"""

_INTERRUPTED = """
    SELECT activity_id, started_at_us, started_utc_us, utc_offset_s, last_at_us, setup
    FROM session JOIN session_extent USING (activity_id)
    WHERE stopped_at_us IS NULL AND deleted_utc_us IS NULL AND segment_id <> ? ORDER BY started_at_us DESC"""


def status_of(stopped_at_us: int | None, segment_id: int, running_segment: int | None) -> SessionStatus:
    """A session's status, the segment being recorded now given, or None where nobody records."""
    if stopped_at_us is not None:
        return SessionStatus.FINISHED
    return SessionStatus.RUNNING if segment_id == running_segment else SessionStatus.INTERRUPTED


def read_notifications(
    connection: sqlite3.Connection, since_us: int, until_us: int
) -> tuple[Notification, ...]:
    """Those of [since_us, until_us), in the timeline's order."""
    return tuple(
        Notification(*row) for row in connection.execute(_NOTIFICATIONS, (since_us, until_us)).fetchall()
    )


def read_recording(
    connection: sqlite3.Connection, activity_id: int, running_segment: int | None
) -> Recording:
    """One session as recorded. KeyError when there is none; StoredValueError where its file is damaged."""
    row = connection.execute(_SESSION, (activity_id,)).fetchone()
    if row is None:
        raise KeyError(activity_id)
    (
        identity,
        segment_id,
        started_at_us,
        started_utc_us,
        utc_offset_s,
        stopped_at_us,
        last_at_us,
        setup,
        *extent,
    ) = row
    begins_us, ends_us = extent
    events = connection.execute(
        _EVENTS, {"activity_id": activity_id, "begins_us": begins_us, "ends_us": ends_us}
    )
    return Recording(
        activity_id=activity_id,
        identity=identity,
        status=status_of(stopped_at_us, segment_id, running_segment),
        started_at_us=started_at_us,
        started_utc_us=started_utc_us,
        utc_offset_s=utc_offset_s,
        stopped_at_us=stopped_at_us,
        last_at_us=last_at_us,
        setup=read_json(setup),
        notifications=_own_notifications(connection, activity_id, begins_us, ends_us),
        events=tuple(read_event(*event) for event in events.fetchall()),
        original=read_original(connection, activity_id),
    )


def _own_notifications(
    connection: sqlite3.Connection, activity_id: int, begins_us: int, ends_us: int
) -> tuple[Notification, ...]:
    """Without those of sessions in between: one may be gone on with after another was recorded."""
    extent = {"activity_id": activity_id, "begins_us": begins_us, "ends_us": ends_us}
    others = connection.execute(_IN_BETWEEN, extent).fetchall()
    kept = read_notifications(connection, begins_us, ends_us)
    return tuple(each for each in kept if not any(start <= each.at_us < stop for start, stop in others))


def read_original(connection: sqlite3.Connection, activity_id: int) -> OriginalFile | None:
    """The file that an imported activity came from; None for a recorded one, or one typed in.

    StoredValueError where the file is damaged or gone: without it there is nothing to compute from.
    """
    row = connection.execute(
        """SELECT name, octets, place FROM imported LEFT JOIN original USING (original_id)
            WHERE activity_id = ? AND original_id IS NOT NULL""",
        (activity_id,),
    ).fetchone()
    if row is None:
        return None
    name, octets, place = row
    try:
        return OriginalFile(name, zlib.decompress(octets or b""), place)
    except zlib.error as error:
        raise StoredValueError(f"the file of activity {activity_id}", name) from error


def read_event(at_us: int, utc_us: int, kind: str, activity_id: int | None, detail: str) -> RecordedEvent:
    """One row of the event table."""
    return RecordedEvent(at_us, utc_us, EventKind(kind), activity_id, read_json(detail))


def local_time(utc_us: int, utc_offset_s: int) -> datetime:
    """The wall clock's word where the athlete was."""
    return datetime.fromtimestamp(utc_us / 1e6, timezone(timedelta(seconds=utc_offset_s)))


def read_json(text: str) -> dict[str, Any]:
    """A stored JSON object; empty where it is none, which a salvaged file may hold."""
    try:
        stored = json.loads(text)
    except ValueError:
        return {}
    return stored if isinstance(stored, dict) else {}


def newest_segment(connection: sqlite3.Connection) -> Segment | None:
    """The segment begun last, None in a new database."""
    row = connection.execute("SELECT * FROM segment ORDER BY segment_id DESC LIMIT 1").fetchone()
    return None if row is None else Segment(*row)


def last_place_us(connection: sqlite3.Connection) -> int:
    """The newest place on the timeline that anything holds; 0 in a new database."""
    return int(
        connection.execute(
            """SELECT max(coalesce((SELECT max(at_us) FROM notification), 0),
                coalesce((SELECT max(at_us) FROM event), 0),
                coalesce((SELECT max(timeline_us) FROM segment), 0),
                coalesce((SELECT max(max(started_at_us, coalesce(stopped_at_us, 0))) FROM session), 0))"""
        ).fetchone()[0]
    )


def last_id(connection: sqlite3.Connection, table: str) -> int:
    """The highest id ever given in `notification`, `event` or `session`; 0 when none was."""
    query = {
        "notification": "SELECT max(notification_id) FROM notification",
        "event": "SELECT max(event_id) FROM event",
        "session": "SELECT seq FROM sqlite_sequence WHERE name = 'session'",
    }[table]
    row = connection.execute(query).fetchone()
    return int(row[0] or 0) if row else 0


def read_finished_ids(connection: sqlite3.Connection, names: Iterable[str]) -> tuple[int, ...]:
    """The finished sessions of an athlete of these names, oldest first, without those in the bin."""
    rows = connection.execute(
        """SELECT activity_id FROM session WHERE athlete IN (SELECT value FROM json_each(?))
            AND stopped_at_us IS NOT NULL AND deleted_utc_us IS NULL ORDER BY started_at_us""",
        (stored_names(connection, names),),
    ).fetchall()
    return tuple(row[0] for row in rows)


def stored_names(connection: sqlite3.Connection, names: Iterable[str]) -> str:
    """These names as sessions bear them, whatever their case; a JSON list, for `json_each`."""
    wanted = {name.casefold() for name in names}
    borne = connection.execute("SELECT DISTINCT athlete FROM session").fetchall()
    return json.dumps([name for (name,) in borne if name.casefold() in wanted])


def read_interrupted(connection: sqlite3.Connection, running_segment: int) -> tuple[InterruptedSession, ...]:
    """Those never stopped and not of the running segment, newest first, without those in the bin."""
    rows = connection.execute(_INTERRUPTED, (running_segment,)).fetchall()
    return tuple(
        InterruptedSession(activity_id, at_us, utc_us, utc_offset_s, last_at_us, read_json(setup))
        for activity_id, at_us, utc_us, utc_offset_s, last_at_us, setup in rows
    )
