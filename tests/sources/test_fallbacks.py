"""BluetoothSource with a second sensor that stands by beside the primary, and changes places with it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from app.domain.settings import RememberedSensor
from app.sources.bluetooth import BluetoothSource
from ble.simulated_transport import SimulatedRadio
from ble.transport import Advertisement
from tests.ble.scene import eventually
from tests.sources.scene import STRAP_ADDRESS, WATCH_ADDRESS, Ears, act, now_s, strap


class MeteredRadio(SimulatedRadio):
    """Adds up how long it was scanned with."""

    scanned_s = 0.0

    @asynccontextmanager
    async def scan(self, *, heart_rate_only: bool) -> AsyncIterator[AsyncIterator[Advertisement]]:
        began_s = now_s()
        async with super().scan(heart_rate_only=heart_rate_only) as heard:
            yield heard
        self.scanned_s += now_s() - began_s


def test_a_missing_fallback_is_looked_for_without_scanning_all_through_the_session() -> None:
    watch = strap(WATCH_ADDRESS, "Watch", 130)
    radio = MeteredRadio([strap()])

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.select(STRAP_ADDRESS, None, None)
        source.use_fallbacks([RememberedSensor(WATCH_ADDRESS)])
        await asyncio.sleep(600.0)
        assert radio.scanned_s <= 120.0
        radio.straps.append(watch)
        await eventually(lambda: (WATCH_ADDRESS, "live") in ears.states())

    act(play, transport=radio)


def test_closing_waits_for_sensors_that_were_given_up_a_moment_before() -> None:
    the_strap, watch = strap(), strap(WATCH_ADDRESS, "Watch", 130)

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, None, None)
        source.use_fallbacks([RememberedSensor(WATCH_ADDRESS)])
        await asyncio.sleep(8.0)
        assert (len(the_strap.links), len(watch.links)) == (1, 1)
        source.use_fallbacks(())
        source.select(None, None, None)

    act(play, the_strap, watch)
    assert (the_strap.links, watch.links) == ([], [])


@pytest.mark.parametrize("chosen_first", [True, False])
def test_primary_and_fallback_change_places_in_whatever_order_it_is_said(chosen_first: bool) -> None:
    the_strap, watch = strap(), strap(WATCH_ADDRESS, "Watch", 130)

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        source.use_fallbacks([RememberedSensor(WATCH_ADDRESS)])
        await asyncio.sleep(20.0)
        if chosen_first:
            source.select(WATCH_ADDRESS, "Watch", None)
        source.use_fallbacks([RememberedSensor(STRAP_ADDRESS)])
        source.select(WATCH_ADDRESS, "Watch", None)
        await asyncio.sleep(20.0)
        assert (len(the_strap.links), len(watch.links)) == (1, 1)
        latest = {change.sensor: change for _, change in ears.changes}
        assert {sensor: (each.state, each.is_primary) for sensor, each in latest.items()} == {
            STRAP_ADDRESS: ("live", False),
            WATCH_ADDRESS: ("live", True),
        }

    act(play, the_strap, watch)


def test_a_sensor_that_is_let_go_of_by_hand_does_not_come_back_to_stand_by() -> None:
    the_strap = strap()

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.use_fallbacks([RememberedSensor(STRAP_ADDRESS)])
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(20.0)
        source.select(None, None, None)
        await asyncio.sleep(20.0)
        assert the_strap.links == []

    act(play, the_strap)
