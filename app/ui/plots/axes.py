"""Axes in the words of training: session time, and calendar days."""

from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QDate, QLocale

from app.ui.sentences import clock

_STEPS_S = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
_STEPS_DAYS = (1, 7, 14, 30.44, 91.31, 182.62, 365.25, 730.5)
_LEAST_PX = 90.0  # between two words
_MONTHS_FROM_DAYS = 30.0
_YEARS_FROM_DAYS = 365.0


class ClockAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Session seconds as h:mm:ss."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickSpacing(self, first: float, last: float, size_px: float) -> list[tuple[float, float]]:
        """Round minutes."""
        return [(_step(_STEPS_S, first, last, size_px), 0.0)]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """As the live page has it."""
        return [clock(value) for value in values]


class DayAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Days by their ordinal (date.toordinal), each at its middle."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._locale = QLocale()

    def tickValues(self, first: float, last: float, size_px: float) -> list[tuple[float, list[float]]]:
        """First days of months or years where the view is long, else days or weeks from Monday on."""
        step = _step(_STEPS_DAYS, first, last, size_px)
        if step < _MONTHS_FROM_DAYS:
            begin = int(first) + (-(int(first) - 1)) % int(step)  # ordinal 1 was a Monday
            return [(step, [float(day) for day in range(begin, int(last) + 1, int(step))])]
        return [(step, _months(first, last, round(step / 30.44)))]

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        """Day, month or year, whichever says enough."""
        form = "d MMM" if spacing < _MONTHS_FROM_DAYS else "MMM yyyy"
        if spacing >= _YEARS_FROM_DAYS:
            form = "yyyy"
        days = [date.fromordinal(max(1, int(value))) for value in values]
        return [self._locale.toString(QDate(day.year, day.month, day.day), form) for day in days]


def _step(steps: tuple[float, ...], first: float, last: float, size_px: float) -> float:
    least = (last - first) * _LEAST_PX / max(size_px, 1.0)
    return next((step for step in steps if step >= least), steps[-1])


def _months(first: float, last: float, every: int) -> list[float]:
    begin, end = date.fromordinal(max(1, int(first))), date.fromordinal(max(1, int(last)))
    months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    days = (date(month // 12, month % 12 + 1, 1) for month in months if month % every == 0)
    return [float(day.toordinal()) for day in days if first <= day.toordinal() <= last]
