"""The window's engine, with its sensor chosen. Loaded when the window can be seen, not before."""

from collections.abc import Callable

from app.cli.output import note
from app.domain.setup import SessionSetup
from app.engine.events import EngineEvent
from app.storage.errors import StorageError
from app.ui.window_options import EngineUnavailableError
from app.wiring.failures import storage_sentence
from app.wiring.first_window import WINDOW_COMMAND, is_window_open
from app.wiring.house import House, SettingsKeeper
from app.wiring.live import LiveEngine, open_live


def open_window_engine(
    house: House, setup: SessionSetup, keeper: SettingsKeeper, publish: Callable[[EngineEvent], None]
) -> LiveEngine:
    """The engine, not started yet. EngineUnavailableError when the store cannot be used."""
    try:
        engine = open_live(
            house.folders,
            setup,
            keeper,
            publish,
            command=WINDOW_COMMAND,
            tells_each_second=False,
            names=keeper.names,
        )
    except StorageError as error:
        sentence = storage_sentence(error)
        note(sentence)
        raise EngineUnavailableError(sentence, is_open_elsewhere=is_window_open(house.folders)) from error
    _choose_sensor(house, keeper, engine)
    return engine


def _choose_sensor(house: House, keeper: SettingsKeeper, engine: LiveEngine) -> None:
    """The demo's strap, the remembered sensor, or a look at what is there."""
    remembered = keeper.settings.remembered_sensors
    engine.use_fallbacks(tuple(sensor for sensor in remembered[1:] if sensor.is_fallback))
    if house.is_demo:
        from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME  # noqa: PLC0415 - a radio of the demo's own

        engine.select_sensor(DEMO_ADDRESS, DEMO_NAME)
    elif remembered:
        engine.select_sensor(remembered[0].address, remembered[0].name, remembered[0].serial_number)
    else:
        engine.scan()
