"""What is known of the sensors just now: their links, their own words, their batteries."""

from collections.abc import Mapping

from app.domain.sensors import IDLE, LIVE, STOPPED, ConnectionChanged, SensorDescribed


class KnownSensors:
    """By address; a sensor that is let go of is forgotten with all that it said."""

    def __init__(self) -> None:
        self.links: dict[str, ConnectionChanged] = {}
        self.described: dict[str, SensorDescribed] = {}
        self.battery_percents: dict[str, int] = {}

    def learn_link(self, change: ConnectionChanged) -> None:
        """A link came to another state. The address that a sensor no longer bears is forgotten too."""
        if change.instead_of is not None:
            self._forget(change.instead_of)
        if change.state in {IDLE, STOPPED}:
            self._forget(change.sensor)
        else:
            self.links[change.sensor] = change

    def primary(self) -> str | None:
        """The primary sensor's address, None when there is none."""
        return next((link.sensor for link in self.links.values() if link.is_primary), None)

    def sensor_state(self) -> str:
        """Live if any link is, else the primary's state, else that of another, else idle."""
        states = [link.state for link in sorted(self.links.values(), key=lambda link: not link.is_primary)]
        return LIVE if LIVE in states else (states or [IDLE])[0]

    def battery_percent(self, sensor: str | None) -> int | None:
        """The battery of this sensor; where none feeds yet, of the only one known."""
        return battery_of(self.battery_percents, sensor)

    def _forget(self, sensor: str) -> None:
        for known in (self.links, self.described, self.battery_percents):
            known.pop(sensor, None)


def battery_of(known: Mapping[str, int], sensor: str | None) -> int | None:
    """The battery of this sensor; where none feeds yet, of the only one known."""
    if sensor is not None:
        return known.get(sensor)
    return next(iter(known.values())) if len(known) == 1 else None
