"""Gate: work that must find the store open to its end. Who closes the store waits for it; no new begins."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class GateShutError(Exception):
    """It is shut for good."""


class Gate:
    """Open until it is shut. Any number may be inside."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._is_shut = False

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Inside until the block ends; not to be nested. GateShutError."""
        with self._changed:
            if self._is_shut:
                raise GateShutError
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def shut(self, limit_s: float) -> bool:
        """Lets nobody in any more, and waits for those inside; False if they took too long. Idempotent."""
        with self._changed:
            self._is_shut = True
            return self._changed.wait_for(lambda: not self._inside, limit_s)
