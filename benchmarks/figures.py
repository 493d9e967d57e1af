"""A measured figure beside its floor and its budget, and the table they make."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    `floor` is what the least possible program costs, measured in the same run; `budget` is the most that is
    allowed, or the least where more is better. Both, and `spread`, are in the figure's own unit, or None.
    `value` is None for what could not be measured here; `remark` says why.
    """

    name: str
    value: float | None
    unit: str
    spread: float | None = None
    floor: float | None = None
    budget: float | None = None
    more_is_better: bool = False
    remark: str = ""

    @property
    def within_budget(self) -> bool:
        """Whether the budget is kept; a figure without one always does, and so does what was not measured."""
        if self.budget is None or self.value is None:
            return True
        return self.value >= self.budget if self.more_is_better else self.value <= self.budget


def not_measured(name: str, why: str) -> Figure:
    """A figure that this machine cannot give."""
    return Figure(name, None, "", remark=f"not measured: {why}")


def figure_of_runs(
    name: str, runs: Sequence[float], unit: str, *, floor: float | None = None, budget: float | None = None
) -> Figure:
    """The median of repeated runs, its spread the distance between the quartiles."""
    if len(runs) < 2:
        return Figure(name, runs[0], unit, floor=floor, budget=budget)
    first, median, third = statistics.quantiles(runs, n=4, method="inclusive")
    return Figure(name, median, unit, spread=third - first, floor=floor, budget=budget)


def table(figures: Sequence[Figure]) -> str:
    """The figures as aligned text, one line each."""
    heads = ("figure", "value", "spread", "floor", "× floor", "budget", "")
    rows: list[tuple[str, ...]] = [heads]
    rows += [_row(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for name, *cells in rows:
        aligned = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([name.ljust(widths[0]), *aligned]).rstrip())
    return "\n".join(lines)


def row(figure: Figure) -> str:
    """One figure by itself, in a line."""
    name, *cells = _row(figure)
    return f"  {name}: {'  '.join(cell for cell in cells if cell)}"


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = f"{figure.value / figure.floor:.2f}" if figure.floor and figure.value is not None else ""
    bound = "≥" if figure.more_is_better else "≤"
    budget = "" if figure.budget is None else f"{bound} {_number(figure.budget)}"
    verdict = figure.remark if figure.within_budget else "over budget"
    value = f"{_number(figure.value)} {figure.unit}".strip()
    return (figure.name, value, _number(figure.spread), _number(figure.floor), ratio, budget, verdict)


def _number(value: float | None) -> str:
    """Three significant digits, thousands in groups; empty for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
