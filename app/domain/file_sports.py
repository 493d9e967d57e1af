"""A file's sport → the activity type that it is, by FIT's numbers (the profile's `sport` and `sub_sport`)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, OTHER, ActivityType

_GENERIC: Final = 0  # sport and sub-sport of whatever has no number of its own

# Sports that are one activity wherever they are done. What stands in no table here is «Other».
_SPORTS: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "outdoor_run",
        2: "outdoor_ride",
        5: "swimming",
        11: "walking",
        15: "rowing",
        16: "walking",  # mountaineering
        17: "walking",  # hiking
        21: "outdoor_ride",  # with a motor's help
        35: "walking",  # on snowshoes
        48: "stair",  # floor climbing
    }
)
_INDOORS: Final[Mapping[tuple[int, int], str]] = MappingProxyType(
    {
        (1, 45): "treadmill",  # indoor running
        (1, 58): "treadmill",  # a virtual run
        (2, 5): "indoor_cycling",  # spinning
        (2, 58): "indoor_cycling",  # a virtual ride
        (2, 88): "indoor_cycling",  # by hand
    }
)
# What fitness equipment (4), training (10) and files that name no sport (0) tell by their sub-sport alone
_GYM: Final = frozenset({4, 10, _GENERIC})
_IN_THE_GYM: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "treadmill",
        5: "indoor_cycling",
        6: "indoor_cycling",
        14: "rowing",
        15: "elliptical",
        16: "stair",
        19: "mobility",
        20: "strength",
        27: "walking",
        43: "yoga",
        44: "mobility",  # pilates
        45: "treadmill",
    }
)


def activity_type_of(
    fit_sport: int, fit_sub_sport: int, types: Iterable[ActivityType] = BUILT_IN_ACTIVITY_TYPES
) -> ActivityType:
    """The type that exports as these FIT numbers, or else the nearest; «Other» where none is near.

    Of two that export alike, one that is still offered. A type of the athlete's own stands for its whole
    sport where no built-in one does.
    """
    offered = sorted(types, key=lambda each: each.archived)
    exact = [each for each in offered if (each.fit_sport, each.fit_sub_sport) == (fit_sport, fit_sub_sport)]
    key = _nearest(fit_sport, fit_sub_sport)
    near = [each for each in offered if each.key == key]
    of_sport = [each for each in offered if each.fit_sport == fit_sport and fit_sport not in _GYM]
    other = [each for each in offered if each.key == OTHER.key]
    return (*exact, *near, *of_sport, *other, OTHER)[0]


def _nearest(fit_sport: int, fit_sub_sport: int) -> str | None:
    if fit_sport in _GYM:
        return _IN_THE_GYM.get(fit_sub_sport)
    return _INDOORS.get((fit_sport, fit_sub_sport)) or _SPORTS.get(fit_sport)
