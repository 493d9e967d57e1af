"""Unfold: a line that opens what few want to see; its arrow says whether it is open."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.action_button import ActionButton, Emphasis

_HEIGHT_PX, _PADDING_PX = 36, 6


class Unfold(ActionButton):
    """Shows and hides `folded`, which is hidden at first."""

    def __init__(self, theme: Theme, name: str, words: str, folded: QWidget) -> None:
        super().__init__(theme, emphasis=Emphasis.FLAT, height_px=_HEIGHT_PX)
        self._folded = folded
        self.setObjectName(name)
        self.setCheckable(True)
        self.show_action(words, "folded")
        folded.hide()
        self.toggled.connect(self._show)

    def _surface(self) -> str | None:
        """None but under the pointer: the arrow says that it is open."""
        return self._theme.colours.raised if self.underMouse() else None

    def _padding(self) -> int:
        """It begins where the words above and below it begin."""
        return self._theme.px(_PADDING_PX)

    @Slot(bool)
    def _show(self, is_open: bool) -> None:
        self.show_action(self.text(), "unfolded" if is_open else "folded")
        self._folded.setVisible(is_open)
