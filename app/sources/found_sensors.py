"""What a scan has found so far: what advertises, and what the system holds a link to."""

from collections.abc import Callable

from app.domain.sensors import SensorInRange, SensorsInRange
from ble.scanner import SeenPeripheral, kind_of
from ble.transport import Advertisement


class FoundSensors:
    """Tells the whole list anew whenever it changed."""

    def __init__(self, tell: Callable[[SensorsInRange], None]) -> None:
        self._tell = tell
        self._advertising: tuple[SeenPeripheral, ...] = ()
        self._linked: tuple[Advertisement, ...] = ()

    def advertising(self, seen: tuple[SeenPeripheral, ...]) -> None:
        """These are on the air, strongest first."""
        self._advertising = seen
        self.tell()

    def linked(self, peripherals: list[Advertisement]) -> None:
        """These do not advertise, since the system holds links to them."""
        self._linked = tuple(peripherals)
        if peripherals:
            self.tell()

    def tell(self, *, finished: bool = False, problem: str | None = None) -> None:
        """Tells the list as it is; `finished`: it was the last word."""
        heard = {seen.address for seen in self._advertising}
        sensors = [
            SensorInRange(seen.address, seen.name, seen.rssi_dbm, seen.services, seen.kind)
            for seen in self._advertising
        ]
        sensors.extend(
            SensorInRange(linked.address, linked.name, None, linked.services, kind_of(linked.name))
            for linked in self._linked
            if linked.address not in heard
        )
        self._tell(SensorsInRange(tuple(sensors), problem, finished))
