"""Addresses change, names are shared, serial numbers are neither."""

import asyncio

from ble.client import PeripheralIdentity
from ble.connection import State
from ble.recognition import Recogniser
from ble.simulated_strap import SimulatedStrap
from ble.transport import Advertisement
from tests.ble.scene import ADDRESS, Scene, act, steady_heart

MINE = PeripheralIdentity(ADDRESS, "Simulated strap", "S1")
ELSEWHERE = "00:00:5E:00:53:77"


async def until_live(scene: Scene) -> None:
    await scene.until(State.LIVE, limit_s=15.0)
    await asyncio.sleep(3.0)


async def a_minute(_scene: Scene) -> None:
    await asyncio.sleep(60.0)


def test_the_address_decides_whatever_its_case_and_whatever_the_name() -> None:
    recogniser = Recogniser(PeripheralIdentity("aa:bb:cc:dd:ee:ff", "Mine"))
    candidate = recogniser.judge(Advertisement("AA:BB:CC:DD:EE:FF", "Renamed", -50))
    assert candidate is not None
    assert candidate.by_address


def test_a_name_counts_only_once_the_address_was_not_heard() -> None:
    recogniser = Recogniser(MINE)
    namesake = Advertisement(ELSEWHERE, "Simulated strap", -50)
    assert recogniser.judge(namesake) is None
    recogniser.names_count = True
    candidate = recogniser.judge(namesake)
    assert candidate is not None
    assert not candidate.by_address
    recogniser.reject(candidate)
    assert recogniser.judge(namesake) is None


def test_a_sensor_that_is_wanted_for_itself_is_not_taken_for_its_namesake() -> None:
    wanted_too: set[str] = {ELSEWHERE.lower()}
    recogniser = Recogniser(MINE, lambda: wanted_too, names_count=True)
    namesake = Advertisement(ELSEWHERE, "Simulated strap", -50)
    assert recogniser.judge(namesake) is None
    wanted_too.clear()
    assert recogniser.judge(namesake) is not None


def test_without_a_known_name_nameless_peripherals_are_strangers() -> None:
    recogniser = Recogniser(PeripheralIdentity(ADDRESS), names_count=True)
    assert recogniser.judge(Advertisement(ELSEWHERE, None, -50)) is None


def test_a_sensor_with_a_new_address_is_known_by_name_and_serial_number_and_told_as_adopted() -> None:
    moved = SimulatedStrap(steady_heart, address=ELSEWHERE)
    listener = act(until_live, strap=moved, identity=MINE)
    live = next(change for _, change in listener.changes if change.state is State.LIVE)
    assert (live.address, live.adopted) == (ELSEWHERE, True)
    assert listener.descriptions[0].address == ELSEWHERE
    assert not any(change.adopted for _, change in listener.changes if change.state is State.CONNECTING)


def test_without_a_known_serial_number_the_name_is_enough_and_told_as_adopted() -> None:
    moved = SimulatedStrap(steady_heart, address=ELSEWHERE)
    listener = act(until_live, strap=moved, identity=PeripheralIdentity(ADDRESS, "Simulated strap"))
    assert listener.changes[-1][1].adopted


def test_a_namesake_with_another_serial_number_is_let_go_unheard_and_not_tried_again() -> None:
    stranger = SimulatedStrap(steady_heart, address=ELSEWHERE, serial_number="S2")
    listener = act(a_minute, strap=stranger, identity=MINE)
    assert stranger.connections_opened == 1
    assert stranger.links == []
    assert listener.values == []
    assert listener.states()[-2:] == [State.SCANNING, State.STOPPED]


def test_a_namesake_that_gives_no_serial_number_is_not_the_one() -> None:
    stranger = SimulatedStrap(steady_heart, address=ELSEWHERE, serial_number=None)
    listener = act(a_minute, strap=stranger, identity=MINE)
    assert (stranger.connections_opened, listener.values) == (1, [])


def test_the_right_sensor_is_found_among_its_namesakes() -> None:
    stranger = SimulatedStrap(steady_heart, address="00:00:5E:00:53:66", serial_number="S2")
    moved = SimulatedStrap(steady_heart, address=ELSEWHERE)

    async def play(scene: Scene) -> None:
        await until_live(scene)
        assert scene.strap.links

    listener = act(play, strap=moved, others=[stranger], identity=MINE)
    assert listener.changes[-1][1].address == ELSEWHERE
    assert stranger.notifications_sent == 0


def test_an_address_that_changes_in_between_is_followed() -> None:
    async def play(scene: Scene) -> None:
        await until_live(scene)
        scene.strap.change_address(ELSEWHERE)
        await asyncio.sleep(15.0)
        assert scene.client.state is State.LIVE

    listener = act(play, identity=PeripheralIdentity(ADDRESS, "Simulated strap"))
    assert [change.address for _, change in listener.changes if change.state is State.LIVE] == [
        ADDRESS,
        ELSEWHERE,
    ]


def test_a_link_left_over_under_a_new_address_is_freed_too() -> None:
    moved = SimulatedStrap(steady_heart, address=ELSEWHERE)
    act(until_live, strap=moved, identity=MINE, prepare=lambda strap, radio: radio.inherit_link(strap))
    assert moved.connections_opened == 2  # the one left over, and ours
