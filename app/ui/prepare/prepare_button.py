"""PrepareButton: says what is chosen, in smaller type or cut where there is no room; a press asks anew."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton

_RIM_PX = 16  # on either side, at the reference window
_SIZES = (TextSize.LABEL, TextSize.BODY, TextSize.SMALL)


class PrepareButton(ActionButton):
    """Never asks for more room than its words need in small type, nor for more than `most_px`."""

    def __init__(self, theme: Theme, name: str, key_hint: str) -> None:
        super().__init__(theme, key_hint=key_hint)
        self._most_px = 0
        self._words = ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed))
        theme.changed.connect(self._fit_words)

    def show_choice(self, words: str, icon_name: str) -> None:
        """Shows what is chosen."""
        self._words = words
        self.show_action(words, icon_name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._fit_words()

    def sizeHint(self) -> QSize:
        """No more than it needs: what is over is shared out by the row."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Room for the icon, and for the words as far as the row has it."""
        metrics = QFontMetrics(self._theme.font(_SIZES[-1], bold=True))
        wished_px = metrics.horizontalAdvance(self._words) + self._around_px(metrics) + 1
        width_px = max(self._theme.px(64), min(wished_px, self._most_px))
        return QSize(width_px, super().minimumSizeHint().height())

    def allow(self, most_px: int) -> None:
        """What the row can give it, before its words are cut."""
        if most_px != self._most_px:
            self._most_px = most_px
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the words to the new width."""
        super().resizeEvent(event)
        self._fit_words()

    @Slot()
    def _fit_words(self) -> None:
        """The largest type that shows all of the words; the smallest, cut, where none does."""
        for size in _SIZES:
            font = self._theme.font(size, bold=True)
            metrics = QFontMetrics(font)
            room = self.width() - self._around_px(metrics)
            if metrics.horizontalAdvance(self._words) <= room:
                break
        self.setFont(font)
        self.updateGeometry()
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def _around_px(self, metrics: QFontMetrics) -> int:
        """What icon, gap and rims take."""
        return round(metrics.capHeight() * 1.45) + self._theme.px(10 + 2 * _RIM_PX)
