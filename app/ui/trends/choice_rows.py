"""ChoiceRows: two groups of chips, side by side where there is room, else one beneath the other."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.settings.groups import ButtonRow
from app.ui.theme import Theme

_ANY_PX = (1 << 24) - 1  # Qt's own: no limit
_GAP_PX = 8
_PREFERRED = 1000  # the second group first gets what it needs


class ChoiceRows(QWidget):
    """The second group stands at the right edge; a group too wide for a row goes on in the next."""

    def __init__(self, theme: Theme, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._groups = (first, second)
        self._rows = (ButtonRow(theme, first), ButtonRow(theme, second))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for row, share in zip(self._rows, (1, _PREFERRED), strict=True):
            self._line.addWidget(row, share)
        theme.changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or not."""
        super().resizeEvent(event)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        gap = self._theme.px(_GAP_PX)
        wholes = [sum(each.sizeHint().width() + gap for each in group) for group in self._groups]
        is_wide = sum(wholes) + 2 * gap <= self.width()
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._line.setSpacing(gap)
        self._rows[1].setMaximumWidth(wholes[1] if is_wide else _ANY_PX)
