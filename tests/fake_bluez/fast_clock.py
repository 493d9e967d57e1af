"""An event loop whose clock runs faster than the wall's: real sockets, ten seconds of patience in one."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")

_TIMES_FASTER = 15.0  # more, and a stall of a busy machine looks like a strap gone silent


class _HurriedSelector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / _TIMES_FASTER)


class FastLoop(asyncio.SelectorEventLoop):
    """A selector loop that counts ten seconds where one passes."""

    def __init__(self) -> None:
        super().__init__(_HurriedSelector())

    def time(self) -> float:
        """Hurried seconds."""
        return super().time() * _TIMES_FASTER


def run(scenario: Coroutine[Any, Any, _T], *, limit_s: float = 200.0) -> _T:
    """`asyncio.run` on a fast clock; TimeoutError when the scenario takes longer than `limit_s` on it."""
    with asyncio.Runner(loop_factory=FastLoop) as runner:
        return runner.run(asyncio.wait_for(scenario, limit_s))
