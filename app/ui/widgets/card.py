"""Card: a quiet rounded surface that things stand on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme

RADIUS_PX = 14  # at the reference window


class Card(QWidget):
    """A surface in the theme's colour with rounded corners."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fills the rounded rectangle."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.surface))
            radius = self._theme.px(RADIUS_PX)
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        finally:
            painter.end()
