"""LoadBars: loads stacked by activity type, by day or by week, on the guide of a building week."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.domain.frozen import frozen
from app.domain.load_planning import WeeklyGuide
from app.domain.long_term_load import LoadDay
from app.ui.colours import mix
from app.ui.theme import Theme

_BAR_SHARE = 0.8  # of the room that a bar has
GUIDE_SHARE = 0.22  # of the accent in the band


@frozen
class Bar:
    """So many days from `first` (an ordinal) on: loads by type, and the guide where there is one."""

    first: int
    days: int
    loads: tuple[tuple[str, float], ...]
    guide: tuple[float, float] | None = None

    @property
    def load(self) -> float:
        """All of it."""
        return sum(load for _, load in self.loads)


GuideOn = Callable[[date], WeeklyGuide | None]
"""A day → the guide for a week that begins then; None where there is none."""


def daily_bars(days: Sequence[LoadDay], guide_on: GuideOn) -> list[Bar]:
    """A bar a day, with a day's share of the guide."""
    return [
        Bar(day.day.toordinal(), 1, day.by_activity_type, _bounds(guide_on(day.day), 7.0)) for day in days
    ]


def weekly_bars(days: Sequence[LoadDay], guide_on: GuideOn) -> list[Bar]:
    """A bar a week from Monday on, with the guide for it."""
    weeks: dict[date, list[LoadDay]] = defaultdict(list)
    for day in days:
        weeks[day.day - timedelta(days=day.day.weekday())].append(day)
    bars = []
    for monday, of_week in weeks.items():
        loads: dict[str, float] = defaultdict(float)
        for day in of_week:
            for key, load in day.by_activity_type:
                loads[key] += load
        bounds = _bounds(guide_on(of_week[0].day), 1.0)
        bars.append(Bar(monday.toordinal(), 7, tuple(sorted(loads.items())), bounds))
    return bars


def _bounds(guide: WeeklyGuide | None, parts: float) -> tuple[float, float] | None:
    return None if guide is None else (guide.at_least / parts, guide.at_most / parts)


class LoadBars(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Painted as one item; only what is seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: Sequence[Bar] = ()
        self._firsts: list[int] = []
        self._colours: Mapping[str, str] = {}
        self._area = QRectF()

    def show_bars(self, bars: Sequence[Bar], colours: Mapping[str, str]) -> float:
        """Other bars; the height that they need."""
        self.prepareGeometryChange()
        self._bars, self._colours = bars, colours
        self._firsts = [bar.first for bar in bars]
        tops = sorted(max(bar.load, bar.guide[1] if bar.guide else 0.0) for bar in bars)
        top = max(tops[-1] if tops else 0.0, 10.0) * 1.05
        width = self._bars[-1].first + self._bars[-1].days - self._firsts[0] if bars else 1
        self._area = QRectF(self._firsts[0] - 0.5 if bars else 0.0, 0.0, width, top)
        self.update()
        return top

    def boundingRect(self) -> QRectF:
        """All bars."""
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paints the guide, then the bars."""
        seen = option.exposedRect
        begin = max(0, bisect_left(self._firsts, seen.left()) - 2)
        bars = self._bars[begin : bisect_right(self._firsts, seen.right()) + 1]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_guide(painter, bars)
        for bar in bars:
            width, base = bar.days * _BAR_SHARE, 0.0
            left = bar.first - 0.5 + (bar.days - width) / 2
            for key, load in bar.loads:
                painter.setBrush(QColor(self._colours.get(key, self._theme.colours.muted)))
                painter.drawRect(QRectF(left, base, width, load))
                base += load

    def _paint_guide(self, painter: QPainter, bars: Sequence[Bar]) -> None:
        guided = [bar for bar in bars if bar.guide is not None]
        if not guided:
            return
        colours = self._theme.colours
        painter.setBrush(QColor(mix(colours.surface, colours.accent, GUIDE_SHARE)))
        lower = [
            QPointF(bar.first + edge, bar.guide[0])
            for bar in guided
            if bar.guide
            for edge in (-0.5, bar.days - 0.5)
        ]
        upper = [
            QPointF(bar.first + edge, bar.guide[1])
            for bar in guided
            if bar.guide
            for edge in (-0.5, bar.days - 0.5)
        ]
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))


class NotImported(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Days whose files may still be missing, hatched over the whole height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area = QRectF()
        self.setZValue(5)

    def show_days(self, first: int, last: int, low: float, high: float) -> None:
        """From one ordinal to another; none where `last` lies before."""
        self.prepareGeometryChange()
        self._area = QRectF(first - 0.5, low, last - first + 1, high - low) if last >= first else QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        """Those days."""
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Hatches them."""
        hatch = QBrush(QColor(self._theme.colours.muted), Qt.BrushStyle.BDiagPattern)
        hatch.setTransform(painter.worldTransform().inverted()[0])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hatch)
        painter.drawRect(self._area)
