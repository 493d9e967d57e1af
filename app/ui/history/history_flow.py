"""HistoryFlow: brings the store's past onto the history's pages, and the athlete's wishes to the store."""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.activity_row import ActivityRow
from app.domain.import_outcome import ImportOutcome
from app.engine.events import SessionFinished
from app.ui.background import Background
from app.ui.engine_bridge import EngineBridge
from app.ui.history import history_sentences as words
from app.ui.history.drop_anywhere import DropAnywhere
from app.ui.history.import_progress import PacedProgress
from app.ui.history.ports import HistoryProblemError, HistorySource, ImportProgress
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.history.history_page import HistoryPage
    from app.ui.history.review_flow import ReviewFlow
    from app.ui.twins.twins_flow import TwinsFlow

_NAME = "historyPage"
_SEEN_AT_ONCE = 100  # lines: more than any window shows; the others follow a moment later


class HistoryFlow(QObject):
    """The page is made when it is first asked for, and the store looked at then."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        control: SessionControl,
        make_source: Callable[[], HistorySource],
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._control = control
        self._make_source = make_source
        self._today = today
        self._source: HistorySource | None = None
        self._page: HistoryPage | None = None
        self._background: Background | None = None
        self._review: ReviewFlow | None = None
        self._twins: TwinsFlow | None = None
        self._is_stale = True
        self._binned: list[int] = []
        self._outcomes: list[ImportOutcome] = []
        self._is_cancelled = threading.Event()
        self._is_busy = False
        window.add_tab(_NAME, words.page(), self.open)
        window.add_key("Ctrl+3", self.open)
        DropAnywhere(window).dropped.connect(self.import_dropped)

    @Slot(list)
    def import_dropped(self, paths: Sequence[Path]) -> None:
        """Takes in what was dropped on the window; a session that runs stays in sight."""
        if not self._window.status.is_under_way:
            self.open()
        self.import_paths(paths)

    def listen_to(self, bridge: EngineBridge) -> None:
        """A finished session is one line more."""
        bridge.session_finished.connect(self._on_finished)

    @property
    def source(self) -> HistorySource:
        """The store, opened when it is first asked for."""
        if self._source is None:
            self._source = self._make_source()
        return self._source

    @property
    def background(self) -> Background:
        """Where slow work is done."""
        if self._background is None:
            self._background = Background("past", self)
            self._background.problem.connect(self._show_problem)
        return self._background

    @Slot()
    def open(self) -> None:
        """The history, with what is there now."""
        page = self._made()
        if self._is_stale:
            self._is_stale = False
            self._show_newest(page)
        self._window.show_page(page.objectName())

    @Slot(int)
    def review(self, activity_id: int) -> None:
        """Looks at one activity closely."""
        if self._review is None:
            from app.ui.history.review_flow import ReviewFlow  # noqa: PLC0415 - when asked for

            self._review = ReviewFlow(
                self._window,
                self._theme,
                self._control,
                source=self.source,
                background=self.background,
                tab=_NAME,
                parent=self,
            )
            self._review.changed.connect(self.forget)
            self._review.closed.connect(self.open)
        self._review.open(activity_id, self._made().model.whole)

    @Slot()
    def settle_twins(self) -> None:
        """The pairs that may be one activity recorded twice."""
        if self._twins is None:
            from app.ui.twins.twins_flow import TwinsFlow  # noqa: PLC0415 - when asked for

            self._twins = TwinsFlow(
                self._window, self._theme, self.source, self.background, tab=_NAME, parent=self
            )
            self._twins.changed.connect(self.forget)
            self._twins.closed.connect(self.open)
        self._twins.open()

    def close(self) -> None:
        """Ends slow work. Idempotent."""
        self._is_cancelled.set()
        if self._background is not None:
            self._background.close(drops_waiting=True)

    @Slot()
    def forget(self) -> None:
        """What is shown may be out of date: reads again, at once if it is seen."""
        self._is_stale = True
        if self._page is not None and self._page.isVisible():
            self._is_stale = False
            self._read_all()

    def _show_newest(self, page: "HistoryPage") -> None:
        """The first lines at once, all of them as soon as they are read."""
        if not page.model.whole:
            try:
                page.show_rows(self.source.rows(_SEEN_AT_ONCE), self.source.activity_types())
            except HistoryProblemError as problem:
                self._show_problem(str(problem))
                return
        self._read_all()

    @Slot(bool)
    def _read_all(self, _is_bin: bool = False) -> None:
        page = self._made()
        in_bin = page.foot.is_bin_shown()
        self.background.run(self.source.bin_rows if in_bin else self.source.rows, self._show_rows)

    def _show_rows(self, rows: list[ActivityRow]) -> None:
        self._made().show_rows(rows, self.source.activity_types())

    def _made(self) -> "HistoryPage":
        if self._page is None:
            from app.ui.history.history_page import HistoryPage  # noqa: PLC0415 - when asked for

            page = HistoryPage(self._theme, self._today)
            page.opened.connect(self.review)
            page.bin_shown.connect(self._read_all)
            page.bin_requested.connect(self._put_in_bin)
            page.restore_requested.connect(self._take_out)
            page.strip.undo_requested.connect(self._undo)
            page.strip.cancel_requested.connect(self._is_cancelled.set)
            page.export_requested.connect(self._export)
            page.import_requested.connect(self.import_paths)
            page.twins_requested.connect(self.settle_twins)
            page.choose_files_requested.connect(self.choose_files)
            page.choose_folder_requested.connect(self._choose_folder)
            self._window.add_page(page)
            self._page = page
        return self._page

    @Slot(SessionFinished)
    def _on_finished(self, _finished: SessionFinished) -> None:
        self.forget()

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        """Of something short: an import or export that is under way goes on."""
        self._made().strip.show_done(sentence)

    @Slot(list)
    def _put_in_bin(self, activity_ids: list[int]) -> None:
        """Gone from the list at once; the engine writes it down in its own time."""
        page = self._made()
        self._binned = activity_ids
        for activity_id in activity_ids:
            self._control.discard(activity_id)
        self._leave_out(activity_ids)
        page.strip.show_done(words.binned(len(activity_ids)), can_undo=True)

    @Slot(list)
    def _take_out(self, activity_ids: list[int]) -> None:
        for activity_id in activity_ids:
            self._control.restore(activity_id)
        self._leave_out(activity_ids)

    def _leave_out(self, activity_ids: list[int]) -> None:
        page, gone = self._made(), set(activity_ids)
        left = [row for row in page.model.whole if row.activity_id not in gone]
        page.show_rows(left, self.source.activity_types())

    @Slot()
    def _undo(self) -> None:
        for activity_id in self._binned:
            self._control.restore(activity_id)
        self._binned = []
        self.forget()

    @Slot(list, str)
    def _export(self, activity_ids: list[int], kind: str) -> None:
        from app.ui.history.choosing import folder_to_write  # noqa: PLC0415 - when asked for

        folder = folder_to_write(self._made())
        if folder is not None:
            self.export(activity_ids, kind, folder)

    def export(self, activity_ids: Sequence[int], kind: str, folder: Path) -> None:
        """Writes them one after the other; ends where Cancel was pressed or one could not be written."""
        if self._is_busy:
            return
        self._begin(words.exporting(0, len(activity_ids)), len(activity_ids))
        source, background = self.source, self.background

        def write() -> int:
            for done, activity_id in enumerate(activity_ids):
                if self._is_cancelled.is_set():
                    return done
                source.export(activity_id, kind, folder)
                background.call_here(partial(self._show_exporting, done + 1, len(activity_ids)))
            return len(activity_ids)

        background.run(write, partial(self._show_exported, folder), self._end)

    def _show_exporting(self, done: int, of: int) -> None:
        if self._is_busy:
            self._made().strip.show_progress(words.exporting(done, of), done, of)

    def _show_exported(self, folder: Path, count: int) -> None:
        self._end(words.exported(count, str(folder)))

    @Slot()
    def choose_files(self) -> None:
        """Asks which files to bring in."""
        from app.ui.history.choosing import files_to_read  # noqa: PLC0415 - when asked for

        self.import_paths(files_to_read(self._made()))

    @Slot()
    def _choose_folder(self) -> None:
        from app.ui.history.choosing import folder_to_read  # noqa: PLC0415 - when asked for

        folder = folder_to_read(self._made())
        self.import_paths([folder] if folder is not None else [])

    @Slot(list)
    def import_paths(self, paths: Sequence[Path]) -> None:
        """Takes files and folders in; what was taken in stays, whatever happens to the rest."""
        if self._is_busy or not paths:
            return
        self._outcomes = []
        self._begin(words.looking(), 0)
        source, background = self.source, self.background

        paced = PacedProgress(lambda told: background.call_here(partial(self._show_importing, told)))

        def tell(progress: ImportProgress) -> bool:
            paced.tell(progress)
            return not self._is_cancelled.is_set()

        def take_in() -> None:
            try:
                source.import_files(tuple(paths), tell)
            finally:
                paced.flush()

        background.run(take_in, self._show_imported, self._show_stopped)

    def _begin(self, sentence: str, of: int) -> None:
        self._is_cancelled.clear()
        self._is_busy = True
        self._made().strip.show_progress(sentence, 0, of)

    def _show_importing(self, progress: ImportProgress) -> None:
        self._outcomes += progress.outcomes
        if self._is_busy:
            sentence = words.importing(progress.done, progress.of)
            self._made().strip.show_progress(sentence, progress.done, progress.of)

    def _show_imported(self, _nothing: None) -> None:
        self._report(words.imported(self._outcomes, is_cancelled=self._is_cancelled.is_set()))

    def _show_stopped(self, problem: str) -> None:
        """The store takes no more: why, and what had come in till then."""
        self._report(f"{problem} {words.imported(self._outcomes, is_cancelled=True)}")

    def _report(self, sentence: str) -> None:
        self._end(sentence, words.skipped(self._outcomes))
        self.forget()

    def _end(self, sentence: str, details: Sequence[tuple[str, str]] = ()) -> None:
        self._is_busy = False
        self._made().strip.show_done(sentence, details)
