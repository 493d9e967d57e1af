"""What a recorder begins with: rescued records home, the ids given last, and its segment of the timeline."""

import os
import sqlite3
import uuid
from contextlib import suppress

import app
from app.domain.frozen import frozen
from app.storage.database import reading
from app.storage.errors import StorageError, storage_error
from app.storage.folders import Folders
from app.storage.reading import last_id, last_place_us, newest_segment
from app.storage.rescue import Homecoming, bring_home
from app.storage.timeline import Clocks, Segment, next_segment


@frozen
class _Reached:
    """How far one database has come."""

    notification_id: int
    event_id: int
    activity_id: int
    last_at_us: int
    segment: Segment | None

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> "_Reached":
        return cls(
            notification_id=last_id(connection, "notification"),
            event_id=last_id(connection, "event"),
            activity_id=last_id(connection, "session"),
            last_at_us=last_place_us(connection),
            segment=newest_segment(connection),
        )


@frozen
class Beginning:
    """The ids given last, the segment that begins now, its clocks, and what became of rescued files."""

    notification_id: int
    event_id: int
    activity_id: int
    segment: Segment
    clocks: Clocks
    homecoming: Homecoming

    @classmethod
    def read(cls, connection: sqlite3.Connection, folders: Folders, clocks: Clocks) -> "Beginning":
        """From the writing connection. StorageError, and the connection is closed."""
        try:
            homecoming = bring_home(connection, folders)
            all_reached = _all_reached(connection, homecoming)
        except sqlite3.Error as error:
            connection.close()
            raise storage_error(error, folders.database) from error
        segments = (reached.segment for reached in all_reached if reached.segment is not None)
        newest = max(segments, key=lambda segment: segment.segment_id, default=None)
        last_at_us = max(reached.last_at_us for reached in all_reached)
        process = f"{os.getpid()} {uuid.uuid4()}"
        return cls(
            notification_id=max(reached.notification_id for reached in all_reached),
            event_id=max(reached.event_id for reached in all_reached),
            activity_id=max(reached.activity_id for reached in all_reached),
            segment=next_segment(newest, last_at_us, clocks, process, app.__version__),
            clocks=clocks,
            homecoming=homecoming,
        )


def _all_reached(connection: sqlite3.Connection, homecoming: Homecoming) -> list[_Reached]:
    """How far the store has come, and every rescued file that cannot come home yet: its ids stay its own."""
    reached = [_Reached.read(connection)]
    for path in homecoming.staying:
        with suppress(StorageError), reading(path) as rescued:
            reached.append(_Reached.read(rescued))
    return reached
