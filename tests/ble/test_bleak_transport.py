"""The real bleak in front of the project's own org.bluez: scanning, and what a link can do."""

import asyncio

import pytest

from ble.bleak_transport import BleakTransport
from ble.scanner import Scanner, SeenPeripheral
from ble.transport import Advertisement, LinkError, LinkFailure
from ble.uuids import (
    BATTERY_LEVEL,
    BATTERY_SERVICE,
    DEVICE_INFORMATION_SERVICE,
    HEART_RATE_CONTROL_POINT,
    HEART_RATE_MEASUREMENT,
    HEART_RATE_SERVICE,
    MODEL_NUMBER,
    SERIAL_NUMBER,
)
from tests.fake_bluez import DropAt, FakeBluez, heart_rate_strap
from tests.fake_bluez.fast_clock import run
from tests.fake_bluez.waiting import eventually, hear, open_link

pytestmark = pytest.mark.usefixtures("system_bus")


def test_straps_in_range_are_listed_strongest_first() -> None:
    async def scenario() -> None:
        near = heart_rate_strap(rssi_dbm=-48)
        far = heart_rate_strap("TICKR 1234", "D0:00:00:00:00:01", rssi_dbm=-80)
        lists: list[tuple[SeenPeripheral, ...]] = []
        async with FakeBluez(far, near):
            scanning = asyncio.create_task(Scanner(BleakTransport()).run(lists.append))
            await eventually(lambda: bool(lists) and len(lists[-1]) == 2)
            scanning.cancel()
            await asyncio.wait({scanning})
        assert [seen.name for seen in lists[-1]] == ["Polar H10 12345678", "TICKR 1234"]
        assert lists[-1][0].services == (HEART_RATE_SERVICE,)

    run(scenario())


def test_a_name_that_comes_with_the_scan_response_is_told_later() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.name_comes_late = True
        async with FakeBluez(strap), BleakTransport().scan(heart_rate_only=True) as heard:
            first, second = await anext(heard), await anext(heard)
        assert (first.name, second.name) == (None, "Polar H10 12345678")

    run(scenario())


def test_a_strap_that_does_not_advertise_heart_rate_is_heard_among_all_peripherals_only() -> None:
    async def scenario() -> None:
        strap, shy = heart_rate_strap(), heart_rate_strap("Shy", "D0:00:00:00:00:02")
        shy.advertised_services = ()
        async with FakeBluez(shy, strap):
            transport = BleakTransport()
            async with transport.scan(heart_rate_only=True) as heard:
                filtered = {(await anext(heard)).name for _ in range(6)}
            heard_shy = await hear(transport, shy, heart_rate_only=False)
        assert filtered == {strap.name}
        assert heard_shy.name == "Shy"

    run(scenario())


def test_scans_share_one_discovery_and_each_hears_what_it_asked_for() -> None:
    async def scenario() -> None:
        strap, shy = heart_rate_strap(), heart_rate_strap("Shy", "D0:00:00:00:00:02")
        shy.advertised_services = ()
        async with FakeBluez(strap, shy) as bluez:
            transport = BleakTransport()
            async with transport.scan(heart_rate_only=True) as straps:
                assert (await anext(straps)).name == strap.name
                assert (await hear(transport, shy, heart_rate_only=False)).name == "Shy"
                assert {(await anext(straps)).name for _ in range(6)} == {strap.name}
            assert not bluez.daemon.is_discovering

    run(scenario())


def test_a_strap_whose_link_ends_is_not_taken_for_one_that_is_heard() -> None:
    async def scenario() -> list[Advertisement]:
        strap = heart_rate_strap()
        heard_so_far: list[Advertisement] = []
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            link = await open_link(transport, strap)
            strap.advertises = False

            async def listen() -> None:
                async with transport.scan(heart_rate_only=True) as heard:
                    heard_so_far.append(await anext(heard))

            listening = asyncio.create_task(listen())
            await eventually(lambda: bluez.daemon.is_discovering)
            await bluez.daemon.drop(strap)
            await asyncio.sleep(1.0)
            listening.cancel()
            await asyncio.wait({listening})
            await link.disconnect()
        return heard_so_far

    assert run(scenario()) == []


def test_a_link_tells_services_battery_and_serial_number() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap(serial_number="5F77DD2B")
        async with FakeBluez(strap):
            link = await open_link(BleakTransport(), strap)
            assert await link.services() == {HEART_RATE_SERVICE, BATTERY_SERVICE, DEVICE_INFORMATION_SERVICE}
            assert await link.read(BATTERY_LEVEL) == bytes([87])
            assert await link.read(SERIAL_NUMBER) == b"5F77DD2B"
            await link.disconnect()

    run(scenario())


def test_a_write_arrives_and_a_refused_one_is_a_protocol_error() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        control_point = strap.characteristic(HEART_RATE_CONTROL_POINT)
        async with FakeBluez(strap):
            link = await open_link(BleakTransport(), strap)
            await link.write(HEART_RATE_CONTROL_POINT, b"\x01")
            control_point.att_error = 0x80  # Heart Rate Service 1.0, table 4.2: control point not supported
            with pytest.raises(LinkError) as refused:
                await link.write(HEART_RATE_CONTROL_POINT, b"\x01")
            await link.disconnect()
        assert control_point.written == [b"\x01"]
        assert refused.value.reason is LinkFailure.PROTOCOL_ERROR

    run(scenario())


def test_reading_a_characteristic_that_is_not_there_is_a_protocol_error() -> None:
    async def scenario() -> LinkFailure:
        strap = heart_rate_strap()
        async with FakeBluez(strap):
            link = await open_link(BleakTransport(), strap)
            with pytest.raises(LinkError) as missing:
                await link.read(MODEL_NUMBER)
            await link.disconnect()
        return missing.value.reason

    assert run(scenario()) is LinkFailure.PROTOCOL_ERROR


def test_every_notification_of_a_burst_arrives_once_and_in_order() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        sent = [bytes([0, 60, number & 0xFF, number >> 8]) for number in range(600)]
        received: list[bytes] = []
        async with FakeBluez(strap) as bluez:
            link = await open_link(BleakTransport(), strap)
            await link.subscribe(HEART_RATE_MEASUREMENT, received.append)
            for value in sent:
                await bluez.daemon.notify(strap, value)
            await eventually(lambda: len(received) >= len(sent))
            await link.disconnect()
        assert received == sent

    run(scenario())


def test_two_characteristics_keep_to_their_own_callbacks() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        rates: list[bytes] = []
        levels: list[bytes] = []
        async with FakeBluez(strap) as bluez:
            link = await open_link(BleakTransport(), strap)
            await link.subscribe(HEART_RATE_MEASUREMENT, rates.append)
            await link.subscribe(BATTERY_LEVEL, levels.append)
            await bluez.daemon.notify(strap, b"\x00\x48")
            await bluez.daemon.notify(strap, b"\x14", BATTERY_LEVEL)
            await eventually(lambda: bool(rates) and bool(levels))
            await link.disconnect()
        assert (rates, levels) == ([b"\x00\x48"], [b"\x14"])

    run(scenario())


def test_a_lost_link_is_told_once_and_says_so_ever_after() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        losses: list[str] = []
        async with FakeBluez(strap) as bluez:
            link = await open_link(BleakTransport(), strap, lambda: losses.append("lost"))
            await bluez.daemon.drop(strap)
            await eventually(lambda: bool(losses))
            reasons = []
            for request in (link.read(BATTERY_LEVEL), link.services(), link.subscribe(BATTERY_LEVEL, print)):
                with pytest.raises(LinkError) as lost:
                    await request
                reasons.append(lost.value.reason)
            await link.disconnect()
        assert losses == ["lost"]
        assert reasons == [LinkFailure.LINK_LOST] * 3

    run(scenario())


def test_ending_a_link_oneself_is_no_loss_and_may_be_done_twice() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        losses: list[str] = []
        async with FakeBluez(strap) as bluez:
            link = await open_link(BleakTransport(), strap, lambda: losses.append("lost"))
            await link.disconnect()
            await link.disconnect()
            assert not bluez.daemon.is_connected(strap)
            assert bluez.calls.count("Disconnect") == 1
        assert losses == []

    run(scenario())


def test_bluez_repeats_each_beat_for_a_link_that_was_not_disconnected() -> None:
    """The fake's faithfulness (bluez-5.66 trace): this is what `disconnect` after every loss is for."""

    async def scenario(*, tidy: bool) -> int:
        strap = heart_rate_strap()
        received: list[bytes] = []
        losses: list[str] = []
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            first = await open_link(transport, strap, lambda: losses.append("lost"))
            await first.subscribe(HEART_RATE_MEASUREMENT, lambda _value: None)
            await bluez.daemon.drop(strap)
            await eventually(lambda: bool(losses))
            if tidy:
                await first.disconnect()
            second = await open_link(transport, strap)
            await second.subscribe(HEART_RATE_MEASUREMENT, received.append)
            for _ in range(5):
                await bluez.daemon.notify(strap, b"\x00\x48")
            await asyncio.sleep(2.0)
            await first.disconnect()
            await second.disconnect()
        return len(received)

    assert run(scenario(tidy=True)) == 5
    assert run(scenario(tidy=False)) == 10


@pytest.mark.parametrize("moment", DropAt)
def test_a_strap_that_goes_while_being_connected_is_a_lost_link_and_leaves_nothing_behind(
    moment: DropAt,
) -> None:
    async def scenario() -> LinkFailure:
        strap = heart_rate_strap()
        strap.drop_at = moment
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            heard = await hear(transport, strap)

            async def connect_and_subscribe() -> None:
                link = await transport.connect(heard, lambda: None)
                try:
                    await link.subscribe(HEART_RATE_MEASUREMENT, lambda _value: None)
                finally:
                    await link.disconnect()

            with pytest.raises(LinkError) as lost:
                await connect_and_subscribe()
            assert not bluez.daemon.is_connected(strap)
            again = await open_link(transport, strap)
            await again.disconnect()
        return lost.value.reason

    assert run(scenario()) is LinkFailure.LINK_LOST


def test_an_inherited_link_is_found_and_freed_by_disconnecting_it() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        received: list[bytes] = []
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            await bluez.daemon.inherit(strap)
            (linked,) = await transport.linked_peripherals()
            assert (linked.address, linked.name) == (strap.address, strap.name)
            link = await transport.connect(linked, lambda: None)
            with pytest.raises(LinkError) as stuck:
                await link.subscribe(HEART_RATE_MEASUREMENT, received.append)
            assert stuck.value.reason is LinkFailure.PROTOCOL_ERROR
            await link.disconnect()
            assert await transport.linked_peripherals() == []
            freed = await open_link(transport, strap)
            await freed.subscribe(HEART_RATE_MEASUREMENT, received.append)
            await bluez.daemon.notify(strap, b"\x00\x48")
            await eventually(lambda: bool(received))
            await freed.disconnect()

    run(scenario())


def test_an_advertisement_of_another_transport_is_a_mistake() -> None:
    async def scenario() -> None:
        with pytest.raises(TypeError):
            await BleakTransport().connect(Advertisement("C4:D5:E6:F7:08:19", None, None), lambda: None)

    run(scenario())


def test_giving_up_a_connection_tells_bluez_to_give_it_up_too() -> None:
    async def scenario() -> list[str]:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            heard = await hear(transport, strap)
            strap.advertises = False
            connecting = asyncio.create_task(transport.connect(heard, lambda: None))
            await eventually(lambda: "Connect" in bluez.calls)
            connecting.cancel()
            await asyncio.wait({connecting})
            assert connecting.cancelled()
            return bluez.calls[bluez.calls.index("Connect") :]

    assert run(scenario()) == ["Connect", "Disconnect"]
