"""Sessions without numbers, without a file, or with the numbers of an earlier version."""

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


_OUTDATED = """
    SELECT activity_id FROM session
        LEFT JOIN activity USING (activity_id) LEFT JOIN imported USING (activity_id)
    WHERE stopped_at_us IS NOT NULL AND deleted_utc_us IS NULL AND coalesce(algorithm_version, 0) < ?
        AND CASE WHEN imported.activity_id IS NULL THEN activity.activity_id ELSE original_id END IS NOT NULL
    ORDER BY started_at_us DESC"""


def read_outdated(connection: sqlite3.Connection, algorithm_version: int) -> tuple[int, ...]:
    """The ids of those whose numbers an earlier version computed, and of imported ones without any.

    Newest first; without those in the bin, and those of which there is nothing to compute from.
    """
    return tuple(row[0] for row in connection.execute(_OUTDATED, (algorithm_version,)).fetchall())
