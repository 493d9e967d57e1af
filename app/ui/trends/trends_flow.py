"""TrendsFlow: computes the long run elsewhere and brings it onto its page, made when first asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.activity_row import ActivityRow
from app.domain.intensity import SPLIT_OVER_DAYS, SessionIntensity, session_intensity, split_over_28_days
from app.domain.long_run import LongRun, long_run
from app.domain.recording import SessionStatus
from app.ui.history.history_flow import HistoryFlow
from app.ui.history.ports import HistoryProblemError
from app.ui.main_window import MainWindow
from app.ui.sentences import translate
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.trends.trends_page import TrendsPage

_NAME = "trendsPage"
_DRAWN_WITHIN_MS = 300  # the page first, then the recordings


class TrendsFlow(QObject):
    """Shares the history's store and its threads; what was split once is kept.

    `seed_kept` carries the athlete's own estimate, load per day, for whoever else holds the settings.
    """

    seed_kept = Signal(float)

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
        self._split: dict[int, SessionIntensity] = {}
        window.add_tab(_NAME, translate("trends", "Trends"), self.open)
        window.add_key("Ctrl+4", self.open)

    @Slot()
    def open(self) -> None:
        """The trends up to today, as soon as they are computed."""
        self._history.background.run(partial(self._compute, self._history.known_rows()), self._show)
        self._made()
        self._window.show_page(_NAME)

    def _made(self) -> "TrendsPage":
        if self._page is None:
            from app.ui.trends.trends_page import TrendsPage  # noqa: PLC0415 - pyqtgraph, when asked for

            self._page = TrendsPage(self._theme)
            self._page.seed_chosen.connect(self._keep_seed)
            self._window.add_page(self._page)
        return self._page

    def _compute(self, known: list[ActivityRow] | None) -> tuple[LongRun, list[ActivityRow]]:
        source = self._history.source
        rows = source.rows() if known is None else known
        return long_run(rows, self._today(), source.profile().load_per_day_seed), rows

    def _show(self, computed: tuple[LongRun, list[ActivityRow]]) -> None:
        run, rows = computed
        source = self._history.source
        has_own_seed = source.profile().load_per_day_seed is not None
        self._made().show_run(run, source.activity_types(), has_own_seed=has_own_seed)
        first = self._today() - timedelta(days=SPLIT_OVER_DAYS - 1)
        recent = [row for row in rows if _is_split(row) and first <= row.started_at.date()]
        QTimer.singleShot(_DRAWN_WITHIN_MS, self, partial(self._begin_split, recent))

    def _begin_split(self, recent: list[ActivityRow]) -> None:
        self._history.background.run(partial(self._read_split, recent), self._made().show_split)

    def _read_split(self, rows: list[ActivityRow]) -> SessionIntensity:
        """Reads those that were not read yet: a tenth of a second for each hour recorded."""
        background = self._history.background
        for done, row in enumerate(rows):
            if background.is_closed:
                break
            if row.activity_id not in self._split:
                background.call_here(partial(self._made().show_splitting, done + 1, len(rows)))
                self._read_one(row)
        found = [self._split[row.activity_id] for row in rows if row.activity_id in self._split]
        return split_over_28_days(found, self._today())

    def _read_one(self, row: ActivityRow) -> None:
        """One that cannot be read costs itself alone."""
        try:
            reviewed = self._history.source.reviewed(row.activity_id)
        except HistoryProblemError:
            return
        day = row.started_at.date()
        self._split[row.activity_id] = replace(session_intensity(reviewed.activity), day=day)

    @Slot(float)
    def _keep_seed(self, load_per_day: float) -> None:
        try:
            self._history.source.keep_seed(load_per_day)
            self.seed_kept.emit(load_per_day)
        finally:
            self.open()


def _is_split(row: ActivityRow) -> bool:
    """Whether its heart rate counts: not what another recording carries already."""
    return row.status is SessionStatus.FINISHED and (row.carried_by is None or not row.is_sure)
