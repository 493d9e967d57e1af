"""WatchHelp: «my watch is not in the list», brand by brand."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import sensor_page_sentences as words
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel, muted_ink


class WatchHelp(QWidget):
    """Two columns: the brand, and what to do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sensorsHelp")
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        for row, (brand, what_to_do) in enumerate(words.watch_help()):
            name = TextLabel(theme, TextSize.BODY, bold=True)
            name.setText(brand)
            text = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
            text.setText(what_to_do)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(16), 0, 0, 0)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(8))
