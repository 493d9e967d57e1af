"""BluetoothSource over the simulated radio: one sensor kept, others looked for, every byte stamped."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from random import Random

import pytest

from app.domain.sensors import IDLE, ConnectionChanged
from app.sources.bluetooth import BluetoothSource
from ble.simulated_transport import SimulatedRadio
from ble.transport import Advertisement, Link, LinkFailure, Transport
from tests import virtual_time
from tests.ble.scene import eventually
from tests.sources.scene import STRAP_ADDRESS, UTC_US, WATCH_ADDRESS, Ears, act, now_s, strap


def test_a_selected_sensor_is_connected_and_its_bytes_are_stamped_on_arrival() -> None:
    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(20.0)

    ears = act(play, strap())
    beats = ears.beats(STRAP_ADDRESS)
    assert len(beats) == 19
    assert [beat.payload for beat in beats] == [bytes.fromhex("00 78")] * 19
    assert [round(beat.at_us / 1e6 - beats[0].at_us / 1e6) for beat in beats] == list(range(19))
    assert all(beat.utc_us == UTC_US + beat.at_us for beat in beats)
    assert [state for _, state in ears.states()] == [
        *("scanning", "connecting", "subscribing", "live", "disconnecting", "stopped", IDLE)
    ]
    assert ears.changes[-1][1] == ConnectionChanged("", None, IDLE)


def test_a_sensor_tells_of_itself_once_a_link() -> None:
    the_strap = strap()

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(10.0)
        the_strap.drop()
        await asyncio.sleep(10.0)

    ears = act(play, the_strap)
    assert len(ears.descriptions) == 2
    told = ears.descriptions[0]
    assert (told.sensor, told.name, told.serial_number) == (STRAP_ADDRESS, "Strap", "S1")
    assert (told.location, told.battery_percent) == ("chest", 90)
    assert {change.sensor_name for at_s, change in ears.changes if 5.0 < at_s < 20.0} == {"Strap"}


def test_a_link_tells_how_strongly_its_sensor_was_heard() -> None:
    the_strap = strap()
    the_strap.rssi_dbm = -71

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(5.0)

    changes = [change for _, change in act(play, the_strap).changes]
    assert {change.rssi_dbm for change in changes if change.state == "scanning"} == {None}
    assert {change.rssi_dbm for change in changes if change.state in {"connecting", "live"}} == {-71}


def test_a_battery_level_arrives_as_a_notification_of_its_own() -> None:
    the_strap = strap()

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(10.0)
        the_strap.set_battery(40)
        await asyncio.sleep(1.0)

    levels = [each for each in act(play, the_strap).notifications if each.characteristic == "2a19"]
    assert [each.payload for each in levels] == [bytes([40])]


def test_another_choice_lets_go_of_the_first_sensor_before_it_connects_the_second() -> None:
    the_strap, watch = strap(), strap(WATCH_ADDRESS, "Watch", 130)

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(10.0)
        source.select(WATCH_ADDRESS, "Watch", None)
        await asyncio.sleep(10.0)
        assert (len(the_strap.links), len(watch.links)) == (0, 1)

    ears = act(play, the_strap, watch)
    states = ears.states()
    assert states.index((STRAP_ADDRESS, "stopped")) < states.index((WATCH_ADDRESS, "scanning"))
    assert ears.beats(STRAP_ADDRESS)[-1].at_us < ears.beats(WATCH_ADDRESS)[0].at_us


def test_no_sensor_can_be_the_choice() -> None:
    the_strap = strap()

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(10.0)
        source.select(None, None, None)
        await asyncio.sleep(4.0)
        assert the_strap.links == []
        assert ears.changes[-1][1].state == IDLE
        heard = len(ears.notifications)
        await asyncio.sleep(20.0)
        assert len(ears.notifications) == heard

    act(play, the_strap)


@pytest.mark.parametrize("apart_s", [0.0, 0.1, 0.4, 0.6, 0.9, 1.5])
def test_a_change_of_mind_is_followed_however_soon_it_comes(apart_s: float) -> None:
    """While the radio is still being loaded, while scanning, connecting and subscribing."""
    the_strap, watch = strap(), strap(WATCH_ADDRESS, "Watch", 130)

    async def play(source: BluetoothSource, ears: Ears) -> None:
        for address in (STRAP_ADDRESS, WATCH_ADDRESS, STRAP_ADDRESS, WATCH_ADDRESS):
            source.select(address, None, None)
            await asyncio.sleep(apart_s)
        await asyncio.sleep(8.0)
        assert ears.changes[-1][1].state == "live"
        assert ears.changes[-1][1].sensor == WATCH_ADDRESS
        assert (len(the_strap.links), len(watch.links)) == (0, 1)

    act(play, the_strap, watch)


def test_a_sensor_that_is_slow_to_leave_is_waited_for_through_a_change_of_mind() -> None:
    the_strap, watch = strap(), strap(WATCH_ADDRESS, "Watch", 130)
    the_strap.faults.hangs_on_disconnect = True
    third = "00:00:5E:00:53:03"

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, None, None)
        await asyncio.sleep(8.0)
        source.select(WATCH_ADDRESS, None, None)
        await asyncio.sleep(0.1)
        source.select(third, None, None)
        await asyncio.sleep(8.0)

    states = act(play, the_strap, watch, strap(third, "Third")).states()
    assert WATCH_ADDRESS not in {sensor for sensor, _ in states}
    assert states.index((STRAP_ADDRESS, "stopped")) < states.index((third, "scanning"))


def test_a_sensor_with_a_new_address_is_known_by_it_from_then_on() -> None:
    the_strap = strap()
    new_address = "00:00:5E:00:53:0A"

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", "S1")
        await asyncio.sleep(10.0)
        the_strap.change_address(new_address)
        await asyncio.sleep(15.0)

    ears = act(play, the_strap)
    assert ears.beats(STRAP_ADDRESS)
    assert ears.beats(new_address)
    assert ears.descriptions[-1].sensor == new_address
    assert {beat.sensor for beat in ears.notifications} == {STRAP_ADDRESS, new_address}
    moves = [(change.sensor, change.instead_of) for _, change in ears.changes if change.instead_of]
    assert moves == [(new_address, STRAP_ADDRESS)]
    assert [each.instead_of for each in ears.descriptions] == [None, STRAP_ADDRESS]


def test_a_retry_on_request_ends_the_wait() -> None:
    the_strap = strap()
    the_strap.faults.refused_connections = 5

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await eventually(lambda: any((change.retry_in_s or 0.0) > 1.5 for _, change in ears.changes))
        asked_at_s = now_s()
        source.retry_now()
        await asyncio.sleep(0.01)
        assert [change.state for at_s, change in ears.changes if at_s >= asked_at_s][:1] == ["scanning"]

    act(play, the_strap)


def test_a_retry_without_a_sensor_changes_nothing() -> None:
    async def play(source: BluetoothSource, _: Ears) -> None:
        source.retry_now()

    assert act(play).changes == [(0.0, ConnectionChanged("", None, IDLE))]


# Looking for sensors


def test_a_scan_lists_the_sensors_strongest_first_for_eight_seconds() -> None:
    near, far = strap(), strap(WATCH_ADDRESS, "COROS PACE 3")
    near.rssi_dbm, far.rssi_dbm = -50, -80

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.scan(show_all=False)
        await asyncio.sleep(20.0)

    ears = act(play, far, near)
    assert len(ears.ranges) > 5
    at_s, last = ears.ranges[-1]
    assert at_s == pytest.approx(8.5)
    assert (last.finished, last.problem) == (True, None)
    assert not any(found.finished for _, found in ears.ranges[:-1])
    assert [(each.name, each.rssi_dbm, each.kind) for each in last.sensors] == [
        ("Strap", -50, "unknown"),
        ("COROS PACE 3", -80, "watch"),
    ]


def test_a_scan_of_all_finds_what_does_not_advertise_heart_rate() -> None:
    shy = strap()
    shy.advertises_heart_rate = False

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.scan(show_all=False)
        await asyncio.sleep(10.0)
        assert ears.ranges[-1][1].sensors == ()
        source.scan(show_all=True)
        await asyncio.sleep(10.0)

    assert [each.address for each in act(play, shy).ranges[-1][1].sensors] == [STRAP_ADDRESS]


def test_a_scan_lists_sensors_that_the_system_still_holds_a_link_to() -> None:
    left_over, other = strap(), strap(WATCH_ADDRESS, "Watch")
    radio = SimulatedRadio([left_over, other])

    async def play(source: BluetoothSource, _: Ears) -> None:
        radio.inherit_link(left_over)
        source.scan(show_all=False)
        await asyncio.sleep(10.0)
        radio.freed(left_over, left_over.links[0])

    found = act(play, transport=radio).ranges[-1][1].sensors
    assert [(each.address, each.rssi_dbm) for each in found] == [(WATCH_ADDRESS, -60), (STRAP_ADDRESS, None)]


def test_a_new_scan_takes_the_place_of_the_running_one() -> None:
    async def play(source: BluetoothSource, _: Ears) -> None:
        source.scan(show_all=False)
        await asyncio.sleep(4.0)
        source.scan(show_all=False)
        await asyncio.sleep(10.0)

    finished = [at_s for at_s, found in act(play, strap()).ranges if found.finished]
    assert finished == [pytest.approx(12.0)]


@pytest.mark.parametrize("reason", list(LinkFailure))
def test_a_scan_that_cannot_be_says_why(reason: LinkFailure) -> None:
    radio = SimulatedRadio([])
    radio.fail(reason)

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.scan(show_all=False)
        await asyncio.sleep(1.0)

    last = act(play, transport=radio).ranges[-1][1]
    assert (last.problem, last.finished) == (reason.value, True)


def test_scanning_and_keeping_a_sensor_go_together() -> None:
    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        source.scan(show_all=False)
        await asyncio.sleep(12.0)
        assert ears.ranges[-1][1].finished
        assert ears.changes[-1][1].state == "live"

    act(play, strap(), strap(WATCH_ADDRESS, "Watch"))


# Its end


@pytest.mark.parametrize("after_s", [0.0, 0.3, 0.52, 0.7, 1.0, 3.0])
def test_closing_lets_go_at_any_moment(after_s: float) -> None:
    the_strap = strap()

    async def play(source: BluetoothSource, _: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        source.scan(show_all=False)
        await asyncio.sleep(after_s)

    act(play, the_strap)
    assert the_strap.links == []


def test_closing_is_bounded_when_the_sensor_never_answers() -> None:
    the_strap = strap()
    the_strap.faults.hangs_on_disconnect = True

    async def play(source: BluetoothSource, ears: Ears) -> None:
        source.select(STRAP_ADDRESS, "Strap", None)
        await asyncio.sleep(10.0)
        assert ears.changes[-1][1].state == "live"

    act(play, the_strap)  # it asserts the bound


class BrokenRadio:
    """A radio with a mistake in it."""

    def scan(self, *, heart_rate_only: bool) -> AbstractAsyncContextManager[AsyncIterator[Advertisement]]:
        raise ZeroDivisionError

    async def linked_peripherals(self) -> list[Advertisement]:
        return []

    async def connect(self, advertisement: Advertisement, on_lost: Callable[[], None]) -> Link:
        raise ZeroDivisionError


def test_a_mistake_in_the_program_is_told_to_the_loop_at_once() -> None:
    async def on_stage() -> list[object]:
        told: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))

        async def make_transport() -> Transport:
            return BrokenRadio()

        source = BluetoothSource(make_transport, lambda: (0, 0), Random(1))
        source.attach(Ears())
        source.select(STRAP_ADDRESS, None, None)
        source.scan(show_all=False)
        await asyncio.sleep(1.0)
        assert now_s() >= 1.0
        seen = list(told)
        await source.close()
        return seen

    assert [type(error) for error in virtual_time.run(on_stage())] == [ZeroDivisionError] * 2


def test_a_source_without_a_listener_says_so() -> None:
    source = BluetoothSource(lambda: asyncio.sleep(0, SimulatedRadio([])), lambda: (0, 0), Random(1))
    with pytest.raises(RuntimeError, match="listener"):
        virtual_time.run(_select_none(source))


async def _select_none(source: BluetoothSource) -> None:
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    source.select(None, None, None)
    assert source._primary_task is not None
    await source._primary_task
