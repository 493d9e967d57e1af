"""OfferPanel: a calm question at the top of the window, with a button and a key for each answer."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.announce import announce
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.text import TextLabel

_MOST_CHOICES = 3
_BESIDE_WORDS_PX = 340  # of text; where less would be left for the words, the buttons stand below them
_RADIUS_PX = 14
_IN_USE = (QAbstractButton, QLineEdit, QTextEdit)  # the focus is not taken away from these


class Choice(NamedTuple):
    """An answer: its words, and what it does."""

    text: str
    act: Callable[[], None]


class Offer(NamedTuple):
    """A question and its answers; Enter gives the preferred one."""

    text: str
    choices: tuple[Choice, ...]
    preferred: int = 0


class OfferPanel(QWidget):
    """Shows one offer, or is not there. Its keys, 1 to 3, live only while it is seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offerPanel")
        self._theme = theme
        self._offer: Offer | None = None
        self.text = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.text.setObjectName("offerText")
        self.buttons: list[ActionButton] = []
        self._keys = [self._key(number) for number in range(_MOST_CHOICES)]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._card = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._card.addWidget(self.text, 1)
        self._card.addLayout(self._row)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._card)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_offer(self, offer: Offer | None) -> None:
        """Asks this, or nothing."""
        if offer == self._offer:
            return
        had_focus = any(button.hasFocus() for button in self.buttons)
        self._offer = offer
        self._remove_buttons()
        for number, key in enumerate(self._keys):
            key.setEnabled(offer is not None and number < len(offer.choices))
        if offer is not None:
            self._add_buttons(offer)
            self.text.setText(offer.text)
            self._dress()
        self.setVisible(offer is not None)
        if offer is None and had_focus:
            self.window().setFocus()
        if offer is not None:
            announce(self.text, offer.text)
            if had_focus or not isinstance(QApplication.focusWidget(), _IN_USE):
                self.buttons[offer.preferred].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the buttons beside the words or below them."""
        super().resizeEvent(event)
        self._dress()

    def event(self, event: QEvent) -> bool:
        """As high as words and buttons need, whenever one of them changes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._dress()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the surface and its outline."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            side = self._theme.px(16)
            area = QRectF(self.rect()).adjusted(side, self._theme.px(6), -side, -self._theme.px(4))
            painter.setPen(QPen(QColor(self._theme.colours.accent), max(1.5, self._theme.px(2))))
            painter.setBrush(QColor(self._theme.colours.surface))
            radius = self._theme.px(_RADIUS_PX)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
        finally:
            painter.end()

    def _key(self, number: int) -> QShortcut:
        key = QShortcut(QKeySequence(str(number + 1)), self)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.setAutoRepeat(False)
        key.setEnabled(False)
        key.activated.connect(partial(self._choose, number))
        return key

    def _choose(self, number: int) -> None:
        if self._offer is not None and number < len(self._offer.choices):
            self._offer.choices[number].act()

    def _add_buttons(self, offer: Offer) -> None:
        for number, choice in enumerate(offer.choices):
            button = ActionButton(
                self._theme,
                emphasis=Emphasis.PRIMARY if number == offer.preferred else Emphasis.QUIET,
                key_hint=str(number + 1),
                height_px=44,
                parent=self,
            )
            button.setObjectName(f"offer{number + 1}")
            button.show_action(choice.text)
            button.clicked.connect(partial(self._choose, number))
            self._row.addWidget(button)
            self.buttons.append(button)

    def _remove_buttons(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        sides = px(16 + 18) + px(16 + 10)
        buttons_px = sum(button.sizeHint().width() + px(8) for button in self.buttons)
        left = self.width() - sides - buttons_px
        is_wide = left >= self._theme.text_px(_BESIDE_WORDS_PX)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if left >= 0 else direction.TopToBottom)
        self._card.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._card.setSpacing(px(8 if is_wide else 6))
        self._row.setSpacing(px(8))
        self._column.setContentsMargins(px(16 + 18), px(6 + 8), px(16 + 10), px(4 + 8))
        self._fit_height()
        self.update()

    def _fit_height(self) -> None:
        """A height of its own: Qt would not let a fixed policy follow the words as they wrap."""
        self.setFixedHeight(max(self._column.heightForWidth(self.width()), 0))
