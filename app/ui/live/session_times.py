"""SessionTimes: the time that matters large, the others small."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui import sentences
from app.ui.theme import TextSize, Theme
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_PADDING_PX = 18


class SessionTimes(Card):
    """Elapsed time, large; lap, time without pauses and coverage where they say something."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.caption = TextLabel(theme, TextSize.LABEL, ink=muted_ink)
        self.elapsed = TextLabel(theme, TextSize.FIGURE)
        self.elapsed.setObjectName("elapsed")
        self.elapsed.setAccessibleName(sentences.translate("live", "Time"))
        self.note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, elides=True)
        self.note.setObjectName("lapTime")
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_snapshot(LiveSnapshot())

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows the times."""
        is_idle = snapshot.status is LiveStatus.IDLE
        self.elapsed.setText(sentences.clock(0 if is_idle else snapshot.elapsed_s))
        self.caption.setText(sentences.status(snapshot.status))
        self.note.setText("" if is_idle else sentences.time_note(snapshot))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.caption)
        self._column.addStretch(1)
        self._column.addWidget(self.elapsed, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._column.addWidget(self.note)

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(_PADDING_PX)
        self._column.setContentsMargins(padding, round(padding * 0.7), padding, round(padding * 0.7))
        self._column.setSpacing(self._theme.px(3))
