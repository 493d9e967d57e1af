"""PagePlan: what the live page shows where not everything has room; the least important goes first."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple


class Detail(IntEnum):
    """How much stands around the figures of time and load."""

    FIGURE = 0
    CAPTION = 1
    NOTE = 2


class PagePlan(NamedTuple):
    """What is there besides heart rate, zone, time and load."""

    detail: Detail = Detail.NOTE
    has_bounds: bool = True
    has_buttons: bool = True
    has_trace: bool = True
    has_tiles: bool = True
    has_choices: bool = True


_BARE = PagePlan(has_trace=False, has_tiles=False, has_choices=False)
PLANS = (
    PagePlan(),
    PagePlan(has_choices=False),
    PagePlan(has_choices=False, has_tiles=False),
    _BARE,
    _BARE._replace(detail=Detail.CAPTION),
    _BARE._replace(detail=Detail.CAPTION, has_bounds=False),
    _BARE._replace(detail=Detail.FIGURE, has_bounds=False),
    _BARE._replace(detail=Detail.FIGURE, has_bounds=False, has_buttons=False),  # their keys still work
)


def richest_plan(room_px: int, least_px: Callable[[PagePlan], int]) -> PagePlan:
    """The first plan that `room_px` has the height for; the barest where none fits."""
    return next((plan for plan in PLANS if least_px(plan) <= room_px), PLANS[-1])
