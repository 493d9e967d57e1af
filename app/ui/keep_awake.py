"""KeepAwake: screen and machine stay awake while a session is under way, and only then."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.snapshot import LiveStatus

_ENDS_WITHIN_S = 2.0  # letting go is one message to the desktop; at the end nobody waits longer


class Awake(Protocol):
    """What the system said."""

    @property
    def active(self) -> bool:
        """Whether it stays awake."""


Keep = Callable[[], AbstractContextManager[Awake]]


def keep_presenting() -> AbstractContextManager[Awake]:
    """Asks the system, through wakepy; loaded here, for it takes 40 ms."""
    from wakepy import keep  # noqa: PLC0415 - as above

    return keep.presenting(on_fail="pass")


class KeepAwake(QObject):
    """Asks in a thread of its own, for a desktop's answer may take its time. `refused` fires once a run."""

    refused = Signal()
    _answered = Signal(bool)

    def __init__(self, keep: Keep = keep_presenting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._release: threading.Event | None = None
        self._thread: threading.Thread | None = None
        self._is_under_way = False
        self._is_wanted = True
        self._was_told = False
        self._answered.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def is_asked(self) -> bool:
        """Whether the system is asked to stay awake now."""
        return self._release is not None

    @Slot(bool)
    def set_wanted(self, is_wanted: bool) -> None:
        """The athlete's choice; takes effect at once."""
        self._is_wanted = is_wanted
        self._follow()

    def show_status(self, status: LiveStatus) -> None:
        """Where the session stands."""
        self._is_under_way = status.is_under_way
        self._follow()

    def close(self) -> None:
        """Lets the machine sleep again."""
        self._is_under_way = False
        self._follow()
        if self._thread is not None:
            self._thread.join(_ENDS_WITHIN_S)
            self._thread = None

    def _follow(self) -> None:
        is_due = self._is_under_way and self._is_wanted
        if is_due and self._release is None:
            self._release = threading.Event()
            self._thread = threading.Thread(
                target=self._hold, args=(self._release,), name="keep awake", daemon=True
            )
            self._thread.start()
        elif not is_due and self._release is not None:
            self._release.set()
            self._release = None

    def _hold(self, release: threading.Event) -> None:
        with self._keep() as awake:
            self._answered.emit(awake.active)
            release.wait()

    @Slot(bool)
    def _hear(self, is_awake: bool) -> None:
        if not is_awake and not self._was_told:
            self._was_told = True
            self.refused.emit()
