"""ScaleAxis: numbers up the left side, as wide as its widest label, with few enough lines to be read."""

from math import ceil, floor, log10

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetricsF

_MOST_TICKS, _FEWEST_TICKS = 6, 2
_LINES_APART = 1.5  # of a label's height
_AIR_PX = 8
_ROUND = (1.0, 2.0, 5.0, 10.0)
LEAST_LABEL = "188"  # a heart rate: shorter labels move nothing
WIDE_LABEL = "1,000"  # a week's load


class ScaleAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """`widest` is a label that it must have room for."""

    def __init__(self, widest: str = LEAST_LABEL) -> None:
        super().__init__("left")
        self._widest = widest
        self._font = QFont()

    def use_font(self, font: QFont) -> None:
        """Other letters, and the width that they need."""
        self._font = font
        self.setTickFont(font)
        self.setWidth(ceil(QFontMetricsF(font).horizontalAdvance(self._widest)) + _AIR_PX)

    def tickValues(self, low: float, high: float, size_px: float) -> list[tuple[float, list[float]]]:
        """Round numbers, at most six, none so near to an end that its label would be cut."""
        line_px = QFontMetricsF(self._font).height()
        per_px = (high - low) / max(size_px, 1.0)
        most = max(1.0, min(_MOST_TICKS, size_px / (line_px * _LINES_APART)))
        step = _round_step((high - low) / most)
        top = high - per_px * line_px / 2
        values = _multiples(step, low, top)
        if len(values) < _FEWEST_TICKS and step / 2 >= per_px * line_px:
            step /= 2
            values = _multiples(step, low, top)
        return [(step, values)]

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        """Whole numbers where the step is whole."""
        places = max(0, -floor(log10(spacing))) if spacing < 1 else 0
        return [f"{value:,.{places}f}".replace("-", "−") for value in values]


def _multiples(step: float, low: float, high: float) -> list[float]:
    return [place * step for place in range(ceil(low / step), floor(high / step) + 1)]


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10 … that is no smaller."""
    least = max(least, 1e-9)
    power = 10.0 ** floor(log10(least))
    return next(part * power for part in _ROUND if part * power >= least * (1 - 1e-9))
