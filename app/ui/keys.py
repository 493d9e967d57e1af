"""Keys: the keyboard shortcuts of one window, some of which belong to the pages that show the session."""

from collections.abc import Callable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget


class Keys:
    """A key held down acts once."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._of_session: list[QShortcut] = []

    def add(self, sequence: str, action: Callable[[], object], *, is_sessions: bool = False) -> QShortcut:
        """A key of the whole window, or of the pages that show the session."""
        key = QShortcut(sequence, self._window)
        key.setAutoRepeat(False)
        key.activated.connect(action)
        if is_sessions:
            self._of_session.append(key)
        return key

    def enable_sessions(self, *, are_enabled: bool) -> None:
        """Whether such a page is shown."""
        for key in self._of_session:
            key.setEnabled(are_enabled)
