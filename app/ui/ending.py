"""Ending: the question before a running session is stopped, and a window that leaves once it is saved."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.snapshot import LiveStatus
from app.ui.session_control import SessionControl
from app.ui.theme import Theme

_SAVING_LIMIT_MS = 10_000  # a window that should close waits this long for the session's file


class Ending(QObject):
    """`is_leaving`: the window closes as soon as the session is saved."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        control: SessionControl,
        *,
        status: Callable[[], LiveStatus],
        bring_back: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._control = control
        self._status = status
        self._bring_back = bring_back
        self.is_leaving = False

    @Slot()
    def stop(self) -> None:
        """Stops a running session, if that is meant."""
        if self._status().is_under_way:
            self._ask(self._control.stop)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it is asked, and closes later."""
        if self.is_leaving or not self._status().is_under_way:
            return True
        self._ask(self._leave)
        return False

    def _ask(self, finish: Callable[[], None]) -> None:
        from app.ui.dialogs import StopQuestion  # noqa: PLC0415 - when there is a session to stop

        if self._window.findChild(StopQuestion) is not None:
            return
        self._bring_back()
        question = StopQuestion(self._theme, self._window)
        question.accepted.connect(finish)
        question.open()

    @Slot()
    def _leave(self) -> None:
        self.is_leaving = True
        self._control.stop()
        QTimer.singleShot(_SAVING_LIMIT_MS, self._window.close)
