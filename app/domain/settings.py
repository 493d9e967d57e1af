"""The settings: one frozen object, replaced as a whole, read field by field: a bad one costs itself alone."""

from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from app.domain.activity_types import DEFAULT_ACTIVITY_TYPE, ActivityType, known_activity_types
from app.domain.frozen import frozen
from app.domain.profile import AthleteProfile
from app.domain.stored import read_fields, write_fields

TEXT_SCALE_RANGE_PERCENT = (80, 200)


class Theme(StrEnum):
    """`system` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@frozen
class RememberedSensor:
    """A sensor that connects by itself; recognised by address, then by name and serial number.

    `label` is the athlete's own word for it, empty where there is none. The first one is the primary; of the
    others those marked `is_fallback` are kept connected beside it, to take over when it is lost.
    """

    address: str
    name: str | None = None
    serial_number: str | None = None
    label: str = ""
    is_fallback: bool = False


@frozen
class Settings:
    """What the athlete chose. The first athlete and the first sensor are the ones in use.

    `volume` is 0 to 1; `own_activity_types` come beside the built-in ones; `first_used_on` is an ISO date,
    empty before; files that come into `watched_folder` are imported, empty: there is none. `to_json` and
    `from_json` are a pair.
    `less_motion`: nothing moves by itself on the screen; else as the system has it. `media_keys`: play/pause
    and next belong to the session instead of the film.
    """

    athletes: tuple[AthleteProfile, ...] = ()
    remembered_sensors: tuple[RememberedSensor, ...] = ()
    own_activity_types: tuple[ActivityType, ...] = ()
    last_activity_type: str = ""
    volume: float = 0.7
    theme: Theme = Theme.SYSTEM
    first_run_done: bool = False
    text_scale_percent: int = 100
    keep_awake: bool = True
    alerts_muted: bool = False
    alerts_spoken: bool = False
    first_used_on: str = ""
    asks_talk_test: bool = True
    less_motion: bool = False
    media_keys: bool = False
    watched_folder: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.volume <= 1.0:
            raise ValueError(f"a volume of {self.volume} is not within 0 to 1")

    @property
    def text_scale(self) -> float:
        """How large text is drawn: 1.0 is normal, within the limits whatever the file says."""
        low, high = TEXT_SCALE_RANGE_PERCENT
        return min(max(self.text_scale_percent, low), high) / 100

    def athlete(self, name: str = "") -> AthleteProfile:
        """The athlete who has, or had, that name; without a name the first; else an unknown one."""
        wanted = (each for each in self.athletes if not name or each.is_called(name))
        return next(wanted, AthleteProfile(name=name))

    def history_of(self, name: str = "") -> tuple[str, ...] | None:
        """Whose history is read: every name of the athlete asked for, else of the one in use.

        None is everyone's: where nobody was asked for, and there are not several to be told apart.
        """
        if not name and len(self.athletes) < 2:
            return None
        return self.athlete(name).names

    def activity_types(self) -> tuple[ActivityType, ...]:
        """Every activity type, archived ones too, as the athlete has edited them."""
        return known_activity_types(self.own_activity_types)

    def activity_in_use(self) -> ActivityType:
        """The last used activity type, else the default one, as edited; an archived one only if all are."""
        types = sorted(self.activity_types(), key=lambda each: each.archived)
        wanted = (self.last_activity_type, DEFAULT_ACTIVITY_TYPE.key)
        found = [each for key in wanted for each in types if each.key == key and not each.archived]
        return (*found, *types)[0]

    def with_activity_type(self, edited: ActivityType) -> "Settings":
        """With this type in the place of the one of its key, built in or own, or added."""
        others = self.own_activity_types
        if not any(each.key == edited.key for each in others):
            return replace(self, own_activity_types=(*others, edited))
        return replace(
            self,
            own_activity_types=tuple(edited if each.key == edited.key else each for each in others),
        )

    def with_athlete(self, profile: AthleteProfile) -> "Settings":
        """With this athlete in use: replaces the one of that name, or is added, and comes first."""
        others = (each for each in self.athletes if each.name.casefold() != profile.name.casefold())
        return replace(self, athletes=(profile, *others))

    def with_changed_athlete(self, profile: AthleteProfile) -> "Settings":
        """With the athlete in use changed, name and all; added where there was none."""
        return replace(self, athletes=(profile, *self.athletes[1:]))

    def with_sensor(self, sensor: RememberedSensor, *, is_primary: bool = True) -> "Settings":
        """With this sensor in place of the one of that address, or added; the primary comes first."""
        others = tuple(each for each in self.remembered_sensors if each.address != sensor.address)
        if is_primary:
            return replace(self, remembered_sensors=(sensor, *others))
        if len(others) == len(self.remembered_sensors):
            return replace(self, remembered_sensors=(*others, sensor))
        known = tuple(sensor if each.address == sensor.address else each for each in self.remembered_sensors)
        return replace(self, remembered_sensors=known)

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` reads back to equal settings."""
        return write_fields(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "ReadSettings":
        """Reads every field that can be read; the others keep their defaults and are named."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        for name in (each.name for each in fields(cls) if each.name in stored):
            try:
                values[name] = getattr(read_fields(cls, {name: stored[name]}), name)
            except ValueError:
                problems.append(name)
        return ReadSettings(cls(**values), tuple(problems))


@frozen
class ReadSettings:
    """Settings as read, and the names of the fields that could not be."""

    settings: Settings
    problems: tuple[str, ...] = ()
