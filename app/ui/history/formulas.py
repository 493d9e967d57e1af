"""Formulas: how each figure of a review is computed, for those who cannot hover over it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.sentences import translate
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.unfold import Unfold


class Formulas(QWidget):
    """A button, and beneath it the definitions once it was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.words.setObjectName("formulaWords")
        self.unfold = Unfold(
            theme, "reviewFormulas", translate("review", "How these are computed"), self.words
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)

    def show_formulas(self, formulas: Mapping[str, str]) -> None:
        """By caption each definition."""
        self.words.setText("\n".join(f"{name}: {' '.join(text.split())}" for name, text in formulas.items()))
