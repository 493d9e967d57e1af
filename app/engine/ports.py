"""What the engine needs of the edges, each a small Protocol; wiring picks the classes that fill them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from app.domain.activity import Activity
from app.domain.recording import Notification, RecordedEvent, Recording
from app.domain.samples import HeartRateSample


class Clock(Protocol):
    """The store's timeline (microseconds, through suspend, never back) and the wall clock (UTC microseconds)."""

    def now_us(self) -> int:
        """This moment on the timeline of app.domain.recording."""

    def utc_us(self) -> int:
        """The wall clock's word."""


class Recorder(Protocol):
    """Keeps records in order on disk from a thread of its own. None of the record calls waits for the disk."""

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

    def kept_notifications(self, since_us: int) -> tuple[Notification, ...]:
        """Notifications kept since then, claimed by a session or not; waits for what is queued."""

    def load_recording(self, activity_id: int) -> Recording:
        """One session's records; waits for what is queued. KeyError when there is none."""

    def flush(self) -> None:
        """Returns once everything queued so far is on disk. Not for the engine's thread."""

    def trouble(self) -> str | None:
        """Why records wait in memory instead of on disk (`disk_full`, `read_only`, …), None when all is well."""

    def close(self) -> None:
        """Flushes, checkpoints and closes. Idempotent."""


Translate = Callable[[Notification, float], HeartRateSample | None]
"""Notification and its session time → sample; None where it is not heart rate; ValueError family if malformed."""


class Exporter(Protocol):
    """Writes a finished activity into the exports folder."""

    def export(self, activity: Activity) -> Iterable[Path]:
        """Writes the files, never over others; their paths. OSError when the folder cannot be written."""
