"""Where a window stood and how large it was: kept in Qt's own settings, given back at the next start."""

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QWidget

_FRAME_PX = QSize(16, 48)  # of the tallest title bars; a frame's own size is known only once it is shown


def give_back_geometry(window: QWidget, settings: QSettings | None, key: str) -> bool:
    """Puts the window where it was; False where nothing was kept, or nothing that fits these screens."""
    stored = None if settings is None else settings.value(key)
    return isinstance(stored, QByteArray) and window.restoreGeometry(stored)


def keep_geometry(window: QWidget, settings: QSettings | None, key: str) -> None:
    """Keeps where the window is."""
    if settings is not None:
        settings.setValue(key, window.saveGeometry())


def first_size(wished: QSize, screen: QSize) -> QSize:
    """A new window's size, frame not counted: as wished, as far as the screen has room for both."""
    return wished.boundedTo(screen - _FRAME_PX)
