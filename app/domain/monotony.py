"""Monotony and strain of a week (Foster 1998): how alike the days were, and how much that weighs."""

from collections.abc import Sequence

from app.domain.averages import mean, sample_deviation
from app.domain.frozen import frozen

HIGHEST_MONOTONY = 10.0  # seven equal days have no spread at all: the quotient stops meaning anything


@frozen
class WeekMonotony:
    """Mean and sample standard deviation of 7 daily loads, and what Foster makes of them.

    `monotony` is None for a week without training; where it `is_capped`, `strain` is unknown.
    """

    mean: float
    sd: float
    monotony: float | None
    is_capped: bool
    strain: float | None


def week_monotony(loads: Sequence[float]) -> WeekMonotony:
    """The monotony of 7 daily loads, rest days being 0. ValueError for another number of days."""
    if len(loads) != 7:
        raise ValueError(f"a week has 7 days, not {len(loads)}")
    average, sd = mean(loads), sample_deviation(loads)
    if average <= 0:
        return WeekMonotony(average, sd, monotony=None, is_capped=False, strain=None)
    if average >= HIGHEST_MONOTONY * sd:
        return WeekMonotony(average, sd, HIGHEST_MONOTONY, is_capped=True, strain=None)
    return WeekMonotony(average, sd, average / sd, is_capped=False, strain=sum(loads) * average / sd)
