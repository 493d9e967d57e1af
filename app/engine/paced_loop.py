"""An event loop whose time is the program's own: a session second lasts 1/speed real seconds.

Time moves only while the loop waits: to the next timer exactly, or, when something from outside arrives
earlier, by the real time that passed, times the speed. So timers fire at their very times at any speed, and a
slow machine makes an accelerated session slower, never different.
"""

import asyncio
import selectors
import time

SHORTEST_WAIT_S = (
    0.0005  # selectors wait whole milliseconds: a shorter wait is none, or great speeds would crawl
)


class _PacedSelector(selectors.DefaultSelector):
    def __init__(self, speed: float) -> None:
        super().__init__()
        self.speed = speed
        self.now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Waits `timeout` session seconds, or less if something arrives."""
        if timeout is not None and timeout <= 0:
            return super().select(0)
        began = time.perf_counter()
        ready = super().select(self._real_s(timeout))
        waited_s = (time.perf_counter() - began) * self.speed
        if timeout is None:
            self.now_s += waited_s
        else:
            self.now_s += min(timeout, waited_s) if ready else timeout
        return ready

    def _real_s(self, timeout: float | None) -> float | None:
        if timeout is None:
            return None
        real_s = timeout / self.speed
        return real_s if real_s >= SHORTEST_WAIT_S else 0.0


class PacedLoop(asyncio.SelectorEventLoop):
    """`PacedLoop(60.0)` passes an hour in a minute; `loop.time()` starts at 0 session seconds."""

    def __init__(self, speed: float) -> None:
        self._paced = _PacedSelector(speed)
        super().__init__(self._paced)

    @property
    def speed(self) -> float:
        """Session seconds in a real second; may be changed at any time, from any thread."""
        return self._paced.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._paced.speed = speed

    def time(self) -> float:
        """Session seconds since the loop was made."""
        return self._paced.now_s
