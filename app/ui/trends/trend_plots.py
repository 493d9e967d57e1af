"""TrendPlots: the curve above, the loads below, on the same days; a stretch between two days to ask about."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.long_term_load import LoadDay
from app.ui.plots.axes import DayAxis
from app.ui.plots.scale_axis import WIDE_LABEL
from app.ui.plots.theme_plot import ThemePlot
from app.ui.sentences import translate
from app.ui.theme import Theme
from app.ui.trends import told_trends as told
from app.ui.trends.bars import GuideOn, LoadBars, NotImported, daily_bars, weekly_bars
from app.ui.trends.marks import Marks
from app.ui.trends.spans import WEEKS_FROM_DAYS, Curve, curve_value

_CURVE_SHARE, _BARS_SHARE = 3, 2  # of the height
_FEWEST_DAYS = 28  # two days drawn over the whole width would be no picture of anything


class TrendPlots(QWidget):
    """`asked` carries two dates: the stretch between the two marks was moved."""

    asked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: Sequence[LoadDay] = ()
        self._curve = Curve.LOAD
        self.curve_plot = ThemePlot(theme, DayAxis(), widest=WIDE_LABEL)
        self.load_plot = ThemePlot(theme, DayAxis(), widest=WIDE_LABEL)
        self.load_plot.setXLink(self.curve_plot)
        self.curve_plot.setAccessibleName(translate("trends", "Curve by day"))
        self.load_plot.setAccessibleName(translate("trends", "Loads by day"))
        self.curve_plot.tell = lambda: told.curve(self._days, self._curve)
        self.load_plot.tell = lambda: told.loads(self._days)
        for plot in (self.curve_plot, self.load_plot):
            plot.setAccessibleDescription(told.plot_keys())
        self.first = self.curve_plot.line(theme.colours.accent)
        self.second = self.curve_plot.line(theme.colours.muted, 1.2)
        self.first.setZValue(1)
        self.level = pg.InfiniteLine(angle=0, movable=False)
        self.curve_plot.addItem(self.level)
        self.bars = LoadBars(theme)
        self.load_plot.addItem(self.bars)
        self.missing = (NotImported(theme), NotImported(theme))
        for plot, missing in zip((self.curve_plot, self.load_plot), self.missing, strict=True):
            plot.addItem(missing)
        self._changed: list[int] = []
        self._area = QRectF()
        self.marks = Marks(theme)
        self.curve_plot.addItem(self.marks)
        self.stretch = pg.LinearRegionItem(movable=True)
        self.curve_plot.addItem(self.stretch)
        self.stretch.sigRegionChangeFinished.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for plot in (self.curve_plot, self.load_plot):
            plot.setMinimumHeight(1)
            plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column.addWidget(self.curve_plot, _CURVE_SHARE)
        column.addWidget(self.load_plot, _BARS_SHARE)
        theme.changed.connect(self._dress)
        self._dress()

    def show_days(
        self, days: Sequence[LoadDay], colours: Mapping[str, str], curve: Curve, guide_on: GuideOn
    ) -> None:
        """These days, from the first to the last."""
        self._days, self._curve = days, curve
        if not days:
            return
        self._show_curves()
        make_bars = weekly_bars if len(days) > WEEKS_FROM_DAYS else daily_bars
        top = self.bars.show_bars(make_bars(days, guide_on), colours)
        self.load_plot.setYRange(0.0, top, padding=0)
        low, high = self._fit_height()
        last = float(days[-1].day.toordinal())
        first = min(float(days[0].day.toordinal()), last - _FEWEST_DAYS + 1.0)
        for plot in (self.load_plot, self.curve_plot):
            plot.span(first - 0.5, last + 0.5)
        self._hatch(low, high, top)
        self._area = QRectF(first - 0.5, low, last - first + 1.0, high - low)
        self.marks.show_days(self._changed, self._area)

    def show_curve(self, *, is_shown: bool) -> None:
        """Whether there is a curve to show; without one the loads have all the room."""
        self.curve_plot.setVisible(is_shown)

    def show_changes(self, days: Sequence[date]) -> None:
        """The days on which a constant of the athlete's changed."""
        self._changed = [day.toordinal() for day in days]
        self.marks.show_days(self._changed, self._area)

    def mark(self, earlier: date, later: date) -> None:
        """Puts the two marks; tells of it."""
        self.stretch.blockSignals(True)
        self.stretch.setRegion((float(earlier.toordinal()), float(later.toordinal())))
        self.stretch.blockSignals(False)
        self.asked.emit(earlier, later)

    def _show_curves(self) -> None:
        ordinals = np.array([day.day.toordinal() for day in self._days], dtype=np.float64)
        self.first.setData(ordinals, _values(self._days, self._curve))
        is_pair = self._curve is Curve.LOAD
        impact = _numbers([day.load_impact for day in self._days]) if is_pair else np.array([])
        self.second.setData(ordinals if is_pair else np.array([]), impact)
        self.level.setVisible(not is_pair)
        self.level.setPos(1.0 if self._curve is Curve.RATIO else 0.0)

    def _fit_height(self) -> tuple[float, float]:
        """What the curves need, from nothing on where they are loads."""
        drawn = [_values(self._days, self._curve)]
        if self._curve is Curve.LOAD:
            drawn.append(_numbers([day.load_impact for day in self._days]))
        known = np.concatenate(drawn)
        known = known[np.isfinite(known)]
        low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
        room = max(high - low, 0.5) * 0.06
        low = 0.0 if self._curve is Curve.LOAD else low - room
        self.curve_plot.setYRange(low, high + room, padding=0)
        return low, high + room

    def _hatch(self, low: float, high: float, top: float) -> None:
        missing = [day.day.toordinal() for day in self._days if not day.is_imported]
        first, last = (missing[0], missing[-1]) if missing else (1, 0)
        self.missing[0].show_days(first, last, low, high)
        self.missing[1].show_days(first, last, 0.0, top)

    @Slot()
    def _tell(self) -> None:
        if not self._days:
            return
        low, high = self._days[0].day.toordinal(), self._days[-1].day.toordinal()
        first, last = (min(max(round(edge), low), high) for edge in self.stretch.getRegion())
        self.asked.emit(date.fromordinal(first), date.fromordinal(last))

    @Slot()
    def _dress(self) -> None:
        colours = self._theme.colours
        self.first.setPen(pg.mkPen(QColor(colours.accent), width=2.5))
        self.second.setPen(pg.mkPen(QColor(colours.muted), width=1.2))
        self.level.setPen(pg.mkPen(QColor(colours.muted), width=1))
        veil = QColor(colours.accent)
        veil.setAlphaF(0.10)
        self.stretch.setBrush(veil)
        self.stretch.setHoverBrush(veil)
        for line in self.stretch.lines:
            line.setPen(pg.mkPen(QColor(colours.muted), width=1))
            line.setHoverPen(pg.mkPen(QColor(colours.accent), width=3))
        self.bars.update()
        self.marks.update()


def _values(days: Sequence[LoadDay], curve: Curve) -> NDArray[np.float64]:
    return _numbers([curve_value(day, curve) for day in days])


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
