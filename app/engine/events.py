"""What the engine tells its listener (window or terminal). All frozen; each is delivered, in order, once."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.activity import Activity
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorInRange, SensorsInRange
from app.domain.snapshot import LiveSnapshot, SessionEvent

__all__ = [
    "ConnectionChanged",
    "EngineEvent",
    "EngineFailed",
    "SensorDescribed",
    "SensorInRange",
    "SensorsInRange",
    "SessionEventsHappened",
    "SessionFinished",
    "SessionStarted",
    "SnapshotTaken",
    "StorageTrouble",
]


@dataclass(frozen=True, slots=True)
class SnapshotTaken:
    """The session now, and how many notifications (and malformed ones among them) this session has had.

    `arrival_us` is the timeline place of the notification that caused it, None for a tick.
    """

    snapshot: LiveSnapshot
    notifications: int = 0
    malformed: int = 0
    battery_percent: int | None = None
    sensor_state: str = "idle"
    arrival_us: int | None = None


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A session began at `started_at` (aware, local offset)."""

    activity_id: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class SessionEventsHappened:
    """Alerts and laps, in order."""

    events: tuple[SessionEvent, ...]


@dataclass(frozen=True, slots=True)
class SessionFinished:
    """The session is stopped, its activity computed and its files written.

    `export_problem` says why there is no file (the system's words), None when all went well.
    """

    activity_id: int
    activity: Activity
    files: tuple[Path, ...]
    export_problem: str | None = None


@dataclass(frozen=True, slots=True)
class StorageTrouble:
    """Records wait in memory because the disk does not take them; None: all written again."""

    reason: str | None


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """The engine's outermost guard caught something unforeseen; the recording is closed and safe."""

    text: str


EngineEvent = (
    SensorsInRange
    | ConnectionChanged
    | SensorDescribed
    | SnapshotTaken
    | SessionStarted
    | SessionEventsHappened
    | SessionFinished
    | StorageTrouble
    | EngineFailed
)
