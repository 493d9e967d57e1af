"""Campaigns of one fault at a time through a whole session: links that fail, disks that fill, homes that go.

Each outcome says what was lost of what arrived, and how soon the sensor was live again after the fault.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from app.engine.events import ConnectionChanged, SnapshotTaken
from ble.simulated_strap import Faults
from ble.transport import LinkFailure
from tests.ble.scene import eventually
from tests.end_to_end.stories import assert_provenance
from tests.end_to_end.whole_sessions import ADDRESS, FALLBACK, SETUP, Stage, kept_notifications, play
from tests.storage.store import give_room, limit_to_present_size

Fault = Callable[[Stage, Random], Awaitable[None]]

LIVE_WITHIN_S: Final = 20.0  # promised
LONGEST_FAULT_S: Final = 90.0
LONGEST_RETURN_S: Final = 500.0  # of the primary: 30 s steady, and 300 s after an earlier return
BROKEN_STATES: Final = ("scanning", "connecting", "subscribing", "live")


@dataclass(frozen=True, slots=True)
class Survival:
    """What one fault in one session cost. `doubled` counts heartbeats that were recorded twice."""

    fault: str
    arrived: int
    lost: int
    doubled: int
    live_after_s: float
    went_on: bool


def _state(stage: Stage) -> str:
    changes = (event for event in reversed(stage.told) if isinstance(event, ConnectionChanged))
    return next((change.state for change in changes), "idle")


async def _until(stage: Stage, state: str) -> None:
    await eventually(lambda: _state(stage) == state, 120.0)


def _drop_while(state: str) -> Fault:
    async def fault(stage: Stage, _chance: Random) -> None:
        done = asyncio.Event()

        def drop_again() -> None:
            stage.strap.drop()
            done.set()

        stage.when_link_is[state] = drop_again
        stage.strap.drop()
        await done.wait()

    return fault


def _for_a_while(name: str, value: object = True) -> Fault:
    """A strap's fault that lasts; it shows when the link is made anew."""

    async def fault(stage: Stage, chance: Random) -> None:
        setattr(stage.strap.faults, name, value)
        if name in {"hangs_on_connect", "held_elsewhere", "hangs_on_disconnect"} or name.startswith("f"):
            stage.strap.drop()
        await asyncio.sleep(chance.uniform(0.0, LONGEST_FAULT_S))
        stage.strap.faults = Faults()

    return fault


async def _out_of_reach(stage: Stage, chance: Random) -> None:
    stage.strap.lose()
    await asyncio.sleep(chance.uniform(0.0, LONGEST_FAULT_S))
    stage.strap.appear()


async def _adapter_off(stage: Stage, chance: Random) -> None:
    stage.radio.fail(LinkFailure.ADAPTER_OFF)
    await asyncio.sleep(chance.uniform(0.0, LONGEST_FAULT_S))
    stage.radio.recover()


async def _new_address(stage: Stage, _chance: Random) -> None:
    stage.strap.change_address("00:00:5E:00:53:99")
    await asyncio.sleep(0.0)


async def _suspend(stage: Stage, chance: Random) -> None:
    stage.clocks.slept_us += round(chance.uniform(5.0, 3600.0) * 1e6)
    stage.strap.drop()


async def _clock_set(stage: Stage, chance: Random) -> None:
    stage.clocks.set_by_us += round(chance.uniform(-7200.0, 7200.0) * 1e6)


def _primary(name: str, value: object = True) -> Fault:
    """The primary's fault, so long that the second sensor takes over; told by when it feeds."""

    async def fault(stage: Stage, chance: Random) -> None:
        if name == "out of reach":
            stage.strap.lose()
        else:
            setattr(stage.strap.faults, name, value)
        if name in {"held_elsewhere", "hangs_on_connect"}:
            stage.strap.drop()
        stage.live_after_s = await eventually(lambda: _feeds(stage, FALLBACK.address), 300.0)
        await asyncio.sleep(chance.uniform(0.0, LONGEST_FAULT_S))
        stage.strap.faults = Faults()
        stage.strap.appear()
        await eventually(lambda: _feeds(stage, ADDRESS), LONGEST_RETURN_S)

    return fault


def _feeds(stage: Stage, sensor: str) -> bool:
    """Whether this sensor's heart rate is the one that is shown, and fresh."""
    session = stage.engine._feed.session
    return session.source == sensor and session.snapshot().bpm is not None


PRIMARY_FAULTS: Final[dict[str, Fault]] = {
    "primary out of reach, the second takes over": _primary("out of reach"),
    "primary silent, the second takes over": _primary("silent"),
    "primary without contact, the second takes over": _primary("contact_lost"),
    "primary held by another, the second takes over": _primary("held_elsewhere"),
    "primary tells nonsense, the second takes over": _primary("nonsense"),
    "primary hangs on connecting, the second takes over": _primary("hangs_on_connect"),
}


LINK_FAULTS: Final[dict[str, Fault]] = {
    **{f"link dropped while {state}": _drop_while(state) for state in BROKEN_STATES},
    "service discovery fails": _for_a_while("failing_discoveries", 3),
    "subscription fails": _for_a_while("failing_subscriptions", 3),
    "connection refused": _for_a_while("refused_connections", 3),
    "connecting hangs": _for_a_while("hangs_on_connect"),
    "disconnecting hangs": _for_a_while("hangs_on_disconnect"),
    "held by another": _for_a_while("held_elsewhere"),
    "silent while connected": _for_a_while("silent"),
    "notifications doubled": _for_a_while("doubled"),
    "malformed flood": _for_a_while("nonsense"),
    "contact lost": _for_a_while("contact_lost"),
    "out of reach": _out_of_reach,
    "adapter off and on": _adapter_off,
    "changed address": _new_address,
    "laptop suspended": _suspend,
    "wall clock set": _clock_set,
}


def pair_campaign(fault: str, times: int, seed: int, folder: Path) -> Iterator[Survival]:
    """One fault of the primary while a second sensor stands by; what is told bears its sensor's name."""
    chance = Random(f"{fault} {seed}")

    def story(moment_s: float) -> Callable[[Stage], Awaitable[None]]:
        async def acts(stage: Stage) -> None:
            await eventually(lambda: _are_live(stage, 2), 120.0)
            stage.engine.start_session(SETUP)
            await asyncio.sleep(moment_s)
            await eventually(lambda: _feeds(stage, ADDRESS), LONGEST_RETURN_S)
            await PRIMARY_FAULTS[fault](stage, chance)
            await asyncio.sleep(10.0)

        return acts

    for number in range(times):
        stage = play(folder / f"{fault} {number}", story(chance.uniform(10.0, 60.0)), (FALLBACK,))
        (finished,) = stage.finished()
        assert_provenance(finished.activity)
        yield _survival(fault, stage)


def _are_live(stage: Stage, count: int) -> bool:
    states = {event.sensor: event.state for event in stage.told if isinstance(event, ConnectionChanged)}
    return list(states.values()).count("live") == count


def link_campaign(fault: str, times: int, seed: int, folder: Path) -> Iterator[Survival]:
    """One fault, at another moment of another session each time."""
    chance = Random(f"{fault} {seed}")

    def story(moment_s: float) -> Callable[[Stage], Awaitable[None]]:
        async def acts(stage: Stage) -> None:
            await _until(stage, "live")
            stage.engine.start_session(SETUP)
            await asyncio.sleep(moment_s)
            await LINK_FAULTS[fault](stage, chance)
            stage.live_after_s = await _until_heard(stage)
            await asyncio.sleep(10.0)

        return acts

    for number in range(times):
        yield _survival(fault, play(folder / f"{fault} {number}", story(chance.uniform(0.0, 60.0))))


async def _until_heard(stage: Stage) -> float:
    """Seconds until the next notification comes from a link that is live."""
    so_far = len(stage.arrived)
    return await eventually(lambda: len(stage.arrived) > so_far and _state(stage) == "live", 300.0)


async def _disk_full(stage: Stage, chance: Random) -> None:
    await asyncio.to_thread(limit_to_present_size, stage.recorder)
    await eventually(lambda: stage.recorder.trouble() is not None, 7200.0)
    await asyncio.sleep(chance.uniform(2.0, LONGEST_FAULT_S))
    give_room(stage.recorder)


async def _home_gone_and_back(stage: Stage, chance: Random) -> None:
    away = stage.folders.home.with_name("away")
    stage.folders.home.rename(away)
    stage.folders.home.write_bytes(b"in the way")
    await eventually(lambda: stage.recorder.trouble() is not None, 7200.0)
    await asyncio.sleep(chance.uniform(2.0, LONGEST_FAULT_S))
    link = away.with_name("link")
    link.symlink_to(away)
    link.replace(stage.folders.home)  # in one step, or the writer would make a home of its own in between


async def _home_deleted(stage: Stage, _chance: Random) -> None:
    shutil.rmtree(stage.folders.home)
    await asyncio.sleep(5.0)


DISK_FAULTS: Final[dict[str, Fault]] = {
    "disk full, then room again": _disk_full,
    "home gone, then back": _home_gone_and_back,
    "home deleted": _home_deleted,
}


def disk_campaign(fault: str, times: int, seed: int, folder: Path) -> Iterator[Survival]:
    """One fault in the middle of a session, at another moment each time; at its end all must be on disk."""
    chance = Random(f"{fault} {seed}")

    def story(moment_s: float) -> Callable[[Stage], Awaitable[None]]:
        async def acts(stage: Stage) -> None:
            await _until(stage, "live")
            stage.engine.start_session(SETUP)
            await asyncio.sleep(moment_s)
            await asyncio.to_thread(stage.recorder.flush)
            await DISK_FAULTS[fault](stage, chance)
            stage.live_after_s = await _until_heard(stage)
            await asyncio.to_thread(stage.recorder.flush)
            await asyncio.sleep(3.0)

        return acts

    for number in range(times):
        home = folder / f"{fault} {number}" / "home"
        yield _survival(fault, play(home, story(chance.uniform(1.0, 120.0))))


def _survival(fault: str, stage: Stage) -> Survival:
    kept = kept_notifications(stage)
    rates = [each for each in kept if each.characteristic == "2a37" and len(each.payload) > 2]
    beats = [(each.sensor, each.payload) for each in rates]
    shown = {event.arrival_us for event in stage.told if isinstance(event, SnapshotTaken)}
    return Survival(
        fault=fault,
        arrived=len(stage.arrived),
        lost=len(set(stage.arrived) - set(kept)),
        doubled=len(beats) - len(set(beats)),  # each tells its own second
        live_after_s=stage.live_after_s,
        went_on=all(each.at_us in shown for each in stage.arrived) and len(stage.finished()) == 1,
    )
