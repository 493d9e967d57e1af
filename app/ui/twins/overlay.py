"""Overlay: two heart-rate traces on one clock, small."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme

_SIZE_PX = (360, 84)
_LINE_PX = 1.8
_LEAST_RANGE_BPM = 20.0  # a steady ride is a line, not a mountain range

Rates = Sequence[float | None]


class Overlay(QWidget):
    """The carrier's trace drawn through, the other's dashed beneath: told apart without colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._carrier: Rates = ()
        self._carried: Rates = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_traces(self, carrier: Rates, carried: Rates) -> None:
        """Both of the same length."""
        self._carrier, self._carried = carrier, carried
        self.update()

    def sizeHint(self) -> QSize:
        """A few centimetres."""
        return QSize(*(self._theme.px(side) for side in _SIZE_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a line for each unbroken stretch."""
        rates = [rate for rate in (*self._carrier, *self._carried) if rate is not None]
        if not rates:
            return
        middle = (max(rates) + min(rates)) / 2
        reach = max(max(rates) - min(rates), _LEAST_RANGE_BPM)
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._pen(self._theme.colours.accent, Qt.PenStyle.DashLine))
            self._paint(painter, self._carried, middle + reach / 2, reach)
            painter.setPen(self._pen(self._theme.colours.text, Qt.PenStyle.SolidLine))
            self._paint(painter, self._carrier, middle + reach / 2, reach)
        finally:
            painter.end()

    def _pen(self, colour: str, style: Qt.PenStyle) -> QPen:
        return QPen(QColor(colour), self._theme.px(_LINE_PX), style)

    def _paint(self, painter: QPainter, rates: Rates, top: float, reach: float) -> None:
        width, height = self.width() / max(1, len(rates) - 1), self.height() - 4.0
        stretch: list[QPointF] = []
        for place, rate in enumerate((*rates, None)):
            if rate is not None:
                stretch.append(QPointF(place * width, 2.0 + (top - rate) / reach * height))
            elif stretch:
                painter.drawPolyline(stretch)
                stretch = []
