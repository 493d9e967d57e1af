"""TraceFrame: which stretch of time and heart rate the trace shows, and where that is on the widget."""

import math
from enum import StrEnum

from app.domain.frozen import frozen
from app.ui.live.zones_shown import ShownZone

_BPM_STEP = 10  # the scale grows in steps, so that it rarely moves
_SHOWN_BELOW_BPM = 25  # below the lowest bound above 0
_SHOWN_ABOVE_BPM = 8  # above the highest bound
_LOWEST_UNKNOWN_BPM, _HIGHEST_UNKNOWN_BPM = 80, 180  # before the zones are known


class TraceSpan(StrEnum):
    """How much of the session the trace shows."""

    WHOLE = "whole"
    FINISHED = "finished"  # whole, with no room for more
    LAST_20_MIN = "last_20_min"
    LAST_5_MIN = "last_5_min"


_FIXED_SPANS_S = {TraceSpan.LAST_20_MIN: 1200.0, TraceSpan.LAST_5_MIN: 300.0}
_SCROLL_S = {
    TraceSpan.LAST_20_MIN: 60.0,
    TraceSpan.LAST_5_MIN: 30.0,
}  # drawn anew this often, not every second
_SHORTEST_WHOLE_S = 600.0
_SHORTEST_FINISHED_S = 60.0
_WHOLE_STEPS_S = ((1800.0, 60.0), (7200.0, 300.0), (math.inf, 600.0))  # up to this long, grow by this much


@frozen
class TraceFrame:
    """Session seconds `start_s` to `end_s` and bpm `low_bpm` to `high_bpm` over a rectangle in pixels."""

    start_s: float
    end_s: float
    low_bpm: float
    high_bpm: float
    left_px: float
    top_px: float
    width_px: float
    height_px: float

    def x(self, elapsed_s: float) -> float:
        """Horizontal place of a time."""
        return self.left_px + (elapsed_s - self.start_s) / (self.end_s - self.start_s) * self.width_px

    def y(self, bpm: float) -> float:
        """Vertical place of a heart rate, kept inside."""
        share = (bpm - self.low_bpm) / (self.high_bpm - self.low_bpm)
        return self.top_px + (1.0 - min(max(share, 0.0), 1.0)) * self.height_px

    @property
    def column_s(self) -> float:
        """Seconds per pixel."""
        return (self.end_s - self.start_s) / max(self.width_px, 1.0)

    def holds(self, elapsed_s: float, bpm: float) -> bool:
        """Whether a reading can be drawn without a new frame; below the frame it lies on its floor."""
        return self.start_s <= elapsed_s <= self.end_s and bpm <= self.high_bpm


def shown_seconds(span: TraceSpan, last_s: float) -> tuple[float, float]:
    """The stretch of time to show when the session has come to `last_s`: it holds until a step further."""
    if span is TraceSpan.FINISHED:
        return 0.0, max(_SHORTEST_FINISHED_S, last_s)
    if span is TraceSpan.WHOLE:
        step_s = next(step for longest_s, step in _WHOLE_STEPS_S if last_s < longest_s)
        return 0.0, max(_SHORTEST_WHOLE_S, (math.floor(last_s / step_s) + 1) * step_s)
    length_s, step_s = _FIXED_SPANS_S[span], _SCROLL_S[span]
    end_s = max(length_s, (math.floor(last_s / step_s) + 1) * step_s)
    return end_s - length_s, end_s


def shown_bpm(
    zones: tuple[ShownZone, ...], readings: tuple[float, float] | None, *, is_finished: bool = False
) -> tuple[float, float]:
    """The range of heart rates to show: the zones where training is judged, and the highest reading.

    Rest and warm-up below it are drawn on the floor: else half the picture would show nothing else. Of a
    finished session that was nothing else, they are the picture.
    """
    low, high = float(_LOWEST_UNKNOWN_BPM), float(_HIGHEST_UNKNOWN_BPM)
    if len(zones) > 1:
        low, high = zones[1].lower_bpm - _SHOWN_BELOW_BPM, zones[-1].lower_bpm + _SHOWN_ABOVE_BPM
    if readings is not None:
        high = max(high, readings[1] + 2)
        is_low_throughout = is_finished and len(zones) > 1 and readings[1] < zones[1].lower_bpm
        low = min(low, readings[0] - 2) if is_low_throughout or len(zones) <= 1 else low
    return math.floor(low / _BPM_STEP) * _BPM_STEP, math.ceil(high / _BPM_STEP) * _BPM_STEP


def tick_seconds(start_s: float, end_s: float, most: int) -> list[float]:
    """Round times to label, at most `most` of them."""
    for step_s in (60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0):
        first = math.ceil(start_s / step_s)
        ticks = [index * step_s for index in range(first, math.floor(end_s / step_s) + 1)]
        if len(ticks) <= most:
            return ticks
    return []
