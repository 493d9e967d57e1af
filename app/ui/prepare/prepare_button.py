"""PrepareButton: a button whose words are cut where there is no room, never its neighbours."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.theme import Theme
from app.ui.widgets.action_button import ActionButton

_MARGINS_PX = 56  # padding on both sides, at the reference window


class PrepareButton(ActionButton):
    """Says what is chosen; a press opens the choice."""

    def __init__(self, theme: Theme, name: str, key_hint: str) -> None:
        super().__init__(theme, key_hint=key_hint)
        self._words = ""
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_choice(self, words: str, icon_name: str) -> None:
        """Shows what is chosen."""
        self._words = words
        self.show_action(words, icon_name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """Room for the icon alone."""
        return QSize(self._theme.px(64), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts the words to the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = self.fontMetrics()
        icon_px = round(metrics.capHeight() * 1.45) + self._theme.px(10)
        room = self.width() - icon_px - self._theme.px(_MARGINS_PX) // 2
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))
