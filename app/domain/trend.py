"""Where the heart rate is going: one value a second, the slope and mean of 30 of them, the mean of 180."""

from collections import deque
from operator import mul

from app.domain.averages import mean

SLOPE_OVER_S = 30
LONG_MEAN_OVER_S = 180  # what «minutes left» is reckoned with
FEWEST_FOR_SLOPE = 10  # seconds; less is noise

# Places of so many seconds about their middle: −1, 0, 1 for three. Their squares add up to n(n² − 1)/12.
_CENTRED = tuple(
    tuple(place - (count - 1) / 2 for place in range(count)) for count in range(SLOPE_OVER_S + 1)
)


class Trend:
    """`add` accepted readings, `second` once per whole second. Bounded memory, bounded time.

    A second's value is the mean of its readings; without any the one before, while that is fresh. Where it is
    not, slope and mean of 30 s begin anew; the mean of 3 min only leaves such seconds out.
    """

    __slots__ = ("_count", "_last", "_seconds", "_sum", "_unbroken")

    def __init__(self) -> None:
        self._seconds: deque[float | None] = deque(maxlen=LONG_MEAN_OVER_S)
        self._unbroken: deque[float] = deque(maxlen=SLOPE_OVER_S)
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
        if self._last is None:
            self._unbroken.clear()
        else:
            self._unbroken.append(self._last)

    def start_afresh(self) -> None:
        """Another source speaks: its slope is its own."""
        self._seconds.clear()
        self._unbroken.clear()
        self._sum, self._count, self._last = 0.0, 0, None

    def slope_bpm_per_s(self) -> float | None:
        """Least-squares slope of the last 30 s; None with fewer than 10 s of values."""
        rates = self._unbroken
        count = len(rates)
        if count < FEWEST_FOR_SLOPE:
            return None
        moment: float = sum(map(mul, _CENTRED[count], rates))
        return moment * 12.0 / (count * (count * count - 1))

    def mean_bpm(self) -> float | None:
        """The mean of the last 30 s; None without a value."""
        return mean(self._unbroken) if self._unbroken else None

    def long_mean_bpm(self) -> float | None:
        """The mean of the last 3 min; None without a value."""
        known = [value for value in self._seconds if value is not None]
        return mean(known) if known else None
