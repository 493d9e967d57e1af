"""Where a window stood and how large it was: kept in Qt's own settings, given back at the next start."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget


def give_back_geometry(window: QWidget, settings: QSettings | None, key: str) -> bool:
    """Puts the window where it was; False where nothing was kept, or nothing that fits these screens."""
    stored = None if settings is None else settings.value(key)
    return isinstance(stored, QByteArray) and window.restoreGeometry(stored)


def keep_geometry(window: QWidget, settings: QSettings | None, key: str) -> None:
    """Keeps where the window is."""
    if settings is not None:
        settings.setValue(key, window.saveGeometry())
