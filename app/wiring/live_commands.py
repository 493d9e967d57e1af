"""`scan` and `record`: the commands that use a sensor.

They start with as few modules as they can: after a crash every second counts.
"""

import argparse
import asyncio
import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.cli.failure import CannotError
from app.cli.output import note
from app.cli.record import Events, Interrupt, View, follow
from app.cli.sensor_choice import choose, find_named
from app.cli.sentences import rescued, scan_failure
from app.cli.session_lines import LineView, LiveView
from app.domain.recording import SessionStatus
from app.domain.session_setups import GivenConstants, session_setup
from app.domain.setup import SessionSetup
from app.engine.thread import EngineThread
from app.storage.database import quick_check
from app.storage.errors import StorageError, StorageFailure
from app.wiring.house import House, SettingsKeeper
from app.wiring.live import LiveEngine, bluetooth_transport, demo_transport, look, open_live

INTERRUPTED = 130
LARGEST_CHECKED_BYTES = 50_000_000  # 0.15 s, seconds on a busy machine; larger ones: beside the session


def scan(house: House, arguments: argparse.Namespace) -> int:
    """Lists the sensors in range."""
    transport = demo_transport(session_setup(house.profile())) if house.is_demo else bluetooth_transport
    found = asyncio.run(look(transport, arguments.seconds, show_all=arguments.all))
    if found.problem is not None:
        raise CannotError(scan_failure(found.problem))
    from app.cli.scan import print_sensors  # noqa: PLC0415 - not for a recording

    print_sensors(found.sensors, as_json=arguments.json)
    return 0


def record(house: House, arguments: argparse.Namespace) -> int:
    """Records a session until its duration is over, or until interrupted."""
    setup = setup_of(house, arguments)
    _refuse_damage(house.folders.database)
    resumed = _interrupted_last(house) if arguments.resume else None  # before this run is the newest itself
    events: Events = queue.SimpleQueue()
    with Interrupt() as interrupt, _live(house, setup, events, arguments.speed) as engine:
        _select_sensor(house, arguments, engine, events)
        interrupt.asks(engine.stop_session)
        if resumed is not None:
            engine.continue_session(resumed)
        else:
            engine.start_session(setup, at_first_reading=True, duration_s=arguments.duration)
        finished = follow(events, view_for(as_json=arguments.json), interrupt)
    if finished is None:
        note("No heart rate came, so there is nothing to keep.")
        return INTERRUPTED
    return 0


def _refuse_damage(database: Path) -> None:
    """StorageError for a damaged database: here, unlike in the window, there is time to mend it first."""
    if database.exists() and database.stat().st_size <= LARGEST_CHECKED_BYTES and quick_check(database):
        raise StorageError(StorageFailure.CORRUPT_DATABASE, database)


@contextmanager
def _live(house: House, setup: SessionSetup, events: Events, speed: float) -> Iterator[LiveEngine]:
    keeper = SettingsKeeper(house.folders.settings, house.settings)
    engine = open_live(
        house.folders, setup, keeper, events.put, command="sidebeat record", speed=speed, names=keeper.names
    )
    engine.start()
    try:
        yield engine
    finally:
        engine.close()
        if engine.rescued is not None:
            note(rescued(engine.rescued))


def _interrupted_last(house: House) -> int:
    """The activity id of the newest interrupted session. CannotError when there is none."""
    from app.storage.history import History  # noqa: PLC0415 - only where it is asked for

    rows = History(house.folders).activities(athlete=house.names())
    for row in rows:
        if row.status is SessionStatus.INTERRUPTED:
            return row.activity_id
    raise CannotError("No session was interrupted, so there is none to go on with.")


def _select_sensor(house: House, arguments: argparse.Namespace, engine: EngineThread, events: Events) -> None:
    """The named sensor, the demo's strap, the remembered one, or the one in range. CannotError."""

    def look(show_all: bool) -> None:
        engine.scan(show_all=show_all)

    remembered = house.settings.remembered_sensors
    if arguments.sensor is not None:
        named = find_named(arguments.sensor, events, look)
        engine.select_sensor(named.address, named.name)
    elif house.is_demo:
        from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME  # noqa: PLC0415 - a radio of the demo's own

        engine.select_sensor(DEMO_ADDRESS, DEMO_NAME)
    elif remembered:
        engine.use_fallbacks(tuple(sensor for sensor in remembered[1:] if sensor.is_fallback))
        engine.select_sensor(remembered[0].address, remembered[0].name, remembered[0].serial_number)
    else:
        chosen = choose(events, look)
        engine.select_sensor(chosen.address, chosen.name)


def setup_of(house: House, arguments: argparse.Namespace) -> SessionSetup:
    """The setup that `record`'s options ask for. CannotError, ConstantsError."""
    activity_type = house.activity_type(arguments.activity)
    setup = session_setup(
        house.profile(),
        activity_type,
        given_constants(arguments),
        target_load=arguments.target_load,
        target_zone=arguments.target_zone,
        is_demo=house.is_demo,
    )
    _check_zone(setup)
    return setup if arguments.like is None else _like(house, setup, arguments.like)


def _check_zone(setup: SessionSetup) -> None:
    """CannotError for a target zone that the zones in use do not have."""
    numbers = [zone.number for zone in setup.zone_model.zones if zone.number]
    if setup.target_zone is not None and setup.target_zone not in numbers:
        raise CannotError(f"There is no zone {setup.target_zone}: your zones are 1 to {numbers[-1]}.")


def _like(house: House, setup: SessionSetup, like: str) -> SessionSetup:
    """As much as an earlier activity, or as the athlete's own easy run. CannotError when there is none."""
    from app.storage.history import History  # noqa: PLC0415 - as above
    from app.wiring.archive import Archive  # noqa: PLC0415 - all file formats: as above

    archive = Archive(History(house.folders))
    if like == "easy-run":
        easy = archive.easy_run(house.profile(), datetime.now().astimezone().date())
        return replace(setup, target_load=easy.load)
    try:
        row, wanted = archive.row(int(like)), archive.wanted_like(int(like))
    except (KeyError, ValueError, OverflowError) as error:
        raise CannotError(f"Nothing can be done as in activity {like}: it is not there, or empty.") from error
    kind = (row.activity_type or "activity").replace("_", " ")
    return replace(
        setup,
        target_load=wanted.load,
        wanted=wanted,
        reference_id=row.activity_id,
        reference_name=f"{row.started_at:%A}'s {kind}",
    )


def given_constants(arguments: argparse.Namespace) -> GivenConstants:
    """Constants from the command line."""
    return GivenConstants(
        resting_bpm=arguments.resting,
        max_bpm=arguments.max,
        threshold_bpm=arguments.threshold,
        sex=arguments.sex,
        age=getattr(arguments, "age", None),
        weight_kg=getattr(arguments, "weight_kg", None),
    )


def view_for(*, as_json: bool) -> View:
    """JSON Lines for programs, a live view for a terminal, else a line a second."""
    if as_json:
        from app.cli.session_json import JsonView  # noqa: PLC0415 - as above

        return JsonView()
    return LiveView() if sys.stdout.isatty() else LineView()
