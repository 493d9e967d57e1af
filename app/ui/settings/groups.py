"""What holds the fields together: columns, cards with a heading, rows that wrap."""

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.wrap import WrapLayout

COLUMN_PX = 236  # of a field, at the reference window
_WIDEST_PX = 420  # of one that stands alone: a number in a field as wide as the page would look lost


class Column(QWidget):
    """Widgets one below the other, at a distance that grows with the window."""

    def __init__(self, theme: Theme, spacing_px: float = 14) -> None:
        super().__init__()
        self._theme = theme
        self._spacing_px = spacing_px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._space)
        self._space()

    def add(self, *widgets: QWidget) -> None:
        """Puts widgets beneath the others."""
        for widget in widgets:
            self.column.addWidget(widget)

    @Slot()
    def _space(self) -> None:
        self.column.setSpacing(self._theme.px(self._spacing_px))


class Group(Card):
    """A card with a heading, a sentence, and what belongs together beneath."""

    def __init__(self, theme: Theme, heading: str, note: str = "") -> None:
        super().__init__(theme)
        self.heading = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.heading.setText(heading)
        self.note = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.show_note(note)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.note)
        theme.changed.connect(self._dress)
        self._dress()

    def show_note(self, note: str) -> None:
        """The sentence under the heading; empty: none."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def add(self, widget: QWidget) -> None:
        """Puts a widget beneath the others."""
        self.column.addWidget(widget)

    def add_fields(self, fields: Iterable[QWidget]) -> None:
        """Puts fields beneath, in as many columns as there is room for."""
        self.column.addWidget(FieldColumns(self._theme, fields, widest_px=_WIDEST_PX))

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(20), px(16), px(20), px(18))
        self.column.setSpacing(px(12))


class FieldColumns(QWidget):
    """Fields in equal columns of at least `column_px`; a lone one is at most `widest_px` wide."""

    def __init__(
        self,
        theme: Theme,
        fields: Iterable[QWidget],
        column_px: int = COLUMN_PX,
        *,
        widest_px: int | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._column_px, self._widest_px = column_px, widest_px
        self._wrap = WrapLayout(self)
        for field in fields:
            self._wrap.addWidget(field)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        widest_px = None if self._widest_px is None else self._theme.text_px(self._widest_px)
        self._wrap.set_cell_px(self._theme.text_px(self._column_px), widest_px)
        self._wrap.setSpacing(self._theme.px(14))


class ButtonRow(QWidget):
    """Buttons from left to right, on to the next row where the width ends."""

    def __init__(self, theme: Theme, buttons: Iterable[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._row = WrapLayout(self)
        for button in buttons:
            self._row.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(8))


def button(
    theme: Theme, name: str, words: str, emphasis: Emphasis = Emphasis.QUIET, icon_name: str | None = None
) -> ActionButton:
    """A button of the settings."""
    made = ActionButton(theme, emphasis=emphasis, icon_name=icon_name, height_px=42)
    made.setObjectName(name)
    made.show_action(words, icon_name)
    return made
