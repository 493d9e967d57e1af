"""Activity types, built-in and the athlete's own: how a session exports, which zones and tiles it has.

FIT numbers are those of the FIT profile's `sport` and `sub_sport`. Heart-rate constants per activity belong
to the athlete (app.domain.profile); a type only says how far from running a suggestion lies.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from app.domain.alert_settings import AlertSettings
from app.domain.frozen import frozen
from app.domain.stored import read_fields, write_fields
from app.domain.zones import ZoneModelName

LONGEST_NAME = 40  # what a button and a list row still show
HIGHEST_FIT_NUMBER = 254  # FIT: 255 means absent


class Tile(StrEnum):
    """What the live page can show besides its fixed parts; none is there by default."""

    AVERAGE = "average"
    MAXIMUM = "maximum"
    LAP = "lap"
    TIME_IN_ZONE = "time_in_zone"
    LOAD_PER_HOUR = "load_per_hour"
    ENERGY = "energy"
    RMSSD = "rmssd"
    DFA_ALPHA1 = "dfa_alpha1"
    DRIFT = "drift"
    CADENCE = "cadence"
    POWER = "power"
    SPEED = "speed"


@frozen
class ActivityType:
    """One kind of training. `key` never changes; `name` is the athlete's to edit.

    `colour` is "#rrggbb", `icon` a name of the screen's icon set. `zone_model`, `alerts`: None inherits the
    athlete's. `from_running_bpm` is how far maximum and threshold are suggested to lie from running's;
    None: it is running, whose constants hold as they are. `to_json`, `from_json` are a pair.
    """

    key: str
    name: str
    fit_sport: int
    fit_sub_sport: int
    icon: str = "heart"
    colour: str = "#8a8f98"
    zone_model: ZoneModelName | None = None
    from_running_bpm: int | None = 0
    tiles: tuple[Tile, ...] = ()
    alerts: AlertSettings | None = None
    archived: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` reads back to an equal type."""
        return write_fields(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "ActivityType":
        """Reads a stored type; missing fields get their defaults. ValueError if unreadable."""
        return read_fields(cls, stored)


INDOOR_CYCLING = ActivityType(
    "indoor_cycling", "Indoor cycling", 2, 6, icon="bike", colour="#e5693c", from_running_bpm=-7
)
OTHER = ActivityType("other", "Other", 0, 0, colour="#9a9a9a")  # where a file's sport is none of these

BUILT_IN_ACTIVITY_TYPES: tuple[ActivityType, ...] = (
    INDOOR_CYCLING,
    ActivityType("treadmill", "Treadmill", 1, 1, icon="treadmill", colour="#2b81ec", from_running_bpm=None),
    ActivityType("elliptical", "Elliptical", 4, 15, icon="elliptical", colour="#7a5cc4", from_running_bpm=-4),
    ActivityType("rowing", "Rowing", 15, 14, icon="rower", colour="#26877b"),
    ActivityType("stair", "Stair climbing", 4, 16, icon="stairs", colour="#b0567c"),
    ActivityType("strength", "Strength", 10, 20, icon="dumbbell", colour="#8a6d3b"),
    ActivityType("mobility", "Mobility", 10, 19, icon="mobility", colour="#5f9e57"),
    ActivityType("yoga", "Yoga", 10, 43, icon="yoga", colour="#9583d7"),
    ActivityType("swimming", "Swimming", 5, 17, icon="swim", colour="#2f9bc1", from_running_bpm=-10),
    ActivityType("outdoor_run", "Outdoor run", 1, 0, icon="run", colour="#2064b0", from_running_bpm=None),
    ActivityType("outdoor_ride", "Outdoor ride", 2, 7, icon="ride", colour="#bd4a1d", from_running_bpm=-7),
    ActivityType("walking", "Walking", 11, 0, icon="walk", colour="#b8901c"),
    OTHER,
)

DEFAULT_ACTIVITY_TYPE = INDOOR_CYCLING


class ActivityTypeProblem(StrEnum):
    """Why an edited type cannot be kept."""

    NAME_EMPTY = "name_empty"
    NAME_TOO_LONG = "name_too_long"
    NAME_TAKEN = "name_taken"
    COLOUR = "colour"
    FIT_NUMBER = "fit_number"


class ActivityTypeError(ValueError):
    """An edit that cannot be kept; `problems` says why."""

    def __init__(self, problems: tuple[ActivityTypeProblem, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def known_activity_types(kept: Iterable[ActivityType] = ()) -> tuple[ActivityType, ...]:
    """The built-in types, each in its edited form where there is one, then the athlete's own."""
    by_key = {activity_type.key: activity_type for activity_type in (*BUILT_IN_ACTIVITY_TYPES, *kept)}
    return tuple(by_key.values())


def find_activity_type(types: Iterable[ActivityType], word: str) -> ActivityType:
    """The type with this key or name, ignoring case; of equal names one not archived. KeyError if none."""
    wanted = word.strip().casefold()
    found = [each for each in types if wanted in {each.key.casefold(), each.name.casefold()}]
    if not found:
        raise KeyError(word)
    return min(found, key=lambda each: (each.key.casefold() != wanted, each.archived))


def check_activity_type(
    types: Iterable[ActivityType], edited: ActivityType
) -> tuple[ActivityTypeProblem, ...]:
    """Everything wrong with a type that is to stand among these; empty when it can be kept."""
    name = edited.name.strip()
    taken = {each.name.strip().casefold() for each in types if each.key != edited.key and not each.archived}
    numbers = (edited.fit_sport, edited.fit_sub_sport)
    checks = {
        ActivityTypeProblem.NAME_EMPTY: not name,
        ActivityTypeProblem.NAME_TOO_LONG: len(name) > LONGEST_NAME,
        ActivityTypeProblem.NAME_TAKEN: not edited.archived and name.casefold() in taken,
        ActivityTypeProblem.COLOUR: not _is_colour(edited.colour),
        ActivityTypeProblem.FIT_NUMBER: not all(0 <= number <= HIGHEST_FIT_NUMBER for number in numbers),
    }
    return tuple(problem for problem, found in checks.items() if found)


def new_activity_type(
    types: Iterable[ActivityType], name: str, template: ActivityType = INDOOR_CYCLING
) -> ActivityType:
    """A type of the athlete's own, like the template but for key and name. Duplicates too. See `keep`."""
    taken = {each.key for each in types}
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    stem = "_".join(words) or "activity"
    keys = [stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3))]
    key = next(key for key in keys if key not in taken)
    return replace(template, key=key, name=name.strip(), archived=False)


def keep(types: tuple[ActivityType, ...], edited: ActivityType) -> tuple[ActivityType, ...]:
    """The types with this one in its place by key, or added at the end. ActivityTypeError if it cannot be."""
    problems = check_activity_type(types, edited)
    if problems:
        raise ActivityTypeError(problems)
    if any(each.key == edited.key for each in types):
        return tuple(edited if each.key == edited.key else each for each in types)
    return (*types, edited)


def archive(types: tuple[ActivityType, ...], key: str, *, archived: bool = True) -> tuple[ActivityType, ...]:
    """The types with one put away (or brought back): its history stays, it is only no longer offered."""
    found = next((each for each in types if each.key == key), None)
    if found is None:
        raise KeyError(key)
    return keep(types, replace(found, archived=archived))


def _is_colour(text: str) -> bool:
    digits = text.removeprefix("#")
    return len(text) == 7 and len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
