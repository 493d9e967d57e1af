"""`sidebeat` without a command: the window, or where there is no screen the live view in the terminal."""

import argparse
import asyncio
from collections.abc import Callable

from app.cli.arguments import parse
from app.cli.output import note
from app.cli.sentences import link_failure, no_window
from app.domain.session_setups import session_setup
from app.domain.setup import SessionSetup
from app.engine.events import EngineEvent
from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME
from app.storage.errors import StorageError
from app.ui.display import WindowUnavailableError, check_window
from app.wiring.failures import storage_sentence
from app.wiring.house import House, SettingsKeeper
from app.wiring.live import LiveEngine, adapter_problem, open_live
from app.wiring.live_commands import record


def window(house: House, arguments: argparse.Namespace) -> int:
    """Opens the window; without a screen says so and runs the live view in the terminal."""
    try:
        check_window()
    except WindowUnavailableError as error:
        note(no_window(error.problem.value, error.detail))
        return _in_the_terminal(house, arguments)
    from app.ui.application import WindowOptions, run_window  # noqa: PLC0415 - Qt only where there is a screen

    setup = session_setup(house.profile(), house.activity_type(None), is_demo=house.is_demo)
    geometry = house.folders.home / "window.ini"
    return run_window(_engine_maker(house, setup), WindowOptions(setup, str(geometry)))


def _engine_maker(house: House, setup: SessionSetup) -> Callable[[Callable[[EngineEvent], None]], LiveEngine]:
    from app.ui.application import EngineUnavailableError  # noqa: PLC0415 - as above

    def make(publish: Callable[[EngineEvent], None]) -> LiveEngine:
        keeper = SettingsKeeper(house.folders.settings, house.settings)
        try:
            engine = open_live(house.folders, setup, keeper, publish, command="sidebeat")
        except StorageError as error:
            sentence = storage_sentence(error)
            note(sentence)
            raise EngineUnavailableError(sentence) from error
        _choose_sensor(house, engine)
        return engine

    return make


def _choose_sensor(house: House, engine: LiveEngine) -> None:
    """The demo's strap, the remembered sensor, or a look at what is there."""
    remembered = house.settings.remembered_sensors
    if house.is_demo:
        engine.select_sensor(DEMO_ADDRESS, DEMO_NAME)
    elif remembered:
        engine.select_sensor(remembered[0].address, remembered[0].name, remembered[0].serial_number)
    else:
        engine.scan()


def _in_the_terminal(house: House, arguments: argparse.Namespace) -> int:
    """Records like `sidebeat record`; with the demo's strap where there is no Bluetooth."""
    if not house.is_demo:
        problem = asyncio.run(adapter_problem())
        if problem is not None:
            note(f"{link_failure(problem)} Here is the demo:")
            house = House.open(arguments.home, demo=True, athlete=arguments.athlete)
    return record(house, parse(["record"]))
