"""LinkTimeline: what the link to the sensor did, newest first: the first thing to look at when it breaks."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QWidget

from app.domain.sensors import ConnectionChanged
from app.ui import sensor_page_sentences as words
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink

MOST_ENTRIES = 50


class LinkTimeline(TextLabel):
    """One line for each change of state, with the local time. Empty until something happened."""

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], QDateTime] = QDateTime.currentDateTime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, TextSize.BODY, ink=muted_ink, wraps=True, parent=parent)
        self.setObjectName("linkTimeline")
        self.setAccessibleName(words.link_timeline())
        self._now = now
        self._entries: deque[str] = deque(maxlen=MOST_ENTRIES)
        self._latest: ConnectionChanged | None = None
        self.setText(words.nothing_happened())

    def show_connection(self, link: ConnectionChanged) -> None:
        """Adds a line, unless nothing changed but the countdown."""
        if self._latest is not None and _told(link) == _told(self._latest):
            return
        self._latest = link
        self._entries.appendleft(words.link_entry(self._now().toString("HH:mm:ss"), link))
        self.setText("\n".join(self._entries))


def _told(link: ConnectionChanged) -> tuple[object, ...]:
    return link.sensor, link.state, link.attempt, link.reason
