"""Pauses told in whole seconds, made to fit a timer that is told more finely."""

from collections.abc import Sequence
from itertools import pairwise

from app.domain.activity import Pause

LARGEST_CORRECTION_S = 2.0  # for each pause: each of its edges was moved by up to a second


def fitted(pauses: Sequence[Pause], elapsed_s: float, reported_timer_s: float | None) -> tuple[Pause, ...]:
    """Each pause begins a little earlier or later, so that what is left is the reported timer.

    As they were where that would take more than whole seconds explain.
    """
    if not pauses or reported_timer_s is None:
        return tuple(pauses)
    excess_s = reported_timer_s - elapsed_s + sum(pause.end_s - pause.start_s for pause in pauses)
    share_s = excess_s / len(pauses)
    if abs(share_s) > LARGEST_CORRECTION_S:
        return tuple(pauses)
    moved = tuple(Pause(pause.start_s + share_s, pause.end_s) for pause in pauses)
    is_in_order = all(before.end_s <= after.start_s for before, after in pairwise(moved))
    is_whole = moved[0].start_s >= 0.0 and all(pause.start_s < pause.end_s for pause in moved)
    return moved if is_in_order and is_whole else tuple(pauses)


def explaining(gaps: Sequence[Pause], missing_s: float) -> tuple[Pause, ...]:
    """Of the gaps the longest that together explain how long the timer stood still, in order of time."""
    chosen: list[Pause] = []
    for gap in sorted(gaps, key=lambda gap: gap.start_s - gap.end_s):
        length_s = gap.end_s - gap.start_s
        if length_s / 2 > missing_s:
            continue
        chosen.append(gap)
        missing_s -= length_s
    return tuple(sorted(chosen, key=lambda gap: gap.start_s))
