"""LongRunTeller: computes beside the window what a finished session did to the long run, and says it."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from app.domain.long_run_change import LongRunChange
from app.domain.remark import Remark
from app.engine.events import SessionFinished
from app.ui.background import Background
from app.ui.engine_bridge import EngineBridge
from app.ui.main_window import MainWindow


class LongRun(Protocol):
    """The long run as the store knows it."""

    def change(self, activity_id: int, remark: Remark | None = None) -> LongRunChange | None:
        """What this activity's day did; None where nothing can be said. Takes a while: not in Qt's thread.

        `remark` says which load counts, in place of what the store has.
        """


class LongRunTeller(QObject):
    """The summary says it as soon as it is known."""

    def __init__(self, window: MainWindow, long_run: LongRun) -> None:
        super().__init__(window)
        self._window = window
        self._long_run = long_run
        self._computing = Background("long run", self)
        self._computing.done.connect(self._show)
        self._activity_id: int | None = None
        self._remark = Remark()
        window.summary.remark_changed.connect(self._count_again)

    def listen_to(self, bridge: EngineBridge) -> None:
        """Follows the sessions that this bridge tells of."""
        bridge.session_finished.connect(self.show_finished)

    @Slot(SessionFinished)
    def show_finished(self, finished: SessionFinished) -> None:
        """A session is in the store now."""
        if finished.activity_id != self._activity_id:  # one that went on keeps what was said of it
            self._activity_id, self._remark = finished.activity_id, Remark()
        self._window.summary.show_long_run(None)
        self._computing.run(partial(self._long_run.change, finished.activity_id))

    @Slot(int, Remark)
    def _count_again(self, activity_id: int, remark: Remark) -> None:
        """Another load counts from now on; what else was said of the session moves nothing."""
        before, self._remark = self._remark, remark
        if remark.uses_filled_in_load != before.uses_filled_in_load:
            self._computing.run(partial(self._long_run.change, activity_id, remark))

    def close(self) -> None:
        """Waits for what is under way."""
        self._computing.close()

    @Slot(object)
    def _show(self, change: object) -> None:
        self._window.summary.show_long_run(change if isinstance(change, LongRunChange) else None)
