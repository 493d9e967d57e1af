"""Where the heart rate is going: one value a second; slope, mean and noise of 30 of them, the mean of 180."""

from collections import deque
from math import sqrt

SLOPE_OVER_S = 30
LONG_MEAN_OVER_S = 180  # what «minutes left» is reckoned with
FEWEST_FOR_SLOPE = 10  # seconds; less is noise


class Trend:
    """`add` accepted readings, `second` once per whole second. Bounded memory, the same few sums each second.

    A second's value is the mean of its readings; without any the one before, while that is fresh. Where it is
    not, slope, mean and noise of 30 s begin anew; the mean of 3 min only leaves such seconds out.
    """

    __slots__ = (
        "_count",
        "_known",
        "_last",
        "_long_sum",
        "_moment",
        "_seconds",
        "_step_sum",
        "_sum",
        "_unbroken",
        "_unbroken_sum",
    )

    def __init__(self) -> None:
        self._seconds: deque[float | None] = deque()
        self._known = 0  # of `_seconds`, and their sum
        self._long_sum = 0.0
        self._unbroken: deque[float] = deque()
        self._unbroken_sum = 0.0
        self._moment = 0.0  # the sum of place · value, the oldest of `_unbroken` in place 0
        self._step_sum = 0.0  # of the squared steps from each value to the next
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
        value = self._last
        self._seconds.append(value)
        if len(self._seconds) > LONG_MEAN_OVER_S:
            self._forget(self._seconds.popleft())
        if value is None:
            self._break_off()
            return
        self._known += 1
        self._long_sum += value
        rates = self._unbroken
        if len(rates) == SLOPE_OVER_S:
            oldest = rates.popleft()
            self._unbroken_sum -= oldest
            self._step_sum -= (rates[0] - oldest) ** 2
            self._moment -= self._unbroken_sum  # all others move down a place
        if rates:
            self._step_sum += (value - rates[-1]) ** 2
        self._moment += len(rates) * value
        self._unbroken_sum += value
        rates.append(value)

    def start_afresh(self) -> None:
        """Another source speaks: its slope is its own."""
        self._seconds.clear()
        self._known, self._long_sum = 0, 0.0
        self._break_off()
        self._sum, self._count, self._last = 0.0, 0, None

    def slope_bpm_per_s(self) -> float | None:
        """Least-squares slope of the last 30 s; None with fewer than 10 s of values."""
        count = len(self._unbroken)
        if count < FEWEST_FOR_SLOPE:
            return None
        centred = self._moment - self._unbroken_sum * (count - 1) / 2
        return centred * 12.0 / (count * (count * count - 1))

    def noise_bpm(self) -> float:
        """The standard deviation of one second's value among its neighbours, over 30 s; 0 while unknown.

        From the steps between them (von Neumann 1941): where the heart goes in half a minute is no noise.
        """
        count = len(self._unbroken)
        if count < FEWEST_FOR_SLOPE or self._step_sum <= 0.0:
            return 0.0
        return sqrt(self._step_sum / (2 * (count - 1)))

    def mean_bpm(self) -> float | None:
        """The mean of the last 30 s; None without a value."""
        return self._unbroken_sum / len(self._unbroken) if self._unbroken else None

    def long_mean_bpm(self) -> float | None:
        """The mean of the last 3 min; None without a value."""
        return self._long_sum / self._known if self._known else None

    def _forget(self, value: float | None) -> None:
        if value is not None:
            self._known -= 1
            self._long_sum -= value

    def _break_off(self) -> None:
        self._unbroken.clear()
        self._unbroken_sum = self._moment = self._step_sum = 0.0
