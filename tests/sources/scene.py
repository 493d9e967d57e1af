"""A source over a simulated radio, and a listener that notes what it is told, in virtual time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from app.domain.recording import Notification
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorsInRange
from app.sources.bluetooth import BluetoothSource
from ble.heart_rate import HeartRateMeasurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import Transport
from tests import virtual_time

STRAP_ADDRESS = "00:00:5E:00:53:01"
WATCH_ADDRESS = "00:00:5E:00:53:02"
UTC_US = 1_795_370_580_000_000  # 2026-11-22 18:03 UTC


@dataclass
class Ears:
    """Notes everything; times are loop seconds."""

    notifications: list[Notification] = field(default_factory=list)
    changes: list[tuple[float, ConnectionChanged]] = field(default_factory=list)
    descriptions: list[SensorDescribed] = field(default_factory=list)
    ranges: list[tuple[float, SensorsInRange]] = field(default_factory=list)

    def notified(self, notification: Notification) -> None:
        self.notifications.append(notification)

    def connection_changed(self, change: ConnectionChanged) -> None:
        self.changes.append((now_s(), change))

    def described(self, description: SensorDescribed) -> None:
        self.descriptions.append(description)

    def in_range(self, sensors: SensorsInRange) -> None:
        self.ranges.append((now_s(), sensors))

    def states(self) -> list[tuple[str, str]]:
        """Sensor and state of every change, repeats left out."""
        told = [(change.sensor, change.state) for _, change in self.changes]
        return [each for place, each in enumerate(told) if place == 0 or told[place - 1] != each]

    def beats(self, sensor: str) -> list[Notification]:
        return [
            each for each in self.notifications if each.sensor == sensor and each.characteristic == "2a37"
        ]


def now_s() -> float:
    return asyncio.get_running_loop().time()


def strap(address: str = STRAP_ADDRESS, name: str = "Strap", bpm: int = 120) -> SimulatedStrap:
    return SimulatedStrap(lambda _: HeartRateMeasurement(bpm), address=address, name=name)


Play = Callable[[BluetoothSource, Ears], Awaitable[None]]


def act(play: Play, *straps: SimulatedStrap, transport: Transport | None = None) -> Ears:
    """Plays on a source with these straps in range, then closes it; it must let go of every link."""

    async def on_stage() -> Ears:
        async def make_transport() -> Transport:
            await asyncio.sleep(0.5)  # as the import of bleak
            return transport or SimulatedRadio(straps)

        ears = Ears()
        source = BluetoothSource(make_transport, _stamp, Random(1))
        source.attach(ears)
        await play(source, ears)
        began_s = now_s()
        await source.close()
        assert now_s() - began_s <= 4.0, "closing is bounded to a few seconds"
        assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        return ears

    return virtual_time.run(on_stage())


def _stamp() -> tuple[int, int]:
    at_us = round(now_s() * 1e6)
    return at_us, UTC_US + at_us
