"""Sessions that were stopped, and whose process ended before their numbers and files were there."""

import sqlite3

_UNCOMPLETED = """
    SELECT activity_id FROM session
    WHERE stopped_at_us IS NOT NULL AND stopped_at_us < ? AND deleted_utc_us IS NULL
        AND activity_id NOT IN (SELECT activity_id FROM activity)
        AND activity_id NOT IN (SELECT activity_id FROM imported)
    ORDER BY started_at_us"""


def read_uncompleted(connection: sqlite3.Connection, before_us: int) -> tuple[int, ...]:
    """Their ids, oldest first; only those stopped before that place, without those in the bin."""
    return tuple(row[0] for row in connection.execute(_UNCOMPLETED, (before_us,)).fetchall())
