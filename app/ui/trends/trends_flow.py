"""TrendsFlow: computes the long run elsewhere and brings it onto its page, made when first asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.constants_changes import ConstantsChange, constants_changes
from app.domain.intensity import SPLIT_OVER_DAYS, SessionIntensity, split_over_28_days
from app.domain.long_run import LoadRow, LongRun, long_run, off_season_of
from app.domain.session_intensity import session_intensity
from app.engine.events import SessionFinished, SnapshotTaken
from app.ui.engine_bridge import EngineBridge
from app.ui.history.history_flow import HistoryFlow
from app.ui.history.ports import HistoryProblemError
from app.ui.main_window import MainWindow
from app.ui.sentences import translate
from app.ui.theme import Theme
from app.ui.trends import trend_sentences as words

if TYPE_CHECKING:
    from app.ui.trends.trends_page import TrendsPage

_NAME = "trendsPage"
_DRAWN_WITHIN_MS = 300  # the page first, then the recordings


class TrendsFlow(QObject):
    """Shares the history's store and its threads.

    `seed_kept` carries the athlete's own estimate, load per day, `off_season_kept` the first day of the block
    (an ISO date, empty: there is none), for whoever else holds the settings.
    """

    seed_kept = Signal(float)
    off_season_kept = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        history: HistoryFlow,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._history = history
        self._today = today
        self._page: TrendsPage | None = None
        self._split: dict[str, SessionIntensity] = {}  # by identity; not in the store yet
        window.add_tab(_NAME, translate("trends", "Trends"), self.open)
        window.add_key("Ctrl+4", self.open)

    def listen_to(self, bridge: EngineBridge) -> None:
        """Follows the session that runs, and the one that is prepared."""
        bridge.snapshot_taken.connect(self._show_live)
        bridge.session_finished.connect(self._finished)

    @Slot()
    def open(self) -> None:
        """The trends up to today, as soon as they are computed."""
        self._history.background.run(self._compute, self._show, self._show_problem)
        self._made()
        self._window.show_page(_NAME)

    def _made(self) -> "TrendsPage":
        if self._page is None:
            from app.ui.trends.trends_page import TrendsPage  # noqa: PLC0415 - pyqtgraph, when asked for

            self._page = TrendsPage(self._theme)
            self._page.seed_chosen.connect(self._keep_seed)
            self._page.off_season_chosen.connect(self._keep_off_season)
            self._page.import_requested.connect(self._bring_in)
            self._page.report_requested.connect(self._choose_report)
            self._window.add_page(self._page)
        return self._page

    def _compute(self) -> tuple[LongRun, list[LoadRow]]:
        source = self._history.source
        loads, profile = source.loads(), source.profile()
        run = long_run(loads, self._today(), profile.load_per_day_seed, off_season_of(profile))
        return run, loads

    def _show(self, computed: tuple[LongRun, list[LoadRow]]) -> None:
        run, loads = computed
        source = self._history.source
        has_own_seed = source.profile().load_per_day_seed is not None
        self._made().show_run(run, source.activity_types(), has_own_seed=has_own_seed)
        first = self._today() - timedelta(days=SPLIT_OVER_DAYS - 1)
        recent = [load for load in loads if first <= load.session.day and not load.is_carried]
        QTimer.singleShot(_DRAWN_WITHIN_MS, self, partial(self._begin_split, recent))

    def _begin_split(self, recent: list[LoadRow]) -> None:
        background, page = self._history.background, self._made()
        background.run(self._read_changes, page.show_changes, self._show_problem)
        background.run(partial(self._read_split, recent), page.split.show_split, self._show_problem)

    def _show_problem(self, sentence: str) -> None:
        """Here, where it is missed, instead of in the history."""
        self._made().strip.show_done(sentence)

    def _read_changes(self) -> tuple[ConstantsChange, ...]:
        return constants_changes(self._history.source.constants())

    def _read_split(self, rows: list[LoadRow]) -> SessionIntensity:
        """Reads those of which nothing is kept yet: a tenth of a second for each hour recorded."""
        background = self._history.background
        kept = self._history.source.intensities(self._today() - timedelta(days=SPLIT_OVER_DAYS - 1))
        lacking = [row for row in rows if row.activity_id not in kept]
        for done, row in enumerate(lacking):
            if background.is_closed:
                break
            if row.session.identity not in self._split:
                background.call_here(partial(self._made().split.show_reading, done + 1, len(lacking)))
                self._read_one(row)
        read = (self._split.get(row.session.identity) for row in lacking)
        found = [*(kept[row.activity_id] for row in rows if row.activity_id in kept), *filter(None, read)]
        return split_over_28_days(found, self._today())

    def _read_one(self, row: LoadRow) -> None:
        """One that cannot be read costs itself alone."""
        try:
            reviewed = self._history.source.reviewed(row.activity_id)
        except HistoryProblemError:
            return
        day = row.session.day
        self._split[row.session.identity] = replace(session_intensity(reviewed.activity), day=day)

    @Slot(SnapshotTaken)
    def _show_live(self, taken: SnapshotTaken) -> None:
        if self._page is not None and self._page.isVisible():
            self._page.today.show_live(taken.snapshot)

    @Slot(SessionFinished)
    def _finished(self, _finished: SessionFinished) -> None:
        if self._page is not None and self._page.isVisible():
            self.open()

    @Slot(object)
    def _keep_off_season(self, first_day: date | None) -> None:
        kept = "" if first_day is None else first_day.isoformat()
        keep = partial(self._history.source.keep_off_season, first_day)
        self._history.background.run(keep, lambda _: self._kept(partial(self.off_season_kept.emit, kept)))

    @Slot(float)
    def _keep_seed(self, load_per_day: float) -> None:
        keep = partial(self._history.source.keep_seed, load_per_day)
        self._history.background.run(keep, lambda _: self._kept(partial(self.seed_kept.emit, load_per_day)))

    @Slot()
    def _bring_in(self) -> None:
        """In the history, where one sees how far it is and what became of it."""
        self._history.open()
        self._history.choose_files()

    @Slot()
    def _choose_report(self) -> None:
        from app.ui.history.choosing import folder_to_write  # noqa: PLC0415 - when asked for

        folder = folder_to_write(self._made())
        if folder is not None:
            self.write_report(folder)

    def write_report(self, folder: Path) -> None:
        """Writes the coach's page there, and tells where it is or why it is not."""
        page, source = self._made(), self._history.source
        page.strip.show_progress(words.writing_report(), 0, 0, can_cancel=False)
        write = partial(source.write_report, folder, self._today(), partial(translate, "report"))
        self._history.background.run(write, self._show_written, self._show_problem)

    def _show_written(self, path: Path) -> None:
        self._made().strip.show_done(words.report_written(str(path)))

    def _kept(self, tell: Callable[[], None]) -> None:
        tell()
        self.open()
