"""SensorOrders: the part of the engine's front that only its source has to know of."""

from app.domain.settings import RememberedSensor
from app.engine.ports import SensorSource


class SensorOrders:
    """Passes on what is asked about sensors."""

    def __init__(self, source: SensorSource) -> None:
        self._source = source

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        """Connects to this sensor from now on, or to none."""
        self._source.select(address, name, serial)

    def use_fallbacks(self, sensors: tuple[RememberedSensor, ...]) -> None:
        """Keeps these connected beside the primary, to take over when it is lost."""
        self._source.use_fallbacks(sensors)

    def scan(self, *, show_all: bool = False) -> None:
        """Looks for sensors."""
        self._source.scan(show_all=show_all)

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""
        self._source.retry_now()
