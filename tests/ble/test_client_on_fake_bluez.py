"""SensorClient over the real bleak over the project's own org.bluez: known trouble, end to end."""

import pytest

from ble.bleak_transport import BleakTransport
from ble.client import PeripheralIdentity
from ble.connection import State
from ble.transport import LinkFailure
from ble.uuids import BATTERY_LEVEL
from tests.ble.scene import Listener
from tests.ble.training import session
from tests.fake_bluez import DropAt, FakeBluez, Stuck, heart_rate_strap
from tests.fake_bluez.fast_clock import run
from tests.fake_bluez.waiting import eventually

pytestmark = pytest.mark.usefixtures("system_bus")


def test_a_strap_comes_live_and_tells_of_itself() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            await eventually(lambda: bool(training.listener.descriptions))
            (description,) = training.listener.descriptions
            assert (description.battery_percent, description.serial_number) == (87, "12345678")
            assert (description.manufacturer, description.location) == ("Polar Electro Oy", "chest")
            await training.some_beats()
            await training.assert_each_beat_came_once()

    run(scenario())


def test_a_dropped_strap_is_live_again_and_no_beat_comes_twice() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            for _ in range(3):
                await training.until_live()
                await training.some_beats()
                await bluez.daemon.drop(strap)
                await training.until_not_live()
            await training.until_live()
            await training.some_beats()
            assert bluez.daemon.subscribers(strap) == 1
            await training.assert_each_beat_came_once()

    run(scenario())


@pytest.mark.parametrize("moment", DropAt)
def test_a_strap_that_drops_while_connecting_is_tried_again_at_once(moment: DropAt) -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.drop_at = moment
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            assert State.DISCONNECTING in training.listener.states()
            assert training.listener.waits_s() == [0.0]
            await training.assert_each_beat_came_once()

    run(scenario())


def test_a_strap_that_refuses_is_tried_until_it_has_room() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.refusals = 3
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            assert LinkFailure.HELD_ELSEWHERE in training.listener.reasons()
            assert bluez.calls.count("Connect") == 4

    run(scenario())


def test_a_strap_held_elsewhere_is_not_seen_and_comes_live_when_it_is_let_go() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.advertises = False
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_reason(LinkFailure.ABSENT)
            strap.advertises = True
            await training.until_live()

    run(scenario())


def test_a_strap_that_does_not_advertise_heart_rate_is_found_all_the_same() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.advertised_services = ()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()

    run(scenario())


def test_a_peripheral_without_heart_rate_is_told_so() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.services = strap.services[1:]
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_reason(LinkFailure.NO_HEART_RATE)

    run(scenario())


def test_bluetooth_switched_off_and_on_costs_only_the_time_between() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            await bluez.daemon.power(on=False)
            await training.until_reason(LinkFailure.ADAPTER_OFF)
            await bluez.daemon.power(on=True)
            await training.until_live()
            await training.some_beats()
            await training.assert_each_beat_came_once()

    run(scenario())


def test_an_adapter_unplugged_and_plugged_in_again_costs_only_the_time_between() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            await bluez.daemon.unplug()
            await training.until_reason(LinkFailure.NO_ADAPTER)
            await bluez.daemon.plug()
            await training.until_live()
            await training.some_beats()
            await training.assert_each_beat_came_once()

    run(scenario())


def test_an_adapter_plugged_in_after_the_start_is_used() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap, has_adapter=False) as bluez, session(bluez, strap) as training:
            await training.until_reason(LinkFailure.NO_ADAPTER)
            await bluez.daemon.plug()
            await training.until_live()

    run(scenario())


def test_bluetoothd_killed_without_a_word_is_noticed_by_the_missing_packets() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            await training.some_beats()
            await bluez.die()
            training.heart.is_beating = False
            await training.until_reason(LinkFailure.NO_DAEMON)
            assert LinkFailure.SILENT in training.listener.reasons()
            await bluez.rise()
            training.heart.is_beating = True
            await training.until_live()
            await training.some_beats()
            await training.assert_each_beat_came_once()

    run(scenario())


def test_bluetoothd_restarted_while_the_strap_is_away_is_asked_to_scan_again() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        strap.advertises = False
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await eventually(lambda: bluez.daemon.is_discovering)
            await bluez.die()
            await bluez.rise()
            strap.advertises = True
            await training.until_live()

    run(scenario())


def test_a_strap_that_falls_silent_is_let_go_and_live_again_when_it_speaks() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            training.heart.is_beating = False
            await training.until_reason(LinkFailure.SILENT)
            training.heart.is_beating = True
            await training.until_live()
            await training.assert_each_beat_came_once()

    run(scenario())


def test_a_hung_bluetoothd_is_waited_for_and_every_wait_ends() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            bluez.hang()
            training.heart.is_beating = False
            await training.until_reason(LinkFailure.SILENT)
            await training.until_reason(LinkFailure.TIMED_OUT)
            training.heart.is_beating = True
            bluez.wake()
            await training.until_live()
            await training.some_beats()
            await training.assert_each_beat_came_once()

    run(scenario())


def test_a_client_stops_in_time_although_bluetoothd_hangs() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez:
            async with session(bluez, strap) as training:
                await training.until_live()
                bluez.hang()
            bluez.wake()

    run(scenario())


@pytest.mark.parametrize("stuck", Stuck)
def test_a_link_left_over_from_a_killed_process_is_freed_and_used(stuck: Stuck) -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez:
            await bluez.daemon.inherit(strap, stuck)
            async with session(bluez, strap) as training:
                await training.until_live()
                assert "Disconnect" in bluez.calls
                assert training.listener.waits_s() == []
                await training.some_beats()
                await training.assert_each_beat_came_once()

    run(scenario())


def test_a_strap_with_a_new_address_is_recognised_by_name_and_serial_number() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap(address="D0:00:00:00:00:03", serial_number="12345678")
        stranger = heart_rate_strap(address="D0:00:00:00:00:04", serial_number="87654321", rssi_dbm=-40)
        identity = PeripheralIdentity("C4:D5:E6:F7:08:19", strap.name, "12345678")
        async with (
            FakeBluez(stranger, strap) as bluez,
            session(bluez, strap, identity=identity) as training,
        ):
            await training.until_live()
            _at_s, change = training.listener.changes[-1]
            assert (change.address, change.adopted) == (strap.address, True)
            assert not bluez.daemon.is_connected(stranger)

    run(scenario())


def test_nonsense_is_handed_over_as_it_came_and_keeps_the_link() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        nonsense = [b"\x01", b"\xff" * 20, bytes(512)]
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            training.heart.is_beating = False
            for value in nonsense:
                await bluez.daemon.notify(strap, value)
            await eventually(lambda: training.listener.heart_rate_values[-3:] == nonsense)
            assert training.client.state is State.LIVE

    run(scenario())


def test_a_dying_battery_is_told_as_it_falls() -> None:
    async def scenario() -> None:
        strap = heart_rate_strap()
        async with FakeBluez(strap) as bluez, session(bluez, strap) as training:
            await training.until_live()
            await eventually(lambda: bluez.daemon.subscribers(strap, BATTERY_LEVEL) == 1)
            for percent in (20, 10, 5):
                await bluez.daemon.notify(strap, bytes([percent]), BATTERY_LEVEL)
            await eventually(lambda: levels(training.listener)[-3:] == [20, 10, 5])

    run(scenario())


def levels(listener: Listener) -> list[int]:
    """Battery levels as notified."""
    return [value[0] for _at_s, characteristic, value in listener.values if characteristic == BATTERY_LEVEL]


def test_two_straps_on_one_radio_do_not_disturb_each_other() -> None:
    async def scenario() -> None:
        primary, fallback = heart_rate_strap(), heart_rate_strap("TICKR 1234", "D0:00:00:00:00:01")
        transport = BleakTransport()
        async with (
            FakeBluez(primary, fallback) as bluez,
            session(bluez, primary, transport=transport) as first,
            session(bluez, fallback, transport=transport) as second,
        ):
            await first.until_live()
            await second.until_live()
            primary.advertises = False
            await bluez.daemon.drop(primary)
            await first.until_reason(LinkFailure.ABSENT)
            assert second.client.state is State.LIVE
            primary.advertises = True
            await first.until_live()
            await first.assert_each_beat_came_once()
            await second.assert_each_beat_came_once()
            assert second.listener.times_of(State.DISCONNECTING) == []

    run(scenario())
