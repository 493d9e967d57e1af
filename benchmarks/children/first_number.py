"""A witness of a start: notes when the window is seen and when it shows a heart rate, tells, and ends it."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer

from app.ui import application
from benchmarks.children.clock import now_s
from benchmarks.children.told import Exposure, tell


class FirstNumber(QObject):
    """Notes the exposure and the first painted heart rate, tells both, and ends the program."""

    def __init__(self, life: application.WindowLife) -> None:
        super().__init__(life)
        self._life = life
        self._exposed_at_s = self._processor_s = 0.0
        self._number = life.window.live.heart_rate.heart_rate

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Looks at each paint of the number."""
        if event.type() is QEvent.Type.Paint and self._number.text().isdecimal():
            self._number.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def seen(self) -> None:
        """The window is exposed and painted."""
        self._exposed_at_s, self._processor_s = now_s(), time.process_time()
        self._number.installEventFilter(self)  # not before: each event that Python sees takes its time

    def _painted(self) -> None:
        tell(exposed_at_s=self._exposed_at_s, number_at_s=now_s(), processor_s=self._processor_s)
        self._life.leave()


def watch() -> None:
    """From now on a window's life has a witness; unittest.mock would load asyncio, 40 ms."""
    show = application.WindowLife.show

    def show_watched(life: application.WindowLife) -> None:
        witness = FirstNumber(life)
        show(life)
        Exposure(life.window, witness.seen)  # hears of it before the engine starts

    application.WindowLife.show = show_watched  # type: ignore[assignment, method-assign]  # as above
