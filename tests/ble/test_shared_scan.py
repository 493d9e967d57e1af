"""One discovery for all listeners, on a radio that does what the test says."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from ble.shared_scan import Listener, SharedScan
from ble.transport import Advertisement, LinkError, LinkFailure
from ble.uuids import HEART_RATE_SERVICE
from tests import virtual_time

QUIET_RENEWAL_S = 5.0
STRAP = Advertisement("00:00:5E:00:53:01", "Strap", -50, (HEART_RATE_SERVICE,))
LAMP = Advertisement("00:00:5E:00:53:02", "Lamp", -40)


@dataclass
class Radio:
    """Notes each start and stop; errors are raised while set, `gate` delays starts."""

    log: list[str] = field(default_factory=list)
    start_error: Exception | None = None
    stop_error: LinkError | None = None
    adapter_error: LinkError | None = None
    gate: asyncio.Event | None = None
    hear: Callable[[Advertisement], None] = lambda _advertisement: None

    def make_scanner(self, on_heard: Callable[[Advertisement], None], *, heart_rate_only: bool) -> "Scanner":
        self.hear = on_heard
        return Scanner(self, "straps" if heart_rate_only else "all")

    async def check_adapter(self) -> None:
        if self.adapter_error is not None:
            raise self.adapter_error


@dataclass
class Scanner:
    radio: Radio
    kind: str

    async def start(self) -> None:
        if self.radio.gate is not None:
            await self.radio.gate.wait()
        if self.radio.start_error is not None:
            raise self.radio.start_error
        self.radio.log.append(f"start {self.kind}")

    async def stop(self) -> None:
        self.radio.log.append("stop")
        if self.radio.stop_error is not None:
            raise self.radio.stop_error


Play = Callable[[Radio, SharedScan], Coroutine[Any, Any, None]]


def act(play: Play) -> Radio:
    """Plays on a fresh radio, in virtual time."""

    async def on_stage() -> Radio:
        radio = Radio()
        await play(radio, SharedScan(radio, quiet_renewal_s=QUIET_RENEWAL_S, adapter_check_s=1.0))
        return radio

    return virtual_time.run(on_stage())


async def join(scan: SharedScan, *, heart_rate_only: bool = True) -> Listener:
    listener = scan.join(heart_rate_only=heart_rate_only)
    await listener.until_started(10.0)
    return listener


def test_the_last_one_out_stops_the_scan() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        first, second = await join(scan), await join(scan)
        await scan.leave(first, 3.0)
        assert radio.log == ["start straps"]
        await scan.leave(second, 3.0)
        await scan.leave(second, 3.0)

    assert act(play).log == ["start straps", "stop"]


def test_a_listener_to_everything_widens_the_scan_for_as_long_as_it_listens() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        straps = await join(scan)
        everything = await join(scan, heart_rate_only=False)
        await asyncio.sleep(0.1)
        radio.hear(LAMP)
        radio.hear(STRAP)
        assert [await anext(everything), await anext(everything)] == [LAMP, STRAP]
        assert await anext(straps) == STRAP
        await scan.leave(everything, 3.0)
        await asyncio.sleep(0.1)
        await scan.leave(straps, 3.0)

    log = act(play).log
    assert log == ["start straps", "stop", "start all", "stop", "start straps", "stop"]


def test_while_held_nothing_scans_and_then_all_who_listen_hear_again() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        early = await join(scan)
        async with scan.held(3.0):
            assert radio.log == ["start straps", "stop"]
            late = await join(scan)
            await asyncio.sleep(60.0)
            assert radio.log == ["start straps", "stop"]
        await asyncio.sleep(0)
        radio.hear(STRAP)
        assert [await anext(early), await anext(late)] == [STRAP, STRAP]

    assert act(play).log[:3] == ["start straps", "stop", "start straps"]


def test_a_scan_that_is_just_beginning_is_waited_for_and_stopped_before_it_is_held() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        radio.gate = asyncio.Event()
        listener = scan.join(heart_rate_only=True)
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(1.0, radio.gate.set)
        async with scan.held(3.0):
            assert radio.log == ["start straps", "stop"]
        await scan.leave(listener, 3.0)

    act(play)


def test_who_leaves_while_it_is_held_lets_no_scan_begin_afterwards() -> None:
    async def play(_: Radio, scan: SharedScan) -> None:
        async with scan.held(3.0):
            listener = await join(scan)
            await scan.leave(listener, 3.0)
        await asyncio.sleep(10.0)

    assert act(play).log == []


def test_a_quiet_scan_is_made_afresh_and_one_that_hears_is_not() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        listener = await join(scan)
        for _ in range(20):
            await asyncio.sleep(1.0)
            radio.hear(STRAP)
        assert radio.log == ["start straps"]
        await asyncio.sleep(QUIET_RENEWAL_S + 1.5)
        assert radio.log == ["start straps", "stop", "start straps"]
        await scan.leave(listener, 3.0)

    act(play)


def test_a_scan_that_the_daemon_forgot_need_not_be_stoppable_to_be_renewed() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        radio.stop_error = LinkError(LinkFailure.PROTOCOL_ERROR, "No discovery started")
        listener = await join(scan)
        await asyncio.sleep(QUIET_RENEWAL_S + 1.5)
        radio.hear(STRAP)
        assert await anext(listener) == STRAP
        await scan.leave(listener, 3.0)

    act(play)


def test_what_was_heard_is_told_before_the_failure_and_the_failure_ever_after() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        listener = await join(scan)
        radio.hear(STRAP)
        radio.adapter_error = LinkError(LinkFailure.ADAPTER_OFF)
        await asyncio.sleep(2.0)
        assert await anext(listener) == STRAP
        for _ in range(2):
            with pytest.raises(LinkError) as failed:
                await anext(listener)
            assert failed.value.reason is LinkFailure.ADAPTER_OFF
        radio.adapter_error = None
        await scan.leave(await join(scan), 3.0)

    assert act(play).log == ["start straps", "stop"] * 2


def test_all_who_wait_for_the_start_hear_why_it_failed() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        radio.start_error = LinkError(LinkFailure.NO_ADAPTER)
        for outcome in await asyncio.gather(join(scan), join(scan), return_exceptions=True):
            assert isinstance(outcome, LinkError)
            assert outcome.reason is LinkFailure.NO_ADAPTER

    act(play)


def test_a_start_that_hangs_is_given_up_by_its_listener_and_used_by_the_next() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        radio.gate = asyncio.Event()
        hasty = scan.join(heart_rate_only=True)
        with pytest.raises(LinkError) as late:
            await hasty.until_started(10.0)
        assert late.value.reason is LinkFailure.TIMED_OUT
        await scan.leave(hasty, 3.0)
        patient = scan.join(heart_rate_only=True)
        radio.gate.set()
        await patient.until_started(10.0)
        assert radio.log == ["start straps"]
        await scan.leave(patient, 3.0)

    act(play)


def test_a_mistake_in_the_radio_leaves_nobody_waiting() -> None:
    async def play(radio: Radio, scan: SharedScan) -> None:
        radio.start_error = RuntimeError("a mistake")
        with pytest.raises(LinkError) as failed:
            await join(scan)
        assert failed.value.reason is LinkFailure.PROTOCOL_ERROR

    act(play)


def test_a_listener_that_falls_behind_loses_the_oldest() -> None:
    listener = Listener(heart_rate_only=False)
    for number in range(1000):
        listener.offer(Advertisement(f"{number}", None, None))
    assert virtual_time.run(first_of(listener)).address == f"{1000 - 256}"


async def first_of(listener: Listener) -> Advertisement:
    return await anext(listener)
