"""The client against a transport that fails on cue: what is called, when, and what is let go of."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import pytest

from ble.client import ConnectionChange, PeripheralDescription, PeripheralIdentity, SensorClient
from ble.connection import ImpossibleTransitionError, State
from ble.transport import LinkError, LinkFailure
from ble.uuids import BATTERY_SERVICE, DEVICE_INFORMATION_SERVICE, HEART_RATE_SERVICE
from tests import virtual_time
from tests.ble.scene import ADDRESS, Listener, eventually
from tests.ble.scripted import HANG, STUBBORN, Act, ScriptedTransport

LOST = LinkError(LinkFailure.LINK_LOST)
WANTED = PeripheralIdentity(ADDRESS)
REFUSED = LinkError(LinkFailure.PROTOCOL_ERROR)


def run_client(
    transport: ScriptedTransport,
    play: Callable[[SensorClient, Listener], Awaitable[None]],
    identity: PeripheralIdentity = WANTED,
) -> Listener:
    """Runs a client over the transport during `play`, stops it, and sees that every link was ended."""

    async def scenario() -> Listener:
        listener = Listener()
        client = SensorClient(transport, identity, listener, random=Random(1))
        running = asyncio.create_task(client.run())
        await play(client, listener)
        client.stop()
        await running
        return listener

    listener = virtual_time.run(scenario())
    assert all(link.disconnected >= 1 for link in transport.links)
    assert transport.scans_open == 0
    return listener


def failing_at(step: str, acts: list[Act]) -> ScriptedTransport:
    transport = ScriptedTransport()
    scripts = {
        "scans": transport.scans,
        "connects": transport.connects,
        "discoveries": transport.discoveries,
        "subscriptions": transport.subscriptions,
        "disconnects": transport.disconnects,
    }
    scripts[step].extend(acts)
    return transport


def for_seconds(seconds: float) -> Callable[[SensorClient, Listener], Awaitable[None]]:
    async def wait(_client: SensorClient, _listener: Listener) -> None:
        await asyncio.sleep(seconds)

    return wait


async def until_linked(transport: ScriptedTransport, count: int = 1) -> None:
    await eventually(lambda: len(transport.links) >= count and bool(transport.links[-1].on_value))


def test_heart_rate_is_subscribed_to_before_anything_is_read() -> None:
    services = frozenset({HEART_RATE_SERVICE, BATTERY_SERVICE, DEVICE_INFORMATION_SERVICE})
    transport = ScriptedTransport(services=services)
    run_client(transport, for_seconds(2.0))
    assert [call for call in transport.calls if call != "linked_peripherals"][:5] == [
        *("scan", "connect", "services", "subscribe 2a37", "subscribe 2a19")
    ]
    assert transport.calls.count("read") == 6
    assert transport.calls[-1] == "disconnect"


@pytest.mark.parametrize("answer", [REFUSED, LinkError(LinkFailure.TIMED_OUT), LOST, HANG, STUBBORN])
def test_no_question_about_the_sensor_can_cost_the_link(answer: LinkError | str) -> None:
    services = frozenset({HEART_RATE_SERVICE, BATTERY_SERVICE, DEVICE_INFORMATION_SERVICE})
    transport = ScriptedTransport(services=services, reads=[answer] * 6, subscriptions=[None, answer])

    async def play(client: SensorClient, _listener: Listener) -> None:
        await until_linked(transport)
        for _ in range(60):
            transport.links[0].notify()
            await asyncio.sleep(1.0)
        assert client.state is State.LIVE

    run_client(transport, play)
    assert len(transport.links) == 1


@pytest.mark.parametrize("step", ["scans", "connects", "discoveries", "subscriptions"])
def test_a_failure_of_any_step_is_repeated_with_growing_waits_and_a_link_of_its_own_each_time(
    step: str,
) -> None:
    transport = failing_at(step, [REFUSED] * 6)
    listener = run_client(transport, for_seconds(30.0))
    for wait_s, base_s in zip(listener.waits_s(), (0, 1, 2, 4, 5, 5), strict=True):
        assert 0.8 * base_s <= wait_s <= 1.2 * base_s
    assert all(link.disconnected == 1 for link in transport.links)
    assert LinkFailure.PROTOCOL_ERROR in listener.reasons()
    assert listener.states()[-3:] == [State.SILENT, State.DISCONNECTING, State.STOPPED]


@pytest.mark.parametrize("step", ["scans", "connects", "discoveries", "subscriptions"])
@pytest.mark.parametrize("how", [HANG, STUBBORN])
def test_no_step_can_hang_the_client(step: str, how: str) -> None:
    transport = failing_at(step, [how])

    async def play(client: SensorClient, _listener: Listener) -> None:
        await eventually(lambda: client.state is State.SILENT, limit_s=40.0)

    assert LinkFailure.TIMED_OUT in run_client(transport, play).reasons()


@pytest.mark.parametrize("step", ["scans", "connects", "discoveries", "subscriptions", "disconnects"])
@pytest.mark.parametrize("how", [HANG, STUBBORN])
def test_stopping_is_done_in_time_wherever_the_client_hangs(step: str, how: str) -> None:
    transport = failing_at(step, [how])

    async def scenario() -> float:
        loop = asyncio.get_running_loop()
        client = SensorClient(transport, PeripheralIdentity(ADDRESS), Listener(), random=Random(1))
        running = asyncio.create_task(client.run())
        await asyncio.sleep(5.0)
        began_s = loop.time()
        client.stop()
        await running
        return loop.time() - began_s

    assert virtual_time.run(scenario()) <= 4.0


def test_a_link_that_comes_after_its_attempt_was_given_up_is_ended_and_not_used() -> None:
    transport = ScriptedTransport(connects=[STUBBORN])

    async def play(client: SensorClient, _listener: Listener) -> None:
        await until_linked(transport)
        for _ in range(70):
            transport.links[0].notify()
            await asyncio.sleep(1.0)
        assert client.state is State.LIVE

    run_client(transport, play)
    ours, late = transport.links
    assert (ours.disconnected, late.disconnected) == (1, 1)
    assert late.on_value == {}


def test_a_cancelled_client_lets_go_of_its_link_and_is_cancelled_all_the_same() -> None:
    transport = ScriptedTransport()

    async def scenario() -> Listener:
        listener = Listener()
        client = SensorClient(transport, PeripheralIdentity(ADDRESS), listener, random=Random(1))
        running = asyncio.create_task(client.run())
        await until_linked(transport)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        return listener

    assert virtual_time.run(scenario()).states()[-2:] == [State.DISCONNECTING, State.STOPPED]
    assert [link.disconnected for link in transport.links] == [1]


def test_a_client_cancelled_while_it_disconnects_disconnects_still() -> None:
    transport = ScriptedTransport(disconnects=[HANG])

    async def scenario() -> State:
        client = SensorClient(transport, PeripheralIdentity(ADDRESS), Listener(), random=Random(1))
        running = asyncio.create_task(client.run())
        await until_linked(transport)
        transport.links[0].lose()
        await asyncio.sleep(0.5)
        assert client.state is State.DISCONNECTING
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        return client.state

    assert virtual_time.run(scenario()) is State.STOPPED
    assert [link.disconnected for link in transport.links] == [2]


def test_a_retry_on_request_ends_the_wait_at_once() -> None:
    transport = ScriptedTransport(connects=[REFUSED] * 6)

    async def play(client: SensorClient, listener: Listener) -> None:
        loop = asyncio.get_running_loop()
        await eventually(lambda: len(listener.waits_s()) == 5)
        asked_at_s = loop.time()
        client.retry_now()
        await asyncio.sleep(0.5)
        assert listener.times_of(State.CONNECTING)[-1] - asked_at_s < 0.1

    run_client(transport, play)


def test_a_retry_requested_while_none_is_waited_for_changes_nothing() -> None:
    transport = ScriptedTransport(connects=[REFUSED, REFUSED])

    async def play(client: SensorClient, listener: Listener) -> None:
        client.retry_now()
        await asyncio.sleep(0.5)
        assert client.state is State.WAITING

    assert len(run_client(transport, play).waits_s()) == 2


def test_a_link_lost_while_it_is_set_up_is_noticed_at_once() -> None:
    transport = ScriptedTransport(discoveries=[HANG])

    async def play(client: SensorClient, listener: Listener) -> None:
        await asyncio.sleep(1.0)
        transport.links[0].lose()
        await asyncio.sleep(0.1)
        assert client.state is State.SILENT or len(transport.links) == 2

    listener = run_client(transport, play)
    assert listener.reasons().count(LinkFailure.LINK_LOST) == 0  # the first time it means nothing


def test_a_link_that_breaks_soon_after_its_first_packet_again_and_again_is_not_hammered() -> None:
    transport = ScriptedTransport()

    async def play(client: SensorClient, _listener: Listener) -> None:
        for count in range(1, 8):
            await until_linked(transport, count)
            transport.links[-1].notify()
            transport.links[-1].lose()
        assert client.state is State.LIVE

    listener = run_client(transport, play)
    assert listener.waits_s()[4:] == pytest.approx([5.0, 5.0], abs=1.0)


def test_late_words_of_a_broken_link_are_not_heard() -> None:
    transport = ScriptedTransport()

    async def play(client: SensorClient, listener: Listener) -> None:
        await until_linked(transport)
        transport.links[0].notify()
        transport.links[0].lose()
        await until_linked(transport, 2)
        heard = len(listener.values)
        transport.links[0].notify()
        assert len(listener.values) == heard
        transport.links[1].notify()
        assert len(listener.values) == heard + 1

    run_client(transport, play)


def test_no_services_at_all_is_a_failed_discovery_and_not_a_peripheral_without_heart_rate() -> None:
    transport = ScriptedTransport(services=frozenset())
    reasons = run_client(transport, for_seconds(10.0)).reasons()
    assert LinkFailure.PROTOCOL_ERROR in reasons
    assert LinkFailure.NO_HEART_RATE not in reasons


def test_a_scan_that_ends_by_itself_is_begun_again_with_waits() -> None:
    transport = ScriptedTransport(scans_end_by_themselves=True)
    listener = run_client(transport, for_seconds(60.0))
    assert 10 <= transport.calls.count("scan") <= 20
    assert LinkFailure.PROTOCOL_ERROR in listener.reasons()


def test_a_client_stopped_before_it_runs_ends_at_once() -> None:
    async def scenario() -> State:
        client = SensorClient(ScriptedTransport(), PeripheralIdentity(ADDRESS), Listener(), random=Random(1))
        client.stop()
        await client.run()
        return client.state

    assert virtual_time.run(scenario()) is State.STOPPED


def test_a_client_is_run_once() -> None:
    async def scenario() -> None:
        client = SensorClient(ScriptedTransport(), PeripheralIdentity(ADDRESS), Listener(), random=Random(1))
        running = asyncio.create_task(client.run())
        await asyncio.sleep(1.0)
        client.stop()
        await running
        with pytest.raises(ImpossibleTransitionError):
            await client.run()

    virtual_time.run(scenario())


class BrokenListener(Listener):
    def state_changed(self, change: ConnectionChange) -> None:
        super().state_changed(change)
        if change.state is State.SUBSCRIBING:
            raise KeyError("a mistake of the listener's")


def test_a_mistake_of_the_listener_s_comes_out_of_run_after_the_link_was_ended() -> None:
    transport = ScriptedTransport()

    async def scenario() -> None:
        client = SensorClient(transport, PeripheralIdentity(ADDRESS), BrokenListener(), random=Random(1))
        with pytest.raises(KeyError, match="a mistake"):
            await client.run()

    virtual_time.run(scenario())
    assert [link.disconnected for link in transport.links] == [1]


class DeafListener(Listener):
    def described(self, description: PeripheralDescription) -> None:
        raise KeyError("a mistake of the listener's")


def test_a_mistake_in_taking_a_description_in_is_told_and_costs_no_link() -> None:
    told: list[object] = []

    async def scenario() -> State:
        asyncio.get_running_loop().set_exception_handler(lambda _, told_of: told.append(told_of["exception"]))
        transport = ScriptedTransport(speaks_at_once=True)
        client = SensorClient(transport, PeripheralIdentity(ADDRESS), DeafListener(), random=Random(1))
        running = asyncio.create_task(client.run())
        await asyncio.sleep(2.0)
        state = client.state
        client.stop()
        await running
        return state

    assert virtual_time.run(scenario()) is State.LIVE
    assert [type(error) for error in told] == [KeyError]


def test_a_new_address_is_told_with_the_first_value_even_if_that_comes_before_the_answer() -> None:
    transport = ScriptedTransport(speaks_at_once=True)
    known = PeripheralIdentity("00:00:5E:00:53:77", "Scripted")
    listener = run_client(transport, for_seconds(30.0), known)
    lived = [change for _at_s, change in listener.changes if change.state is State.LIVE]
    assert {(change.address, change.adopted) for change in lived} == {(ADDRESS, True)}
