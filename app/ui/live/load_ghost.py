"""LoadGhost: this session's load over time, and the reference session's as a pale line to race against."""

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import sentences
from app.ui.colours import mix
from app.ui.theme import Theme
from app.ui.told import Part, Told

if TYPE_CHECKING:
    from app.domain.reference import LoadCurve


_STEP_S = 10.0  # as the reference's own grid
_GHOST_POINTS = 80
_LINE_PX, _TIP_PX = 2.2, 4
_PALE_SHARE = 0.45  # of the surface in the ghost


class LoadGhost(QWidget):
    """Two lines from the lower left; hidden without a reference. A new session starts with `begin`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._curve: LoadCurve | None = None
        self._own = _OwnLoad()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)
        self.hide()

    def show_reference(self, curve: "LoadCurve | None") -> None:
        """The session to race against; None: none."""
        self._curve = curve
        self.setVisible(curve is not None)
        self.update()

    def begin(self) -> None:
        """A new session."""
        self._own = _OwnLoad()
        self.update()

    def ahead(self) -> float | None:
        """Load more than the reference had at this timer; None without one."""
        timer_s, load = self._own.last
        return None if self._curve is None or timer_s <= 0 else self._curve.ahead(timer_s, load)

    def told(self) -> Told:
        """How this session stands against the reference."""
        return Told(Part.CHART, sentences.ahead(self.ahead()))

    def show_load(self, timer_s: float, training_load: float) -> None:
        """The load so far; a new point every ten seconds, the last one moves along."""
        if timer_s < self._own.last[0]:
            self.begin()
        self._own.add(timer_s, training_load)
        if self._curve is not None:
            self.update()

    def sizeHint(self) -> QSize:
        """Room for a line beside the figure."""
        return QSize(self._theme.px(120), self._theme.px(60))

    def minimumSizeHint(self) -> QSize:
        """It may go where room is short."""
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ground line, the ghost, and this session."""
        if self._curve is None or self.width() < 3 * self.height() / 4:
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._curve)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, curve: "LoadCurve") -> None:
        colours = self._theme.colours
        tip_px = self._theme.px(_TIP_PX)
        width, height = self.width() - 2 * tip_px, self.height() - 2 * tip_px
        longest_s = max(curve.timer_s, self._own.last[0], 1.0)
        most = max(curve.loads[-1], self._own.last[1], 1.0)

        def place(timer_s: float, load: float) -> QPointF:
            return QPointF(tip_px + timer_s / longest_s * width, tip_px + (1.0 - load / most) * height)

        painter.setPen(QPen(QColor(colours.outline), 1))
        painter.drawLine(place(0.0, 0.0), place(longest_s, 0.0))
        line_px = max(1.6, self._theme.px(10) * _LINE_PX / 10)
        steps = (curve.timer_s * step / _GHOST_POINTS for step in range(_GHOST_POINTS + 1))
        painter.setPen(QPen(QColor(mix(colours.muted, colours.surface, _PALE_SHARE)), line_px))
        painter.drawPolyline(QPolygonF([place(at_s, curve.at(at_s)) for at_s in steps]))
        painter.setPen(QPen(QColor(colours.accent), line_px))
        painter.drawPolyline(QPolygonF([place(*point) for point in self._own.thinned(_GHOST_POINTS)]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.text))
        painter.drawEllipse(place(*self._own.last), tip_px, tip_px)


class _OwnLoad:
    """This session's load every ten seconds, in columns: a day takes 140 kB."""

    def __init__(self) -> None:
        self._times = array("d", (0.0,))
        self._loads = array("d", (0.0,))

    @property
    def last(self) -> tuple[float, float]:
        """Timer and load now."""
        return self._times[-1], self._loads[-1]

    def add(self, timer_s: float, load: float) -> None:
        """A new point where ten seconds have passed; else the last one moves along."""
        if len(self._times) > 1 and timer_s - self._times[-2] < _STEP_S:
            self._times[-1], self._loads[-1] = timer_s, load
        elif timer_s > 0:
            self._times.append(timer_s)
            self._loads.append(load)

    def thinned(self, most: int) -> list[tuple[float, float]]:
        """About so many of the points in order, the last one among them."""
        step = max(1, len(self._times) // most)
        return [*zip(self._times[::step], self._loads[::step], strict=True), self.last]
