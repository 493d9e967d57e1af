"""EngineThread: the way into the engine's loop, from its start to its end, whatever goes wrong."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, find_activity_type
from app.domain.profile import AthleteProfile
from app.domain.setup import SessionSetup
from app.engine.commands import EngineCommands
from app.engine.events import EngineEvent, EngineFailed, SessionFinished, SessionStarted, SnapshotTaken
from app.engine.paced_loop import PacedLoop
from app.engine.thread import EngineThread, Publish, RunningEngine
from tests.domain.sessions import STRAP, setup_for
from tests.engine.fakes import Stage

LIMIT_S = 10.0

Told = queue.SimpleQueue[EngineEvent]


class NotingEngine:
    """Fills RunningEngine: notes the orders and the thread they came in."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.threads: set[str] = set()
        self._closing = asyncio.Event()

    async def run(self) -> None:
        await self._closing.wait()

    def close(self) -> None:
        self._note("close")
        self._closing.set()

    def _note(self, *order: object) -> None:
        self.asked.append(order)
        self.threads.add(threading.current_thread().name)

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        self._note("select_sensor", address, name, serial)

    def scan(self, *, show_all: bool = False) -> None:
        self._note("scan", show_all)

    def retry_now(self) -> None:
        self._note("retry_now")

    def use_setup(self, setup: SessionSetup) -> None:
        self._note("use_setup", setup)

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        self._note("start_session", setup, at_us, at_first_reading, duration_s)

    def pause(self) -> None:
        self._note("pause")

    def resume(self, at_us: int | None = None) -> None:
        self._note("resume", at_us)

    def lap(self) -> None:
        self._note("lap")

    def stop_session(self, at_us: int | None = None) -> None:
        self._note("stop_session", at_us)

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *order: self._note(name, *order)


@contextmanager
def running(
    make_engine: Callable[[Publish], RunningEngine], told: Told | None = None
) -> Iterator[EngineThread]:
    """A started thread that must have ended in time; its engine's seconds are short."""
    thread = EngineThread(make_engine, (told or Told()).put, lambda: PacedLoop(50.0))
    thread.start()
    try:
        yield thread
    finally:
        assert thread.close(LIMIT_S)


SETUP = setup_for()
ROWING = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "rowing")
ORDERS: list[tuple[Callable[[EngineCommands], None], tuple[object, ...]]] = [
    (lambda engine: engine.select_sensor(STRAP, "Strap", "S1"), ("select_sensor", STRAP, "Strap", "S1")),
    (lambda engine: engine.select_sensor(None), ("select_sensor", None, None, None)),
    (lambda engine: engine.scan(show_all=True), ("scan", True)),
    (lambda engine: engine.retry_now(), ("retry_now",)),
    (lambda engine: engine.use_setup(SETUP), ("use_setup", SETUP)),
    (lambda engine: engine.start_session(SETUP), ("start_session", SETUP, None, False, None)),
    (
        lambda engine: engine.start_session(SETUP, at_us=5, at_first_reading=True, duration_s=60.0),
        ("start_session", SETUP, 5, True, 60.0),
    ),
    (lambda engine: engine.pause(), ("pause",)),
    (lambda engine: engine.resume(7), ("resume", 7)),
    (lambda engine: engine.lap(), ("lap",)),
    (lambda engine: engine.stop_session(8), ("stop_session", 8)),
    (lambda engine: engine.continue_session(3), ("continue_session", 3)),
    (lambda engine: engine.finish_interrupted(3), ("finish_interrupted", 3)),
    (lambda engine: engine.discard_activity(3), ("discard_activity", 3)),
    (
        lambda engine: engine.reassign_activity(3, ROWING, AthleteProfile("Ada")),
        ("reassign_activity", 3, ROWING, AthleteProfile("Ada")),
    ),
]


def test_every_order_reaches_the_engine_in_its_own_thread_and_in_order() -> None:
    engines: list[NotingEngine] = []

    def make(_: Publish) -> NotingEngine:
        engines.append(NotingEngine())
        return engines[0]

    with running(make) as thread:
        for give, _ in ORDERS:
            give(thread)
    assert engines[0].asked == [order for _, order in ORDERS] + [("close",)]
    assert engines[0].threads == {"engine"}


def test_orders_given_before_the_engine_is_ready_wait_for_it_in_order() -> None:
    engines: list[NotingEngine] = []
    may_begin = threading.Event()

    def make(_: Publish) -> NotingEngine:
        assert may_begin.wait(LIMIT_S)
        engines.append(NotingEngine())
        return engines[0]

    thread = EngineThread(make, Told().put)
    half = len(ORDERS) // 2
    for give, _ in ORDERS[:half]:
        give(thread)
    thread.start()
    for give, _ in ORDERS[half:]:
        give(thread)
    may_begin.set()
    assert thread.close(LIMIT_S)
    assert engines[0].asked == [order for _, order in ORDERS] + [("close",)]


def test_closing_before_the_start_needs_no_engine() -> None:
    assert EngineThread(lambda _: NotingEngine(), Told().put).close(0.0)


def test_closing_twice_and_orders_afterwards_change_nothing() -> None:
    with running(lambda _: NotingEngine()) as thread:
        assert thread.close(LIMIT_S)
        for give, _ in ORDERS:
            give(thread)
        assert thread.close(LIMIT_S)


def test_closing_is_bounded_when_the_engine_does_not_end() -> None:
    may_end = threading.Event()

    class StubbornEngine(NotingEngine):
        async def run(self) -> None:
            await super().run()
            await asyncio.to_thread(may_end.wait, LIMIT_S)

    with running(lambda _: StubbornEngine()) as thread:
        assert not thread.close(0.05)
        may_end.set()


def test_an_engine_that_fails_is_told_and_its_thread_ends(caplog: pytest.LogCaptureFixture) -> None:
    class FailingEngine(NotingEngine):
        async def run(self) -> None:
            raise ZeroDivisionError("by nought")

    told = Told()
    with caplog.at_level(logging.ERROR), running(lambda _: FailingEngine(), told):
        failed = told.get(timeout=LIMIT_S)
    assert failed == EngineFailed("ZeroDivisionError: by nought", has_ended=True)
    assert "the engine ended" in caplog.text


def test_an_engine_that_cannot_be_made_is_told_too() -> None:
    def make(_: Publish) -> NotingEngine:
        raise OSError("no loop today")

    told = Told()
    with running(make, told) as thread:
        failed = told.get(timeout=LIMIT_S)
        thread.lap()
    assert failed == EngineFailed("OSError: no loop today", has_ended=True)


def test_an_order_that_fails_is_told_and_the_engine_goes_on() -> None:
    class ClumsyEngine(NotingEngine):
        def lap(self) -> None:
            raise ValueError("no lap")

    told, engines = Told(), [ClumsyEngine]
    made: list[ClumsyEngine] = []

    def make(_: Publish) -> ClumsyEngine:
        made.append(engines[0]())
        return made[0]

    with running(make, told) as thread:
        thread.lap()
        failed = told.get(timeout=LIMIT_S)
        thread.pause()
    assert isinstance(failed, EngineFailed)
    assert "no lap" in failed.text
    assert not failed.has_ended
    assert made[0].asked == [("pause",), ("close",)]


# With the engine itself


def staged(told: Told, stages: list[Stage]) -> Callable[[Publish], RunningEngine]:
    def make(_: Publish) -> RunningEngine:
        stage = Stage(told.put)
        stages.append(stage)
        return stage.engine

    return make


def until(told: Told, kind: type[EngineEvent]) -> EngineEvent:
    while not isinstance(event := told.get(timeout=LIMIT_S), kind):
        pass
    return event


def test_a_running_session_is_finished_when_the_thread_is_closed() -> None:
    told, stages = Told(), list[Stage]()
    with running(staged(told, stages), told) as thread:
        thread.start_session(setup_for())
        until(told, SessionStarted)
    finished = until(told, SessionFinished)
    assert isinstance(finished, SessionFinished)
    assert stages[0].recorder.sessions[1].activity == finished.activity


def test_a_fault_in_the_session_s_end_is_told_and_everything_ends() -> None:
    told, stages = Told(), list[Stage]()
    with running(staged(told, stages), told) as thread:
        thread.start_session(setup_for())
        until(told, SessionStarted)
        stages[0].recorder.refuses = ZeroDivisionError("by nought")
        thread.stop_session()
        failed = until(told, EngineFailed)
    assert isinstance(failed, EngineFailed)
    assert "by nought" in failed.text
    assert stages[0].recorder.sessions[1].stopped_at_us is not None


def test_a_fault_in_the_heart_of_the_engine_still_lets_go_of_the_sensor_and_finishes_the_session() -> None:
    told, stages = Told(), list[Stage]()
    with running(staged(told, stages), told) as thread:
        thread.start_session(setup_for())
        until(told, SnapshotTaken)
        stages[0].recorder.trouble = _fails  # type: ignore[method-assign]  # a mistake, wherever it is
        until(told, SessionFinished)
        failed = until(told, EngineFailed)
    assert isinstance(failed, EngineFailed)
    assert failed.has_ended
    assert stages[0].source.asked[-1] == ("close",)


def _fails() -> str | None:
    raise ZeroDivisionError("by nought")
