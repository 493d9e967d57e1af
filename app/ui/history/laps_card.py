"""LapsCard: number, time, average and maximum of each lap."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.snapshot import Lap
from app.ui.sentences import clock, number, translate
from app.ui.theme import TextSize, Theme
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_FEWEST_LAPS = 2  # one lap is the whole activity again


class LapsCard(Card):
    """Each column is one text of many lines: a hundred laps cost no more widgets than two."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.head.setText(translate("review", "Laps"))
        self.columns: list[TextLabel] = []
        self._grid = QGridLayout()
        heads = (
            translate("review", "Lap"),
            translate("review", "Time"),
            translate("review", "Average"),
            translate("review", "Maximum"),
        )
        for place, words in enumerate(heads):
            head = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
            head.setText(words)
            column = TextLabel(theme, TextSize.BODY, wraps=True)
            column.setObjectName(f"lapColumn{place}")
            column.setAccessibleName(words)
            side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
            for row, label in enumerate((head, column)):
                label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(label, row, place)
            self._grid.setColumnStretch(place, 1)
            self.columns.append(column)
        self._inside = QVBoxLayout(self)
        self._inside.addWidget(self.head)
        self._inside.addLayout(self._grid)
        self._inside.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_laps(self, laps: Sequence[Lap]) -> None:
        """All of them; hidden where nobody pressed Lap."""
        cells = [
            (str(lap.number), clock(lap.timer_s), number(lap.average_bpm), number(lap.max_bpm))
            for lap in laps
        ]
        for column, words in zip(self.columns, zip(*cells, strict=True), strict=False):
            column.setText("\n".join(words))
        self.setVisible(len(laps) >= _FEWEST_LAPS)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(16), px(10), px(16), px(8))
        self._inside.setSpacing(px(6))
        self._grid.setSpacing(px(4))
