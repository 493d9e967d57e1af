"""MediaKeys: play/pause and next, for the session instead of the film where the athlete wants that."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.snapshot import LiveStatus
from app.ui.session_control import SessionControl

_PLAY_OR_PAUSE = (Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaPause)


class MediaKeys:
    """Start, pause and resume; a new lap. None of them stops: a slip must not end a session."""

    def __init__(self, window: QWidget, control: SessionControl) -> None:
        self._control = control
        self._status = LiveStatus.IDLE
        self._shortcuts = [
            *(_shortcut(window, key, self._play_or_pause) for key in _PLAY_OR_PAUSE),
            _shortcut(window, Qt.Key.Key_MediaNext, control.lap),
        ]

    def use(self, *, are_wanted: bool) -> None:
        """Listens to them from now on, or leaves them to the film."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(are_wanted)

    def show_status(self, status: LiveStatus) -> None:
        """Where the session stands."""
        self._status = status

    def _play_or_pause(self) -> None:
        wish = {
            LiveStatus.IDLE: self._control.start,
            LiveStatus.RUNNING: self._control.pause,
            LiveStatus.PAUSED: self._control.resume,
        }.get(self._status)
        if wish is not None:
            wish()


def _shortcut(window: QWidget, key: Qt.Key, action: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setAutoRepeat(False)
    shortcut.setEnabled(False)
    shortcut.activated.connect(action)
    return shortcut
