"""TwinsFlow: brings the pairs that wait onto their page, and the athlete's word on them to the store."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.twin_pairs import TwinPair
from app.ui.background import Background
from app.ui.history.ports import HistorySource
from app.ui.main_window import MainWindow
from app.ui.theme import Theme
from app.ui.twins.pair_card import PairCard
from app.ui.twins.twins_page import TwinsPage

if TYPE_CHECKING:
    from app.domain.twin_pairs import PairTraces


class TwinsFlow(QObject):
    """`changed`: a pair was settled, so the history is out of date. `closed`: back to it."""

    changed = Signal()
    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        source: HistorySource,
        background: Background,
        *,
        tab: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._source = source
        self._background = background
        self._tab = tab
        self._page = TwinsPage(theme)
        self._page.answered.connect(self._settle)
        self._page.undo_requested.connect(self._take_back)
        self._page.left.connect(self.closed)
        window.add_page(self._page)

    def open(self) -> None:
        """The pairs that wait now."""
        self._background.run(self._source.unsure_pairs, self._show)

    def _show(self, pairs: list[TwinPair]) -> None:
        names = {each.key: each.name for each in self._source.activity_types()}
        self._window.show_page(self._page.objectName())
        self._window.header.show_page(self._tab)
        self._page.show_pairs(pairs, names)
        self._compare_next(list(self._page.cards))

    def _compare_next(self, waiting: list[PairCard]) -> None:
        """One after the other, the first seen first, so that opening an activity never waits for all."""
        if not waiting or waiting[0] not in self._page.cards:
            return
        card, rest = waiting[0], waiting[1:]

        def show_problem(sentence: str) -> None:
            card.show_problem(sentence)
            self._compare_next(rest)

        def show(traces: "PairTraces") -> None:
            card.show_traces(traces)
            self._compare_next(rest)

        self._background.run(partial(self._source.pair_traces, card.pair), show, show_problem)

    @Slot(PairCard, bool)
    def _settle(self, card: PairCard, is_same: bool) -> None:
        """Undo comes once the word is written down: else it might overtake it."""

        def written(_none: None) -> None:
            if card in self._page.cards:
                card.allow_undo()
            self.changed.emit()

        def refused(sentence: str) -> None:
            if card in self._page.cards:
                card.unsettle(sentence)

        work = partial(self._source.settle_pair, card.pair, is_same=is_same)
        self._background.run(work, written, refused)

    @Slot(PairCard)
    def _take_back(self, card: PairCard) -> None:
        card.undo.hide()

        def taken_back(_none: None) -> None:
            if card in self._page.cards:
                card.unsettle()
                card.setFocus()
            self.changed.emit()

        def refused(sentence: str) -> None:
            if card in self._page.cards:
                card.allow_undo(sentence)

        self._background.run(partial(self._source.reopen_pair, card.pair), taken_back, refused)
