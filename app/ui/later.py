"""What the first sight of the window can do without: made once it is seen, and told what it missed."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

Thing = TypeVar("Thing")


class Awaited(Generic[Thing]):
    """What something is to be told that may not be made yet: now, or in its order as soon as it is."""

    def __init__(self) -> None:
        self._thing: Thing | None = None
        self._waiting: deque[Callable[[Thing], object]] = deque()

    def tell(self, tell: Callable[[Thing], object]) -> None:
        """Calls this with the thing, sooner or later."""
        if self._thing is None:
            self._waiting.append(tell)
        else:
            tell(self._thing)

    def has_come(self, thing: Thing) -> None:
        """It is made."""
        self._thing = thing
        while self._waiting:
            self._waiting.popleft()(thing)


class Later(QObject):
    """A piece at a time: between two of them Qt paints and answers, so that nobody waits for all of them."""

    def __init__(self, pieces: Iterable[Callable[[], object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces = deque(pieces)
        self._next = QTimer(self)
        self._next.timeout.connect(self._make_one)

    @Slot()
    def begin(self) -> None:
        """Makes the first piece now, the others each in a turn of the loop."""
        self._next.start(0)
        self._make_one()

    def give_up(self) -> None:
        """Makes nothing more."""
        self._next.stop()
        self._pieces.clear()

    @Slot()
    def _make_one(self) -> None:
        if self._pieces:
            self._pieces.popleft()()
        if not self._pieces:
            self._next.stop()
