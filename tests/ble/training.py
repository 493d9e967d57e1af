"""One sensor in training on the fake org.bluez: a beating strap, a client, and what may be asked of both."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from ble.bleak_transport import BleakTransport
from ble.client import PeripheralIdentity, SensorClient
from ble.connection import DISCONNECT_LIMIT_S, State
from ble.transport import LinkFailure
from tests.ble.scene import Listener
from tests.fake_bluez import FakeBluez, Strap
from tests.fake_bluez.waiting import eventually

BEAT_EVERY_S = 0.5


@dataclass
class Heart:
    """Lets a strap send numbered beats; remembers those which BlueZ had a subscriber for."""

    bluez: FakeBluez
    strap: Strap
    told: list[bytes] = field(default_factory=list)
    is_beating: bool = True

    async def beat(self) -> None:
        """Until cancelled."""
        for number in range(0x10000):
            if self.is_beating:
                value = bytes([0x10, 60, number & 0xFF, number >> 8])
                if await self.bluez.daemon.notify(self.strap, value):
                    self.told.append(value)
            await asyncio.sleep(BEAT_EVERY_S)


@dataclass
class Session:
    """A client at work on one strap."""

    client: SensorClient
    listener: Listener
    heart: Heart

    async def until_live(self) -> None:
        await eventually(lambda: self.client.state is State.LIVE)

    async def until_not_live(self) -> None:
        await eventually(lambda: self.client.state is not State.LIVE)

    async def until_reason(self, reason: LinkFailure) -> None:
        await eventually(lambda: reason in self.listener.reasons())

    async def some_beats(self) -> None:
        so_far = len(self.listener.heart_rate_values)
        await eventually(lambda: len(self.listener.heart_rate_values) >= so_far + 3)

    async def assert_each_beat_came_once(self) -> None:
        """What BlueZ told a subscriber came once and in order; what a fault met on its way may lack."""
        self.heart.is_beating = False
        await eventually(lambda: self.listener.heart_rate_values[-1:] == self.heart.told[-1:])
        received = self.listener.heart_rate_values
        assert received == sorted(set(received), key=lambda value: (value[3], value[2]))
        assert set(received) <= set(self.heart.told)
        faults = len(self.listener.times_of(State.DISCONNECTING))
        assert len(self.heart.told) - len(received) <= faults


@asynccontextmanager
async def session(
    bluez: FakeBluez,
    strap: Strap,
    *,
    transport: BleakTransport | None = None,
    identity: PeripheralIdentity | None = None,
) -> AsyncIterator[Session]:
    """Runs a client until the block ends, then stops it and sees that it stopped in time."""
    listener = Listener()
    wanted = identity or PeripheralIdentity(strap.address)
    client = SensorClient(transport or BleakTransport(), wanted, listener, random=Random(1))
    heart = Heart(bluez, strap)
    running, beating = asyncio.create_task(client.run()), asyncio.create_task(heart.beat())
    try:
        yield Session(client, listener, heart)
    finally:
        beating.cancel()
        client.stop()
        await asyncio.wait({running}, timeout=DISCONNECT_LIMIT_S + 4.0)
        assert running.done()
        assert client.state is State.STOPPED
