"""The application as it lives at one beat a second: its share of a core seen and hidden, its memory; as JSON.

python -m benchmarks.children.life HOME share|memory
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.children.costs import resident_mb
from benchmarks.children.live_window import LiveWindow, application
from benchmarks.children.told import tell

WATCHED_S = 30.0
SETTLED_AFTER_S = 6.0  # from the start: connected, the session running, the first readings painted
LONG_S = 4 * 3600.0
FLOOR_PX = (1280, 800)  # the floors' windows: a larger one holds a larger picture
PACED = 1.001  # as in life, but on a loop that can be hurried


class Shares:
    """Percent of one core in the open, then hidden."""

    def __init__(self, live: LiveWindow) -> None:
        self._live = live
        QTimer.singleShot(round(SETTLED_AFTER_S * 1e3), self._watch_open)

    def _watch_open(self) -> None:
        self._begin(self._watch_hidden)

    def _watch_hidden(self) -> None:
        self._open_percent = self._percent()
        self._live.window.hide()
        self._begin(self._end)

    def _end(self) -> None:
        tell(open=self._open_percent, hidden=self._percent(), arrivals=self._live.arrivals)
        leave(self._live)

    def _begin(self, then: Callable[[], None]) -> None:
        self._from = (time.process_time(), time.monotonic())
        QTimer.singleShot(round(WATCHED_S * 1e3), then)

    def _percent(self) -> float:
        spent_s, passed_s = time.process_time() - self._from[0], time.monotonic() - self._from[1]
        return 100 * spent_s / passed_s


class Memory:
    """Megabytes resident: the window alone, live with bleak loaded too, and after four hours."""

    def __init__(self, live: LiveWindow) -> None:
        self._live = live
        self._shown_mb: float | None = None
        live.window.exposed.connect(self._shown)

    def _shown(self) -> None:
        self._shown_mb = resident_mb()
        import_module("ble.bleak_transport")  # which the demo does without
        QTimer.singleShot(round(SETTLED_AFTER_S * 1e3), self._settled)

    def _settled(self) -> None:
        self._live_mb = resident_mb()
        self._live.forward(LONG_S, lambda: QTimer.singleShot(round(SETTLED_AFTER_S * 1e3), self._end))

    def _end(self) -> None:
        tell(shown=self._shown_mb, live=self._live_mb, long=resident_mb(), elapsed_s=self._live.elapsed_s)
        leave(self._live)


def leave(live: LiveWindow) -> None:
    """Ends the session and the program."""
    live.life.end()
    QCoreApplication.quit()


def main() -> None:
    qt = application()
    home, task = Path(sys.argv[1]), sys.argv[2]
    live = LiveWindow(home, speed=1.0 if task == "share" else PACED)
    if task == "memory":
        live.window.resize(*FLOOR_PX)
    watched = Shares(live) if task == "share" else Memory(live)
    live.life.show()
    qt.exec()
    del watched


if __name__ == "__main__":
    main()
