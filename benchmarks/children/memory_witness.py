"""A witness of a whole life: begins a session with the first heart rate, tells the memory, and ends it."""

from PySide6.QtCore import QTimer

from app.domain.snapshot import LiveStatus
from app.ui import application
from benchmarks.children.costs import resident_mb
from benchmarks.children.told import Exposure, tell

LOOK_EVERY_MS = 200
SETTLED_AFTER_MS = 6000  # of a session: the first readings are painted and on disk


class WatchedLife(application.WindowLife):
    """The window's life with a witness."""

    def show(self) -> None:
        """Shows the window, of the floors' size."""
        super().show()
        self._shown_mb: float | None = None
        self._exposure = Exposure(self.window, self._seen)
        self._look = QTimer(self)
        self._look.timeout.connect(self._look_for_a_number)

    def _seen(self) -> None:
        self._shown_mb = resident_mb()
        self._look.start(LOOK_EVERY_MS)

    def _look_for_a_number(self) -> None:
        live = self.window.live
        if self.window.status is LiveStatus.IDLE and live.heart_rate.heart_rate.text().isdecimal():
            live.buttons.start_pause.click()
        if self.window.status is LiveStatus.RUNNING:
            self._look.stop()
            QTimer.singleShot(SETTLED_AFTER_MS, self._settled)

    def _settled(self) -> None:
        tell(shown=self._shown_mb, live=resident_mb())
        self.leave()


def watch() -> None:
    """From now on a window's life has a witness; unittest.mock would load asyncio, 40 ms."""
    application.WindowLife = WatchedLife  # type: ignore[misc]  # as above
