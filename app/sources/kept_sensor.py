"""KeptSensor: one sensor kept connected over a ble transport, its notifications stamped on arrival."""

from collections.abc import Callable, Collection
from functools import partial
from random import Random
from typing import Protocol

from app.domain.recording import Notification
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorsInRange
from ble import uuids
from ble.client import ConnectionChange, SensorClient
from ble.description import PeripheralDescription
from ble.recognition import PeripheralIdentity
from ble.transport import Transport

FALLBACK_REST_S = 50.0  # looked for ten seconds a minute: scanning costs the primary's link and the battery

Stamp = Callable[[], tuple[int, int]]
"""This moment: (microseconds on the store's timeline, UTC microseconds)."""


class Listener(Protocol):
    """Who hears of it, always from the loop's thread."""

    def notified(self, notification: Notification) -> None:
        """A notification arrived."""

    def connection_changed(self, change: ConnectionChanged) -> None:
        """The link came to another state."""

    def described(self, description: SensorDescribed) -> None:
        """The sensor told of itself."""

    def in_range(self, sensors: SensorsInRange) -> None:
        """A scan has news."""


class KeptSensor:
    """Listens to one SensorClient and passes on what it tells in the domain's words. Run once.

    `others` tells the addresses of the sensors that are wanted besides it.
    """

    def __init__(
        self,
        identity: PeripheralIdentity,
        listener: Listener,
        stamp: Stamp,
        others: Callable[["KeptSensor"], Collection[str]],
        *,
        is_primary: bool,
    ) -> None:
        self.address = identity.address
        self._identity = identity
        self._name = identity.name
        self._listener = listener
        self._stamp = stamp
        self._others = others
        self._is_primary = is_primary
        self._client: SensorClient | None = None

    async def run(self, radio: Transport, random: Random) -> None:
        """Keeps the sensor connected until cancelled."""
        rest_s = 0.0 if self._is_primary else FALLBACK_REST_S
        others = partial(self._others, self)
        self._client = SensorClient(radio, self._identity, self, random=random, rest_s=rest_s, others=others)
        try:
            await self._client.run()
        finally:
            self._client = None

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""
        if self._client is not None:
            self._client.retry_now()

    def value_received(self, characteristic: str, value: bytes) -> None:
        """Stamped before anything else."""
        at_us, utc_us = self._stamp()
        notification = Notification(at_us, utc_us, self.address, uuids.short_form(characteristic), value)
        self._listener.notified(notification)

    def state_changed(self, change: ConnectionChange) -> None:
        """The link's state; a sensor whose address changed is known by its new one."""
        before, self.address = self.address, change.address
        self._listener.connection_changed(
            ConnectionChanged(
                sensor=self.address,
                sensor_name=self._name,
                state=change.state.value,
                attempt=change.attempt,
                retry_in_s=change.retry_in_s,
                reason=None if change.reason is None else change.reason.value,
                is_primary=self._is_primary,
                rssi_dbm=change.rssi_dbm,
                instead_of=None if before == self.address else before,
            )
        )

    def described(self, description: PeripheralDescription) -> None:
        """What the sensor said of itself."""
        self._name = description.name or self._name
        asked_for = self._identity.address
        self._listener.described(
            SensorDescribed(
                sensor=description.address,
                name=self._name,
                manufacturer=description.manufacturer,
                model=description.model,
                serial_number=description.serial_number,
                firmware=description.firmware,
                location=description.location,
                battery_percent=description.battery_percent,
                is_primary=self._is_primary,
                instead_of=None if description.address == asked_for else asked_for,
            )
        )
