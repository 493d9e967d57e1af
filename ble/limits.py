"""Waiting on a radio without ever hanging on it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from ble.transport import LinkError, LinkFailure

CANCELLING_LIMIT_S = 0.5  # what does not heed a cancellation within this is left behind
CLEANING_UP_LIMIT_S = 3.5  # … unless it has a link to end first, which may take three seconds

T = TypeVar("T")


async def limited(
    work: Coroutine[Any, Any, T],
    limit_s: float,
    *,
    broken: "asyncio.Future[None] | None" = None,
    cancelling_limit_s: float = CANCELLING_LIMIT_S,
) -> T:
    """The work's result, if it comes within `limit_s` and before the link is `broken`.

    LinkError TIMED_OUT or LINK_LOST otherwise, and promptly so even if the work will not be cancelled.
    """
    task = asyncio.ensure_future(work)
    awaited: set[asyncio.Future[Any]] = {task} if broken is None else {task, broken}
    try:
        await asyncio.wait(awaited, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
    finally:
        await abandon(task, cancelling_limit_s)
    if broken is not None and broken.done():
        raise LinkError(LinkFailure.LINK_LOST, "the link broke meanwhile")
    raise LinkError(LinkFailure.TIMED_OUT, f"nothing came within {limit_s:g} s")


async def abandon(task: "asyncio.Task[Any]", limit_s: float = CANCELLING_LIMIT_S) -> None:
    """Cancels a task unless it is done, waits for its end within limits, and ignores its result."""
    task.add_done_callback(_ignore)
    if not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=limit_s)


def _ignore(task: "asyncio.Task[Any]") -> None:
    """Retrieves the exception, however late it comes, so that asyncio does not report it as forgotten."""
    if not task.cancelled():
        task.exception()
