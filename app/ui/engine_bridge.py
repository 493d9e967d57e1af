"""EngineBridge: carries the engine's events into Qt's thread, in order; of waiting snapshots the newest."""

import threading
from collections import deque
from itertools import zip_longest
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.snapshot import LiveStatus
from app.engine.events import (
    ClockChanged,
    ConnectionChanged,
    EngineEvent,
    EngineFailed,
    ForgottenButtonFound,
    InterruptedSessionFound,
    RecordsCameHome,
    RecoveryMeasured,
    ReferenceLoaded,
    SensorDescribed,
    SensorsInRange,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
    TraceRestored,
)

DOZING_S = 5.0  # a window that comes back into sight is told at once; alerts and all but beats never wait


class EngineBridge(QObject):
    """`deliver` is called from the engine's thread; the signals fire in the thread this object lives in.

    While Qt is behind, of snapshots in a row only the newest is shown; readings among the others are told by
    `reading_passed`, since the trace needs them all. While nobody sees the window, snapshots that say nothing
    new come together every few seconds. A tick between two beats stays behind: the beat brings
    all it would say, and Qt is not woken twice. No other event is ever dropped, none overtakes another.
    """

    snapshot_taken = Signal(SnapshotTaken)
    reading_passed = Signal(SnapshotTaken)
    connection_changed = Signal(ConnectionChanged)
    sensor_described = Signal(SensorDescribed)
    sensors_in_range = Signal(SensorsInRange)
    session_started = Signal(SessionStarted)
    session_events_happened = Signal(SessionEventsHappened)
    session_finished = Signal(SessionFinished)
    recovery_measured = Signal(RecoveryMeasured)
    trace_restored = Signal(TraceRestored)
    reference_loaded = Signal(ReferenceLoaded)
    forgotten_button_found = Signal(ForgottenButtonFound)
    interrupted_session_found = Signal(InterruptedSessionFound)
    clock_changed = Signal(ClockChanged)
    storage_trouble = Signal(StorageTrouble)
    records_came_home = Signal(RecordsCameHome)
    engine_failed = Signal(EngineFailed)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: deque[EngineEvent] = deque()
        self._is_closed = False
        self._is_held = False
        self._is_called = False  # `_drain` is on its way
        self._is_dozing = False
        self._state: tuple[LiveStatus, bool] | None = None
        self._told_s = 0.0
        self._dispatch = {
            SnapshotTaken: self.snapshot_taken,
            ConnectionChanged: self.connection_changed,
            SensorDescribed: self.sensor_described,
            SensorsInRange: self.sensors_in_range,
            SessionStarted: self.session_started,
            SessionEventsHappened: self.session_events_happened,
            SessionFinished: self.session_finished,
            RecoveryMeasured: self.recovery_measured,
            TraceRestored: self.trace_restored,
            ReferenceLoaded: self.reference_loaded,
            ForgottenButtonFound: self.forgotten_button_found,
            InterruptedSessionFound: self.interrupted_session_found,
            ClockChanged: self.clock_changed,
            StorageTrouble: self.storage_trouble,
            RecordsCameHome: self.records_came_home,
            EngineFailed: self.engine_failed,
        }
        self._woken.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def deliver(self, event: EngineEvent) -> None:
        """Hands one event over; returns at once. From any thread."""
        with self._lock:
            if self._is_closed:
                return
            if self._waiting and _is_tick(self._waiting[-1]) and isinstance(event, SnapshotTaken):
                self._waiting[-1] = event
            else:
                self._waiting.append(event)
            is_called = not (self._can_wait(event) or self._is_held or self._is_called)
            self._is_called |= is_called
        if is_called:
            self._woken.emit()

    @Slot(bool)
    def show_sight(self, is_seen: bool) -> None:
        """Whether anybody sees the window. To be called in Qt's thread."""
        with self._lock:
            was_dozing, self._is_dozing = self._is_dozing, not is_seen
        if was_dozing and is_seen:
            self._drain()

    def hold(self) -> None:
        """Keeps what comes until `release`: those who are to hear of it are still being made."""
        with self._lock:
            self._is_held = True

    def release(self) -> None:
        """From now on all is told, what was kept first."""
        with self._lock:
            self._is_held = False
            self._is_called = bool(self._waiting)
        if self._is_called:
            self._woken.emit()

    def close(self) -> None:
        """Delivers nothing any more: the window is gone while the engine still ends."""
        with self._lock:
            self._is_closed = True
            self._waiting.clear()

    @Slot()
    def _drain(self) -> None:
        with self._lock:
            events = tuple(self._waiting)
            self._waiting.clear()
            self._is_called, self._told_s = False, monotonic()
        for event, following in zip_longest(events, events[1:]):
            if isinstance(event, SnapshotTaken) and isinstance(following, SnapshotTaken):
                if not _is_tick(event):
                    self.reading_passed.emit(event)
                continue
            self._dispatch[type(event)].emit(event)

    def _can_wait(self, event: EngineEvent) -> bool:
        """Whether nobody misses it for a while: one more beat of a window that is not seen."""
        if not isinstance(event, SnapshotTaken):
            return False
        before, self._state = self._state, (event.snapshot.status, event.snapshot.bpm is None)
        return self._is_dozing and self._state == before and monotonic() - self._told_s < DOZING_S


def _is_tick(event: EngineEvent) -> bool:
    """A snapshot that only says that time passed."""
    return isinstance(event, SnapshotTaken) and event.arrival_us is None
