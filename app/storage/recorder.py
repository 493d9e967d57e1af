"""The engine's Recorder: raw records on disk, in order, from a thread of its own."""

import logging
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from app.domain.activity import Activity
from app.domain.recording import EventKind, InterruptedSession, Notification, RecordedEvent, Recording
from app.domain.remark import Remark
from app.storage import statements
from app.storage.backups import finish_put_in_place
from app.storage.beginning import Beginning
from app.storage.database import open_writer, reading
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.gate import Gate, GateShutError
from app.storage.import_statements import (
    ImportedActivity,
    confirm_twin,
    drop_twin,
    insert_imported,
    put_twin,
    put_twin_of_new,
)
from app.storage.lock import LockHolder, RecorderLock
from app.storage.open_database import OpenDatabase
from app.storage.overlay import overlay
from app.storage.reading import (
    read_finished_ids,
    read_interrupted,
    read_notifications,
    read_recording,
)
from app.storage.rescue import rescue
from app.storage.schema import END_OF_TIME_US
from app.storage.statements import Statement
from app.storage.timeline import Clocks, StoreClock
from app.storage.uncompleted import read_uncompleted
from app.storage.writer import RETRY_S, Writer

HOUSEKEEPING_US = 3600 * 1_000_000
WORK_LIMIT_S = 10.0  # one activity is computed anew in less, and nobody waits longer for a window to close


_log = logging.getLogger(__name__)


def _no_listener(_: StorageFailure | None) -> None:
    """Nobody asked to be told."""


class SqliteRecorder:
    """Fills app.engine.ports.Recorder: what it keeps goes on a queue, what it reads waits for that queue.

    `clock` is the engine's Clock, on the timeline of the segment that began with this recorder; `came_home`
    is what became of the files that an earlier recorder rescued.
    """

    def __init__(self, folders: Folders, lock: RecorderLock, beginning: Beginning, writer: Writer) -> None:
        self._folders = folders
        self._lock = lock
        self._writer = writer
        self._order = threading.Lock()  # ids rise in the order in which records are queued
        self._notification_id = beginning.notification_id
        self._event_id = beginning.event_id
        self._activity_id = beginning.activity_id
        self._segment_id = beginning.segment.segment_id
        self._began_at_us = self._next_housekeeping_us = beginning.segment.timeline_us
        self._running: set[int] = set()
        self._is_closed = False
        self._gate = Gate()
        self.rescued: Path | None = None
        self.came_home = beginning.homecoming
        self._damage: StorageFailure | None = None
        self.clock = StoreClock(beginning.segment.offset_us, beginning.clocks)
        writer.put((statements.insert_segment(beginning.segment),))
        self._keep_house(beginning.segment.timeline_us)

    @classmethod
    def open(
        cls,
        folders: Folders,
        clocks: Clocks,
        *,
        command: str = "sidebeat",
        on_trouble: Callable[[StorageFailure | None], None] = _no_listener,
        retry_s: float = RETRY_S,
    ) -> "SqliteRecorder":
        """Makes the home, takes the lock, migrates the database, begins a segment. StorageError, LockedError.

        `command` tells another process who records; `on_trouble` is called from the writer's thread.
        """
        folders.prepare()
        began = datetime.fromtimestamp(clocks.utc_us() / 1e6, UTC)
        lock = RecorderLock.acquire(folders.lock_file, LockHolder.of_this_process(command, began))
        try:
            finish_put_in_place(folders.database)
            connection = open_writer(folders.database, folders.backups)
            beginning = Beginning.read(connection, folders, clocks)
            process = beginning.segment.process
            database = OpenDatabase(folders.database, folders.backups, connection, lock, process)
            return cls(folders, lock, beginning, Writer(database, on_trouble, retry_s=retry_s))
        except StorageError:
            lock.release()
            raise

    def record_notification(self, notification: Notification) -> None:
        """Queues the notification for the next commit."""
        with self._order:
            self._notification_id += 1
            rows = statements.insert_notification(self._notification_id, self._segment_id, notification)
            self._writer.put(rows, may_be_dropped=True)
        self._keep_house(notification.at_us)

    def record_event(self, event: RecordedEvent) -> None:
        """Queues the event for the next commit. TypeError when its detail is no JSON."""
        with self._order:
            self._event_id += 1
            self._writer.put(statements.insert_event(self._event_id, self._segment_id, event))

    def begin_session(self, started_at_us: int, utc_us: int, utc_offset_s: int, setup: dict[str, Any]) -> int:
        """Queues a session that begins at a place of the timeline, now or earlier; its activity_id."""
        with self._order:
            self._activity_id += 1
            session = statements.NewSession(
                self._activity_id, str(uuid.uuid4()), self._segment_id, started_at_us, utc_us, utc_offset_s
            )
            self._writer.put((statements.insert_session(session, setup),))
            self._running.add(self._activity_id)
            return self._activity_id

    def finish_session(self, activity_id: int, stopped_at_us: int) -> None:
        """Queues the session's end: now, or for an interrupted one its last record's place."""
        self._running.discard(activity_id)
        self._writer.put((statements.stop_session(activity_id, stopped_at_us),))

    def resume_session(self, activity_id: int) -> None:
        """Queues that an interrupted or stopped session runs on in the present segment."""
        self._running.add(activity_id)
        self._writer.put(statements.continue_session(activity_id, self._segment_id))

    @property
    def has_running_session(self) -> bool:
        """Whether a session runs now, which slow work is not to disturb. From any thread."""
        return bool(self._running)

    @property
    def database(self) -> Path:
        """Where all is kept."""
        return self._folders.database

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """The past is changed in this block: `close` waits for its end. Not to be nested. StorageError."""
        try:
            with self._gate.passed():
                yield
        except GateShutError as error:
            raise StorageError(StorageFailure.CLOSED, self.database) from error

    def store_activity(self, activity_id: int, activity: Activity) -> None:
        """Queues the derived numbers of a finished session."""
        self._writer.put((statements.replace_activity(activity_id, activity),))

    def refresh_activity(self, activity_id: int, activity: Activity) -> None:
        """Queues numbers in place of an earlier version's; those that are computed meanwhile stay."""
        self._writer.put((statements.refresh_activity(activity_id, activity),))

    def import_activities(self, imported: Sequence[ImportedActivity]) -> tuple[int, ...]:
        """Queues all activities of a file, or one typed in, for one commit; their activity_ids."""
        with self._order:
            first = self._activity_id + 1
            self._activity_id += len(imported)
            ids = tuple(range(first, first + len(imported)))
            rows = (self._imported_rows(*each) for each in zip(ids, imported, strict=True))
            self._writer.put(chain.from_iterable(rows))
            return ids

    def _imported_rows(self, activity_id: int, imported: ImportedActivity) -> Iterator[Statement]:
        activity = imported.activity
        started_us = round(activity.started_at.timestamp() * 1e6)
        stopped_us = started_us + round(activity.summary.elapsed_s * 1e6)
        offset_s = (activity.started_at.utcoffset() or timedelta(0)).total_seconds()
        session = statements.NewSession(
            activity_id, activity.identity, self._segment_id, started_us, started_us, round(offset_s)
        )
        yield from insert_imported(
            session, imported.setup, stopped_us, imported.provenance, self.clock.utc_us()
        )
        yield statements.replace_activity(activity_id, activity)
        if imported.twin is not None:
            yield put_twin_of_new(activity_id, imported.twin)

    def note_export(self, activity_id: int, problem: str | None) -> None:
        """Queues why a session's file could not be written, or (None) that it was after all."""
        at_us, utc_us = self.clock.now_us(), self.clock.utc_us()
        self.record_event(RecordedEvent(at_us, utc_us, EventKind.EXPORT, activity_id, {"problem": problem}))

    def put_twin(self, activity_id: int, carried_by: int, *, is_sure: bool, shift_s: int) -> None:
        """Queues that another activity carries this one's load, or may."""
        self._writer.put((put_twin(activity_id, carried_by, is_sure=is_sure, shift_s=shift_s),))

    def confirm_twin(self, activity_id: int) -> None:
        """Queues that another activity surely carries this one's load."""
        self._writer.put((confirm_twin(activity_id),))

    def drop_twin(self, activity_id: int) -> None:
        """Queues that this activity counts for itself."""
        self._writer.put((drop_twin(activity_id),))

    def change_setup(self, activity_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Queues another setup for a session; the one before stays in its events."""
        at_us, utc_us = self.clock.now_us(), self.clock.utc_us()
        detail = {"setup_before": before}
        self.record_event(RecordedEvent(at_us, utc_us, EventKind.AMENDED, activity_id, detail))
        self._writer.put((statements.change_setup(activity_id, after),))

    def finished_sessions(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The ids of an athlete's finished sessions, under any name, oldest first; not those in the bin."""
        with self._rows(Statement("SELECT 0", ())) as connection:
            return read_finished_ids(connection, names)

    def delete_activity(self, activity_id: int) -> None:
        """Queues the move to the bin, where it stays for 30 days."""
        self._writer.put((statements.put_in_bin(activity_id, self.clock.utc_us()),))

    def restore_activity(self, activity_id: int) -> None:
        """Queues the return from the bin."""
        self._writer.put((statements.put_in_bin(activity_id, None),))

    def remark(self, activity_id: int, remark: Remark) -> None:
        """Queues what the athlete says of a session, in place of what was said before."""
        self._writer.put((statements.replace_remark(activity_id, remark),))

    def kept_notifications(self, since_us: int) -> tuple[Notification, ...]:
        """Notifications kept since then, claimed by a session or not; waits for what is queued."""
        with self._rows(Statement("SELECT ?", (since_us,))) as connection:
            return read_notifications(connection, since_us, END_OF_TIME_US)

    def load_recording(self, activity_id: int) -> Recording:
        """One session's records; waits for what is queued. KeyError, StoredValueError, StorageError."""
        since = Statement("SELECT started_at_us FROM session WHERE activity_id = ?", (activity_id,))
        with self._rows(since, activity_id) as connection:
            return read_recording(connection, activity_id, self._segment_id)

    def interrupted_sessions(self) -> tuple[InterruptedSession, ...]:
        """Those never stopped whose process is gone, newest first, without those in the bin."""
        since = Statement("SELECT min(started_at_us) FROM session WHERE stopped_at_us IS NULL", ())
        with self._rows(since) as connection:
            return read_interrupted(connection, self._segment_id)

    def uncompleted_sessions(self) -> tuple[int, ...]:
        """Those that an earlier process stopped, but could not compute or export; oldest first."""
        with self._rows(Statement("SELECT ?", (self._began_at_us,))) as connection:
            return read_uncompleted(connection, self._began_at_us)

    def settle(self) -> bool:
        """Waits until all queued is on disk, or cannot be: whether it is. Not for the engine's thread."""
        return self._writer.settle()

    def flush(self) -> None:
        """Returns once all queued so far is on disk, through any trouble. Not for the engine's thread."""
        self._writer.flush()

    def trouble(self) -> str | None:
        """Why records wait in memory instead of on disk, or that a check found the file damaged; None: well.

        A StorageFailure's value.
        """
        return self._writer.trouble() or self._damage

    def tell_damage(self, failure: StorageFailure) -> None:
        """A check of the file has found this; `trouble` tells it from now on."""
        self._damage = failure

    def close(self) -> None:
        """Flushes, checkpoints, closes, and lets others record. Idempotent.

        What the disk will not take even now goes where there is room (`rescued`), and home at the next start.
        """
        if self._is_closed:
            return
        self._is_closed = True
        if not self._gate.shut(WORK_LIMIT_S):
            _log.warning("closed while the past was being changed: what comes now is not kept")
        try:
            self._writer.close()
            if waiting := self._writer.waiting():
                self.rescued = rescue(self._folders, waiting)
        finally:
            self._lock.release()

    def _keep_house(self, at_us: int) -> None:
        if at_us < self._next_housekeeping_us:
            return
        self._next_housekeeping_us = at_us + HOUSEKEEPING_US
        self._writer.put(statements.housekeeping(at_us, self.clock.utc_us()))

    @contextmanager
    def _rows(self, since: Statement, file_of: int | None = None) -> Iterator[sqlite3.Connection]:
        """All that is queued, to be read: from the disk, or during trouble from disk and queue."""
        if self._writer.settle():
            with reading(self._folders.database) as connection:
                yield connection
            return
        waiting = self._writer.waiting()  # first: what is committed meanwhile is then seen twice, not never
        with closing(overlay(self._folders.database, waiting, since, file_of)) as connection:
            yield connection
