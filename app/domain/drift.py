"""Drift: how heart rate and output part between the halves of a session (domain.md, "Beats")."""

from array import array
from bisect import bisect_right

SKIPPED_S = 600.0  # warming up is no drift
SHORTEST_S = 2400.0  # in less than 40 min there is nothing to see
LOWEST_COVERAGE = 0.5  # of each half; from less, its mean says little
GRID_S = 5.0  # a half begins somewhere within a step of the grid: the mean hardly moves with it


def decoupling_percent(efficiency_1: float, efficiency_2: float) -> float:
    """100·(EF₁ − EF₂)/EF₁, with EF = power or speed per heart beat of each half."""
    return 100 * (efficiency_1 - efficiency_2) / efficiency_1


def rise_percent(average_bpm_1: float, average_bpm_2: float) -> float:
    """Heart-rate drift without an output signal: only meaningful at constant effort."""
    return 100 * (average_bpm_2 - average_bpm_1) / average_bpm_1


class HeartRateDrift:
    """Rise of the mean heart rate from the first half to the second, after 10 min of warming up.

    The halves may be asked for at any time, so the integrals of the session are marked on a grid: `mark` them
    where an interval begins at or after `next_mark_s`. An hour takes 17 KB.
    """

    __slots__ = ("_bpm_s", "_counted_s", "_timer_s", "next_mark_s")

    def __init__(self) -> None:
        self.next_mark_s = SKIPPED_S
        self._timer_s = array("d")
        self._bpm_s = array("d")
        self._counted_s = array("d")

    def mark(self, timer_s: float, bpm_s: float, counted_s: float) -> None:
        """Heart rate × time and time counted until this moment."""
        self._timer_s.append(timer_s)
        self._bpm_s.append(bpm_s)
        self._counted_s.append(counted_s)
        self.next_mark_s = timer_s + GRID_S

    def percent(self, timer_s: float, bpm_s: float, counted_s: float) -> float | None:
        """Of a session of this length, with these integrals in the end.

        None below 40 min, or when half of a half has no readings.
        """
        if timer_s < SHORTEST_S or not self._timer_s:
            return None
        half_s = (timer_s - SKIPPED_S) / 2
        end = (timer_s, bpm_s, counted_s)
        middle_bpm_s, middle_counted_s = self._integrals_at(SKIPPED_S + half_s, end)
        counted_s_1, counted_s_2 = middle_counted_s - self._counted_s[0], counted_s - middle_counted_s
        if min(counted_s_1, counted_s_2) < LOWEST_COVERAGE * half_s:
            return None
        bpm_s_1, bpm_s_2 = middle_bpm_s - self._bpm_s[0], bpm_s - middle_bpm_s
        return rise_percent(bpm_s_1 / counted_s_1, bpm_s_2 / counted_s_2)

    def _integrals_at(self, timer_s: float, end: tuple[float, float, float]) -> tuple[float, float]:
        """Straight from mark to mark; a gap lies between two, of which only the first steps were counted."""
        later = bisect_right(self._timer_s, timer_s)
        if later == 0:
            return self._bpm_s[0], self._counted_s[0]
        start_s, bpm_s, counted_s = (
            self._timer_s[later - 1],
            self._bpm_s[later - 1],
            self._counted_s[later - 1],
        )
        if later < len(self._timer_s):
            end = self._timer_s[later], self._bpm_s[later], self._counted_s[later]
        end_s, end_bpm_s, end_counted_s = end
        part = (timer_s - start_s) / (end_s - start_s)
        return bpm_s + part * (end_bpm_s - bpm_s), counted_s + part * (end_counted_s - counted_s)

    def _mark(self, place: int) -> tuple[float, float, float]:
        return self._timer_s[place], self._bpm_s[place], self._counted_s[place]
