"""Later: what the first sight of the window can do without is made once it is seen, a piece at a time."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Slot


class Later(QObject):
    """Between two pieces Qt paints and answers, so that no frame and no key waits for all of them."""

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
