"""A stage for client tests: a listener that notes what happened when, and a run with one sensor."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from ble.client import ConnectionChange, PeripheralDescription, PeripheralIdentity, SensorClient
from ble.connection import State
from ble.heart_rate import HeartRateMeasurement, decode_measurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import LinkFailure, Transport
from ble.uuids import HEART_RATE_MEASUREMENT
from tests import virtual_time

ADDRESS = "00:00:5E:00:53:01"


def steady_heart(at_s: float) -> HeartRateMeasurement:
    """60 bpm; the number of the second is told as the RR interval, so that each measurement is another."""
    return HeartRateMeasurement(60, contact=True, rr_ticks=(round(at_s),))


async def eventually(condition: Callable[[], bool], limit_s: float = 60.0) -> float:
    """Waits for something to become true; how long it took, in seconds. AssertionError after the limit."""
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    while not condition():
        assert loop.time() - began_s <= limit_s, f"not within {limit_s} s"
        await asyncio.sleep(0.01)
    return loop.time() - began_s


@dataclass
class Listener:
    """Notes everything with its moment of loop time."""

    changes: list[tuple[float, ConnectionChange]] = field(default_factory=list)
    values: list[tuple[float, str, bytes]] = field(default_factory=list)
    descriptions: list[PeripheralDescription] = field(default_factory=list)

    def state_changed(self, change: ConnectionChange) -> None:
        self.changes.append((asyncio.get_running_loop().time(), change))

    def value_received(self, characteristic: str, value: bytes) -> None:
        self.values.append((asyncio.get_running_loop().time(), characteristic, value))

    def described(self, description: PeripheralDescription) -> None:
        self.descriptions.append(description)

    @property
    def heart_rate_values(self) -> list[bytes]:
        return [value for _, characteristic, value in self.values if characteristic == HEART_RATE_MEASUREMENT]

    def states(self) -> list[State]:
        return [change.state for _, change in self.changes]

    def reasons(self) -> list[LinkFailure | None]:
        return [change.reason for _, change in self.changes]

    def waits_s(self) -> list[float]:
        return [change.retry_in_s for _, change in self.changes if change.retry_in_s is not None]

    def times_of(self, state: State) -> list[float]:
        return [at_s for at_s, change in self.changes if change.state is state]


def beats(listener: Listener) -> list[int]:
    """The seconds at which the heard measurements were made (see steady_heart)."""
    return [decode_measurement(value).rr_ticks[0] for value in listener.heart_rate_values]


def assert_each_beat_came_once(listener: Listener) -> None:
    assert all(later > earlier for earlier, later in pairwise(beats(listener)))


@dataclass
class Scene:
    """One client with its listener, running; the strap and the radio are there where they are simulated."""

    client: SensorClient
    listener: Listener
    running: asyncio.Task[None]
    strap: SimulatedStrap
    radio: SimulatedRadio

    def now_s(self) -> float:
        return asyncio.get_running_loop().time()

    async def until(self, state: State, limit_s: float = 60.0) -> float:
        """Waits for a state; how long it took, in seconds. AssertionError after the limit."""
        return await eventually(lambda: self.client.state is state, limit_s)


Play = Callable[[Scene], Awaitable[None]]


def act(
    play: Play,
    *,
    strap: SimulatedStrap | None = None,
    others: Iterable[SimulatedStrap] = (),
    identity: PeripheralIdentity | None = None,
    transport: Transport | None = None,
    prepare: Callable[[SimulatedStrap, SimulatedRadio], None] | None = None,
) -> Listener:
    """Runs a client while `play` goes on, then stops it; what the listener noted. All in virtual time."""

    async def on_stage() -> Listener:
        the_strap = strap or SimulatedStrap(steady_heart)
        radio = SimulatedRadio([the_strap, *others])
        if prepare is not None:
            prepare(the_strap, radio)
        listener = Listener()
        wanted = identity or PeripheralIdentity(the_strap.address)
        client = SensorClient(transport or radio, wanted, listener, random=Random(1))
        scene = Scene(client, listener, asyncio.create_task(client.run()), the_strap, radio)
        await play(scene)
        client.stop()
        await scene.running
        assert client.state is State.STOPPED
        return listener

    return virtual_time.run(on_stage())
