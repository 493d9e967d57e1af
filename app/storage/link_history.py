"""What is kept of the links, for domain.link_timeline: events, packet times, runs of the program."""

import json
import sqlite3
from typing import Final

from app.domain.link_timeline import LINK_EVENTS, Arrival, LinkRecords, RunStart
from app.storage.reading import read_event

MOST_PACKETS: Final = 200_000  # two days of one strap; older ones are left out

_EVENTS: Final = """
    SELECT at_us, utc_us, kind, activity_id, detail FROM event
    WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY at_us DESC, event_id DESC LIMIT ?"""
_ARRIVALS: Final = """
    SELECT at_us, address FROM notification JOIN sensor USING (sensor_id)
    WHERE at_us >= ? ORDER BY at_us DESC LIMIT ?"""
_RUNS: Final = """
    SELECT timeline_us, utc_us, program_version FROM segment WHERE timeline_us >= ? ORDER BY timeline_us"""


def read_link_records(connection: sqlite3.Connection, last_events: int) -> LinkRecords:
    """The newest so many events of links, in order, and the packets and runs since the first of them."""
    kinds = json.dumps(list(LINK_EVENTS))
    events = [read_event(*row) for row in connection.execute(_EVENTS, (kinds, last_events)).fetchall()]
    if not events:
        return LinkRecords()
    events.reverse()
    since_us = events[0].at_us
    arrivals = connection.execute(_ARRIVALS, (since_us, MOST_PACKETS)).fetchall()
    runs = connection.execute(_RUNS, (since_us,)).fetchall()
    return LinkRecords(
        events=tuple(events),
        arrivals=tuple(Arrival(*row) for row in reversed(arrivals)),
        runs=tuple(RunStart(*row) for row in runs),
    )
