"""What the real bleak makes of a radio that cannot: a reason for each failure, and none lasts for ever."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from ble.bleak_transport import BleakTransport, Limits
from ble.transport import Advertisement, LinkError, LinkFailure
from ble.uuids import BATTERY_LEVEL, HEART_RATE_MEASUREMENT
from tests.fake_bluez import DENYING_POLICY, FakeBluez, heart_rate_strap, private_bus
from tests.fake_bluez.fast_clock import run
from tests.fake_bluez.waiting import eventually, hear, open_link


async def problem_of(transport: BleakTransport) -> LinkFailure | None:
    """Why a scan does not begin, None when it does."""
    try:
        async with transport.scan(heart_rate_only=True):
            return None
    except LinkError as error:
        return error.reason


async def failure_of_listening(heard: AsyncIterator[Advertisement]) -> LinkFailure:
    """Why a scan ended."""

    async def listen() -> None:
        async for _advertisement in heard:
            pass

    with pytest.raises(LinkError) as failed:
        await listen()
    return failed.value.reason


async def failure_of_connecting(transport: BleakTransport, heard: Advertisement) -> LinkFailure:
    """Why a link did not come to be."""
    with pytest.raises(LinkError) as failed:
        await transport.connect(heard, lambda: None)
    return failed.value.reason


@pytest.mark.usefixtures("system_bus")
class TestScanningFails:
    def test_without_an_adapter(self) -> None:
        async def scenario() -> None:
            async with FakeBluez(has_adapter=False) as bluez:
                transport = BleakTransport()
                assert await problem_of(transport) is LinkFailure.NO_ADAPTER
                await bluez.daemon.plug()
                await eventually_usable(transport)

        run(scenario())

    def test_with_bluetooth_off(self) -> None:
        async def scenario() -> None:
            async with FakeBluez(powered=False) as bluez:
                transport = BleakTransport()
                assert await problem_of(transport) is LinkFailure.ADAPTER_OFF
                await bluez.daemon.power(on=True)
                await eventually_usable(transport)

        run(scenario())

    def test_without_bluetoothd(self) -> None:
        async def scenario() -> None:
            transport = BleakTransport()
            assert await problem_of(transport) is LinkFailure.NO_DAEMON
            async with FakeBluez():
                assert await problem_of(transport) is None

        run(scenario())

    def test_when_the_adapter_is_switched_off_meanwhile(self) -> None:
        async def scenario() -> None:
            async with FakeBluez() as bluez:
                transport = BleakTransport()
                async with transport.scan(heart_rate_only=True) as heard:
                    await bluez.daemon.power(on=False)
                    assert await failure_of_listening(heard) is LinkFailure.ADAPTER_OFF
                    assert await failure_of_listening(heard) is LinkFailure.ADAPTER_OFF

        run(scenario())

    def test_when_the_adapter_is_unplugged_meanwhile(self) -> None:
        async def scenario() -> None:
            async with FakeBluez() as bluez, BleakTransport().scan(heart_rate_only=False) as heard:
                await bluez.daemon.unplug()
                assert await failure_of_listening(heard) is LinkFailure.NO_ADAPTER

        run(scenario())

    def test_when_bluetoothd_dies_meanwhile(self) -> None:
        async def scenario() -> None:
            async with FakeBluez() as bluez, BleakTransport().scan(heart_rate_only=True) as heard:
                await bluez.die()
                assert await failure_of_listening(heard) is LinkFailure.NO_DAEMON

        run(scenario())


@pytest.mark.usefixtures("system_bus")
def test_a_bluetoothd_that_restarts_during_a_scan_is_asked_again() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.advertises = False
        async with FakeBluez(strap) as bluez, BleakTransport().scan(heart_rate_only=True) as heard:
            await bluez.die()
            await bluez.rise()
            assert not bluez.daemon.is_discovering
            strap.advertises = True
            assert (await anext(heard)).address == strap.address

    run(scenario())


@pytest.mark.usefixtures("system_bus")
def test_a_scan_on_a_hung_bluetoothd_is_given_up_and_the_next_one_works_when_it_wakes() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            assert await problem_of(transport) is None
            bluez.hang()
            began_s = asyncio.get_running_loop().time()
            assert await problem_of(transport) is LinkFailure.TIMED_OUT
            assert asyncio.get_running_loop().time() - began_s < Limits().scan_start_s + 2.0
            bluez.wake()
            assert (await hear(transport, strap)).address == strap.address
            assert not bluez.daemon.is_discovering

    run(scenario())


@pytest.mark.usefixtures("system_bus")
class TestConnectingFails:
    def test_when_the_strap_goes_out_of_range(self) -> None:
        async def scenario() -> None:
            strap = heart_rate_strap()
            async with FakeBluez(strap):
                transport = BleakTransport()
                heard = await hear(transport, strap)
                strap.advertises = False
                began_s = asyncio.get_running_loop().time()
                assert await failure_of_connecting(transport, heard) is LinkFailure.TIMED_OUT
                assert asyncio.get_running_loop().time() - began_s < 11.0

        run(scenario())

    def test_when_bluez_has_forgotten_the_strap(self) -> None:
        async def scenario() -> None:
            strap = heart_rate_strap()
            async with FakeBluez(strap) as bluez:
                transport = BleakTransport()
                heard = await hear(transport, strap)
                await bluez.daemon.forget_unconnected()
                assert await failure_of_connecting(transport, heard) is LinkFailure.ABSENT

        run(scenario())

    def test_when_the_strap_has_no_room_for_another_link(self) -> None:
        async def scenario() -> None:
            strap = heart_rate_strap()
            strap.refusals = 1
            async with FakeBluez(strap):
                transport = BleakTransport()
                heard = await hear(transport, strap)
                assert await failure_of_connecting(transport, heard) is LinkFailure.HELD_ELSEWHERE
                link = await open_link(transport, strap)
                await link.disconnect()

        run(scenario())

    def test_when_bluetooth_is_switched_off(self) -> None:
        async def scenario() -> None:
            strap = heart_rate_strap()
            async with FakeBluez(strap) as bluez:
                transport = BleakTransport()
                heard = await hear(transport, strap)
                await bluez.daemon.power(on=False)
                assert await failure_of_connecting(transport, heard) is LinkFailure.ADAPTER_OFF

        run(scenario())

    def test_when_bluetoothd_hangs_and_in_bounded_time(self) -> None:
        async def scenario() -> None:
            strap = heart_rate_strap()
            async with FakeBluez(strap) as bluez:
                transport = BleakTransport()
                heard = await hear(transport, strap)
                bluez.hang()
                began_s = asyncio.get_running_loop().time()
                assert await failure_of_connecting(transport, heard) is LinkFailure.TIMED_OUT
                assert asyncio.get_running_loop().time() - began_s < 15.0
                bluez.wake()
                link = await open_link(transport, strap)
                await link.disconnect()

        run(scenario())


@pytest.mark.usefixtures("system_bus")
def test_an_abort_by_the_local_side_is_tried_again_within_the_same_attempt() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.refusals, strap.refusal = 2, "le-connection-abort-by-local"
        async with FakeBluez(strap) as bluez:
            link = await open_link(BleakTransport(), strap)
            await link.disconnect()
        assert bluez.calls.count("Connect") == 3

    run(scenario())


@pytest.mark.usefixtures("system_bus")
def test_a_link_on_a_hung_bluetoothd_answers_and_ends_in_bounded_time() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez:
            transport = BleakTransport()
            link = await open_link(transport, strap)
            await link.subscribe(HEART_RATE_MEASUREMENT, lambda _value: None)
            bluez.hang()
            loop = asyncio.get_running_loop()
            began_s = loop.time()
            with pytest.raises(LinkError) as hung:
                await link.read(BATTERY_LEVEL)
            read_s = loop.time()
            await link.disconnect()
            ended_s = loop.time()
            bluez.wake()
            await eventually(lambda: bluez.daemon.subscribers(strap) == 0)
        assert hung.value.reason is LinkFailure.TIMED_OUT
        assert read_s - began_s < Limits().request_s + 1.5
        assert ended_s - read_s < Limits().disconnect_s + 1.5

    run(scenario())


@pytest.mark.usefixtures("system_bus")
def test_a_link_ends_quietly_when_bluetoothd_is_gone() -> None:
    async def scenario() -> LinkFailure:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez:
            link = await open_link(BleakTransport(), strap)
            await bluez.die()
            with pytest.raises(LinkError) as gone:
                await link.read(BATTERY_LEVEL)
            await link.disconnect()
        return gone.value.reason

    assert run(scenario()) is LinkFailure.NO_DAEMON


def test_without_a_system_bus_there_is_no_daemon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/socket")
    assert run(problem_of(BleakTransport())) is LinkFailure.NO_DAEMON


def test_a_bus_that_forbids_to_speak_with_bluetoothd_means_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> LinkFailure | None:
        async with FakeBluez():
            return await problem_of(BleakTransport())

    with private_bus(DENYING_POLICY) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        assert run(scenario()) is LinkFailure.DENIED


async def eventually_usable(transport: BleakTransport) -> None:
    """Returns once the radio can be used; bleak learns of it by a signal."""
    for _ in range(50):
        if await problem_of(transport) is None:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the radio did not become usable")
