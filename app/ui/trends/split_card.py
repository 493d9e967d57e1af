"""SplitCard: easy, medium and hard over 28 days, by time or by load."""

from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.intensity import SessionIntensity
from app.ui.theme import TextSize, Theme
from app.ui.trends import trend_sentences as words
from app.ui.trends.split_bar import SplitBar
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.one_of import OneOf, chip
from app.ui.widgets.text import TextLabel


class Measure(StrEnum):
    """What is split."""

    TIME = "time"
    LOAD = "load"


class SplitCard(Card):
    """By time at first: that is how the field speaks of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._found: SessionIntensity | None = None
        self.head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.head.setText(words.split_head())
        self.head.setToolTip(words.split_tip())
        self.bar = SplitBar(theme)
        self.words = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.words.setObjectName("trendSplit")
        self.measures: dict[Measure, ActionButton] = {}
        self._row = QHBoxLayout()
        self._row.addWidget(self.head, 1)
        for measure, text in ((Measure.TIME, words.by_time()), (Measure.LOAD, words.by_load())):
            made = chip(theme, f"split_{measure}", text)
            made.clicked.connect(self._show)
            self._row.addWidget(made)
            self.measures[measure] = made
        OneOf(self, self.measures.values())
        self.measures[Measure.TIME].setChecked(True)
        self._inside = QVBoxLayout(self)
        self._inside.addLayout(self._row)
        self._inside.addWidget(self.bar)
        self._inside.addWidget(self.words)
        self._inside.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_split(self, found: SessionIntensity) -> None:
        """The last 28 days."""
        self._found = found
        self._show()

    def show_reading(self, done: int, of: int) -> None:
        """The recordings are being read."""
        self.words.setText(words.splitting(done, of))

    @Slot()
    def _show(self) -> None:
        if self._found is None:
            return
        is_time = self.measures[Measure.TIME].isChecked()
        shares = (self._found.seconds if is_time else self._found.load).shares()
        self.words.setText(words.split(shares))
        self.bar.show_shares(shares)
        self.bar.setAccessibleName(words.split(shares))

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(14), px(10), px(14), px(10))
        self._inside.setSpacing(px(6))
        self._row.setSpacing(px(8))
