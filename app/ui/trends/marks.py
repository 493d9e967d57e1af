"""Marks: the days on which one of the athlete's constants changed, as dashed lines with a flag on top."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.ui.theme import Theme

_FLAG_PX = 5.0


class Marks(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Painted as one item, over the curves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self.ordinals: tuple[int, ...] = ()
        self.setZValue(6)

    def show_days(self, ordinals: Sequence[int], area: QRectF) -> None:
        """At these days, from the bottom to the top of what is drawn."""
        self.prepareGeometryChange()
        self.ordinals = tuple(day for day in ordinals if area.left() <= day <= area.right())
        self._area = area if self.ordinals else QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        """All of what is drawn."""
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paints the lines, and flags of one size at any zoom."""
        to_px = painter.worldTransform()
        ink = QColor(self._theme.colours.text)
        painter.save()
        try:
            painter.resetTransform()
            painter.setBrush(ink)
            for day in self.ordinals:
                top = to_px.map(QPointF(day, self._area.bottom()))
                foot = to_px.map(QPointF(day, self._area.top()))
                painter.setPen(QPen(ink, 1.0, Qt.PenStyle.DotLine))
                painter.drawLine(QLineF(top, foot))
                side = self._theme.px(_FLAG_PX)
                corners = [top, top + QPointF(1.6 * side, 0.8 * side), top + QPointF(0.0, 1.6 * side)]
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawPolygon(QPolygonF(corners))
        finally:
            painter.restore()
