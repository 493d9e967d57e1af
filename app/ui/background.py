"""Background: work that takes a while, in a thread of its own; what it comes to arrives in Qt's thread."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Background(QObject):
    """Asked for something new, it does not tell what the older work came to. The work must not raise."""

    done = Signal(object)
    _came = Signal(int, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._asked = 0
        self._threads: list[threading.Thread] = []
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], object]) -> None:
        """Begins this work; `done` carries its result."""
        self._asked += 1
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=self._work, args=(self._asked, work), name=self._name)
        self._threads.append(thread)
        thread.start()

    def forget(self) -> None:
        """What is under way is not told any more."""
        self._asked += 1

    def close(self) -> None:
        """Waits for what is under way, and tells nothing of it."""
        self.forget()
        for thread in self._threads:
            thread.join()

    def _work(self, number: int, work: Callable[[], object]) -> None:
        result = work()
        try:
            self._came.emit(number, result)
        except RuntimeError:
            return  # the window is gone: nobody waits for it

    @Slot(int, object)
    def _tell(self, number: int, result: object) -> None:
        if number == self._asked:
            self.done.emit(result)
