"""What a child tells its parent: one JSON object on standard output, and when its window was first seen."""

import json
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def tell(**values: object) -> None:
    """Prints the values for the parent."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


class Exposure(QObject):
    """Calls back once, when the system has first exposed a window that was shown just now."""

    def __init__(self, window: QWidget, seen: Callable[[], None]) -> None:
        super().__init__(window)
        self._handle = window.windowHandle()
        self._seen = seen
        self._handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Waits for the exposure, as the application's own window does."""
        if event.type() is QEvent.Type.Expose and self._handle.isExposed():
            self._handle.removeEventFilter(self)
            QTimer.singleShot(0, self._seen)
        return super().eventFilter(watched, event)
