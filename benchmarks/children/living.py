"""The application with a session of four hours behind it, at a beat a second: its memory, as JSON."""

import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.children.costs import resident_mb
from benchmarks.children.live_window import LiveWindow, application
from benchmarks.children.told import tell

SETTLED_AFTER_S = 6.0  # from the start: connected, the session running, the first readings painted
LONG_S = 4 * 3600.0
FLOOR_PX = (1280, 800)  # the floors' windows: a larger one holds a larger picture
PACED = 1.001  # as in life, but on a loop that can be hurried


class Memory:
    """Megabytes resident after four hours."""

    def __init__(self, live: LiveWindow) -> None:
        self._live = live
        live.window.exposed.connect(self._shown)

    def _shown(self) -> None:
        import_module("ble.bleak_transport")  # which the demo does without
        QTimer.singleShot(round(SETTLED_AFTER_S * 1e3), self._settled)

    def _settled(self) -> None:
        self._live.forward(LONG_S, lambda: QTimer.singleShot(round(SETTLED_AFTER_S * 1e3), self._end))

    def _end(self) -> None:
        tell(long=resident_mb(), elapsed_s=self._live.elapsed_s)
        leave(self._live)


def leave(live: LiveWindow) -> None:
    """Ends the session and the program."""
    live.life.end()
    QCoreApplication.quit()


def main() -> None:
    qt = application()
    live = LiveWindow(Path(sys.argv[1]), speed=PACED)
    live.window.resize(*FLOOR_PX)
    memory = Memory(live)
    live.life.show()
    qt.exec()
    del memory
