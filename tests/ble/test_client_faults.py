"""Every fault that a strap or a radio is known for, provoked, with bounds on the recovery."""

import asyncio
from collections.abc import Callable

import pytest

from ble.connection import State
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import LinkFailure
from ble.uuids import BATTERY_SERVICE
from tests.ble.scene import Scene, act, assert_each_beat_came_once, beats, steady_heart

BACK_WITHIN_S = 15.0  # what the project promises for a strap that is back


def drop(scene: Scene) -> None:
    scene.strap.drop()


def lose_for_a_moment(scene: Scene) -> None:
    scene.strap.lose()
    asyncio.get_running_loop().call_later(8.0, scene.strap.appear)


def silence_for_long(scene: Scene) -> None:
    scene.strap.faults.silent = True
    asyncio.get_running_loop().call_later(200.0, setattr, scene.strap.faults, "silent", False)


def switch_adapter_off_and_on(scene: Scene) -> None:
    scene.radio.fail(LinkFailure.ADAPTER_OFF)
    asyncio.get_running_loop().call_later(60.0, scene.radio.recover)


def unplug_adapter_for_a_moment(scene: Scene) -> None:
    scene.radio.fail(LinkFailure.NO_ADAPTER)
    asyncio.get_running_loop().call_later(2.0, scene.radio.recover)


def hang_on_disconnect_once(scene: Scene) -> None:
    scene.strap.faults.hangs_on_disconnect = True
    scene.strap.drop()
    asyncio.get_running_loop().call_later(2.0, setattr, scene.strap.faults, "hangs_on_disconnect", False)


def abort_the_next_attempt(scene: Scene) -> None:
    scene.strap.faults.refused_connections = 1
    scene.strap.drop()


def fail_discovery_and_subscription(scene: Scene) -> None:
    scene.strap.faults.failing_discoveries = 1
    scene.strap.faults.failing_subscriptions = 1
    scene.strap.drop()


@pytest.mark.parametrize(
    ("fault", "over_after_s"),
    [
        (drop, 0.0),
        (lose_for_a_moment, 8.0),
        (silence_for_long, 200.0),
        (switch_adapter_off_and_on, 60.0),
        (unplug_adapter_for_a_moment, 2.0),
        (hang_on_disconnect_once, 2.0),
        (abort_the_next_attempt, 0.0),
        (fail_discovery_and_subscription, 0.0),
    ],
)
def test_after_every_fault_the_sensor_is_live_again_within_fifteen_seconds_and_no_beat_comes_twice(
    fault: Callable[[Scene], None], over_after_s: float
) -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        await asyncio.sleep(30.0)
        fault(scene)
        await asyncio.sleep(over_after_s + BACK_WITHIN_S)
        assert scene.client.state is State.LIVE
        await asyncio.sleep(30.0)
        assert scene.client.state is State.LIVE

    listener = act(play)
    assert_each_beat_came_once(listener)
    assert len(beats(listener)) >= 60


@pytest.mark.parametrize("moment_ms", range(0, 1100, 25))
def test_a_link_that_drops_at_any_moment_of_its_making_is_made_again(moment_ms: int) -> None:
    async def play(scene: Scene) -> None:
        await asyncio.sleep(moment_ms / 1000)
        scene.strap.drop()
        await asyncio.sleep(5.0)
        assert scene.client.state is State.LIVE
        assert len(scene.strap.links) == 1

    assert_each_beat_came_once(act(play))


def test_a_link_that_stays_silent_is_torn_down_after_10_then_30_then_60_seconds() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        await asyncio.sleep(20.0)
        scene.strap.faults.silent = True
        await asyncio.sleep(300.0)

    listener = act(play)
    linked_at_s = listener.times_of(State.SUBSCRIBING)
    torn_down_at_s = listener.times_of(State.DISCONNECTING)
    last_beat_at_s = listener.values[-1][0]
    assert torn_down_at_s[0] - last_beat_at_s == pytest.approx(10.0, abs=0.1)
    spans = [down - up for up, down in zip(linked_at_s[1:], torn_down_at_s[1:], strict=False)]
    assert spans[:4] == pytest.approx([30.0, 60.0, 60.0, 60.0], abs=0.3)
    silent = [change for _, change in listener.changes if change.state is State.DISCONNECTING][:-1]
    assert {change.reason for change in silent} == {LinkFailure.SILENT}


def test_five_seconds_of_silence_are_told_and_the_next_packet_makes_it_live_again() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        scene.strap.faults.silent = True
        assert await scene.until(State.SILENT) == pytest.approx(5.0, abs=0.1)
        await asyncio.sleep(2.0)
        scene.strap.faults.silent = False
        assert await scene.until(State.LIVE) <= 1.1

    assert State.WAITING not in act(play).states()


def test_the_first_aborted_attempt_is_repeated_at_once_and_silently() -> None:
    def refuse(strap: SimulatedStrap, _radio: SimulatedRadio) -> None:
        strap.faults.refused_connections = 1

    async def play(scene: Scene) -> None:
        assert await scene.until(State.LIVE) <= 3.0

    listener = act(play, prepare=refuse)
    assert set(listener.reasons()) == {None}
    assert listener.waits_s() == [0.0]


def test_refused_connections_are_repeated_after_0_1_2_4_and_then_5_seconds() -> None:
    def refuse(strap: SimulatedStrap, _radio: SimulatedRadio) -> None:
        strap.faults.refused_connections = 8

    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE, limit_s=60.0)

    listener = act(play, prepare=refuse)
    for wait_s, base_s in zip(listener.waits_s(), (0, 1, 2, 4, 5, 5, 5, 5), strict=True):
        assert 0.8 * base_s <= wait_s <= 1.2 * base_s
    attempts = [change.attempt for _, change in listener.changes if change.state is State.CONNECTING]
    assert attempts == list(range(1, 10))


def test_a_hanging_attempt_ends_after_ten_seconds() -> None:
    def hang(strap: SimulatedStrap, _radio: SimulatedRadio) -> None:
        strap.faults.hangs_on_connect = True

    async def play(scene: Scene) -> None:
        await asyncio.sleep(15.0)
        scene.strap.faults.hangs_on_connect = False
        await scene.until(State.LIVE, limit_s=BACK_WITHIN_S)

    listener = act(play, prepare=hang)
    took_s = listener.times_of(State.WAITING)[0] - listener.times_of(State.CONNECTING)[0]
    assert took_s == pytest.approx(10.0, abs=0.1)
    assert LinkFailure.TIMED_OUT in listener.reasons()


def test_a_hanging_disconnect_holds_up_the_end_for_three_seconds_only() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        scene.strap.faults.hangs_on_disconnect = True
        began_s = scene.now_s()
        scene.client.stop()
        await scene.running
        assert scene.now_s() - began_s <= 3.6

    assert act(play).states()[-2:] == [State.DISCONNECTING, State.STOPPED]


def test_a_link_whose_disconnect_hung_says_nothing_beside_its_successor() -> None:
    async def play(scene: Scene) -> None:
        await scene.until(State.LIVE)
        await asyncio.sleep(10.0)
        scene.strap.faults.hangs_on_disconnect = True
        scene.strap.faults.silent = True
        await scene.until(State.DISCONNECTING)
        scene.strap.faults.silent = False  # the old link speaks again, and was not let go of
        await asyncio.sleep(10.0)
        scene.strap.faults.hangs_on_disconnect = False
        await scene.until(State.LIVE, limit_s=BACK_WITHIN_S)
        await asyncio.sleep(30.0)

    assert_each_beat_came_once(act(play))


def test_a_link_left_over_from_a_crash_is_found_and_freed() -> None:
    def leave(strap: SimulatedStrap, radio: SimulatedRadio) -> None:
        radio.inherit_link(strap)

    async def play(scene: Scene) -> None:
        assert await scene.until(State.LIVE) <= 10.0
        await asyncio.sleep(10.0)

    listener = act(play, prepare=leave)
    assert listener.waits_s() == []
    assert_each_beat_came_once(listener)


def test_a_sensor_held_by_something_else_is_waited_for() -> None:
    def hold(strap: SimulatedStrap, _radio: SimulatedRadio) -> None:
        strap.faults.held_elsewhere = True

    async def play(scene: Scene) -> None:
        await asyncio.sleep(120.0)
        assert scene.client.state is State.SCANNING
        scene.strap.faults.held_elsewhere = False
        assert await scene.until(State.LIVE) <= 2.5

    act(play, prepare=hold)


@pytest.mark.parametrize(
    "reason", [LinkFailure.NO_ADAPTER, LinkFailure.ADAPTER_OFF, LinkFailure.DENIED, LinkFailure.NO_DAEMON]
)
def test_a_radio_that_cannot_scan_is_told_with_its_reason_and_tried_for_ever(reason: LinkFailure) -> None:
    async def play(scene: Scene) -> None:
        await asyncio.sleep(300.0)
        assert scene.client.state in {State.WAITING, State.SCANNING}
        scene.radio.recover()
        assert await scene.until(State.LIVE) <= 9.0

    listener = act(play, prepare=lambda _strap, radio: radio.fail(reason))
    waits_s = listener.waits_s()
    assert 55 <= len(waits_s) <= 80
    assert all(4.0 <= wait_s <= 6.0 for wait_s in waits_s[4:])
    assert {change.reason for _, change in listener.changes if change.state is State.WAITING} == {reason}
    assert {change.reason for _, change in listener.changes if change.state is State.CONNECTING} == {None}


def test_a_peripheral_without_heart_rate_is_named_as_such_and_not_hammered() -> None:
    wrong = SimulatedStrap(steady_heart, services=frozenset({BATTERY_SERVICE}), advertises_heart_rate=False)

    async def play(scene: Scene) -> None:
        await asyncio.sleep(60.0)

    listener = act(play, strap=wrong)
    assert LinkFailure.NO_HEART_RATE in listener.reasons()
    assert 2 <= wrong.connections_opened <= 5
    assert listener.values == []
