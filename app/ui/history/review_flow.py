"""ReviewFlow: opens one activity, keeps what is said of it, and changes how it is computed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.activity_row import ActivityRow
from app.domain.cuts import Cut
from app.domain.remark import Remark
from app.ui.background import Background
from app.ui.history.ports import HistorySource, ReviewedActivity
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.history.review_page import ReviewPage

_MOST_EARLIER = 40  # to compare with; older ones are another athlete by now

Told = Callable[[float, float], str]
"""The load before a change and after it → a sentence."""


class ReviewFlow(QObject):
    """`changed` says that the history is out of date. The page is made when it is first asked for."""

    changed = Signal()
    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        control: SessionControl,
        *,
        source: HistorySource,
        background: Background,
        tab: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._theme = theme
        self._control = control
        self._source = source
        self._background = background
        self._tab = tab
        self._page: ReviewPage | None = None
        self._rows: tuple[ActivityRow, ...] = ()
        self._before: ReviewedActivity | None = None

    def open(self, activity_id: int, rows: tuple[ActivityRow, ...]) -> None:
        """Computes the activity elsewhere, then shows it. `rows` are the whole history, newest first."""
        self._rows = rows
        self._background.run(partial(self._source.reviewed, activity_id), self._show)

    def _show(self, reviewed: ReviewedActivity) -> None:
        page = self._made()
        page.strip.hide()
        self._show_on(page, reviewed)
        self._window.show_page(page.objectName())
        self._window.header.show_page(self._tab)

    def _earlier(self, row: ActivityRow) -> list[ActivityRow]:
        kin = (
            each
            for each in self._rows
            if each.activity_type == row.activity_type and each.started_at < row.started_at
        )
        return [each for each, _ in zip(kin, range(_MOST_EARLIER), strict=False)]

    def _made(self) -> "ReviewPage":
        if self._page is None:
            from app.ui.history.review_page import ReviewPage  # noqa: PLC0415 - pyqtgraph, when asked for

            page = ReviewPage(self._theme)
            page.back_requested.connect(self.closed)
            page.remark_changed.connect(self._keep_remark)
            page.type_chosen.connect(self._reassign)
            page.athlete_chosen.connect(self._give)
            page.cuts_chosen.connect(self._cut)
            page.recompute_requested.connect(self._recompute)
            page.undo_requested.connect(self._undo)
            page.comparison_chosen.connect(self._compare)
            self._window.add_page(page)
            self._page = page
        return self._page

    @Slot(int, Remark)
    def _keep_remark(self, activity_id: int, remark: Remark) -> None:
        self._control.remark(activity_id, remark)
        self.changed.emit()

    @Slot(object)
    def _compare(self, activity_id: int | None) -> None:
        page = self._made()
        if activity_id is None:
            page.compare_with(None)
        else:
            self._background.run(partial(self._source.reviewed, activity_id), page.compare_with)

    @Slot(int, str)
    def _reassign(self, activity_id: int, activity_type: str) -> None:
        self._change(partial(self._source.reassign, activity_id, activity_type), words_of_change())

    @Slot(int, str)
    def _give(self, activity_id: int, athlete: str) -> None:
        from app.ui.history import review_sentences as words  # noqa: PLC0415 - with its page

        self._change(partial(self._source.give_to, activity_id, athlete), partial(words.given, athlete))

    @Slot(int, object)
    def _cut(self, activity_id: int, cuts: tuple[Cut, ...]) -> None:
        from app.ui.history import cut_sentences as words  # noqa: PLC0415 - with its page

        self._change(partial(self._source.cut, activity_id, cuts), words.changed)

    @Slot(int)
    def _recompute(self, activity_id: int) -> None:
        self._change(partial(self._source.recompute, activity_id), words_of_change())

    def _change(self, change: Callable[[], None], told: Told) -> None:
        shown = self._made().shown
        if shown is not None:
            self._before = shown
            self._run_change(change, shown, told, can_undo=True)

    @Slot()
    def _undo(self) -> None:
        shown, before = self._made().shown, self._before
        if shown is not None and before is not None:
            self._run_change(
                partial(self._source.take_back, before), shown, words_of_change(), can_undo=False
            )

    def _run_change(
        self, change: Callable[[], None], shown: ReviewedActivity, told: Told, *, can_undo: bool
    ) -> None:
        def changed() -> ReviewedActivity:
            change()
            return self._source.reviewed(shown.row.activity_id)

        load = shown.activity.summary.training_load
        self._background.run(changed, partial(self._show_changed, load, told, can_undo=can_undo))

    def _show_changed(
        self, load_before: float, told: Told, reviewed: ReviewedActivity, *, can_undo: bool
    ) -> None:
        page = self._made()
        self._show_on(page, reviewed)
        sentence = told(load_before, reviewed.activity.summary.training_load)
        page.strip.show_done(sentence, can_undo=can_undo)
        self.changed.emit()

    def _show_on(self, page: "ReviewPage", reviewed: ReviewedActivity) -> None:
        types, athletes = self._source.activity_types(), self._source.athletes()
        page.show_activity(reviewed, types, self._earlier(reviewed.row), athletes)


def words_of_change() -> Told:
    """What a computation came to."""
    from app.ui.history import review_sentences as words  # noqa: PLC0415 - with its page

    return words.changed
