"""One of several: chips and tabs of which one is chosen; Tab stops at it, arrows go on from there."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from app.ui.theme import Theme
from app.ui.widgets.action_button import ActionButton, Emphasis

CHIP_PX = 42  # as high as the buttons and boxes that it stands beside


class OneOf(QButtonGroup):
    """Screen readers hear them as one choice."""

    def __init__(self, parent: QObject, buttons: Iterable[QAbstractButton] = ()) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(self._stop_at_chosen)
        for button in buttons:
            self.add(button)

    def add(self, button: QAbstractButton, number: int = -1) -> None:
        """One more to choose from."""
        button.setAutoExclusive(True)  # the group does it anyway; this has Qt tell that it is a choice
        self.addButton(button, number)
        self._stop_at_chosen()

    def choose(self, chosen: QAbstractButton | None) -> None:
        """This one, without a click; None: none of them."""
        if chosen is not None:
            chosen.setChecked(True)
            return
        self.setExclusive(False)
        for button in self.buttons():
            button.setChecked(False)
        self.setExclusive(True)
        self._stop_at_chosen()

    @Slot()
    def _stop_at_chosen(self) -> None:
        """Before any choice Tab goes to each of them."""
        chosen = self.checkedButton()
        for button in self.buttons():
            is_stop = chosen is None or button is chosen
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


def chip(
    theme: Theme, name: str, words: str, *, key_hint: str = "", height_px: float = CHIP_PX
) -> ActionButton:
    """A button that is chosen or not, in the one look that such buttons have."""
    made = ActionButton(theme, emphasis=Emphasis.CHIP, key_hint=key_hint, height_px=height_px)
    made.setObjectName(name)
    made.setCheckable(True)
    made.show_action(words)
    return made
