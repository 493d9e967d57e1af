"""Two windows over one store: the second asks the first to come to the front, over a local socket."""

import ctypes
import os
import sys

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

KNOCK_LIMIT_MS = 3000  # the first may have only just begun, and opens its door once its window is seen
_PAUSE_MS = 50
_LONGEST_MESSAGE = 4096
_ANSWER = b"here\n"
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - Wayland's leave to take the focus, handed on by the launcher


class FrontDoor(QObject):
    """The first window's ear. `knocked` brings the knocker's leave to take the focus, mostly empty."""

    knocked = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)
        QLocalServer.removeServer(
            name
        )  # a killed process leaves its socket; the store's lock says it is gone
        self._server.listen(name)

    def close(self) -> None:
        """Hears nothing any more."""
        self._server.close()

    @Slot()
    def _let_in(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.readyRead.connect(self._hear)

    @Slot()
    def _hear(self) -> None:
        visitor = self.sender()
        if not isinstance(visitor, QLocalSocket) or not visitor.canReadLine():
            return
        token = bytes(visitor.readLine(_LONGEST_MESSAGE).data()).decode(errors="replace").strip()
        self.knocked.emit(token)
        visitor.write(_ANSWER)
        visitor.disconnectFromServer()


def knock(name: str, limit_ms: int = KNOCK_LIMIT_MS) -> bool:
    """Whether a window behind that door was there and came to the front. Waits; needs no event loop."""
    _allow_others_to_take_the_focus()
    deadline = QDeadlineTimer(limit_ms)
    while not deadline.hasExpired():
        if _knock_once(name, deadline):
            return True
        QThread.msleep(_PAUSE_MS)
    return False


def _knock_once(name: str, deadline: QDeadlineTimer) -> bool:
    visitor = QLocalSocket()
    visitor.connectToServer(name)
    if not visitor.waitForConnected(deadline.remainingTime()):
        return False
    visitor.write(os.environ.get(_TOKEN, "").encode() + b"\n")
    visitor.waitForBytesWritten(deadline.remainingTime())
    is_heard = visitor.canReadLine() or visitor.waitForReadyRead(max(1, deadline.remainingTime()))
    return is_heard and bytes(visitor.readLine(_LONGEST_MESSAGE).data()) == _ANSWER


def _allow_others_to_take_the_focus() -> None:
    """Windows lets a window come forward only with the leave of the program that has the focus."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
