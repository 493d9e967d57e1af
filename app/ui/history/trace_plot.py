"""TracePlot: the heart rate of a whole activity on its zones, with laps, pauses, gaps and a cursor."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.domain.activity import Activity
from app.domain.setup import SessionSetup
from app.ui.colours import mix
from app.ui.history.trace_parts import Stretch, TraceParts, trace_parts
from app.ui.plots.axes import ClockAxis
from app.ui.plots.theme_plot import ThemePlot
from app.ui.theme import Theme

_BAND = 0.24  # of the zone's colour in its band
_MARGIN_BPM = 8.0
READABLE_BPM = (30.0, 240.0)  # beyond, nothing is a reading: the bands need reach no further
_FEWEST_BPM = 60.0  # a level hour is no mountain range


class Bands(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """The zones, the pauses and the gaps: painted as one item beneath the line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self._zones: list[tuple[int, float, float]] = []
        self._pauses: tuple[Stretch, ...] = ()
        self._gaps: tuple[Stretch, ...] = ()
        self.setZValue(-10)

    def show_bands(self, setup: SessionSetup, parts: TraceParts, pauses: tuple[Stretch, ...]) -> None:
        """The zones of the activity's day."""
        low, high = READABLE_BPM
        self.prepareGeometryChange()
        self._area = QRectF(0.0, low, parts.end_s, high - low)
        zones = setup.zone_model.zones
        uppers = [*(float(zone.lower_bpm) for zone in zones[1:]), high]
        self._zones = [
            (zone.number, max(low, float(zone.lower_bpm)), min(high, upper))
            for zone, upper in zip(zones, uppers, strict=True)
            if zone.lower_bpm < high and upper > low
        ]
        self._pauses, self._gaps = pauses, parts.gaps
        self.update()

    def boundingRect(self) -> QRectF:
        """All of the activity."""
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Fills the bands, veils the pauses, hatches the gaps."""
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        for number, lower, upper in self._zones:
            painter.setBrush(QColor(mix(colours.surface, colours.zone_fill(number), _BAND)))
            painter.drawRect(QRectF(0.0, lower, self._area.width(), upper - lower))
        veil = QColor(colours.surface)
        veil.setAlphaF(0.65)
        hatch = QBrush(QColor(colours.muted), Qt.BrushStyle.BDiagPattern)
        hatch.setTransform(painter.worldTransform().inverted()[0])
        for stretches, brush in ((self._pauses, QBrush(veil)), (self._gaps, hatch)):
            painter.setBrush(brush)
            for each in stretches:
                painter.drawRect(
                    QRectF(each.start_s, self._area.top(), each.end_s - each.start_s, self._area.height())
                )


class TracePlot(ThemePlot):
    """`cursor_moved` carries session seconds, −1 when the pointer has left."""

    cursor_moved = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.bands = Bands(theme)
        self.parts: TraceParts | None = None
        super().__init__(theme, ClockAxis(), parent)
        self.setObjectName("reviewTrace")
        self.addItem(self.bands)
        self.other = self.line(theme.colours.muted, 1.5)
        self.curve = self.line(theme.colours.text)
        self._laps: list[pg.InfiniteLine] = []
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.addItem(self._cursor)
        self.scene().sigMouseMoved.connect(self._follow)
        self._dress()

    def show_activity(self, activity: Activity, setup: SessionSetup) -> None:
        """Another activity, from its beginning to its end."""
        self.parts = parts = trace_parts(activity)
        self.bands.show_bands(setup, parts, tuple(Stretch(p.start_s, p.end_s) for p in activity.pauses))
        self.curve.setData(parts.seconds, parts.bpm)
        self.other.setData([], [])
        self._show_laps(activity)
        self.setYRange(*bpm_range(parts), padding=0)
        self.span(0.0, parts.end_s)

    def compare_with(self, activity: Activity | None) -> None:
        """An earlier one, pale, from the same beginning."""
        parts = None if activity is None else trace_parts(activity)
        if self.parts is not None:
            shown = [bpm_range(each) for each in (self.parts, parts) if each is not None]
            lows, highs = zip(*shown, strict=True)
            self.setYRange(min(lows), max(highs), padding=0)
        self.other.setData(
            [] if parts is None else parts.seconds, [] if parts is None else parts.bpm, connect="finite"
        )

    def _show_laps(self, activity: Activity) -> None:
        for line in self._laps:
            self.removeItem(line)
        pen = pg.mkPen(QColor(self._theme.colours.muted), width=1, style=Qt.PenStyle.DashLine)
        self._laps = [pg.InfiniteLine(lap.end_s, angle=90, pen=pen) for lap in activity.laps[:-1]]
        for line in self._laps:
            self.addItem(line)

    @Slot(QPointF)
    def _follow(self, position: QPointF) -> None:
        view = self.getViewBox()
        is_inside = self.parts is not None and view.sceneBoundingRect().contains(position)
        self._cursor.setVisible(is_inside)
        if not is_inside:
            self.cursor_moved.emit(-1.0)
            return
        at_s = max(0.0, float(view.mapSceneToView(position).x()))
        self._cursor.setPos(at_s)
        self.cursor_moved.emit(at_s)

    @Slot()
    def _dress(self) -> None:
        super()._dress()
        if not hasattr(self, "_cursor"):
            return  # the plot dresses itself before it has lines
        colours = self._theme.colours
        self.curve.setPen(pg.mkPen(QColor(colours.text), width=2.0))
        self.other.setPen(pg.mkPen(QColor(colours.muted), width=1.5))
        self._cursor.setPen(pg.mkPen(QColor(colours.accent), width=1))
        self.bands.update()


def bpm_range(parts: TraceParts) -> tuple[float, float]:
    """What the line needs, and a little air."""
    known = parts.bpm[np.isfinite(parts.bpm)]
    if not len(known):
        return 60.0, 180.0
    low, high = float(known.min()) - _MARGIN_BPM, float(known.max()) + _MARGIN_BPM
    middle = (low + high) / 2
    half = max(high - low, _FEWEST_BPM) / 2
    return middle - half, middle + half
