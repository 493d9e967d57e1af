"""What a review draws of an activity: the line with its breaks, and the stretches without heart rate."""

import numpy as np
from numpy.typing import NDArray

from app.domain.activity import Activity, Pause
from app.domain.cuts import Cut
from app.domain.frozen import frozen
from app.domain.training_load import LONGEST_BRIDGED_GAP_S

Numbers = NDArray[np.float64]


@frozen
class Stretch:
    """From and to, in session seconds."""

    start_s: float
    end_s: float


@frozen
class TraceParts:
    """Session seconds and bpm; NaN where the line is broken. `gaps` are silences that were not pauses."""

    seconds: Numbers
    bpm: Numbers
    gaps: tuple[Stretch, ...]
    end_s: float


def trace_parts(activity: Activity) -> TraceParts:
    """The line breaks where more than 15 s are missing; there no load was counted either."""
    readings = [(each.elapsed_s, each.bpm) for each in activity.samples if each.bpm is not None]
    times = np.array([at_s for at_s, _ in readings], dtype=np.float64)
    rates = np.array([bpm for _, bpm in readings], dtype=np.float64)
    end_s = max(activity.summary.elapsed_s, float(times[-1]) if len(times) else 0.0)
    if not len(times):
        return TraceParts(times, rates, (), end_s)
    breaks = np.flatnonzero(np.diff(times) > LONGEST_BRIDGED_GAP_S)
    edges = [(float(times[place]), float(times[place + 1])) for place in breaks]
    seconds = np.insert(times, breaks + 1, times[breaks] + 0.001)
    bpm = np.insert(rates, breaks + 1, np.nan)
    told: tuple[Pause | Cut, ...] = (*activity.pauses, *activity.cuts)
    outer = [(0.0, float(times[0])), *edges, (float(times[-1]), end_s)]
    gaps = tuple(
        Stretch(start_s, stop_s)
        for start_s, stop_s in outer
        if stop_s - start_s > LONGEST_BRIDGED_GAP_S and not _is_told(start_s, stop_s, told)
    )
    return TraceParts(seconds, bpm, gaps, end_s)


def _is_told(start_s: float, end_s: float, told: tuple[Pause | Cut, ...]) -> bool:
    """Whether all but a bridgeable rest of the stretch is paused or cut out, and drawn as such."""
    told_s = sum(max(0.0, min(end_s, each.end_s) - max(start_s, each.start_s)) for each in told)
    return (end_s - start_s) - told_s <= LONGEST_BRIDGED_GAP_S


def bpm_at(parts: TraceParts, at_s: float) -> float | None:
    """The reading at a moment: the one before it, where it is no older than can be bridged."""
    place = int(np.searchsorted(parts.seconds, at_s, side="right")) - 1
    if place < 0:
        return None
    bpm, age_s = float(parts.bpm[place]), at_s - float(parts.seconds[place])
    return None if np.isnan(bpm) or age_s > LONGEST_BRIDGED_GAP_S else bpm
