"""House: the folders and settings that one run of Sidebeat works with."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.cli.failure import CannotError
from app.domain.activity_types import ActivityType, find_activity_type
from app.domain.frozen import frozen
from app.domain.profile import AthleteProfile
from app.domain.sensors import SensorDescribed
from app.domain.settings import RememberedSensor, Settings
from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.storage.settings_file import StoredSettings, load_settings, save_settings

FEWEST_DISTINCT_CHARACTERS = 4  # in a serial number that is one; makers who give none write «0000» or «1.0»


@frozen
class House:
    """Where everything lies, and what the athlete chose. `stored` tells too what was wrong with the file.

    `named` is the home as it was asked for; None: the platform's own folders.
    """

    folders: Folders
    stored: StoredSettings
    athlete_name: str
    is_demo: bool
    named: Path | None

    @classmethod
    def open(cls, home: Path | None, *, demo: bool, athlete: str | None) -> "House":
        """Finds the folders and reads the settings. StorageError when they cannot be read."""
        named = home if home is not None else _home_of_environment()
        folders = Folders.locate(named, demo=demo)
        return cls(folders, load_settings(folders.settings), athlete or "", demo, named)

    @property
    def settings(self) -> Settings:
        """The settings as read at the start."""
        return self.stored.settings

    def profile(self) -> AthleteProfile:
        """The athlete of this run."""
        return self.settings.athlete(self.athlete_name)

    def names(self) -> tuple[str, ...] | None:
        """Whose history this run reads (Settings.history_of)."""
        return self.settings.history_of(self.athlete_name)

    def activity_type(self, word: str | None) -> ActivityType:
        """The type of that key or name; without one the last used. CannotError for an unknown word."""
        if word is None:
            return self.settings.activity_in_use()
        known = self.settings.activity_types()
        try:
            return find_activity_type(known, word)
        except KeyError as error:
            from app.cli.sentences import no_activity_type  # noqa: PLC0415 - where nothing fails, nothing is said

            keys = (each.key for each in known if not each.archived)
            raise CannotError(no_activity_type(word, keys)) from error


class SettingsKeeper:
    """The settings of a running Sidebeat; changed from any thread, each change written at once."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._settings = self._written = settings
        self._lock = threading.Lock()

    @property
    def settings(self) -> Settings:
        """As they are now."""
        return self._settings

    def names(self, athlete: str) -> tuple[str, ...] | None:
        """Whose history is that of a session of this athlete; None: everyone's."""
        settings = self._settings
        return settings.history_of(athlete if len(settings.athletes) > 1 else "")

    def change(self, edit: Callable[[Settings], Settings]) -> None:
        """Takes over what `edit` makes of the present ones, and writes it. StorageError.

        It holds for this run all the same, and is written with the next change.
        """
        with self._lock:
            self._settings = edit(self._settings)
            if self._settings != self._written:
                save_settings(self._path, self._settings)
                self._written = self._settings

    def choose(self, settings: Settings) -> None:
        """Takes over what the athlete chose in the window; the sensors stay as the engine remembers them."""
        self.change(lambda now: replace(settings, remembered_sensors=now.remembered_sensors))

    def keep_sensors(self, sensors: tuple[RememberedSensor, ...]) -> None:
        """Takes over the sensors that the athlete put in order, named or forgot in the window."""
        self.change(lambda now: replace(now, remembered_sensors=sensors))

    def remember(self, description: SensorDescribed) -> None:
        """Keeps this sensor as the one to connect to by itself; fills app.engine.ports.SensorMemory."""
        with suppress(StorageError):  # a full disk is told by the recorder; remembered for this run
            self.change(lambda now: _with_described(now, description))


def _with_described(settings: Settings, description: SensorDescribed) -> Settings:
    """What a sensor did not say of itself this time stays as it is known, also under another address."""
    remembered = settings.remembered_sensors
    former = _former_address(remembered, description)
    if former is not None and all(each.address != description.sensor for each in remembered):
        moved = (
            replace(each, address=description.sensor) if each.address == former else each
            for each in remembered
        )
        settings = replace(settings, remembered_sensors=tuple(moved))
    addresses = {each.address: each for each in settings.remembered_sensors}
    known = addresses.get(description.sensor, RememberedSensor(description.sensor))
    sensor = replace(
        known,
        name=description.name or known.name,
        serial_number=description.serial_number or known.serial_number,
    )
    return settings.with_sensor(sensor, is_primary=description.is_primary)


def _former_address(remembered: tuple[RememberedSensor, ...], description: SensorDescribed) -> str | None:
    """The address that this sensor bore until now: the one it was looked for under, or its serial number's.

    The athlete may have chosen it from those in range, where it is not looked for under any. A namesake that
    was taken for the one looked for, without a serial number to prove it, is remembered beside it.
    """
    if description.instead_of is not None:
        looked_for = (each for each in remembered if each.address == description.instead_of)
        is_proved = any(each.serial_number == description.serial_number for each in looked_for)
        return description.instead_of if is_proved and description.serial_number is not None else None
    if len(set(description.serial_number or "")) < FEWEST_DISTINCT_CHARACTERS or description.name is None:
        return None
    said = (description.name, description.serial_number)
    return next((each.address for each in remembered if (each.name, each.serial_number) == said), None)


def _home_of_environment() -> Path | None:
    named = os.environ.get("SIDEBEAT_HOME")
    return Path(named) if named else None
