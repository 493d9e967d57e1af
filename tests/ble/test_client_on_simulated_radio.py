"""The client with a strap that works, and with one that says strange things."""

import asyncio

import pytest

from ble.client import PeripheralIdentity
from ble.connection import State
from ble.heart_rate import decode_measurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import LinkFailure
from ble.uuids import BATTERY_LEVEL, HEART_RATE_MEASUREMENT
from ble.wire import MalformedValueError
from tests.ble.scene import Scene, act, beats, steady_heart


def test_a_sensor_in_reach_is_live_within_two_seconds_and_every_beat_comes_once() -> None:
    async def play(scene: Scene) -> None:
        assert await scene.until(State.LIVE) <= 2.0
        await asyncio.sleep(60.0)

    listener = act(play)
    assert listener.states() == [
        State.SCANNING,
        State.CONNECTING,
        State.SUBSCRIBING,
        State.LIVE,
        State.DISCONNECTING,
        State.STOPPED,
    ]
    assert beats(listener) == list(range(1, 62))


def test_the_sensor_describes_itself_and_its_battery_is_subscribed_to() -> None:
    async def play(scene: Scene) -> None:
        await asyncio.sleep(5.0)
        scene.strap.set_battery(14)

    listener = act(play, identity=PeripheralIdentity("00:00:5e:00:53:01", "Simulated strap"))
    (description,) = listener.descriptions
    assert description.name == "Simulated strap"
    assert description.manufacturer == "Sidebeat"
    assert description.serial_number == "S1"
    assert description.firmware == "1.0"
    assert description.location == "chest"
    assert description.battery_percent == 90
    assert [value for _, characteristic, value in listener.values if characteristic == BATTERY_LEVEL] == [
        b"\x0e"
    ]


def test_nothing_but_heart_rate_is_needed() -> None:
    bare = SimulatedStrap(steady_heart, services=frozenset({"0000180d-0000-1000-8000-00805f9b34fb"}))

    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        await asyncio.sleep(5.0)

    listener = act(play, strap=bare)
    assert listener.descriptions[0].battery_percent is None
    assert listener.descriptions[0].serial_number is None
    assert listener.reasons() == [None] * len(listener.changes)


def test_a_sensor_that_comes_after_minutes_is_connected_as_soon_as_it_is_seen() -> None:
    async def play(scene: Scene) -> None:
        await asyncio.sleep(301.0)
        scene.strap.appear()
        assert await scene.until(State.LIVE) <= 2.5

    def away(strap: SimulatedStrap, _radio: SimulatedRadio) -> None:
        strap.faults.off_the_air = True

    listener = act(play, prepare=away)
    assert listener.reasons()[:3] == [None, LinkFailure.ABSENT, None]
    assert listener.waits_s() == []


def test_nonsense_keeps_the_link_and_is_handed_over_as_it_came() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        scene.strap.faults.nonsense = True
        await asyncio.sleep(60.0)
        scene.strap.burst(500)
        assert scene.client.state is State.LIVE

    listener = act(play)
    nonsense = listener.heart_rate_values[1:]
    assert len(nonsense) == 560
    for value in nonsense:
        with pytest.raises(MalformedValueError):
            decode_measurement(value)


def test_lost_contact_and_notifications_doubled_by_the_strap_are_handed_over_as_they_came() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        scene.strap.faults.contact_lost = True
        await asyncio.sleep(1.5)
        scene.strap.faults.doubled = True
        await asyncio.sleep(1.0)

    listener = act(play)
    assert [decode_measurement(value).contact for value in listener.heart_rate_values] == [
        True,
        False,
        False,
        False,
    ]


def test_a_burst_comes_complete_and_in_order() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        scene.strap.burst(5)

    assert len(act(play).heart_rate_values) == 6


def test_a_dying_battery_is_told_to_the_end_and_a_new_one_brings_the_sensor_back() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        await asyncio.sleep(10.0)
        for percent in (2, 1, 0):
            scene.strap.set_battery(percent)
        await scene.until(State.SCANNING)
        await asyncio.sleep(100.0)
        scene.strap.set_battery(100)
        scene.strap.appear()
        assert await scene.until(State.LIVE) <= 15.0
        await asyncio.sleep(2.0)  # reading takes a moment

    listener = act(play)
    told = [value[0] for _, characteristic, value in listener.values if characteristic == BATTERY_LEVEL]
    assert told == [2, 1, 0]
    assert [description.battery_percent for description in listener.descriptions] == [90, 100]


def test_a_sensor_that_does_not_advertise_its_service_is_found_by_address() -> None:
    shy = SimulatedStrap(steady_heart, advertises_heart_rate=False)

    async def play(scene: Scene) -> None:
        assert await scene.until(State.LIVE) <= 2.5

    assert act(play, strap=shy).heart_rate_values


def test_only_the_wanted_sensor_is_connected_to_among_many() -> None:
    others = [
        SimulatedStrap(steady_heart, address=f"00:00:5E:00:53:{n:02X}", rssi_dbm=-30) for n in range(2, 12)
    ]

    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)

    act(play, others=others)
    assert [other.connections_opened for other in others] == [0] * 10


def test_values_are_handed_over_within_the_transport_s_own_callback() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        heard = len(scene.listener.values)
        scene.strap.burst(1)  # without giving way to the event loop
        assert len(scene.listener.values) == heard + 1
        assert scene.listener.values[-1][1] == HEART_RATE_MEASUREMENT

    act(play)
