"""A transport that does what its script says: None is success, a LinkError is raised, HANG never returns."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from ble.transport import Advertisement, Link, LinkError
from ble.uuids import HEART_RATE_MEASUREMENT, HEART_RATE_SERVICE
from tests.ble.scene import ADDRESS

HANG: Final = "hang"
STUBBORN: Final = "stubborn"  # goes on hanging for a minute when it is cancelled

Act = LinkError | str | None


@dataclass
class ScriptedTransport:
    """Each list is worked off call by call; once it is empty everything succeeds."""

    scans: list[Act] = field(default_factory=list)
    connects: list[Act] = field(default_factory=list)
    discoveries: list[Act] = field(default_factory=list)
    subscriptions: list[Act] = field(default_factory=list)
    reads: list[Act] = field(default_factory=list)
    disconnects: list[Act] = field(default_factory=list)
    services: frozenset[str] = frozenset({HEART_RATE_SERVICE})
    links: list["ScriptedLink"] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    scans_open: int = 0
    scans_end_by_themselves: bool = False
    speaks_at_once: bool = False  # the first value comes before the subscription's answer

    @asynccontextmanager
    async def scan(self, *, heart_rate_only: bool) -> AsyncIterator[AsyncIterator[Advertisement]]:
        await self.play("scan", self.scans)
        self.scans_open += 1
        try:
            yield self._on_the_air()
        finally:
            self.scans_open -= 1

    async def linked_peripherals(self) -> list[Advertisement]:
        self.calls.append("linked_peripherals")
        return []

    async def connect(self, advertisement: Advertisement, on_lost: Callable[[], None]) -> Link:
        assert self.scans_open == 0, "connecting while scanning"
        await self.play("connect", self.connects)
        link = ScriptedLink(self, on_lost)
        self.links.append(link)
        return link

    async def play(self, call: str, script: list[Act]) -> None:
        self.calls.append(call)
        act = script.pop(0) if script else None
        if isinstance(act, LinkError):
            raise act
        if act == HANG:
            await asyncio.Event().wait()
        if act == STUBBORN:
            await _hang_stubbornly()

    async def _on_the_air(self) -> AsyncIterator[Advertisement]:
        while not self.scans_end_by_themselves:
            yield Advertisement(ADDRESS, "Scripted", -50)
            await asyncio.sleep(0.1)


@dataclass(eq=False)
class ScriptedLink:
    """Counts how often it was ended, and hands over values when told to."""

    transport: ScriptedTransport
    lose: Callable[[], None]
    disconnected: int = 0
    on_value: dict[str, Callable[[bytes], None]] = field(default_factory=dict)

    async def services(self) -> frozenset[str]:
        await self.transport.play("services", self.transport.discoveries)
        return self.transport.services

    async def read(self, characteristic: str) -> bytes:
        await self.transport.play("read", self.transport.reads)
        return b"\x01"

    async def write(self, characteristic: str, value: bytes) -> None:
        raise NotImplementedError

    async def subscribe(self, characteristic: str, on_value: Callable[[bytes], None]) -> None:
        await self.transport.play(f"subscribe {characteristic[4:8]}", self.transport.subscriptions)
        self.on_value[characteristic] = on_value
        if self.transport.speaks_at_once:
            self.notify()

    async def disconnect(self) -> None:
        self.disconnected += 1
        await self.transport.play("disconnect", self.transport.disconnects)

    def notify(self, values: Sequence[bytes] = (b"\x00\x48",)) -> None:
        for value in values:
            self.on_value[HEART_RATE_MEASUREMENT](value)


async def _hang_stubbornly() -> None:
    loop = asyncio.get_running_loop()
    until_s = loop.time() + 60.0
    while loop.time() < until_s:
        try:
            await asyncio.sleep(until_s - loop.time())
        except asyncio.CancelledError:
            continue
