"""What the engine needs of the edges, each a small Protocol; wiring picks the classes that fill them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from app.domain.activity import Activity
from app.domain.recording import InterruptedSession, Notification, RecordedEvent, Recording
from app.domain.remark import Remark
from app.domain.samples import BatterySample, HeartRateSample
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorsInRange
from app.domain.settings import RememberedSensor
from app.domain.setup import SessionSetup


class Clock(Protocol):
    """The store's timeline (microseconds, through suspend, never twice the same) and the wall clock (UTC)."""

    def now_us(self) -> int:
        """This moment on the timeline of app.domain.recording."""

    def utc_us(self) -> int:
        """The wall clock's word."""


class Recorder(Protocol):
    """Keeps records in order on disk from a thread of its own. No record call waits for the disk."""

    def record_notification(self, notification: Notification) -> None:
        """Queues the notification for the next commit."""

    def record_event(self, event: RecordedEvent) -> None:
        """Queues the event for the next commit."""

    def begin_session(self, started_at_us: int, utc_us: int, utc_offset_s: int, setup: dict[str, Any]) -> int:
        """Queues a session that begins at a place of the timeline, now or earlier; its activity_id."""

    def finish_session(self, activity_id: int, stopped_at_us: int) -> None:
        """Queues the session's end."""

    def store_activity(self, activity_id: int, activity: Activity) -> None:
        """Queues the derived numbers of a finished session."""

    def note_export(self, activity_id: int, problem: str | None) -> None:
        """Queues why a session's file could not be written, or (None) that it was after all."""

    def kept_notifications(self, since_us: int) -> tuple[Notification, ...]:
        """Notifications kept since then, claimed by a session or not; waits for what is queued."""

    def load_recording(self, activity_id: int) -> Recording:
        """One session's records; waits for what is queued. KeyError; ValueError: its file is damaged."""

    def interrupted_sessions(self) -> Sequence[InterruptedSession]:
        """Sessions never stopped, of processes that are gone, newest first."""

    def resume_session(self, activity_id: int) -> None:
        """Queues that an interrupted or stopped session runs on."""

    def change_setup(self, activity_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Queues another setup for a session; the one before stays in its events."""

    def delete_activity(self, activity_id: int) -> None:
        """Queues the move to the bin."""

    def restore_activity(self, activity_id: int) -> None:
        """Queues the return from the bin."""

    def remark(self, activity_id: int, remark: Remark) -> None:
        """Queues what the athlete says of an activity, in place of what was said before."""

    def settle(self) -> bool:
        """Waits until all queued is on disk, or cannot be: whether it is. Not for the engine's thread."""

    def trouble(self) -> str | None:
        """Why records wait in memory instead of on disk (`disk_full` …), None when all is well."""

    def close(self) -> None:
        """Flushes, checkpoints and closes. Idempotent."""


Compute = Callable[[Recording, SessionSetup | None], Activity]
"""Any recording, recorded or imported → its activity, by its own setup (None) or another. ValueError."""

Link = Callable[[int], None]
"""A finished session, its numbers on disk → linked to other recordings of the same; in a worker thread."""

Translate = Callable[[Notification, float], HeartRateSample | BatterySample | None]
"""Notification, its session time → sample; None where it carries none. ValueError if malformed."""


class SourceListener(Protocol):
    """What a source tells, always from the engine's loop. A notification is stamped before it is told."""

    def notified(self, notification: Notification) -> None:
        """A notification arrived."""

    def connection_changed(self, change: ConnectionChanged) -> None:
        """The link came to another state."""

    def described(self, description: SensorDescribed) -> None:
        """The sensor told of itself."""

    def in_range(self, sensors: SensorsInRange) -> None:
        """A scan has news."""


class SensorSource(Protocol):
    """Where notifications come from."""

    def attach(self, listener: SourceListener) -> None:
        """Names the listener; called once, in the engine's loop, before anything else."""

    def select(self, address: str | None, name: str | None, serial_number: str | None) -> None:
        """From now on this sensor, or none."""

    def use_fallbacks(self, sensors: Iterable[RememberedSensor]) -> None:
        """From now on these are kept connected beside the primary."""

    def scan(self, *, show_all: bool) -> None:
        """Looks for sensors for 8 s; the listener hears of them through `in_range`."""

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""

    async def close(self) -> None:
        """Lets go of every link; bounded to a few seconds."""


class SensorMemory(Protocol):
    """Remembers sensors between sessions."""

    def remember(self, description: SensorDescribed) -> None:
        """Keeps this sensor as the one to connect to by itself."""


class ExportError(Exception):
    """A file could not be written, or did not read back as it should; the recording is safe all the same."""


class Exporter(Protocol):
    """Writes a finished activity into the exports folder."""

    def export(self, activity: Activity) -> Iterable[Path]:
        """Writes the files, never over others; their paths. ExportError."""
