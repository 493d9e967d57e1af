"""ActivityIcons: the drawn icons of activity types in their colours, each rendered once."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.ui.icons import paint_icon

_FINE = 2  # pixels per pixel: sharp on screens of any density
_SPOT = "spot"  # of what has no known type


class ActivityIcons:
    """Kept by icon, colour and size."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, int], QPixmap] = {}

    def of(self, icon: str | None, colour: str, side_px: int) -> QPixmap:
        """A square; None: a round spot."""
        key = (icon or _SPOT, colour, side_px)
        if key not in self._made:
            self._made[key] = _drawn(icon, colour, side_px)
        return self._made[key]

    def clear(self) -> None:
        """Forgets them: sizes and colours are others now."""
        self._made.clear()


def _drawn(icon: str | None, colour: str, side_px: int) -> QPixmap:
    side = side_px * _FINE
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if icon is not None:
            paint_icon(painter, icon, colour, QRectF(0, 0, side, side))
        else:
            painter.setBrush(QColor(colour))
            painter.setPen(QColor(colour))
            painter.drawEllipse(QRectF(side / 4, side / 4, side / 2, side / 2))
    finally:
        painter.end()
    pixmap.setDevicePixelRatio(_FINE)
    return pixmap
