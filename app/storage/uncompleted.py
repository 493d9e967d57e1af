"""Sessions that an earlier process stopped, and that have no numbers or no file: killed, or without room."""

import sqlite3

_UNCOMPLETED = """
    SELECT activity_id FROM session
    WHERE stopped_at_us IS NOT NULL AND stopped_at_us < ? AND deleted_utc_us IS NULL
        AND activity_id NOT IN (SELECT activity_id FROM imported)
        AND (activity_id NOT IN (SELECT activity_id FROM activity)
            OR (SELECT json_extract(detail, '$.problem') FROM event
                WHERE event.activity_id = session.activity_id AND kind = 'export'
                ORDER BY event_id DESC LIMIT 1) IS NOT NULL)
    ORDER BY started_at_us"""


def read_uncompleted(connection: sqlite3.Connection, before_us: int) -> tuple[int, ...]:
    """Their ids, oldest first; only those stopped before that place, without those in the bin."""
    return tuple(row[0] for row in connection.execute(_UNCOMPLETED, (before_us,)).fetchall())
