"""QuitSignals: the signals that end a program, heard in Qt's loop."""

import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class QuitSignals(QObject):
    """Brings the signals that end a program into Qt's loop, which Python's own handlers cannot interrupt."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._inside, self._outside = socket.socketpair()
        for end in (self._inside, self._outside):
            end.setblocking(False)
        self._handlers = {number: signal.signal(number, self._ignore) for number in (*_SIGNALS, *_hangup())}
        self._wakeup = signal.set_wakeup_fd(self._outside.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._inside.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)

    def close(self) -> None:
        """Gives the handlers back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._inside.close()
        self._outside.close()

    @Slot()
    def _heard(self) -> None:
        self._inside.recv(64)
        self._leave()

    @staticmethod
    def _ignore(_number: int, _frame: FrameType | None) -> None:
        """The wake-up descriptor tells; Python only needs a handler to write to it."""


def _hangup() -> tuple[signal.Signals, ...]:
    """The signal that the terminal it was started from is gone, where there is one; not under nohup."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return ()
    return (signal.SIGHUP,)
