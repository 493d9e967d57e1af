"""Which sensor `record` is to use: the named one, the only one in range, or the one picked from the list."""

import queue
import sys
import time
from collections.abc import Callable

from app.cli.failure import CannotError
from app.cli.output import note
from app.cli.record import Events
from app.cli.scan import NOTHING_FOUND, await_scan, print_sensors
from app.cli.sentences import scan_failure
from app.domain.sensors import SensorInRange, SensorsInRange

NAMED_LIMIT_S = 30.0  # a named sensor that is not seen within this is a mistake, or still in a drawer


def find_named(
    wanted: str, events: Events, scan: Callable[[bool], None], limit_s: float = NAMED_LIMIT_S
) -> SensorInRange:
    """The first sensor in range whose address, or a part of whose name, this is. CannotError at the limit."""
    until = time.monotonic() + limit_s
    scan(True)
    while time.monotonic() < until:
        try:
            event = events.get(timeout=0.25)
        except queue.Empty:
            continue
        if not isinstance(event, SensorsInRange):
            continue
        if event.problem is not None:
            raise CannotError(scan_failure(event.problem))
        match = next((sensor for sensor in event.sensors if matches(sensor, wanted)), None)
        if match is not None:
            return match
        if event.finished:
            scan(True)
    raise CannotError(
        f"No sensor called «{wanted}» was seen within {limit_s:.0f} seconds. "
        "Wear it, or start its broadcast, and look with: sidebeat scan --all"
    )


def matches(sensor: SensorInRange, wanted: str) -> bool:
    """Whether this is its address, or a part of its name, ignoring case."""
    word = wanted.strip().casefold()
    return word == sensor.address.casefold() or (bool(word) and word in (sensor.name or "").casefold())


def choose(events: Events, scan: Callable[[bool], None]) -> SensorInRange:
    """The only one in range, or the one picked from the list. CannotError without one, or a terminal."""
    scan(False)
    sensors = await_scan(events).sensors
    if not sensors:
        raise CannotError(NOTHING_FOUND)
    if len(sensors) == 1:
        return sensors[0]
    print_sensors(sensors, as_json=False, write=note)
    if not sys.stdin.isatty():
        raise CannotError("Several sensors are in range. Name one: sidebeat record --sensor NAME")
    return _ask(sensors)


def _ask(sensors: tuple[SensorInRange, ...]) -> SensorInRange:
    while True:
        note("Which one? Its number in the list, from the top:")
        answer = sys.stdin.readline()
        if not answer:
            raise CannotError("No sensor was chosen.")
        if answer.strip().isdigit() and 1 <= int(answer) <= len(sensors):
            return sensors[int(answer) - 1]
        note(f"A number from 1 to {len(sensors)}, please.")
