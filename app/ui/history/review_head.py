"""ReviewHead: what is looked at and when it was, the way back, and what can be chosen about it."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.ui.history import review_sentences as words
from app.ui.history.history_filters import Choice
from app.ui.sentences import translate
from app.ui.settings.groups import ButtonRow, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel

_COMPARE_PX = 250  # its words are long; the title needs the room
_GAP_PX = 8
_ANY_PX = (1 << 24) - 1  # Qt's own: no limit


class ReviewHead(QWidget):
    """The choices stand beside the title where there is room, else in rows of their own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.back = button(theme, "reviewBack", translate("review", "Back"), icon_name="back")
        self.title = TextLabel(theme, TextSize.HEADING, bold=True, wraps=True)
        self.title.setObjectName("reviewTitle")
        self.others: Choice[int | None] = Choice(theme, "reviewCompare", words.no_comparison())
        self.others.offer({None: words.no_comparison()})
        self.kinds: Choice[str] = Choice(theme, "reviewType", translate("review", "Activity type"))
        self.people: Choice[str] = Choice(theme, "reviewAthlete", translate("review", "Athlete"))
        self.recompute = button(theme, "reviewRecompute", translate("review", "Recalculate"))
        self.recompute.setToolTip(
            translate("review", "With the heart rates that stand in your settings now. Can be undone.")
        )
        self._choices = (self.others, self.kinds, self.people, self.recompute)
        self._row, self._line = ButtonRow(theme, self._choices), QHBoxLayout()
        self._line.addWidget(self.back)
        self._line.addWidget(self.title, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(self._line, 1)
        self._whole.addWidget(self._row)
        theme.changed.connect(self._dress)
        self._dress()

    def show_title(self, title: str) -> None:
        """What is looked at."""
        self.title.setText(title)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or not."""
        super().resizeEvent(event)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        gap = self._theme.px(_GAP_PX)
        self.others.setMaximumWidth(self._theme.text_px(_COMPARE_PX))
        shown = [each for each in self._choices if not each.isHidden()]
        choices_px = sum(min(each.sizeHint().width(), each.maximumWidth()) + gap for each in shown)
        title_px = self.back.sizeHint().width() + round(self.title.unshrunk_px()) + 3 * gap
        is_wide = title_px + choices_px <= self.width()
        direction = QBoxLayout.Direction
        self._whole.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._row.setMinimumWidth(0)
        self._row.setMaximumWidth(choices_px if is_wide else _ANY_PX)
        self._whole.setStretch(0, 1 if is_wide else 0)
        self._whole.setStretch(1, 1000 if is_wide else 0)  # what it needs comes first
        for layout in (self._whole, self._line):
            layout.setSpacing(gap)
