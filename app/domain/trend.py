"""Where the heart rate is going: one value a second, the slope of 30 of them, means of 30 and 180."""

from collections import deque
from operator import mul
from statistics import fmean, linear_regression

SLOPE_OVER_S = 30
MEAN_OVER_S = 30
LONG_MEAN_OVER_S = 180  # what «minutes left» is reckoned with
FEWEST_FOR_SLOPE = 10  # seconds; less is noise


class Trend:
    """`add` accepted readings, `second` once per whole second. Bounded memory, bounded time.

    A second's value is the mean of its readings; without any the value before while that is fresh, else None.
    """

    __slots__ = ("_count", "_last", "_seconds", "_sum", "_window")

    def __init__(self) -> None:
        self._seconds: deque[float | None] = deque(maxlen=LONG_MEAN_OVER_S)
        self._window: deque[float | None] = deque(maxlen=SLOPE_OVER_S)
        self._sum = 0.0
        self._count = 0
        self._last: float | None = None

    def add(self, bpm: float) -> None:
        """A reading of the second that is running."""
        self._sum += bpm
        self._count += 1

    def second(self, *, is_fresh: bool) -> None:
        """The second is over; `is_fresh` says whether the last reading still holds."""
        if self._count:
            self._last = self._sum / self._count
            self._sum, self._count = 0.0, 0
        elif not is_fresh:
            self._last = None
        self._seconds.append(self._last)
        self._window.append(self._last)

    def start_afresh(self) -> None:
        """Another source speaks: its slope is its own."""
        self._seconds.clear()
        self._window.clear()
        self._sum, self._count, self._last = 0.0, 0, None

    def slope_bpm_per_s(self) -> float | None:
        """Least-squares slope of the last 30 s; None with fewer than 10 s of values."""
        window = self._window
        if None in window:
            return self._slope_with_holes()
        count = len(window)
        if count < FEWEST_FOR_SLOPE:
            return None
        rates = [value for value in window if value is not None]
        moment: float = sum(map(mul, range(count), rates)) - (count - 1) / 2 * sum(rates)
        return moment * 12.0 / (count * (count * count - 1))

    def mean_bpm(self) -> float | None:
        """The mean of the last 30 s; None without a value."""
        return _mean(self._window)

    def long_mean_bpm(self) -> float | None:
        """The mean of the last 3 min; None without a value."""
        return _mean(self._seconds)

    def _slope_with_holes(self) -> float | None:
        known = [(float(second), value) for second, value in enumerate(self._window) if value is not None]
        if len(known) < FEWEST_FOR_SLOPE:
            return None
        return float(linear_regression([second for second, _ in known], [value for _, value in known]).slope)


def _mean(values: deque[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
