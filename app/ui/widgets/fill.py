"""An area in one colour."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter


def fill_area(painter: QPainter, area: QRect | QRectF, colour: str | QColor) -> None:
    """Fills an area with one colour.

    `fillRect` takes gradients too: the first time it is called PySide makes the names of all of them, 2 ms
    that the first sight of the window would wait for.
    """
    painter.setBackground(QColor(colour))
    painter.eraseRect(area)
