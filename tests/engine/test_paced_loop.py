"""PacedLoop: timers at their very moments at any speed, and real time only where something real comes in."""

import asyncio
import threading
import time

import pytest

from app.engine.paced_loop import PacedLoop

A_WHILE_S = 0.05  # real


@pytest.mark.parametrize("speed", [10.0, 1_000.0, 1e5])
def test_sleeps_end_at_their_very_moments(speed: float) -> None:
    async def sleeping() -> list[float]:
        loop = asyncio.get_running_loop()
        moments = [loop.time()]
        for seconds in (0.1, 0.25, 0.001, 0.4):
            await asyncio.sleep(seconds)
            moments.append(loop.time())
        return moments

    with asyncio.Runner(loop_factory=lambda: PacedLoop(speed)) as runner:
        assert runner.run(sleeping()) == pytest.approx([0.0, 0.1, 0.35, 0.351, 0.751], abs=1e-8)


def test_a_session_second_lasts_as_long_as_the_speed_says() -> None:
    began = time.perf_counter()
    with asyncio.Runner(loop_factory=lambda: PacedLoop(20.0)) as runner:
        runner.run(asyncio.sleep(1.0))
    assert time.perf_counter() - began >= A_WHILE_S * 0.9


def test_work_takes_no_session_time() -> None:
    async def working() -> float:
        loop = asyncio.get_running_loop()
        for _ in range(3):
            assert sum(range(300_000)) > 0  # some milliseconds
            await asyncio.sleep(0)
        return loop.time()

    with asyncio.Runner(loop_factory=lambda: PacedLoop(1e5)) as runner:
        assert runner.run(working()) == 0.0


def test_a_call_from_another_thread_comes_between_two_timers() -> None:
    """Real time passed, times the speed; never past the next timer."""

    async def waiting() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        called: asyncio.Future[float] = loop.create_future()

        def call() -> None:
            loop.call_soon_threadsafe(lambda: called.set_result(loop.time()))

        timer = threading.Timer(A_WHILE_S, call)
        timer.start()
        try:
            async with asyncio.timeout(3600.0):
                called_at_s = await called
        finally:
            await asyncio.to_thread(timer.join)
        return called_at_s, loop.time()

    with asyncio.Runner(loop_factory=lambda: PacedLoop(100.0)) as runner:
        called_at_s, ended_at_s = runner.run(waiting())
    assert A_WHILE_S * 100.0 * 0.9 <= called_at_s <= 3600.0
    assert ended_at_s >= called_at_s


def test_a_loop_without_timers_waits_for_what_comes_from_outside() -> None:
    async def waiting() -> str:
        return await asyncio.to_thread(lambda: "done")

    with asyncio.Runner(loop_factory=lambda: PacedLoop(1e5)) as runner:
        assert runner.run(waiting()) == "done"
