"""BigNumber: digits as large as their place allows, in cells of one width, so that nothing jumps."""

from math import inf

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.sentences import NO_VALUE
from app.ui.theme import Theme

_EDGE_PX = 2  # what smoothing may add to the digits' outline
_PROBE_PX = 200  # metrics are measured once at this size and scaled
_DASH_SHARE, _DASH_THICKNESS = 0.62, 0.09  # of a cell, of the digit's height
_SPACING = -0.02  # of the digit's height, between cells: large digits stand closer than text does
NARROWEST = 0.72  # of the font's own width: digits squeezed further are no longer told apart at a glance


class BigNumber(QLabel):
    """A number of up to `cells` digits, as tall as it is told; dashes where there is none."""

    def __init__(self, theme: Theme, cells: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = cells
        self._colour = theme.colours.text
        self._font = QFont()
        self._digit_height = self._cell_width = 1.0  # per pixel of font size
        self._squeeze = 1.0  # of the font's own width
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._measure()

    def set_digit_height(self, height_px: float, most_width_px: float = inf) -> None:
        """Sets the height of the digits; the widget takes exactly the room that they need.

        `most_width_px`: the digits are squeezed to it, down to `NARROWEST` of the font's own width.
        """
        font_px = max(8, round(height_px / self._digit_height))
        self._font.setPixelSize(font_px)
        width = self.width_for(self.digit_height_px())
        self._squeeze = min(1.0, max(NARROWEST, (most_width_px - _EDGE_PX) / width))
        self.setFixedSize(
            QSize(round(width * self._squeeze) + _EDGE_PX, round(self.digit_height_px()) + _EDGE_PX)
        )
        self.update()

    def digit_height_px(self) -> float:
        """How tall the digits are now."""
        return self._digit_height * self._font.pixelSize()

    def width_for(self, height_px: float) -> float:
        """The width that digits of this height take, without being squeezed."""
        cells = self._cells * self._cell_width / self._digit_height
        return (cells + (self._cells - 1) * _SPACING) * height_px

    def show_number(self, text: str, colour: str) -> None:
        """Shows the digits in this colour; repaints only when something is new."""
        if colour != self._colour:
            self._colour = colour
            self.update()
        if text != self.text():
            self.setText(text)

    def text_rect(self) -> QRectF:
        """Where the text is painted, in the widget's coordinates."""
        metrics = QFontMetricsF(self._font)
        return metrics.tightBoundingRect(self.text()).translated(0, self._baseline())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints each character in the middle of its cell."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.text() == NO_VALUE:
                self._paint_dashes(painter)
            else:
                self._paint_digits(painter)
        finally:
            painter.end()

    def _cell_px(self) -> float:
        return self._cell_width * self._font.pixelSize()

    def _paint_digits(self, painter: QPainter) -> None:
        painter.setFont(self._font)
        painter.setPen(QColor(self._colour))
        painter.scale(self._squeeze, 1.0)
        metrics = QFontMetricsF(self._font)
        cell = self._cell_px()
        step = cell + _SPACING * self.digit_height_px()
        text = self.text()
        left = (self.width() / self._squeeze - cell - step * (len(text) - 1)) / 2
        for index, character in enumerate(text):
            x = left + index * step + (cell - metrics.horizontalAdvance(character)) / 2
            painter.drawText(QPointF(x, self._baseline()), character)

    def _paint_dashes(self, painter: QPainter) -> None:
        """Two short bars: the font's own dashes would run into one."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        cell = self._cell_px() * self._squeeze
        length, thickness = cell * _DASH_SHARE, self.digit_height_px() * _DASH_THICKNESS
        gap = cell - length
        left, top = self.width() / 2 - length - gap / 2, (self.height() - thickness) / 2
        for x in (left, left + length + gap):
            painter.drawRoundedRect(QRectF(x, top, length, thickness), thickness / 2, thickness / 2)

    @Slot()
    def _measure(self) -> None:
        self._font = self._theme.digit_font()
        self._font.setPixelSize(_PROBE_PX)
        metrics = QFontMetricsF(self._font)
        self._digit_height = metrics.tightBoundingRect("0").height() / _PROBE_PX
        self._cell_width = max(metrics.horizontalAdvance(digit) for digit in "0123456789") / _PROBE_PX

    def _baseline(self) -> float:
        metrics = QFontMetricsF(self._font)
        return 1 - metrics.tightBoundingRect("0").top()
