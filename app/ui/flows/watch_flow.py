"""WatchFlow: what comes in from the watched folder, told at the window's foot and in the settings."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.import_outcome import ImportStatus
from app.domain.watched import FolderNews
from app.ui import watch_sentences as words

if TYPE_CHECKING:
    from app.ui.settings.settings_page import SettingsPage

_NEW = frozenset({ImportStatus.IMPORTED, ImportStatus.LINKED})


class RunningWatch(Protocol):
    """The thread that looks at the folder."""

    def close(self) -> None:
        """Ends with the file that is being taken in."""


StartWatch = Callable[[Callable[[FolderNews], None]], RunningWatch]
"""Starts the thread, which tells its news from there."""


class WatchFlow(QObject):
    """`came_in`: the history has grown. After `close` nothing arrives any more."""

    came_in = Signal()
    _arrived = Signal(object)

    def __init__(self, start: StartWatch, say: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._page: SettingsPage | None = None
        self._news: FolderNews | None = None
        self._is_closed = False
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._watch = start(self._arrived.emit)

    @Slot(object)
    def show_on(self, page: "SettingsPage") -> None:
        """The settings were opened."""
        self._page = page
        if self._news is not None:
            page.imports.show_news(self._news)

    def close(self) -> None:
        """Ends the thread. Idempotent."""
        self._is_closed = True
        self._watch.close()

    @Slot(object)
    def _show(self, news: FolderNews) -> None:
        if self._is_closed:
            return
        was_there = self._news is None or self._news.is_there
        self._news = news
        if self._page is not None:
            self._page.imports.show_news(news)
        self._say(words.came_in(news.outcomes))
        if was_there and not news.is_there:
            self._say(words.gone())
        if any(outcome.status in _NEW for outcome in news.outcomes):
            self.came_in.emit()
