"""RecomputeFlow: from the wish to compute the past again to the comparison, the new numbers and back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.profile import AthleteProfile
from app.engine.recompute import Progress, Recomputation, RecomputedActivity, RecomputeError
from app.ui.background import Background
from app.ui.settings.recompute_dialog import LoadChange, RecomputeDialog
from app.ui.theme import Theme

NameOfActivity = Callable[[str], str]
"""An activity type's key → what the athlete calls it."""


class RecomputeFlow(QObject):
    """One comparison at a time, computed in a thread of its own. `changed` fires when the past is another."""

    changed = Signal()
    _progressed = Signal(int, int, int)

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        recomputation: Callable[[], Recomputation],
        name_of: NameOfActivity,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._name_of = name_of
        self._recomputation = recomputation  # of the engine that runs now
        self._dialog: RecomputeDialog | None = None
        self._changes: tuple[RecomputedActivity, ...] = ()
        self._number = 0  # of the work whose progress is shown
        self._is_changing = False
        self._then: Callable[[], None] = self._show_comparison
        self._background = Background("recompute", self)
        self._background.done.connect(self._finish)
        self._progressed.connect(self._show_progress)

    def close(self) -> None:
        """Ends what is under way between two sessions, and waits for that. Idempotent."""
        self._number += 1
        self._is_changing = False
        self._background.close()
        if self._dialog is not None:
            self._dialog.close()

    @Slot(AthleteProfile, AthleteProfile)
    def compare(self, _before: AthleteProfile, now: AthleteProfile) -> None:
        """Shows what the past would come to for the athlete as he or she is now."""
        if self._dialog is not None or self._is_changing:
            return
        self._dialog = RecomputeDialog(self._theme, self._window)
        self._dialog.apply_requested.connect(self._apply)
        self._dialog.undo_requested.connect(self._undo)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()
        self._run(partial(self._preview, self._recomputation(), now), self._show_comparison)

    @Slot()
    def _apply(self) -> None:
        self._change(partial(self._recomputation().apply, self._changes), self._show_applied)

    @Slot()
    def _undo(self) -> None:
        self._change(partial(self._recomputation().undo, self._changes), self._show_undone)

    def _change(self, work: Callable[[Progress], None], then: Callable[[], None]) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(0, len(self._changes))
        self._run(work, then, is_changing=True)

    def _preview(self, recomputation: Recomputation, now: AthleteProfile, on_progress: Progress) -> None:
        self._changes = recomputation.preview(now, on_progress)

    def _run(
        self, work: Callable[[Progress], None], then: Callable[[], None], *, is_changing: bool = False
    ) -> None:
        self._number += 1
        self._is_changing = is_changing
        self._then = then
        self._background.run(partial(self._work, work, self._number))

    def _work(self, work: Callable[[Progress], None], number: int) -> RecomputeError | None:
        """In the other thread: what went wrong, if something did."""

        def on_progress(done: int, of: int) -> None:
            if number != self._number:
                raise _UnwantedError
            self._progressed.emit(number, done, of)

        try:
            work(on_progress)
        except _UnwantedError:
            return None  # Background does not tell of it
        except RecomputeError as error:
            return error
        return None

    @Slot(object)
    def _finish(self, problem: RecomputeError | None) -> None:
        was_changing, self._is_changing = self._is_changing, False
        if self._dialog is not None:
            if problem is None:
                self._then()
            else:
                self._dialog.show_problem(str(problem))
        if was_changing:
            self.changed.emit()

    @Slot(int, int, int)
    def _show_progress(self, number: int, done: int, of: int) -> None:
        if self._dialog is not None and number == self._number:
            self._dialog.show_progress(done, of)

    def _show_comparison(self) -> None:
        if self._dialog is not None:
            self._dialog.show_comparison(_rows(self._changes, self._name_of))

    def _show_applied(self) -> None:
        if self._dialog is not None:
            self._dialog.show_applied()

    def _show_undone(self) -> None:
        if self._dialog is not None:
            self._dialog.show_undone()

    @Slot()
    def _closed(self) -> None:
        """A comparison that nobody looks at any more ends; changes that are asked for are carried through."""
        self._dialog = None
        if not self._is_changing:
            self._number += 1
            self._background.forget()


class _UnwantedError(Exception):
    """Ends work whose result nobody waits for."""


def _rows(changes: Sequence[RecomputedActivity], name_of: NameOfActivity) -> list[LoadChange]:
    return [
        LoadChange(
            change.started_at.date(), name_of(change.activity_type), change.load_before, change.load_after
        )
        for change in changes
    ]
