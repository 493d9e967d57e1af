"""What the engine tells its listener (window or terminal). All frozen; each is delivered, in order, once."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.activity import Activity
from app.domain.snapshot import LiveSnapshot, SessionEvent


@dataclass(frozen=True, slots=True)
class SensorInRange:
    """A sensor heard while scanning. `kind` is strap, watch, armband, bike_computer or unknown."""

    address: str
    name: str | None
    rssi_dbm: int | None
    services: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class SensorsInRange:
    """All sensors heard lately, strongest first."""

    sensors: tuple[SensorInRange, ...]


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The link's state (ble.connection.State's value), the attempt's number, and when the next one comes.

    `reason` is a ble.transport.LinkFailure's value, or None.
    """

    sensor: str
    sensor_name: str | None
    state: str
    attempt: int = 0
    retry_in_s: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SensorDescribed:
    """What the sensor said of itself; fields it does not have are None."""

    sensor: str
    name: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    serial_number: str | None = None
    firmware: str | None = None
    location: str | None = None
    battery_percent: int | None = None


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

    `export_problem` says why there is no file (an OSError's sentence), None when all went well.
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
