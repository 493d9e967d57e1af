"""`sidebeat` without a command: the window, or where there is no screen the live view in the terminal.

What the window can be shown without (engine, radio, database, terminal) is loaded after it is seen.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.output import note
from app.domain.session_setups import setup_from
from app.domain.settings import RememberedSensor, Settings
from app.storage.errors import StorageError
from app.storage.settings_file import StoredSettings
from app.ui.display import WindowUnavailableError, check_window
from app.ui.qt import load_qt
from app.wiring import collector
from app.wiring.failures import storage_sentence
from app.wiring.first_window import instance_name, is_window_open
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_backups import WindowBackups
from app.wiring.window_long_run import WindowLongRun
from app.wiring.window_past import WindowPast
from app.wiring.window_store import WindowStore

if TYPE_CHECKING:
    from app.engine.events import EngineEvent
    from app.engine.recompute import Recomputation
    from app.ui.window_options import DamagedSettings, DemoCommand
    from app.wiring.live import LiveEngine


def window(house: House, arguments: argparse.Namespace) -> int:
    """Opens the window; without a screen says so and runs the live view in the terminal."""
    try:
        checked = check_window()
    except WindowUnavailableError as error:
        from app.wiring.without_window import in_the_terminal  # noqa: PLC0415 - only where there is no screen

        return in_the_terminal(house, arguments, error)
    if is_window_open(house.folders) and _bring_first_to_front(instance_name(house.folders)):
        checked.close()
        note("Sidebeat is open already: its window is in front now.")
        return 0
    load_qt()
    from app.ui.application import run_window  # noqa: PLC0415 - Qt: as above
    from app.ui.theme import ColourChoice  # noqa: PLC0415 - Qt: as above
    from app.ui.window_options import RunningEngine, WindowOptions  # noqa: PLC0415 - Qt: as above

    settings = house.settings.with_athlete(house.profile()) if house.athlete_name else house.settings
    setup = setup_from(settings, is_demo=house.is_demo)
    keeper = SettingsKeeper(house.folders.settings, settings)

    opened: list[LiveEngine] = []

    def make_engine(publish: "Callable[[EngineEvent], None]") -> RunningEngine:
        from app.wiring.window_engine import open_window_engine  # noqa: PLC0415 - once the window is seen

        opened.append(open_window_engine(house, setup, keeper, publish))
        return opened[-1]

    past = WindowStore(house, keeper, lambda: opened[-1].recorder)

    def recomputation() -> "Recomputation":
        return opened[-1].recomputation()

    options = WindowOptions(
        setup,
        str(house.folders.home / "window.ini"),
        instance=instance_name(house.folders),
        colours=ColourChoice(settings.theme.value),
        text_scale=settings.text_scale,
        settings=settings,
        keep_settings=partial(_keep, keeper),
        sensors=WindowSensors(keeper),
        make_history=past.make_history,
        recomputation=recomputation,
        past=WindowPast(house.folders, keeper),
        backups=WindowBackups(house.folders),
        long_run=WindowLongRun(house.folders, keeper),
        damage=_damage(house.stored),
        started=_started,
        demo=_demo_command(house),
        start_watch=past.start_watch,
    )
    return run_window(make_engine, options, checked)


def _started() -> None:
    """All of the window is made: what could wait until now."""
    from app.wiring.fonts import tell_missing_fonts  # noqa: PLC0415 - once the window is seen

    collector.work()
    tell_missing_fonts()


class WindowSensors:
    """The remembered sensors for the window; fills app.ui.sensors.sensor_flow.KeptSensors."""

    def __init__(self, keeper: SettingsKeeper) -> None:
        self._keeper = keeper

    def sensors(self) -> tuple[RememberedSensor, ...]:
        """As they are kept now."""
        return self._keeper.settings.remembered_sensors

    def keep_sensors(self, sensors: tuple[RememberedSensor, ...]) -> str | None:
        """Keeps these; a sentence where the disk does not take them."""
        try:
            self._keeper.keep_sensors(sensors)
        except StorageError as error:
            return storage_sentence(error)
        return None


def _demo_command(house: House) -> "DemoCommand | None":
    """How the demo is opened beside this window; None in the demo."""
    from app.ui.window_options import DemoCommand  # noqa: PLC0415 - Qt: as above

    if house.is_demo:
        return None
    home = () if house.named is None else ("--home", str(house.named.absolute()))
    return DemoCommand(sys.executable, ("-m", "app", "--demo", *home), str(Path(__file__).parents[2]))


def _damage(stored: StoredSettings) -> "DamagedSettings | None":
    """What the window tells of a damaged settings file."""
    from app.ui.window_options import DamagedSettings  # noqa: PLC0415 - Qt: as above

    if stored.damage is None:
        return None
    copy = None if stored.backup is None else stored.backup.name
    return DamagedSettings(stored.damage.value, stored.problems, copy)


def _keep(keeper: SettingsKeeper, settings: Settings) -> str | None:
    """Keeps what was chosen in the window; a sentence where the disk does not take it."""
    try:
        keeper.choose(settings)
    except StorageError as error:
        return storage_sentence(error)
    return None


def _bring_first_to_front(instance: str) -> bool:
    from app.ui.single_instance import knock  # noqa: PLC0415 - Qt: only where there is a first window

    return knock(instance)
