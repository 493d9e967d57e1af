"""Legend: which colour means what."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import TextSize, Theme

_DOT_PX, _GAP_PX = 5, 18


class Legend(QWidget):
    """Spots with their words, as many as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Colours and words."""
        self._entries = entries
        self.setAccessibleName(", ".join(words for _, words in entries))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        metrics = QFontMetrics(self._theme.font(TextSize.SMALL))
        return QSize(self._theme.px(200), round(metrics.height() * 1.3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints them from left to right."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TextSize.SMALL))
            radius, gap, left = self._theme.px(_DOT_PX), self._theme.px(_GAP_PX), 0.0
            for colour, words in self._entries:
                width = painter.fontMetrics().horizontalAdvance(words) + 3 * radius + 2
                if left + width > self.width():
                    break
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colour))
                painter.drawEllipse(QPointF(left + radius, self.height() / 2), radius, radius)
                painter.setPen(QColor(self._theme.colours.muted))
                area = QRectF(left + 3 * radius, 0, width, self.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
                left += width + gap
        finally:
            painter.end()
