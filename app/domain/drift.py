"""Drift: how heart rate and output part between the halves of a session (domain.md, "Beats")."""

from collections.abc import Sequence

from app.domain.activity import Pause
from app.domain.counted_intervals import counted_intervals
from app.domain.samples import HeartRateSample

SKIPPED_S = 600.0  # warming up is no drift
SHORTEST_S = 2400.0  # in less than 40 min there is nothing to see
LOWEST_COVERAGE = 0.5  # of each half; from less, its mean says little


def decoupling_percent(efficiency_1: float, efficiency_2: float) -> float:
    """100·(EF₁ − EF₂)/EF₁, with EF = power or speed per heart beat of each half."""
    return 100 * (efficiency_1 - efficiency_2) / efficiency_1


def rise_percent(average_bpm_1: float, average_bpm_2: float) -> float:
    """Heart-rate drift without an output signal: only meaningful at constant effort."""
    return 100 * (average_bpm_2 - average_bpm_1) / average_bpm_1


def heart_rate_drift_percent(
    samples: Sequence[HeartRateSample], pauses: Sequence[Pause], timer_s: float
) -> float | None:
    """Rise of the mean heart rate from the first half to the second, after 10 min of warming up.

    None below 40 min of timer time, or when half of a half has no readings.
    """
    if timer_s < SHORTEST_S:
        return None
    half_s = (timer_s - SKIPPED_S) / 2
    bpm_s, counted_s = [0.0, 0.0], [0.0, 0.0]
    for interval in counted_intervals(samples, pauses):
        if interval.timer_s < SKIPPED_S:
            continue
        half = int(interval.timer_s >= SKIPPED_S + half_s)
        bpm_s[half] += interval.duration_s * (interval.earlier_bpm + interval.later_bpm) / 2
        counted_s[half] += interval.duration_s
    if min(counted_s) < LOWEST_COVERAGE * half_s:
        return None
    return rise_percent(bpm_s[0] / counted_s[0], bpm_s[1] / counted_s[1])
