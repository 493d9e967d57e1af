"""TraceSeries: the heart rate over session time as the trace draws it, bounded in lines per view."""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST_BRIDGED_GAP_S = 15.0  # as in Training Load: a longer silence is a break in the line


class TraceLine(NamedTuple):
    """A piece of the line, in session seconds and bpm."""

    start_s: float
    start_bpm: float
    end_s: float
    end_bpm: float


class Pause(NamedTuple):
    """A pause; open while `end_s` is None."""

    start_s: float
    end_s: float | None


class TraceSeries:
    """Readings, laps and pauses. A day of readings takes 1 MB."""

    def __init__(self) -> None:
        self._times = array("d")
        self._values = array("f")
        self.bpm_range: tuple[float, float] | None = None
        self.laps: list[float] = []
        self.pauses: list[Pause] = []

    def __len__(self) -> int:
        return len(self._times)

    @property
    def last(self) -> tuple[float, float] | None:
        """The last reading: session seconds and bpm."""
        return (self._times[-1], self._values[-1]) if self._times else None

    @property
    def average_bpm(self) -> float | None:
        """The mean of all readings; None before the first. Costs a pass over them."""
        return sum(self._values) / len(self._values) if self._values else None

    def append(self, elapsed_s: float, bpm: float) -> TraceLine | None:
        """Adds a reading; the piece of line that it adds to the picture, None after a gap or out of order."""
        before = self.last
        if before is not None and elapsed_s <= before[0]:
            return None
        self._times.append(elapsed_s)
        self._values.append(bpm)
        low, high = self.bpm_range or (bpm, bpm)
        self.bpm_range = (min(low, bpm), max(high, bpm))
        if before is None or elapsed_s - before[0] > LONGEST_BRIDGED_GAP_S:
            return None
        return TraceLine(*before, elapsed_s, bpm)

    @classmethod
    def restored(
        cls,
        times_s: Iterable[float],
        rates_bpm: Iterable[float],
        pauses: Iterable[Pause],
        laps: Iterable[float],
    ) -> "TraceSeries":
        """A series of what was before; a pause is open while its `end_s` is None."""
        series = cls()
        for elapsed_s, bpm in zip(times_s, rates_bpm, strict=True):
            series.append(elapsed_s, bpm)
        series.pauses.extend(pauses)
        series.laps.extend(laps)
        return series

    def show_paused(self, elapsed_s: float, *, is_paused: bool) -> None:
        """Opens or closes a pause when it begins or ends."""
        is_open = bool(self.pauses) and self.pauses[-1].end_s is None
        if is_paused and not is_open:
            self.pauses.append(Pause(elapsed_s, None))
        elif is_open and not is_paused:
            self.pauses[-1] = Pause(self.pauses[-1].start_s, elapsed_s)

    def lines(self, start_s: float, end_s: float, column_s: float) -> Iterator[TraceLine]:
        """The line between two times; readings closer than `column_s` are drawn as one upright per column."""
        first = max(bisect_left(self._times, start_s) - 1, 0)
        last = bisect_right(self._times, end_s)
        column_from_s = column_to_s = before_s = -math.inf
        low = high = before_bpm = 0.0  # of the column that is being gathered, and its last reading
        for time_s, bpm in zip(self._times[first:last], self._values[first:last], strict=True):
            is_joined = time_s - before_s <= LONGEST_BRIDGED_GAP_S
            if is_joined and time_s < column_to_s:  # thousands: nothing is called for each
                if bpm < low:
                    low = bpm
                elif bpm > high:
                    high = bpm
            else:
                if high > low:
                    yield TraceLine(column_from_s, low, column_from_s, high)
                if is_joined:
                    yield TraceLine(column_from_s, before_bpm, time_s, bpm)
                column_from_s, column_to_s = time_s, time_s + column_s
                low = high = bpm
            before_s, before_bpm = time_s, bpm
        if high > low:
            yield TraceLine(column_from_s, low, column_from_s, high)
