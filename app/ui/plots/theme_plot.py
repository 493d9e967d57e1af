"""ThemePlot: a pyqtgraph plot in the window's colours and type; it zooms and moves in time alone."""

from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.ui.plots.scale_axis import LEAST_LABEL, ScaleAxis
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Tell, Told
from app.ui.told_sentences import named
from app.ui.widgets.inputs import paint_focus

_LINE_WIDTH = 2.0
_FOOT_LINES = 1.6  # of the letters' height: room for what hangs below the line
_ZOOM_STEP = 0.7
_MOVE_STEP = 0.15  # of what is seen
_KEYS_ZOOM = {Qt.Key.Key_Plus: _ZOOM_STEP, Qt.Key.Key_Equal: _ZOOM_STEP, Qt.Key.Key_Minus: 1 / _ZOOM_STEP}
_KEYS_MOVE = {Qt.Key.Key_Left: -_MOVE_STEP, Qt.Key.Key_Right: _MOVE_STEP}


class ThemePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Built once and filled again: pyqtgraph leaks some 200 KB with each plot."""

    def __init__(
        self,
        theme: Theme,
        bottom: pg.AxisItem,
        parent: QWidget | None = None,
        *,
        box: pg.ViewBox | None = None,
        widest: str = LEAST_LABEL,
    ) -> None:
        self._scale = ScaleAxis(widest)
        axes = {"bottom": bottom, "left": self._scale}
        super().__init__(parent, axisItems=axes, viewBox=box, enableMenu=False)
        self._theme = theme
        self._whole = (0.0, 1.0)
        self.tell: Tell = str  # what its curves say, in words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hideButtons()
        self.setMouseEnabled(x=True, y=False)
        self.setAntialiasing(True)
        self.getViewBox().disableAutoRange()
        theme.changed.connect(self._dress)
        self._dress()

    def told(self) -> Told:
        """What it is, and what its curves say."""
        said = self.tell()
        return Told(Part.CHART, named(self.accessibleName(), said), said)

    def show_whole(self) -> None:
        """All of the time there is."""
        self.setXRange(*self._whole, padding=0.01)

    def span(self, first: float, last: float) -> None:
        """What there is to see; nothing beyond can be moved to."""
        last = max(last, first + 1.0)
        self._whole = (first, last)
        room = 0.01 * (last - first)
        self.getViewBox().setLimits(xMin=first - room, xMax=last + room)
        self.show_whole()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Framed from now on."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Not framed any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def drawForeground(self, painter: QPainter, area: QRectF) -> None:
        """A frame while the keys are here."""
        super().drawForeground(painter, area)
        if self.hasFocus():
            paint_focus(painter, self._theme, QRectF(self.viewport().rect()))

    def line(self, colour: str, width: float = _LINE_WIDTH) -> pg.PlotCurveItem:
        """A curve; thick antialiased ones are drawn in segments, which is ten times as fast."""
        curve = pg.PlotCurveItem(
            pen=pg.mkPen(QColor(colour), width=width), connect="finite", segmentedLineMode="on"
        )
        curve.setSkipFiniteCheck(False)
        self.addItem(curve)
        return curve

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus zoom, arrows move, Home shows everything."""
        first, last = self.getViewBox().viewRange()[0]
        middle, half = (first + last) / 2, (last - first) / 2
        key = Qt.Key(event.key())
        if key in _KEYS_ZOOM:
            half *= _KEYS_ZOOM[key]
        elif key in _KEYS_MOVE:
            middle += 2 * half * _KEYS_MOVE[key]
        elif key == Qt.Key.Key_Home:
            self.show_whole()
            return
        else:
            super().keyPressEvent(event)
            return
        self.setXRange(middle - half, middle + half, padding=0)

    @Slot()
    def _dress(self) -> None:
        colours = self._theme.colours
        self.setBackground(QColor(colours.surface))
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(QColor(colours.outline)))
            axis.setTextPen(pg.mkPen(QColor(colours.muted)))
            axis.setStyle(tickLength=0, autoExpandTextSpace=False)
        font = self._theme.font(TextSize.SMALL)
        self._scale.use_font(font)
        self.getAxis("bottom").setTickFont(font)
        self.getAxis("bottom").setHeight(ceil(QFontMetricsF(font).height() * _FOOT_LINES))
