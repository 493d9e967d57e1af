"""Background: slow work in threads of its own; what comes of it arrives in Qt's thread."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.ui.history.ports import HistoryProblemError

T = TypeVar("T")
_WORKERS = 2  # a long import must not keep an activity from being opened


class Background(QObject):
    """`run` returns at once. After `close` nothing arrives any more."""

    problem = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="past")
        self._is_closed = False
        self._arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_closed(self) -> bool:
        """Whether long work had better end."""
        return self._is_closed

    def run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Does `work` elsewhere and calls `then` here with its result; a HistoryProblemError is told."""
        if not self._is_closed:
            self._pool.submit(work).add_done_callback(partial(self._done, then))

    def call_here(self, action: Callable[[], None]) -> None:
        """Calls this in Qt's thread; from any thread."""
        if not self._is_closed:
            self._arrived.emit(action)

    def close(self) -> None:
        """Drops what waits, waits for what runs. Idempotent."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _done(self, then: Callable[[T], None], future: Future[T]) -> None:
        self.call_here(partial(self._finish, then, future))

    def _finish(self, then: Callable[[T], None], future: Future[T]) -> None:
        try:
            result = future.result()
        except HistoryProblemError as problem:
            self.problem.emit(str(problem))
        except CancelledError:
            return
        else:
            then(result)

    @Slot(object)
    def _hand_over(self, action: Callable[[], None]) -> None:
        if not self._is_closed:
            action()
