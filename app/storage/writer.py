"""The thread that owns the writing connection: commits the queue in order, and keeps it through trouble."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice

from app.storage.errors import StorageError, StorageFailure
from app.storage.open_database import OpenDatabase
from app.storage.statements import Statement

LARGEST_COMMIT = 2_000  # so that a long wait in memory is written in steps, each of which frees some of it
MOST_WAITING = 2_000_000  # statements: about 600 MB, four days of one strap
RETRY_S = 1.0


class Writer:
    """Commits statements in the order given. `put` never waits for the disk and never fails for its sake.

    `on_trouble(reason or None)` is called from the thread whenever the trouble changes; it must not block.
    """

    def __init__(
        self,
        database: OpenDatabase,
        on_trouble: Callable[[StorageFailure | None], None],
        *,
        retry_s: float = RETRY_S,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._database = database
        self._on_trouble = on_trouble
        self._retry_s = retry_s
        self._most_waiting = most_waiting
        self._changed = threading.Condition()
        self._waiting: deque[Statement] = deque()  # not on disk yet, in order
        self.dropped = 0
        self._queued = 0
        self._written = 0
        self._trouble: StorageFailure | None = None
        self._closing = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def put(self, statements: Iterable[Statement], *, may_be_dropped: bool = False) -> None:
        """Queues statements. When memory is at its bound, those that may be are dropped and counted."""
        rows = tuple(statements)  # made before anybody has to wait for them
        with self._changed:
            if may_be_dropped and len(self._waiting) >= self._most_waiting:
                self.dropped += 1
                return
            self._waiting.extend(rows)
            self._queued += len(rows)
            self._changed.notify_all()

    def settle(self, timeout_s: float | None = None) -> bool:
        """Waits until what is queued now is on disk, or cannot be: whether it is."""
        return self._wait(lambda: self._trouble is not None or self._ended, timeout_s)

    def flush(self, timeout_s: float | None = None) -> bool:
        """Waits until what is queued now is on disk, through any trouble: whether it is."""
        return self._wait(lambda: self._ended, timeout_s)

    def _wait(self, given_up: Callable[[], bool], timeout_s: float | None) -> bool:
        with self._changed:
            target = self._queued
            self._changed.wait_for(lambda: self._written >= target or given_up(), timeout_s)
            return self._written >= target

    def waiting(self) -> tuple[Statement, ...]:
        """What is not on disk yet, in order."""
        with self._changed:
            return tuple(self._waiting)

    def trouble(self) -> StorageFailure | None:
        """Why statements wait, None when all is well."""
        return self._trouble

    def close(self) -> None:
        """Writes what can be written, moves the WAL into the database, ends the thread. Idempotent."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while batch := self._next_batch():
            is_last_try = self._closing  # a try that began before may have failed for what is over by now
            failure = self._write(batch)
            self._tell(failure)
            with self._changed:
                if failure is None:
                    self._forget(len(batch))
                elif is_last_try:
                    break
                elif not self._closing:
                    self._changed.wait(self._retry_s)
        self._database.close()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _next_batch(self) -> list[Statement]:
        """What waits now, without waiting for more; empty only when closing with nothing left."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            return list(islice(self._waiting, LARGEST_COMMIT))

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._waiting.popleft()
        self._written += count
        self._changed.notify_all()

    def _write(self, batch: list[Statement]) -> StorageFailure | None:
        try:
            self._database.commit(batch)
        except StorageError as error:
            return error.reason
        return None

    def _tell(self, failure: StorageFailure | None) -> None:
        with self._changed:
            if failure is not None and self.dropped and len(self._waiting) >= self._most_waiting:
                failure = StorageFailure.MEMORY_FULL
            is_new = failure is not self._trouble
            self._trouble = failure
            self._changed.notify_all()
        if is_new:
            self._on_trouble(failure)
