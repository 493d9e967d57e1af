"""The recording: raw notifications and events on one timeline. Everything else is derived from it.

All `at_us` are microseconds on the store's timeline: it starts as UTC (Unix epoch), then follows the clock
that runs through suspend, so that changes of the wall clock never move a record. `utc_us` is the wall
clock's own word at that moment. Session time is `(at_us - started_at_us) / 1e6`.
"""

from dataclasses import field
from enum import StrEnum
from typing import Any

from app.domain.frozen import frozen

NO_ACTIVITY_ID = 0  # of a recording that no store keeps: a store's begin at 1


@frozen
class Notification:
    """Raw bytes of one characteristic as they came; `sensor` is an address, `characteristic` a short UUID."""

    at_us: int
    utc_us: int
    sensor: str
    characteristic: str
    payload: bytes


class EventKind(StrEnum):
    """What can happen to a session or a link. The values are stored: never change one."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    LAP = "lap"
    STOP = "stop"
    CONNECTION = "connection"  # detail: sensor, state, attempt, retry_in_s, reason
    SENSOR = "sensor"  # detail: sensor, name, serial_number, manufacturer, model, location …
    BATTERY = "battery"  # detail: sensor, percent (read, not notified)
    CLOCK = "clock"  # detail: jumped_s (wall clock against the timeline) or suspended_s
    AMENDED = "amended"  # detail: what the athlete mended afterwards
    EXPORT = "export"  # detail: problem, why its file could not be written; None once it was after all


@frozen
class RecordedEvent:
    """Something that happened, at a place on the timeline. `activity_id` is None outside any session."""

    at_us: int
    utc_us: int
    kind: EventKind
    activity_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


class SessionStatus(StrEnum):
    """Running: its recorder is alive. Interrupted: not stopped, and nobody records it. Finished: stopped."""

    RUNNING = "running"
    INTERRUPTED = "interrupted"
    FINISHED = "finished"


@frozen
class OriginalFile:
    """The file that an imported activity came from, as it was; the activity is its `place`-th, from 0."""

    name: str
    octets: bytes
    place: int


@frozen
class Recording:
    """One session as recorded: its setup as stored (JSON object), and its records in timeline order.

    `notifications` reach past `stopped_at_us` where the sensor stayed connected (recovery after the session).
    `stopped_at_us` is None where the session was never stopped; `last_at_us` is its last record's place.
    """

    activity_id: int
    identity: str
    status: SessionStatus
    started_at_us: int
    started_utc_us: int
    utc_offset_s: int
    stopped_at_us: int | None
    last_at_us: int
    setup: dict[str, Any]
    notifications: tuple[Notification, ...]
    events: tuple[RecordedEvent, ...]
    original: OriginalFile | None = None


@frozen
class InterruptedSession:
    """A session never stopped that nobody records: to be resumed, finished, or put in the bin."""

    activity_id: int
    started_at_us: int
    started_utc_us: int
    utc_offset_s: int
    last_at_us: int
    setup: dict[str, Any]

    @property
    def elapsed_s(self) -> float:
        """From its start to its last record."""
        return (self.last_at_us - self.started_at_us) / 1e6
