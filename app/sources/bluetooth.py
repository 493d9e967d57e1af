"""BluetoothSource: a sensor kept connected over a ble transport, its notifications stamped on arrival."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from random import Random
from typing import Protocol

from app.domain.recording import Notification
from app.domain.sensors import IDLE, ConnectionChanged, SensorDescribed, SensorInRange, SensorsInRange
from ble import uuids
from ble.client import ConnectionChange, SensorClient
from ble.description import PeripheralDescription
from ble.recognition import PeripheralIdentity
from ble.scanner import Scanner, SeenPeripheral, kind_of
from ble.transport import Advertisement, LinkError, Transport

SCAN_S = 8.0  # long enough for the slowest advertisers (one in two seconds) to be heard several times
LOOK_THROUGH_LINKS_AFTER_S = 3.0  # a sensor that another process left linked does not advertise

Stamp = Callable[[], tuple[int, int]]
"""This moment: (microseconds on the store's timeline, UTC microseconds)."""

MakeTransport = Callable[[], Awaitable[Transport]]


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


class BluetoothSource:
    """Keeps one sensor connected for ever, and looks for others on request.

    `make_transport` is awaited once, at the first use, so that nothing of the radio is loaded before.
    """

    def __init__(self, make_transport: MakeTransport, stamp: Stamp, random: Random) -> None:
        self._make_transport = make_transport
        self._stamp = stamp
        self._random = random
        self._transport: Transport | None = None
        self._transport_lock = asyncio.Lock()
        self._one_at_a_time = asyncio.Lock()
        self._listener: Listener | None = None
        self._kept: asyncio.Task[None] | None = None
        self._client: SensorClient | None = None
        self._scan: asyncio.Task[None] | None = None
        self._sensor = ""
        self._name: str | None = None

    def attach(self, listener: Listener) -> None:
        """Names the listener; to be called first."""
        self._listener = listener

    def select(self, address: str | None, name: str | None, serial_number: str | None) -> None:
        """From now on this sensor, or none."""
        if self._kept is not None:
            self._kept.cancel()
        identity = None if address is None else PeripheralIdentity(address, name, serial_number)
        self._kept = self._start(self._keep(identity))

    def scan(self, *, show_all: bool, seconds: float = SCAN_S) -> None:
        """Looks for sensors, afresh if it was looking already."""
        if self._scan is not None:
            self._scan.cancel()
        self._scan = self._start(self._look(show_all, seconds))

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""
        if self._client is not None:
            self._client.retry_now()

    async def close(self) -> None:
        """Lets go of the sensor and ends the scan."""
        self.select(None, None, None)
        scan, self._scan = self._scan, None
        if scan is not None:
            scan.cancel()
        tasks = [task for task in (self._kept, scan) if task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, coroutine: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(coroutine)
        task.add_done_callback(_tell_failure)
        return task

    async def _keep(self, identity: PeripheralIdentity | None) -> None:
        """Waits until the sensor before is let go of, then keeps this one connected until cancelled."""
        async with self._one_at_a_time:
            self._name = None if identity is None else identity.name
            if identity is None:
                self._ears().connection_changed(ConnectionChanged("", None, IDLE))
                return
            self._sensor = identity.address
            self._client = SensorClient(await self._radio(), identity, self, random=self._random)
            try:
                await self._client.run()
            finally:
                self._client = None

    async def _look(self, show_all: bool, seconds: float) -> None:
        found = _Found(self._ears())
        try:
            radio = await self._radio()
            linked = asyncio.create_task(self._look_through_links(radio, found))
            try:
                async with asyncio.timeout(seconds):
                    await Scanner(radio, all_devices=show_all).run(found.advertising)
            except TimeoutError:
                found.tell(finished=True)
            finally:
                linked.cancel()
        except LinkError as error:
            found.tell(finished=True, problem=error.reason.value)

    async def _look_through_links(self, radio: Transport, found: "_Found") -> None:
        await asyncio.sleep(LOOK_THROUGH_LINKS_AFTER_S)
        try:
            found.linked(await radio.linked_peripherals())
        except LinkError:
            return  # the scan beside it tells what is wrong

    async def _radio(self) -> Transport:
        async with self._transport_lock:
            if self._transport is None:
                self._transport = await self._make_transport()
            return self._transport

    def _ears(self) -> Listener:
        if self._listener is None:
            raise RuntimeError("a source needs its listener before anything else")
        return self._listener

    # What the client tells

    def value_received(self, characteristic: str, value: bytes) -> None:
        """Stamped before anything else."""
        at_us, utc_us = self._stamp()
        notification = Notification(at_us, utc_us, self._sensor, uuids.short_form(characteristic), value)
        self._ears().notified(notification)

    def state_changed(self, change: ConnectionChange) -> None:
        """The link's state, in the domain's words; a sensor whose address changed is known by its new one."""
        self._sensor = change.address
        self._ears().connection_changed(
            ConnectionChanged(
                sensor=self._sensor,
                sensor_name=self._name,
                state=change.state.value,
                attempt=change.attempt,
                retry_in_s=change.retry_in_s,
                reason=None if change.reason is None else change.reason.value,
            )
        )

    def described(self, description: PeripheralDescription) -> None:
        """What the sensor said of itself."""
        self._name = description.name or self._name
        self._ears().described(
            SensorDescribed(
                sensor=description.address,
                name=self._name,
                manufacturer=description.manufacturer,
                model=description.model,
                serial_number=description.serial_number,
                firmware=description.firmware,
                location=description.location,
                battery_percent=description.battery_percent,
            )
        )


def _tell_failure(task: asyncio.Task[None]) -> None:
    """A mistake in the program must not leave a sensor silently alone: the loop's handler tells it."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        task.get_loop().call_exception_handler({"message": "a sensor's task failed", "exception": error})


class _Found:
    """What a scan has found so far: what advertises, and what the system holds a link to."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._advertising: tuple[SeenPeripheral, ...] = ()
        self._linked: tuple[Advertisement, ...] = ()

    def advertising(self, seen: tuple[SeenPeripheral, ...]) -> None:
        self._advertising = seen
        self.tell()

    def linked(self, peripherals: list[Advertisement]) -> None:
        self._linked = tuple(peripherals)
        if peripherals:
            self.tell()

    def tell(self, *, finished: bool = False, problem: str | None = None) -> None:
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
        self._listener.in_range(SensorsInRange(tuple(sensors), problem, finished))
