"""SplitBar: easy, medium and hard as shares of one bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.intensity import Split
from app.ui.theme import Theme

_HEIGHT_PX = 16
_ZONES = (2, 4, 6)  # whose colours stand for easy, medium and hard


class SplitBar(QWidget):
    """Empty while there is nothing to share."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares: Split | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_shares(self, shares: Split | None) -> None:
        """Other shares, adding up to 1."""
        self._shares = shares
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints three stretches in a rounded groove."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            groove = QPainterPath()
            radius = self.height() / 2
            groove.addRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setClipPath(groove)
            painter.fillRect(self.rect(), QColor(self._theme.colours.raised))
            painter.setPen(Qt.PenStyle.NoPen)
            shares = self._shares
            parts = () if shares is None else (shares.easy, shares.medium, shares.hard)
            left = 0.0
            for zone, share in zip(_ZONES, parts, strict=False):
                width = share * self.width()
                painter.fillRect(
                    QRectF(left, 0, width, self.height()), QColor(self._theme.colours.zone_fill(zone))
                )
                left += width
        finally:
            painter.end()
