"""The report's charts as SVG elements: curves over days, loads by week. No scripts, nothing from outside."""

from collections.abc import Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from app.domain.coach_report import ReportedWeek
from app.domain.long_term_load import LoadDay

WIDTH, HEIGHT = 720.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 36.0, 8.0, 8.0, 20.0
BASE, IMPACT, GUIDE, INK, RULE = "#0b7357", "#7a8699", "#cfe3da", "#3d4654", "#d9dee5"
_BAR_SHARE = 0.7
_TICKS = 5  # level lines, at most
_STEPS = tuple(digit * 10.0**power for power in range(5) for digit in (1, 2, 5))


class _Frame:
    """Places of values on the chart."""

    def __init__(self, chart: Element, steps: int, top: float) -> None:
        self.chart = chart
        self.width = (WIDTH - LEFT - RIGHT) / max(1, steps)
        self._step = next((step for step in _STEPS if step * _TICKS >= top), _STEPS[-1])
        self._top = max(top, 1.0)

    def x(self, step: float) -> float:
        """The left edge of a step."""
        return LEFT + step * self.width

    def y(self, value: float) -> float:
        """The height of a value."""
        return HEIGHT - BOTTOM - value / self._top * (HEIGHT - TOP - BOTTOM)

    def rules(self) -> None:
        """Level lines with their values."""
        for tick in range(int(self._top / self._step) + 1):
            value = self._step * tick
            place = _number(self.y(value))
            ends = {"x1": _number(LEFT), "x2": _number(WIDTH - RIGHT), "y1": place, "y2": place}
            SubElement(self.chart, "line", ends | {"stroke": RULE, "stroke-width": "0.6"})
            _text(self.chart, LEFT - 5, self.y(value) + 3, f"{value:.0f}", "end")


def curves(days: Sequence[LoadDay], changed: Sequence[date], title: str) -> Element:
    """Base Fitness and Load Impact by day; dotted lines where the athlete's constants changed."""
    chart = _chart(title)
    known = [value for day in days for value in (day.base_fitness, day.load_impact) if value is not None]
    frame = _Frame(chart, len(days), 1.1 * max(known, default=10.0))
    frame.rules()
    _hatch(frame, days)
    for step, day in enumerate(days):
        if day.day.weekday() == 0 and step % 14 < 7:
            _text(chart, frame.x(step), HEIGHT - 6, f"{day.day:%d %b}", "middle")
        if day.day in changed:
            place = _number(frame.x(step + 0.5))
            ends = {"x1": place, "x2": place, "y1": _number(TOP), "y2": _number(HEIGHT - BOTTOM)}
            SubElement(chart, "line", ends | {"stroke": INK, "stroke-dasharray": "2 3"})
    _line(frame, [day.load_impact for day in days], IMPACT, "1.2")
    _line(frame, [day.base_fitness for day in days], BASE, "2.2")
    return chart


def bars(weeks: Sequence[ReportedWeek], colours: Mapping[str, str], title: str) -> Element:
    """Loads by week, stacked by activity type, over the guide."""
    chart = _chart(title)
    highest = [max(week.load, week.guide.at_most if week.guide else 0.0) for week in weeks]
    frame = _Frame(chart, len(weeks), 1.1 * max(highest, default=10.0))
    frame.rules()
    for step, week in enumerate(weeks):
        if week.guide is not None:
            _rect(frame, step, 1.0, (week.guide.at_least, week.guide.at_most), GUIDE)
        base = 0.0
        for key, load in week.loads:
            _rect(frame, step + (1 - _BAR_SHARE) / 2, _BAR_SHARE, (base, base + load), colours[key])
            base += load
        _text(chart, frame.x(step + 0.5), HEIGHT - 6, f"{week.monday:%d %b}", "middle")
    return chart


def _chart(title: str) -> Element:
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    chart = Element("svg", {"viewBox": box, "role": "img", "aria-label": title})
    SubElement(chart, "title").text = title
    return chart


def _hatch(frame: _Frame, days: Sequence[LoadDay]) -> None:
    """Days that are not imported yet, shaded."""
    for step, day in enumerate(days):
        if not day.is_imported:
            area = {"x": _number(frame.x(step)), "y": _number(TOP), "width": _number(frame.width)}
            height = _number(HEIGHT - TOP - BOTTOM)
            SubElement(frame.chart, "rect", area | {"height": height, "fill": RULE})


def _rect(frame: _Frame, step: float, steps: float, values: tuple[float, float], colour: str) -> None:
    low, high = values
    area = {"x": _number(frame.x(step)), "y": _number(frame.y(high)), "width": _number(steps * frame.width)}
    height = _number(frame.y(low) - frame.y(high))
    SubElement(frame.chart, "rect", area | {"height": height, "fill": colour})


def _line(frame: _Frame, values: Sequence[float | None], colour: str, width: str) -> None:
    points = [
        f"{_number(frame.x(step + 0.5))},{_number(frame.y(value))}"
        for step, value in enumerate(values)
        if value is not None
    ]
    look = {"fill": "none", "stroke": colour, "stroke-width": width, "stroke-linejoin": "round"}
    SubElement(frame.chart, "polyline", {"points": " ".join(points)} | look)


def _text(chart: Element, x: float, y: float, words: str, anchor: str) -> None:
    place = {"x": _number(x), "y": _number(y), "text-anchor": anchor}
    SubElement(chart, "text", place | {"font-size": "9", "fill": INK}).text = words


def _number(value: float) -> str:
    return f"{value:.1f}"
