"""DFA α1: how the fluctuations of a window of beats grow with the number of beats looked at.

In plain Python, since a live session asks for it too: a window takes less than a millisecond, NumPy's import
alone a hundred times that, and 15 MB. Both steps take time in proportion to the number of beats.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import log

FEWEST_BEATS = 100  # domain.md: below, no value
WINDOW_S = 120.0
EVERY_S = 20.0  # domain.md allows 5 to 20; neighbouring windows share five sixths of their beats anyway
WARNING_FRACTION, LARGEST_FRACTION = 0.03, 0.06  # artefacts in a window (Rogers 2021)
SMOOTHNESS = 500.0  # λ
BOXES = range(4, 17)  # beats
LEAST_SQUARE_MS2 = 1e-9  # less is a rounding error: such a series does not fluctuate


def dfa_alpha1(nn_ms: Sequence[float]) -> float | None:
    """α1 of the detrended intervals (ms); None for fewer than 100 beats, or if they are all the same."""
    return None if len(nn_ms) < FEWEST_BEATS else scaling_exponent(detrended(nn_ms))


def scaling_exponent(values: Sequence[float]) -> float | None:
    """The slope of log F(n) over log n, n = 4 … 16, by least squares; None where a box size shows nothing.

    F(n) is the root mean square distance of the walk (the sum of the values' distances from their mean) from
    the straight lines fitted to its boxes of n; boxes do not overlap, what is left at the end is left out
    (Peng et al. 1995, Chaos 5:82-87). At least 16 values.
    """
    mean = sum(values) / len(values)
    walk = list(accumulate(value - mean for value in values))
    sums = [0.0, *accumulate(walk)]
    squares = [0.0, *accumulate(step * step for step in walk)]
    moments = [0.0, *accumulate(place * step for place, step in enumerate(walk))]
    points: list[tuple[float, float]] = []
    for size in BOXES:
        square = _mean_square(sums, squares, moments, size)
        if square < LEAST_SQUARE_MS2:
            return None
        points.append((log(size), log(square) / 2.0))
    return _slope(points)


def detrended(values: Sequence[float]) -> list[float]:
    """Without their slow trend, by smoothness priors (Tarvainen et al. 2002, IEEE TBME 49:172-175).

    The trend t solves (I + λ² D₂ᵀD₂) t = x, D₂ being second differences. That matrix has five diagonals, so
    that its factors L D Lᵀ, the way down and the way up are one pass each. At least 4 values.
    """
    penalty, count = SMOOTHNESS * SMOOTHNESS, len(values)
    diagonals = [1.0 + 6.0 * penalty] * count
    diagonals[0] = diagonals[-1] = 1.0 + penalty
    diagonals[1] = diagonals[-2] = 1.0 + 5.0 * penalty
    pivots: list[float] = []
    firsts: list[float] = []  # L one below the diagonal
    seconds: list[float] = []  # L two below
    solved: list[float] = []
    pivot = pivot_before = 1.0
    first = value = value_before = 0.0
    for place in range(count):
        beside = 0.0 if place == 0 else -2.0 * penalty if place in {1, count - 1} else -4.0 * penalty
        second = penalty / pivot_before if place > 1 else 0.0
        first = (beside - second * pivot_before * first) / pivot
        pivot_now = diagonals[place] - first * first * pivot - second * second * pivot_before
        value, value_before = values[place] - first * value - second * value_before, value
        pivot, pivot_before = pivot_now, pivot
        pivots.append(pivot)
        firsts.append(first)
        seconds.append(second)
        solved.append(value)
    trend, trend_behind = solved[-1] / pivots[-1], 0.0
    remainders = [values[-1] - trend]
    for place in range(count - 2, -1, -1):
        far = seconds[place + 2] * trend_behind if place + 2 < count else 0.0
        trend, trend_behind = solved[place] / pivots[place] - firsts[place + 1] * trend - far, trend
        remainders.append(values[place] - trend)
    return remainders[::-1]


def _mean_square(
    sums: Sequence[float], squares: Sequence[float], moments: Sequence[float], size: int
) -> float:
    """The mean squared distance of a walk from the lines through its boxes, from its running sums."""
    spread = size * (size * size - 1) / 12.0  # of the places in a box, squared
    total, boxes = 0.0, (len(sums) - 1) // size
    for start in range(0, boxes * size, size):
        end = start + size
        height = sums[end] - sums[start]
        tilt = moments[end] - moments[start] - (start + (size - 1) / 2.0) * height
        rest = squares[end] - squares[start] - height * height / size - tilt * tilt / spread
        total += max(0.0, rest)
    return total / (boxes * size)


def _slope(points: Sequence[tuple[float, float]]) -> float:
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    along = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / along
