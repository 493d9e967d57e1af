import asyncio
from itertools import pairwise
from random import Random

import pytest

from ble.heart_rate import HeartRateMeasurement, decode_measurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedLink, SimulatedRadio
from ble.transport import Advertisement, Link, LinkError, LinkFailure
from ble.uuids import HEART_RATE_CONTROL_POINT, HEART_RATE_MEASUREMENT, SERIAL_NUMBER
from tests import virtual_time
from tests.ble.scene import steady_heart


def advertisement_of(strap: SimulatedStrap) -> Advertisement:
    return Advertisement(strap.address, strap.name, strap.rssi_dbm, (), strap)


async def connect(radio: SimulatedRadio, strap: SimulatedStrap) -> Link:
    return await radio.connect(advertisement_of(strap), lambda: None)


def values_of(strap: SimulatedStrap, seconds: float) -> list[tuple[float, bytes]]:
    """What comes in so many seconds of loop time over one link, each value with its moment."""

    async def listen() -> list[tuple[float, bytes]]:
        loop = asyncio.get_running_loop()
        link = await connect(SimulatedRadio([strap]), strap)
        heard: list[tuple[float, bytes]] = []
        await link.subscribe(HEART_RATE_MEASUREMENT, lambda value: heard.append((loop.time(), value)))
        await asyncio.sleep(seconds)
        await link.disconnect()
        await asyncio.sleep(10.0)
        return heard

    return virtual_time.run(listen())


def test_it_speaks_once_a_second_until_the_link_is_ended() -> None:
    heard = values_of(SimulatedStrap(steady_heart), 10.0)
    assert len(heard) == 10
    assert all(later - earlier == pytest.approx(1.0) for (earlier, _), (later, _) in pairwise(heard))


def test_one_that_greets_speaks_at_once_and_then_in_its_rhythm() -> None:
    rhythm = [at_s for at_s, _ in values_of(SimulatedStrap(steady_heart), 10.0)]
    greeting, *rest = [at_s for at_s, _ in values_of(SimulatedStrap(steady_heart, greets=True), 10.0)]
    assert rest == rhythm
    assert greeting < rhythm[0]


def test_a_radio_without_delays_connects_at_once() -> None:
    async def seconds_to_subscribe() -> float:
        strap = SimulatedStrap(steady_heart)
        began_s = asyncio.get_running_loop().time()
        link = await connect(SimulatedRadio([strap], establishing_s=0.0, request_s=0.0), strap)
        await link.subscribe(HEART_RATE_MEASUREMENT, lambda _value: None)
        passed_s = asyncio.get_running_loop().time() - began_s
        await link.disconnect()
        return passed_s

    assert virtual_time.run(seconds_to_subscribe()) == 0.0


def test_chance_shifts_the_moments_the_same_way_each_time_and_adds_up_to_nothing() -> None:
    moments, again = (
        [at_s for at_s, _ in values_of(SimulatedStrap(steady_heart, jitter_s=0.2, random=Random(5)), 100.0)]
        for _ in range(2)
    )
    assert moments == again
    assert len(moments) == 100
    lags = [at_s - moments[0] - round(at_s - moments[0]) for at_s in moments]
    assert max(lags) - min(lags) > 0.1
    assert all(abs(lag) <= 0.2 for lag in lags)


def test_more_rr_intervals_than_fit_come_in_a_second_notification() -> None:
    crowded = SimulatedStrap(lambda _at_s: HeartRateMeasurement(60, rr_ticks=(500,) * 12))
    measurements = [decode_measurement(value) for _, value in values_of(crowded, 1.0)]
    assert [len(measurement.rr_ticks) for measurement in measurements] == [9, 3]


def test_a_heart_with_nothing_to_say_is_silent() -> None:
    assert values_of(SimulatedStrap(lambda _at_s: None), 20.0) == []


def test_it_keeps_its_own_time_while_nobody_listens() -> None:
    strap = SimulatedStrap(steady_heart)

    async def listen_again() -> list[bytes]:
        radio = SimulatedRadio([strap])
        heard: list[bytes] = []
        for _ in range(2):
            link = await connect(radio, strap)
            await link.subscribe(HEART_RATE_MEASUREMENT, heard.append)
            await asyncio.sleep(1.0)
            await link.disconnect()
            await asyncio.sleep(7.0)
        return heard

    assert [decode_measurement(value).rr_ticks[0] for value in virtual_time.run(listen_again())] == [1, 9]


def test_the_link_of_a_strap_that_is_lost_twice_breaks_once() -> None:
    strap = SimulatedStrap(steady_heart)

    async def lose_twice() -> int:
        radio = SimulatedRadio([strap])
        lost: list[float] = []
        loop = asyncio.get_running_loop()
        await radio.connect(advertisement_of(strap), lambda: lost.append(loop.time()))
        strap.lose()
        strap.lose()
        await asyncio.sleep(30.0)
        return len(lost)

    assert virtual_time.run(lose_twice()) == 1


def test_what_it_does_not_have_is_refused_as_a_protocol_error() -> None:
    bare = SimulatedStrap(steady_heart, services=frozenset())

    async def ask() -> list[LinkFailure]:
        link = await connect(SimulatedRadio([bare]), bare)
        reasons = []
        for request in (
            link.read(SERIAL_NUMBER),
            link.write(SERIAL_NUMBER, b"x"),
            link.write(HEART_RATE_CONTROL_POINT, b"\x07"),
            link.subscribe(HEART_RATE_MEASUREMENT, print),
        ):
            with pytest.raises(LinkError) as caught:
                await request
            reasons.append(caught.value.reason)
        await link.write(HEART_RATE_CONTROL_POINT, b"\x01")
        return reasons

    assert virtual_time.run(ask()) == [LinkFailure.PROTOCOL_ERROR] * 4


def test_a_broken_link_answers_nothing_any_more() -> None:
    strap = SimulatedStrap(steady_heart)

    async def ask() -> LinkFailure:
        link = await connect(SimulatedRadio([strap]), strap)
        strap.drop()
        with pytest.raises(LinkError) as caught:
            await link.services()
        return caught.value.reason

    assert virtual_time.run(ask()) is LinkFailure.LINK_LOST


def test_a_linked_strap_is_not_on_the_air_but_among_the_linked_ones() -> None:
    strap = SimulatedStrap(steady_heart)

    async def look() -> tuple[bool, list[str], bool]:
        radio = SimulatedRadio([strap])
        link = await connect(radio, strap)
        linked = [advertisement.address for advertisement in await radio.linked_peripherals()]
        while_linked = strap.is_advertising
        await link.disconnect()
        return while_linked, linked, strap.is_advertising

    assert virtual_time.run(look()) == (False, [strap.address], True)


def test_an_inherited_link_cannot_be_subscribed_over_and_is_freed_by_disconnecting() -> None:
    strap = SimulatedStrap(steady_heart)

    async def free() -> bool:
        radio = SimulatedRadio([strap])
        radio.inherit_link(strap)
        (linked,) = await radio.linked_peripherals()
        link = await radio.connect(linked, lambda: None)
        assert isinstance(link, SimulatedLink)
        with pytest.raises(LinkError):
            await link.subscribe(HEART_RATE_MEASUREMENT, print)
        assert not strap.is_advertising
        await link.disconnect()
        return strap.is_advertising

    assert virtual_time.run(free())


def test_a_strap_that_is_not_there_is_absent_and_a_held_one_held() -> None:
    strap = SimulatedStrap(steady_heart)

    async def try_both() -> list[LinkFailure]:
        radio = SimulatedRadio([strap])
        reasons = []
        strap.faults.off_the_air = True
        for _ in range(2):
            with pytest.raises(LinkError) as caught:
                await connect(radio, strap)
            reasons.append(caught.value.reason)
            strap.faults.held_elsewhere = True
        return reasons

    assert virtual_time.run(try_both()) == [LinkFailure.ABSENT, LinkFailure.HELD_ELSEWHERE]
