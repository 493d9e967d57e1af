import asyncio

import pytest

from ble.limits import limited
from ble.transport import LinkError, LinkFailure
from tests import virtual_time


async def answer_after(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "answer"


async def ignore_cancellation(seconds: float) -> str:
    loop = asyncio.get_running_loop()
    until_s = loop.time() + seconds
    while loop.time() < until_s:
        try:
            await asyncio.sleep(until_s - loop.time())
        except asyncio.CancelledError:
            continue
    return "too late"


def test_an_answer_in_time_is_the_result() -> None:
    assert virtual_time.run(limited(answer_after(2.9), 3.0)) == "answer"


def test_an_error_in_time_is_raised() -> None:
    async def refuse() -> None:
        raise LinkError(LinkFailure.DENIED)

    with pytest.raises(LinkError) as caught:
        virtual_time.run(limited(refuse(), 3.0))
    assert caught.value.reason is LinkFailure.DENIED


def test_what_does_not_come_in_time_timed_out_even_if_it_cannot_be_cancelled() -> None:
    async def scenario() -> float:
        loop = asyncio.get_running_loop()
        with pytest.raises(LinkError) as caught:
            await limited(ignore_cancellation(60.0), 3.0)
        assert caught.value.reason is LinkFailure.TIMED_OUT
        return loop.time()

    assert virtual_time.run(scenario()) == pytest.approx(3.5)


def test_a_broken_link_ends_the_wait_at_once() -> None:
    async def scenario() -> float:
        loop = asyncio.get_running_loop()
        broken: asyncio.Future[None] = loop.create_future()
        loop.call_later(1.0, broken.set_result, None)
        with pytest.raises(LinkError) as caught:
            await limited(answer_after(2.0), 3.0, broken=broken)
        assert caught.value.reason is LinkFailure.LINK_LOST
        return loop.time()

    assert virtual_time.run(scenario()) == pytest.approx(1.0)


def test_cancelling_the_wait_cancels_the_work() -> None:
    async def scenario() -> list[str]:
        finished: list[str] = []

        async def work() -> None:
            finished.append(await answer_after(2.0))

        waiting = asyncio.create_task(limited(work(), 3.0))
        await asyncio.sleep(1.0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await asyncio.sleep(5.0)
        return finished

    assert virtual_time.run(scenario()) == []
