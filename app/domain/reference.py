"""A reference session's load curve, which runs along as a pale ghost: ahead or behind at the same timer."""

from collections.abc import Sequence

from app.domain.activity import Activity
from app.domain.counted_intervals import counted_intervals
from app.domain.frozen import frozen
from app.domain.training_load import TrainingLoad

GRID_S = 10.0  # the curve hardly bends in less, and ten hours are 3,600 numbers


@frozen
class LoadCurve:
    """Training Load over timer time: one value per 10 s from 0 on, the last one at `timer_s`."""

    loads: tuple[float, ...]
    timer_s: float

    def at(self, timer_s: float) -> float:
        """The load at a moment; after the reference's end its final load."""
        if timer_s >= self.timer_s:
            return self.loads[-1]
        timer_s = max(0.0, timer_s)
        place = int(timer_s // GRID_S)
        start_s = place * GRID_S
        end_s = min(start_s + GRID_S, self.timer_s)
        part = (timer_s - start_s) / (end_s - start_s)
        return self.loads[place] + part * (self.loads[place + 1] - self.loads[place])

    def ahead(self, timer_s: float, training_load: float) -> float:
        """How much more (behind: below 0) load than the reference had at the same timer."""
        return training_load - self.at(timer_s)


def load_curve(activity: Activity) -> LoadCurve:
    """The curve of a finished activity, by the constants of its day. It stands still over gaps."""
    total = TrainingLoad(activity.constants)
    points = [(0.0, 0.0)]
    for interval in counted_intervals(activity.samples, activity.pauses):
        points.append((interval.timer_s, total.value))
        total.count(interval.duration_s, interval.earlier_bpm, interval.later_bpm)
        points.append((interval.timer_s + interval.duration_s, total.value))
    end_s = max(activity.summary.timer_s, points[-1][0])
    return LoadCurve(_on_grid(points, end_s), end_s)


def _on_grid(points: Sequence[tuple[float, float]], end_s: float) -> tuple[float, ...]:
    """The loads at 0, 10, 20 … s and at the end, straight between the points, level after the last."""
    whole = int(end_s // GRID_S)
    grid = [place * GRID_S for place in range(whole + 1)]
    if grid[-1] < end_s:
        grid.append(end_s)
    loads = []
    place = 0
    for at_s in grid:
        while place + 1 < len(points) and points[place + 1][0] <= at_s:
            place += 1
        loads.append(_between(points, place, at_s))
    return tuple(loads)


def _between(points: Sequence[tuple[float, float]], place: int, at_s: float) -> float:
    start_s, start = points[place]
    if place + 1 == len(points):
        return start
    end_s, end = points[place + 1]
    return start + (end - start) * (at_s - start_s) / (end_s - start_s)
