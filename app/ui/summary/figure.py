"""Figure: one number of the summary."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import TextSize, Theme
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink


class Figure(Card):
    """One number with its caption."""

    def __init__(self, theme: Theme, caption: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.caption = TextLabel(theme, TextSize.BODY, ink=muted_ink)
        self.caption.setText(caption)
        self.value = TextLabel(theme, TextSize.TITLE, bold=True)
        self.value.setObjectName(name)
        self.value.setAccessibleName(caption)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.value)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(16)
        self._column.setContentsMargins(padding, padding // 2, padding, padding // 2)
        self._column.setSpacing(0)
