"""Two tracks of heart rates → what is shown of them side by side."""

import numpy as np
from numpy.typing import NDArray

from app.domain.same_activity import RateTrack, compare
from app.domain.twin_pairs import PairTraces

MOST_POINTS = 240  # of a trace that is a few centimetres wide


def pair_traces(carried: RateTrack, carrier: RateTrack) -> PairTraces:
    """Both at the shift of the clocks where they are most alike."""
    found = compare(carrier, carried)
    begin_s = min(carrier.start_s, carried.start_s + found.shift_s)
    end_s = max(carrier.end_s, carried.end_s + found.shift_s)
    one = _placed(carried, begin_s - found.shift_s, end_s - begin_s)
    other = _placed(carrier, begin_s, end_s - begin_s)
    both = ~(np.isnan(one) | np.isnan(other))
    mean_bpm = float(np.mean(one[both] - other[both])) if both.any() else None
    return PairTraces(
        found.shift_s, found.overlap, found.correlation, mean_bpm, _thinned(one), _thinned(other)
    )


def _placed(track: RateTrack, begin_s: int, seconds: int) -> NDArray[np.float64]:
    rates = np.full(seconds, np.nan)
    offset = track.start_s - begin_s
    rates[offset : offset + len(track.rates)] = track.rates
    return rates


def _thinned(rates: NDArray[np.float64]) -> tuple[float | None, ...]:
    stretches = np.array_split(rates, min(MOST_POINTS, len(rates)))
    known = [stretch[~np.isnan(stretch)] for stretch in stretches]
    return tuple(float(each.mean()) if len(each) else None for each in known)
