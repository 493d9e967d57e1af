"""`sidebeat record` and `replay`: follow a session in the terminal to its end, or to a signal."""

import queue
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Protocol, Self

from app.cli.failure import CannotError
from app.cli.output import note
from app.cli.sentences import RADIO_FAILURES, scan_failure
from app.domain.snapshot import LiveStatus
from app.engine.events import (
    ConnectionChanged,
    EngineEvent,
    EngineFailed,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
)

HELD_BACK_S = 3.0  # by then the system has said that it has no Bluetooth
CALLED_OFF_AFTER_S = 0.25  # a session that began in the moment of the signal is told by then

Events = queue.SimpleQueue[EngineEvent]


class View(Protocol):
    """Shows events of a session."""

    def show(self, event: EngineEvent) -> None:
        """Shows this one, if there is anything to show."""


class Interrupt:
    """SIGINT, SIGTERM, SIGHUP end the command; once there is a session to finish they ask for its end."""

    def __init__(self) -> None:
        self._happened_at_s: float | None = None
        self._ask: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        self._before = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGINT, signal.SIGTERM, *_hangup())
        }
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @property
    def happened(self) -> bool:
        """Whether there was a signal since there was something to ask for."""
        return self._happened_at_s is not None

    @property
    def seconds_ago(self) -> float:
        """How long ago that was; 0 without one."""
        return 0.0 if self._happened_at_s is None else time.monotonic() - self._happened_at_s

    def asks(self, ask: Callable[[], None]) -> None:
        """What to call at the first signal from now on; further ones change nothing."""
        self._ask = ask

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self._ask is None:
            raise KeyboardInterrupt
        if self._happened_at_s is None:
            self._happened_at_s = time.monotonic()
            self._ask()


def follow(events: Events, view: View, interrupt: Interrupt) -> SessionFinished | None:
    """Shows events until the session is finished; None when interrupted before one began. CannotError."""
    began = ended = False
    event: EngineEvent | None
    patient = _PatientView(view)
    while True:
        patient.look()
        try:
            event = events.get(timeout=0.25)
        except queue.Empty:
            event = None
        if not began and interrupt.seconds_ago > CALLED_OFF_AFTER_S:
            return None
        if event is None:
            continue
        began = began or isinstance(event, SessionStarted)
        ended = ended or (isinstance(event, SnapshotTaken) and event.snapshot.status is LiveStatus.FINISHED)
        if not began:
            _refuse_without_radio(event)
        patient.show(event)
        if isinstance(event, SessionFinished):
            return event
        if isinstance(event, EngineFailed):
            _failed(event, lost=event.has_ended or ended or not began)


class _PatientView:
    """Holds back that a sensor is being looked for: without Bluetooth, the reason says it all in a moment."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held: ConnectionChanged | None = None
        self._held_at_s: float | None = None

    def show(self, event: EngineEvent) -> None:
        """Shows the event, after what is held back; the first look for a sensor waits."""
        if self._held_at_s is None and isinstance(event, ConnectionChanged) and event.state == "scanning":
            self._held, self._held_at_s = event, time.monotonic()
            return
        if not isinstance(event, SnapshotTaken):
            self._let_go()
        self._view.show(event)

    def look(self) -> None:
        """To be called often: what is held back is shown once it has waited long enough."""
        if self._held_at_s is not None and time.monotonic() - self._held_at_s > HELD_BACK_S:
            self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            self._view.show(held)


def _hangup() -> tuple[signal.Signals, ...]:
    """The signal that the terminal is gone, where there is one; not under nohup, which ignores it."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return ()
    return (signal.SIGHUP,)


def _refuse_without_radio(event: EngineEvent) -> None:
    """CannotError when the first attempt of all fails for want of Bluetooth: nothing will come by waiting."""
    if isinstance(event, ConnectionChanged) and event.attempt == 1 and event.reason in RADIO_FAILURES:
        raise CannotError(scan_failure(event.reason))


def _failed(event: EngineFailed, *, lost: bool) -> None:
    """A fault in the program: told, and final where no session can come of it any more."""
    sentence = f"Something went wrong that should not ({event.text}). What was recorded so far is safe."
    if lost:
        raise CannotError(sentence)
    note(sentence)
