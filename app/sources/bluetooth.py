"""BluetoothSource: the wanted sensors kept connected over a ble transport, and a look at what is in range."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from random import Random

from app.domain.sensors import IDLE, ConnectionChanged
from app.domain.settings import RememberedSensor
from app.sources.found_sensors import FoundSensors
from app.sources.kept_sensor import KeptSensor, Listener, Stamp
from ble.recognition import PeripheralIdentity
from ble.scanner import Scanner
from ble.transport import LinkError, Transport

CHOICE_S = 0.5  # for taking a sensor that is linked already, before a scan disturbs its link
SCAN_S = 8.0  # long enough for the slowest advertisers (one in two seconds) to be heard several times

MakeTransport = Callable[[], Awaitable[Transport]]


class BluetoothSource:
    """Keeps one primary sensor connected for ever, and fallbacks beside it; looks for others on request.

    `make_transport` is awaited once, at the first use, so that nothing of the radio is loaded before.
    """

    def __init__(self, make_transport: MakeTransport, stamp: Stamp, random: Random) -> None:
        self._make_transport = make_transport
        self._stamp = stamp
        self._random = random
        self._transport: Transport | None = None
        self._transport_lock = asyncio.Lock()
        self._sensor_locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._listener: Listener | None = None
        self._primary: KeptSensor | None = None
        self._primary_task: asyncio.Task[None] | None = None
        self._primary_tasks: set[asyncio.Task[None]] = set()  # that one, and those still letting go
        self._other_tasks: set[asyncio.Task[None]] = set()  # of fallbacks and scans
        self._wanted: dict[str, RememberedSensor] = {}  # as fallbacks; the primary may be among them
        self._fallbacks: dict[str, tuple[KeptSensor, asyncio.Task[None]]] = {}
        self._look: tuple[FoundSensors, asyncio.Task[None]] | None = None

    def attach(self, listener: Listener) -> None:
        """Names the listener; to be called first."""
        self._listener = listener

    def select(self, address: str | None, name: str | None, serial_number: str | None) -> None:
        """From now on this sensor is the primary, or none is."""
        before = frozenset(self._primary_tasks)
        if self._primary_task is not None:
            self._primary_task.cancel()
        if address is None:
            if self._primary is not None:
                self._wanted.pop(self._primary.address, None)  # let go of, not put second
            self._primary = None
            self._primary_task = self._start(self._stay_idle(before), self._primary_tasks)
            return
        self._end_look()
        self._primary = self._kept(PeripheralIdentity(address, name, serial_number), is_primary=True)
        self._stand_by()
        self._primary_task = self._start(self._keep(self._primary, before), self._primary_tasks)

    def use_fallbacks(self, sensors: Iterable[RememberedSensor]) -> None:
        """From now on these are kept connected beside the primary, to take over when it is lost."""
        self._wanted = {sensor.address: sensor for sensor in sensors}
        self._stand_by()

    def _stand_by(self) -> None:
        """Keeps every wanted fallback but the one that is the primary now."""
        primary = None if self._primary is None else self._primary.address
        wanted = {address: sensor for address, sensor in self._wanted.items() if address != primary}
        for address in self._fallbacks.keys() - wanted.keys():
            self._fallbacks.pop(address)[1].cancel()
        for address in wanted.keys() - self._fallbacks.keys():
            sensor = wanted[address]
            identity = PeripheralIdentity(address, sensor.name, sensor.serial_number)
            kept = self._kept(identity, is_primary=False)
            self._fallbacks[address] = kept, self._start(self._keep(kept, frozenset()), self._other_tasks)

    def scan(self, *, show_all: bool, seconds: float = SCAN_S) -> None:
        """Looks for sensors, afresh if it was looking already."""
        if self._look is not None:
            self._look[1].cancel()
        found = FoundSensors(self._ears().in_range)
        self._look = found, self._start(self._look_around(found, show_all, seconds), self._other_tasks)

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""
        if self._primary is not None:
            self._primary.retry_now()

    async def close(self) -> None:
        """Lets go of all sensors and ends the scan."""
        self.select(None, None, None)
        self.use_fallbacks(())
        if self._look is not None:
            self._look[1].cancel()
        await asyncio.gather(*self._primary_tasks, *self._other_tasks, return_exceptions=True)

    def _kept(self, identity: PeripheralIdentity, *, is_primary: bool) -> KeptSensor:
        return KeptSensor(identity, self._ears(), self._stamp, self._addresses_beside, is_primary=is_primary)

    def _addresses_beside(self, sensor: KeptSensor) -> set[str]:
        """Of the other wanted sensors: two straps of a make may bear one name."""
        wanted = [fallback for fallback, _ in self._fallbacks.values()]
        wanted += [] if self._primary is None else [self._primary]
        return {each.address for each in wanted if each is not sensor}

    def _start(
        self, coroutine: Coroutine[object, object, None], running: set[asyncio.Task[None]]
    ) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(coroutine)
        running.add(task)
        task.add_done_callback(running.discard)
        task.add_done_callback(_tell_failure)
        return task

    async def _keep(self, sensor: KeptSensor, before: frozenset[asyncio.Task[None]]) -> None:
        """Waits until the sensors before are let go of, then keeps this one connected until cancelled."""
        await _ended(before)
        async with self._sensor_locks[sensor.address]:
            await sensor.run(await self._radio(), self._random)

    async def _stay_idle(self, before: frozenset[asyncio.Task[None]]) -> None:
        await _ended(before)
        self._ears().connection_changed(ConnectionChanged("", None, IDLE))

    def _end_look(self) -> None:
        """A choice was made, so what was found by now is it: a radio that scans connects worse."""
        if self._look is not None and not self._look[1].done():
            found, look = self._look
            look.cancel()
            found.tell(finished=True)

    async def _look_around(self, found: FoundSensors, show_all: bool, seconds: float) -> None:
        try:
            radio = await self._radio()
            await self._look_through_links(radio, found)
            async with asyncio.timeout(seconds):
                await Scanner(radio, all_devices=show_all).run(found.advertising)
        except TimeoutError:
            found.tell(finished=True)
        except LinkError as error:
            found.tell(finished=True, problem=error.reason.value)

    async def _look_through_links(self, radio: Transport, found: FoundSensors) -> None:
        """A sensor that another process holds or left linked does not advertise."""
        with suppress(LinkError):  # the scan tells what is wrong
            linked = await radio.linked_peripherals()
            found.linked(linked)
            await asyncio.sleep(CHOICE_S if linked else 0.0)

    async def _radio(self) -> Transport:
        async with self._transport_lock:
            if self._transport is None:
                self._transport = await self._make_transport()
            return self._transport

    def _ears(self) -> Listener:
        if self._listener is None:
            raise RuntimeError("a source needs its listener before anything else")
        return self._listener


async def _ended(tasks: frozenset[asyncio.Task[None]]) -> None:
    """Waits for tasks that were told to end; their own failures are told elsewhere."""
    if tasks:
        await asyncio.wait(tasks)


def _tell_failure(task: asyncio.Task[None]) -> None:
    """A mistake in the program must not leave a sensor silently alone: the loop's handler tells it."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        task.get_loop().call_exception_handler({"message": "a sensor's task failed", "exception": error})
