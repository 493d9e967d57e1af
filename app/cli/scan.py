"""`sidebeat scan`: the sensors in range, strongest first."""

import queue
import time
from collections.abc import Callable

from app.cli.failure import CannotError
from app.cli.output import json_line, line, note, table
from app.cli.record import Events
from app.cli.sentences import scan_failure
from app.domain.sensors import SensorInRange, SensorsInRange

NOTHING_FOUND = (
    "No heart-rate sensor in range. Wear the strap and wet its electrodes, or start the heart-rate broadcast "
    "on the watch; a strap that another phone or bike computer holds cannot be seen. "
    "Also try: sidebeat scan --all"
)


SCAN_LIMIT_S = 25.0  # a scan of 8 s on a slow machine with a slow daemon; then what is known by then


def await_scan(events: Events) -> SensorsInRange:
    """The last word of a scan that was asked for. CannotError when the radio cannot look."""
    until = time.monotonic() + SCAN_LIMIT_S
    heard = SensorsInRange(())
    while time.monotonic() < until:
        try:
            event = events.get(timeout=0.25)
        except queue.Empty:
            continue
        if isinstance(event, SensorsInRange):
            heard = event
            if event.problem is not None:
                raise CannotError(scan_failure(event.problem))
            if event.finished:
                break
    return heard


def print_sensors(
    sensors: tuple[SensorInRange, ...], *, as_json: bool, write: Callable[[str], None] = line
) -> None:
    """One line a sensor."""
    if as_json:
        for sensor in sensors:
            json_line(
                {
                    "name": sensor.name,
                    "address": sensor.address,
                    "rssi_dbm": sensor.rssi_dbm,
                    "services": list(sensor.services),
                    "kind": sensor.kind,
                }
            )
    elif sensors:
        table(
            ("Name", "Address", "Signal", "Kind"),
            [
                (
                    sensor.name or "(no name)",
                    sensor.address,
                    "–" if sensor.rssi_dbm is None else f"{sensor.rssi_dbm} dBm",
                    sensor.kind.replace("_", " "),
                )
                for sensor in sensors
            ],
            write,
        )
    else:
        note(NOTHING_FOUND)
