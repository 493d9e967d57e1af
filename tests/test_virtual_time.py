import asyncio
import threading
import time

from tests import virtual_time


def test_an_hour_of_sleep_passes_at_once_and_is_seen_by_the_loop() -> None:
    async def sleep_an_hour() -> float:
        await asyncio.sleep(3600.0)
        return asyncio.get_running_loop().time()

    began = time.perf_counter()
    assert abs(virtual_time.run(sleep_an_hour()) - 3600.0) < 1e-6
    assert time.perf_counter() - began < 1.0


def test_timers_fire_in_the_order_of_their_virtual_times() -> None:
    heard: list[float] = []

    async def after(delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        heard.append(delay_s)

    async def all_of_them() -> None:
        await asyncio.gather(*(after(delay_s) for delay_s in (3.0, 1.0, 2.0)))

    virtual_time.run(all_of_them())
    assert heard == [1.0, 2.0, 3.0]


def test_time_stands_still_while_a_thread_works() -> None:
    async def work_beside_a_timer() -> float:
        timer = asyncio.create_task(asyncio.sleep(10.0))
        await asyncio.to_thread(time.sleep, 0.02)
        moment = asyncio.get_running_loop().time()
        await timer
        return moment

    assert virtual_time.run(work_beside_a_timer()) == 0.0


def test_a_call_from_a_plain_thread_wakes_a_loop_without_timers() -> None:
    async def wait_for_the_thread() -> bool:
        loop = asyncio.get_running_loop()
        called = asyncio.Event()
        thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(called.set))
        thread.start()
        await called.wait()
        thread.join()
        return called.is_set()

    assert virtual_time.run(wait_for_the_thread())


def test_a_timeout_ends_a_wait_in_virtual_time() -> None:
    async def wait_in_vain() -> bool:
        try:
            async with asyncio.timeout(600.0):
                await asyncio.Event().wait()
        except TimeoutError:
            return True
        return False

    assert virtual_time.run(wait_in_vain())
