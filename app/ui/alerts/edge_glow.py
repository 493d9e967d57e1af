"""EdgeGlow: a frame of light around the window that is seen from the corner of the eye. It never moves.

Too high is bright at the top, too low at the bottom, lost is broken: told apart without their colours.
"""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme

_EDGE_PX = 7  # a thin side, at the reference window
_BROAD_PX = 20  # the side that tells the direction; within the page's own margins


class Edge(StrEnum):
    """What the frame says."""

    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"
    LOST = "lost"


class EdgeGlow(QWidget):
    """Lies over its parent, lets the mouse through, and covers nothing but the edge."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("edgeGlow")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._window = parent
        self._edge: Edge | None = None
        self.hide()
        theme.changed.connect(self._cover)

    @property
    def edge(self) -> Edge | None:
        """What it says now."""
        return self._edge

    @Slot(object)
    def show_edge(self, edge: Edge | None) -> None:
        """Lights up, changes, or goes out."""
        if edge is self._edge:
            return
        self._edge = edge
        self.setVisible(edge is not None)
        if edge is not None:
            self._window.installEventFilter(self)  # and not before: a window has events with every beat
            self._cover()
            self.raise_()
        else:
            self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with the window."""
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget():
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the frame, fading inwards."""
        painter = QPainter(self)
        try:
            if self._edge is Edge.LOST:
                self._paint_broken(painter)
            elif self._edge is not None:
                for side, inner in self._sides(QRectF(self.rect())):
                    self._paint_side(painter, side, inner)
        finally:
            painter.end()

    @Slot()
    def _cover(self) -> None:
        parent = self.parentWidget()
        if self._edge is None or parent is None:
            return
        self.setGeometry(parent.rect())
        broad, thin = self._theme.px(_BROAD_PX), self._theme.px(_EDGE_PX)
        top = broad if self._edge is Edge.TOO_HIGH else thin
        bottom = broad if self._edge is Edge.TOO_LOW else thin
        inside = QRect(self.rect()).adjusted(thin, top, -thin, -bottom)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        self.update()

    def _sides(self, area: QRectF) -> tuple[tuple[QRectF, QPointF], ...]:
        """Each side with the point, straight inwards from its outer edge, where its light has faded."""
        broad, thin = float(self._theme.px(_BROAD_PX)), float(self._theme.px(_EDGE_PX))
        top = broad if self._edge is Edge.TOO_HIGH else thin
        bottom = broad if self._edge is Edge.TOO_LOW else thin
        return (
            (QRectF(0, 0, area.width(), top), QPointF(0, top)),
            (QRectF(0, area.height() - bottom, area.width(), bottom), QPointF(0, -bottom)),
            (QRectF(0, 0, thin, area.height()), QPointF(thin, 0)),
            (QRectF(area.width() - thin, 0, thin, area.height()), QPointF(-thin, 0)),
        )

    def _paint_side(self, painter: QPainter, side: QRectF, inwards: QPointF) -> None:
        outer = QPointF(
            side.right() if inwards.x() < 0 else side.left(),
            side.bottom() if inwards.y() < 0 else side.top(),
        )
        light = QLinearGradient(outer, outer + inwards)
        light.setColorAt(0.0, self._colour(1.0))
        light.setColorAt(0.45, self._colour(0.85))
        light.setColorAt(1.0, self._colour(0.0))
        painter.fillRect(side, light)

    def _paint_broken(self, painter: QPainter) -> None:
        width = self._theme.px(_EDGE_PX)
        pen = QPen(self._colour(1.0), width)
        pen.setDashPattern([3.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        half = width / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))

    def _colour(self, strength: float) -> QColor:
        colours = self._theme.colours
        name = {
            Edge.TOO_HIGH: colours.danger,
            Edge.TOO_LOW: colours.zone_fill(2),
            Edge.LOST: colours.warning_text,
        }[self._edge or Edge.LOST]
        colour = QColor(name)
        colour.setAlphaF(strength)
        return colour
