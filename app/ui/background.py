"""Background: work that takes a while, in threads of its own; what it comes to arrives in Qt's thread."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
_WORKERS = 2  # long work must not keep short work from being done


class ProblemError(Exception):
    """Work could not be done; the text is a sentence for the athlete."""


class Background(QObject):
    """Each result goes to the `then` of its work; without one through `done`, and only the newest one's.

    A ProblemError goes to `otherwise`, or without one through `problem`. Nothing arrives after `close`.
    """

    done = Signal(object)
    problem = Signal(str)
    _came = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix=name)
        self._is_closed = False
        self._asked = 0
        self._came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_closed(self) -> bool:
        """Whether long work had better end."""
        return self._is_closed

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[str], None] | None = None,
    ) -> None:
        """Begins this work, and returns at once."""
        if self._is_closed:
            return
        if then is None:
            self._asked += 1
            then = partial(self._tell_newest, self._asked)
        ended = partial(self._ended, then, otherwise or self.problem.emit)
        self._pool.submit(work).add_done_callback(ended)

    def forget(self) -> None:
        """What is under way is not told through `done` any more."""
        self._asked += 1

    def call_here(self, action: Callable[[], None]) -> None:
        """Calls this in Qt's thread; from any thread."""
        if self._is_closed:
            return
        try:
            self._came.emit(action)
        except RuntimeError:
            return  # the window is gone: nobody waits for it

    def close(self, *, drops_waiting: bool = False) -> None:
        """Waits for what is under way, and for what waits its turn or drops it; tells nothing. Idempotent."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=drops_waiting)

    def _ended(self, then: Callable[[T], None], otherwise: Callable[[str], None], future: Future[T]) -> None:
        self.call_here(partial(self._finish, then, otherwise, future))

    @staticmethod
    def _finish(then: Callable[[T], None], otherwise: Callable[[str], None], future: Future[T]) -> None:
        try:
            result = future.result()
        except ProblemError as problem:
            otherwise(str(problem))
        except CancelledError:
            return
        else:
            then(result)

    def _tell_newest(self, number: int, result: object) -> None:
        if number == self._asked:
            self.done.emit(result)

    @Slot(object)
    def _hand_over(self, action: Callable[[], None]) -> None:
        if not self._is_closed:
            action()
