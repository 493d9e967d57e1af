"""QuietLine: one line at the window's foot that leaves by itself; what comes meanwhile waits for its turn."""

from collections import deque

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.ui.announce import announce
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink

SHOWN_MS = 15_000  # time to look up twice


class QuietLine(TextLabel):
    """Says something that needs no answer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, TextSize.BODY, ink=muted_ink, wraps=True, parent=parent)
        self.setObjectName("quietLine")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting: deque[str] = deque()
        self.leaves = QTimer(self)
        self.leaves.setSingleShot(True)
        self.leaves.setInterval(SHOWN_MS)
        self.leaves.timeout.connect(self._next)
        theme.changed.connect(self._give_room)
        self._give_room()
        self.hide()

    @Slot(str)
    def say(self, words: str) -> None:
        """Shows this, now or when those before it were seen; nothing twice, nothing empty."""
        if not words or words in self._waiting or words == self.text():
            return
        self._waiting.append(words)
        if not self.leaves.isActive():
            self._next()

    @Slot()
    def _next(self) -> None:
        if not self._waiting:
            self.setText("")
            self.hide()
            return
        words = self._waiting.popleft()
        self.setText(words)
        self.setToolTip(words)
        self.show()
        self.leaves.start()
        announce(self, words, interrupts=False)

    @Slot()
    def _give_room(self) -> None:
        side = self._theme.px(16)
        self.setContentsMargins(side, 0, side, self._theme.px(8))
