"""MeasuresCard: the other measures of an activity, small, with how each is computed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.history.formulas import Formulas
from app.ui.sentences import translate
from app.ui.settings.groups import FieldColumns
from app.ui.theme import TextSize, Theme
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_COLUMN_PX = 230


class Measure(QWidget):
    """One line: what it is, and how much."""

    def __init__(self, theme: Theme, caption: str, name: str) -> None:
        super().__init__()
        self.caption = TextLabel(theme, TextSize.BODY, ink=muted_ink)
        self.caption.setText(caption)
        self.value = TextLabel(theme, TextSize.BODY, bold=True)
        self.value.setObjectName(name)
        self.value.setAccessibleName(caption)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.caption)
        line.addWidget(self.value, 1)


class MeasuresCard(Card):
    """`measures` holds them by object name."""

    def __init__(self, theme: Theme, captions: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.head.setText(translate("review", "Other measures"))
        self.measures = {name: Measure(theme, caption, name) for name, caption in captions.items()}
        self.formulas = Formulas(theme)
        self._inside = QVBoxLayout(self)
        self._inside.addWidget(self.head)
        self._inside.addWidget(FieldColumns(theme, self.measures.values(), _COLUMN_PX))
        self._inside.addWidget(self.formulas)
        self._inside.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(16), px(10), px(16), px(8))
        self._inside.setSpacing(px(6))
