"""What the engine tells its listener (window or terminal). All frozen; each is delivered, in order, once."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.activity import Activity, Pause
from app.domain.forgotten import HeartRateRecovery
from app.domain.frozen import frozen
from app.domain.reference import LoadCurve
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorInRange, SensorsInRange
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveSnapshot, SessionEvent
from app.domain.verdict import Verdict

__all__ = [
    "ClockChanged",
    "ConnectionChanged",
    "EngineEvent",
    "EngineFailed",
    "ForgottenButton",
    "ForgottenButtonFound",
    "InterruptedSessionFound",
    "RecordsCameHome",
    "RecoveryMeasured",
    "ReferenceLoaded",
    "SensorDescribed",
    "SensorInRange",
    "SensorsInRange",
    "SessionEventsHappened",
    "SessionFinished",
    "SessionStarted",
    "SnapshotTaken",
    "StorageTrouble",
    "TraceRestored",
]


@frozen
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


@frozen
class TraceRestored:
    """What a session that goes on, or began in the past, has held so far: told once, in place of a trace.

    `times_s` are the session seconds of the readings, rising, and `rates_bpm` what they were: as pairs they
    would keep heartbeats waiting. `laps` are the session seconds at which laps ended.
    """

    times_s: tuple[float, ...]
    rates_bpm: tuple[float, ...]
    pauses: tuple[Pause, ...]
    laps: tuple[float, ...]


@frozen
class ReferenceLoaded:
    """The load curve of the session that runs along as a ghost, and what it is called."""

    name: str
    curve: LoadCurve


@frozen
class SessionStarted:
    """A session began at `started_at` (aware, local offset); a replay's did, and nothing is recorded now."""

    activity_id: int
    started_at: datetime
    is_replay: bool = False


@frozen
class SessionEventsHappened:
    """Alerts and laps, in order."""

    events: tuple[SessionEvent, ...]


@frozen
class SessionFinished:
    """The session is stopped, its activity computed and its files written.

    `export_problem` says why there is no file (the system's words), None when all went well. `verdict` is
    there when the session stood in for another, which `verdict_for` names. `setup` holds its target.
    `is_replay`: it was told again, and nothing that is said of it now is kept.
    """

    activity_id: int
    activity: Activity
    files: tuple[Path, ...]
    export_problem: str | None = None
    verdict: Verdict | None = None
    verdict_for: str = ""
    setup: SessionSetup | None = None
    is_replay: bool = False


@frozen
class RecoveryMeasured:
    """Two minutes after a session's stop: how far the heart has come down since."""

    activity_id: int
    recovery: HeartRateRecovery


class ForgottenButton(StrEnum):
    """A button that nobody pressed."""

    START = "start"
    RESUME = "resume"
    STOP = "stop"


@frozen
class ForgottenButtonFound:
    """The kept readings say that a button was forgotten: where on the timeline, when, at what mean bpm since.

    Answered by the button's own command with `at_us`; or not at all.
    """

    button: ForgottenButton
    at_us: int
    at: datetime
    mean_bpm: float | None


@frozen
class InterruptedSessionFound:
    """A session of a process that ended without stopping it: to be continued, finished or discarded."""

    activity_id: int
    started_at: datetime
    elapsed_s: float


@frozen
class ClockChanged:
    """The wall clock was set by `jumped_s`, or the machine slept for `suspended_s`; the session goes on."""

    jumped_s: float
    suspended_s: float


@frozen
class StorageTrouble:
    """Records wait in memory because the disk does not take them; None: all written again."""

    reason: str | None


@frozen
class RecordsCameHome:
    """Records that the disk would not take last time were found where they were rescued to.

    `files` of them are in the store now; those in `staying` could not be taken in yet.
    """

    files: int
    staying: tuple[str, ...] = ()


@frozen
class EngineFailed:
    """A mistake in the program, caught by the engine's guard; what is recorded is safe.

    `has_ended`: the engine is gone, and nothing more will come of it. Else the session goes on.
    """

    text: str
    has_ended: bool = False


EngineEvent = (
    SensorsInRange
    | ConnectionChanged
    | SensorDescribed
    | SnapshotTaken
    | TraceRestored
    | ReferenceLoaded
    | SessionStarted
    | SessionEventsHappened
    | SessionFinished
    | RecoveryMeasured
    | ForgottenButtonFound
    | InterruptedSessionFound
    | ClockChanged
    | StorageTrouble
    | RecordsCameHome
    | EngineFailed
)
