"""SimulatedRadio: a Transport with simulated straps around it, by the event loop's clock; deterministic."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from ble.simulated_strap import SimulatedStrap, Subscriptions
from ble.transport import Advertisement, Link, LinkError, LinkFailure
from ble.uuids import HEART_RATE_SERVICE

ADVERTISING_INTERVAL_S = 0.5
REQUEST_S = 0.05  # what a request over the air takes
ESTABLISHING_S = 0.3  # what a link takes to come about


class SimulatedRadio:
    """A radio within reach of `straps`, of which there may be more and fewer later."""

    def __init__(
        self,
        straps: Iterable[SimulatedStrap] = (),
        *,
        establishing_s: float = ESTABLISHING_S,
        request_s: float = REQUEST_S,
    ) -> None:
        self.straps = list(straps)
        self.request_s = request_s
        self._establishing_s = establishing_s
        self._failure: LinkFailure | None = None
        self._inherited: dict[SimulatedStrap, Subscriptions] = {}

    def fail(self, reason: LinkFailure) -> None:
        """Stops working (adapter off or unplugged, daemon gone): links break, scans fall silent or fail."""
        self._failure = reason
        self._inherited.clear()
        for strap in self.straps:
            strap.drop()

    def recover(self) -> None:
        """Works again; what was a scan before hears nothing still, as with a real adapter."""
        self._failure = None

    def inherit_link(self, strap: SimulatedStrap) -> None:
        """Has a link to the strap, left over from a process that died: it is not on the air until freed."""
        self._inherited[strap] = strap.accept(lambda: self._forget(strap))

    @asynccontextmanager
    async def scan(self, *, heart_rate_only: bool) -> AsyncIterator[AsyncIterator[Advertisement]]:
        """While entered, advertisements as they are heard. The name comes with every other one."""
        self._check()
        for strap in self.straps:
            strap.switch_on()
        yield self._on_the_air(heart_rate_only=heart_rate_only)

    async def linked_peripherals(self) -> list[Advertisement]:
        """The straps with a link left over, or one that was never ended."""
        self._check()
        return [_advertisement(strap, named=True) for strap in self.straps if strap.links]

    async def connect(self, advertisement: Advertisement, on_lost: Callable[[], None]) -> Link:
        """Opens a link to a strap. LinkError for its and the radio's faults."""
        self._check()
        strap = advertisement.handle
        if not isinstance(strap, SimulatedStrap):
            raise TypeError("the advertisement was not heard by a SimulatedRadio")
        await asyncio.sleep(self._establishing_s)
        self._check()
        await self._establish(strap, advertisement.address)
        inherited = self._inherited.get(strap)
        if inherited is not None:
            return SimulatedLink(self, strap, inherited, is_inherited=True)
        return SimulatedLink(self, strap, strap.accept(on_lost), is_inherited=False)

    def freed(self, strap: SimulatedStrap, subscriptions: Subscriptions) -> None:
        """A link was ended from this side."""
        self._forget(strap)
        strap.release(subscriptions)

    async def _establish(self, strap: SimulatedStrap, address: str) -> None:
        if strap.faults.hangs_on_connect:
            await asyncio.Event().wait()
        if strap.faults.held_elsewhere:
            raise LinkError(LinkFailure.HELD_ELSEWHERE)
        if strap.faults.off_the_air or strap.address != address or strap not in self.straps:
            raise LinkError(LinkFailure.ABSENT)
        if strap.faults.refused_connections:
            strap.faults.refused_connections -= 1
            raise LinkError(LinkFailure.LINK_LOST, "le-connection-abort-by-local")

    def _check(self) -> None:
        if self._failure is not None:
            raise LinkError(self._failure)

    def _forget(self, strap: SimulatedStrap) -> None:
        self._inherited.pop(strap, None)

    async def _on_the_air(self, *, heart_rate_only: bool) -> AsyncIterator[Advertisement]:
        named = False
        was_interrupted = False
        while True:
            was_interrupted = was_interrupted or self._failure is not None
            for strap in tuple(self.straps):
                wanted = strap.advertises_heart_rate or not heart_rate_only
                if wanted and strap.is_advertising and not was_interrupted:
                    yield _advertisement(strap, named=named)
            named = not named
            await asyncio.sleep(ADVERTISING_INTERVAL_S)


class SimulatedLink:
    """One link to a simulated strap. An inherited one cannot be subscribed over, as with BlueZ."""

    def __init__(
        self,
        radio: SimulatedRadio,
        strap: SimulatedStrap,
        subscriptions: Subscriptions,
        *,
        is_inherited: bool,
    ) -> None:
        self._radio = radio
        self._strap = strap
        self._subscriptions = subscriptions
        self._is_inherited = is_inherited

    async def services(self) -> frozenset[str]:
        """What the strap offers."""
        await self._request()
        if self._strap.faults.failing_discoveries:
            self._strap.faults.failing_discoveries -= 1
            raise LinkError(LinkFailure.PROTOCOL_ERROR, "service discovery failed")
        return self._strap.services

    async def read(self, characteristic: str) -> bytes:
        """The strap's value."""
        await self._request()
        return self._strap.read(characteristic)

    async def write(self, characteristic: str, value: bytes) -> None:
        """Writes to the strap."""
        await self._request()
        self._strap.write(characteristic, value)

    async def subscribe(self, characteristic: str, on_value: Callable[[bytes], None]) -> None:
        """Has the strap notify."""
        await self._request()
        if self._is_inherited:
            raise LinkError(LinkFailure.PROTOCOL_ERROR, "GATT error 14: the link belongs to another process")
        if self._strap.faults.failing_subscriptions:
            self._strap.faults.failing_subscriptions -= 1
            raise LinkError(LinkFailure.PROTOCOL_ERROR, "subscription failed")
        self._strap.subscribe(self._subscriptions, characteristic, on_value)

    async def disconnect(self) -> None:
        """Ends the link; never returns while the strap's fault says so."""
        if self._strap.faults.hangs_on_disconnect:
            await asyncio.Event().wait()
        await asyncio.sleep(self._radio.request_s)
        self._radio.freed(self._strap, self._subscriptions)

    async def _request(self) -> None:
        await asyncio.sleep(self._radio.request_s)
        if self._subscriptions not in self._strap.links:
            raise LinkError(LinkFailure.LINK_LOST)


def _advertisement(strap: SimulatedStrap, *, named: bool) -> Advertisement:
    services = (HEART_RATE_SERVICE,) if strap.advertises_heart_rate else ()
    return Advertisement(strap.address, strap.name if named else None, strap.rssi_dbm, services, strap)
