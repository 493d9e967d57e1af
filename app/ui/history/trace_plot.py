"""TracePlot: the heart rate of a whole activity on its zones, with laps, pauses, gaps and a cursor."""

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
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
from app.ui.told_sentences import trace

_BAND = 0.24  # of the zone's colour in its band
_MARGIN_BPM = 8.0
READABLE_BPM = (30.0, 240.0)  # beyond, nothing is a reading: the bands need reach no further
_CUT = 0.6  # of the muted ink in the hatch over what was cut out
_SELECTED = 0.25  # of the accent over a marked stretch
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
        self._cuts: tuple[Stretch, ...] = ()
        self.setZValue(-10)

    def show_bands(self, setup: SessionSetup, parts: TraceParts, activity: Activity) -> None:
        """The zones of the activity's day."""
        low, high = READABLE_BPM
        self.prepareGeometryChange()
        self._area = QRectF(0.0, low, parts.end_s, high - low)
        zones = setup.zone_model.zones
        uppers = [*(float(zone.lower_bpm) for zone in zones[1:]), high]
        self._zones = [
            (zone.number, max(low, float(zone.lower_bpm)), min(high, upper))
            for zone, upper in zip(zones, uppers, strict=True)
            if zone.number > 1 and zone.lower_bpm < high and upper > low  # the lowest needs no ground
        ]
        self._gaps = parts.gaps
        self._pauses = tuple(Stretch(each.start_s, each.end_s) for each in activity.pauses)
        self._cuts = tuple(Stretch(each.start_s, each.end_s) for each in activity.cuts)
        self.update()

    def boundingRect(self) -> QRectF:
        """All of the activity."""
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Fills the bands, veils the pauses, hatches the gaps, and twice what was cut out."""
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        for number, lower, upper in self._zones:
            painter.setBrush(QColor(mix(colours.surface, colours.zone_fill(number), _BAND)))
            painter.drawRect(QRectF(0.0, lower, self._area.width(), upper - lower))
        veil = QColor(colours.surface)
        veil.setAlphaF(0.65)
        unscaled = painter.worldTransform().inverted()[0]
        hatch = QBrush(QColor(colours.muted), Qt.BrushStyle.BDiagPattern)
        cross = QBrush(QColor(mix(colours.surface, colours.muted, _CUT)), Qt.BrushStyle.DiagCrossPattern)
        for brush in (hatch, cross):
            brush.setTransform(unscaled)
        painted = (self._pauses, QBrush(veil)), (self._gaps, hatch), (self._cuts, QBrush(veil))
        for stretches, brush in (*painted, (self._cuts, cross)):
            painter.setBrush(brush)
            for each in stretches:
                painter.drawRect(
                    QRectF(each.start_s, self._area.top(), each.end_s - each.start_s, self._area.height())
                )


class SelectingBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Dragging marks a stretch where that is asked for, with Shift always; else it moves the view."""

    dragged = Signal(float, float)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.is_selecting = False

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        """The left button alone; the others zoom as ever."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() != Qt.MouseButton.LeftButton or not (self.is_selecting or is_shifted):
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        edges = [float(self.mapToView(place).x()) for place in (event.buttonDownPos(), event.pos())]
        self.dragged.emit(min(edges), max(edges))


class TracePlot(ThemePlot):
    """`cursor_moved` carries session seconds, −1 when the pointer has left; `stretch_chosen` from and to."""

    cursor_moved = Signal(float)
    stretch_chosen = Signal(float, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.bands = Bands(theme)
        self.parts: TraceParts | None = None
        self.box = SelectingBox()
        super().__init__(theme, ClockAxis(), parent, box=self.box)
        self.setObjectName("reviewTrace")
        self.tell = self._tell_curve
        self.addItem(self.bands)
        self.other = self.line(theme.colours.muted, 1.5)
        self.curve = self.line(theme.colours.text)
        self._laps: list[pg.InfiniteLine] = []
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.addItem(self._cursor)
        self.stretch = pg.LinearRegionItem(movable=True)
        self.stretch.hide()
        self.addItem(self.stretch)
        self.stretch.sigRegionChanged.connect(self._tell_stretch)
        self.box.dragged.connect(self.select)
        self.scene().sigMouseMoved.connect(self._follow)
        self._dress()

    def show_activity(self, activity: Activity, setup: SessionSetup) -> None:
        """Another activity, from its beginning to its end."""
        self.parts = parts = trace_parts(activity)
        self.bands.show_bands(setup, parts, activity)
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

    def _tell_curve(self) -> str:
        """How long, and how hard."""
        parts = self.parts
        known = np.array([]) if parts is None else parts.bpm[np.isfinite(parts.bpm)]
        if parts is None or not len(known):
            return trace(0.0, None, None)
        return trace(parts.end_s / 60.0, float(known.mean()), float(known.max()))

    @Slot(float, float)
    def select(self, start_s: float, end_s: float) -> None:
        """Marks a stretch, and tells of it."""
        self.stretch.show()
        self.stretch.setRegion((start_s, end_s))

    @Slot(float, float)
    def mark(self, start_s: float, end_s: float) -> None:
        """Marks a stretch that is known already."""
        self.stretch.blockSignals(True)
        self.select(start_s, end_s)
        self.stretch.blockSignals(False)

    def select_by_drag(self, *, is_wanted: bool) -> None:
        """Whether dragging marks a stretch instead of moving the view; if not, none is marked any more."""
        self.box.is_selecting = is_wanted
        if not is_wanted:
            self.stretch.hide()

    @Slot()
    def _tell_stretch(self) -> None:
        if self.stretch.isVisible() and self.parts is not None:
            start_s, end_s = self.stretch.getRegion()
            self.stretch_chosen.emit(max(0.0, start_s), min(self.parts.end_s, end_s))

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
        self.curve.setPen(pg.mkPen(QColor(colours.text), width=1.5))
        self.other.setPen(pg.mkPen(QColor(colours.muted), width=1.5))
        self._cursor.setPen(pg.mkPen(QColor(colours.accent), width=1))
        veil = QColor(colours.accent)
        veil.setAlphaF(_SELECTED)
        self.stretch.setBrush(veil)
        self.stretch.setHoverBrush(veil)
        for line in self.stretch.lines:
            line.setPen(pg.mkPen(QColor(colours.accent), width=2))
            line.setHoverPen(pg.mkPen(QColor(colours.accent), width=4))
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
