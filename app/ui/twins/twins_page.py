"""TwinsPage: all pairs that wait for the athlete's word, in one list."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.twin_pairs import TwinPair
from app.ui.settings.groups import button
from app.ui.theme import TextSize, Theme
from app.ui.twins import twin_sentences as words
from app.ui.twins.pair_card import PairCard
from app.ui.widgets.scroll import ScrollPage, gutter_px
from app.ui.widgets.text import TextLabel, muted_ink

MOST_SHOWN = 50  # cards are widgets; the next ones come when these are answered


class TwinsPage(QWidget):
    """Up and Down walk from pair to pair, Escape leaves.

    `answered` carries the card and the word on its pair, `undo_requested` a card whose word is taken back.
    """

    answered = Signal(PairCard, bool)
    undo_requested = Signal(PairCard)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("twinsPage")
        self.setAccessibleName(words.page())
        self._theme = theme
        self.cards: list[PairCard] = []
        self.heading = TextLabel(theme, TextSize.TITLE, bold=True, wraps=True)
        self.heading.setText(words.page())
        self.back = button(theme, "twinsBack", words.back())
        self.back.clicked.connect(self.left)
        self.about = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.about.setObjectName("twinsAbout")
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.back)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.addStretch(1)
        scroll = ScrollPage(theme, self._inside)
        self._scroll = scroll
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.about)
        self._column.addWidget(scroll, 1)
        actions = (
            ("Down", partial(self._walk, 1)),
            ("Up", partial(self._walk, -1)),
            ("Escape", self.left.emit),
        )
        for key, action in actions:
            shortcut = QShortcut(QKeySequence(key), self)  # the scrolling list would take the arrows
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        theme.changed.connect(self._dress)
        self._dress()

    def first_focus(self) -> QWidget:
        """The way back."""
        return self.back

    def show_pairs(self, pairs: Sequence[TwinPair], names: Mapping[str, str]) -> None:
        """These wait; `names` are those of the activity types by their key."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [PairCard(self._theme, pair, names) for pair in pairs[:MOST_SHOWN]]
        for place, card in enumerate(self.cards):
            card.answered.connect(partial(self._answer, card))
            card.undo_requested.connect(partial(self.undo_requested.emit, card))
            self._list.insertWidget(place, card)
        self.about.setText(words.explanation(len(pairs)))
        if self.cards:
            self.cards[0].setFocus()

    def _answer(self, card: PairCard, is_same: bool) -> None:
        card.settle(is_same=is_same)
        self.answered.emit(card, is_same)
        self._walk(1)

    def _walk(self, step: int) -> None:
        """To the next pair that waits."""
        here = next((place for place, card in enumerate(self.cards) if _has_focus(card)), -1)
        on = self.cards[here + 1 :] if step > 0 else self.cards[: max(0, here)][::-1]
        following = next((card for card in on if not card.is_settled), None)
        if following is not None:
            following.setFocus()
            self._scroll.ensureWidgetVisible(following)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(20), px(16), px(20), px(12))
        self._column.setSpacing(px(12))
        self._head.setContentsMargins(0, 0, gutter_px(self._theme), 0)  # the cards stand beside the bar
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(12))


def _has_focus(card: PairCard) -> bool:
    focused = card.window().focusWidget()
    return focused is not None and (focused is card or card.isAncestorOf(focused))
