"""The fields of the settings: a caption, an input, what is estimated, and what is wrong."""

from collections.abc import Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.colours import Colours
from app.ui.settings import setting_sentences
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.inputs import ChoiceBox, TextBox
from app.ui.widgets.one_of import OneOf, chip
from app.ui.widgets.text import TextLabel, muted_ink, plain_ink
from app.ui.widgets.wrap import WrapLayout

T = TypeVar("T")


class TextField(QWidget):
    """A caption, a line of text, and beneath it what is wrong. `edited` fires as one types.

    What is wrong has its line reserved: nothing below moves when it appears. `asks`: the caption is a
    question, as large as those of chips.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, name: str, caption: str, unit: str = "", *, asks: bool = False) -> None:
        super().__init__()
        self.name = name
        self._theme = theme
        self.caption = _caption(theme, caption, asks=asks)
        self.box = TextBox(theme, unit)
        self.box.setObjectName(name)
        self.box.setAccessibleName(caption)
        self.box.textEdited.connect(self._tell_edited)
        self.box.editingFinished.connect(self.finished)
        self.problem = TextLabel(theme, TextSize.SMALL, ink=danger_ink, wraps=True)  # in one line, mostly
        self.problem.setObjectName(f"{name}Problem")
        self.problem.hide()
        self._below = QWidget()
        self._foot = QHBoxLayout(self._below)
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._foot.addWidget(self.problem, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in (self.caption, self.box, self._below):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setFocusProxy(self.box)
        theme.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """What stands there."""
        return self.box.text().strip()

    def show_text(self, text: str) -> None:
        """Shows a text, unless the same stands there."""
        if text != self.box.text():
            self.box.setText(text)

    def show_problem(self, sentence: str) -> None:
        """Says what is wrong; empty: nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.box.show_wrong(is_wrong=bool(sentence))
        self.box.setAccessibleDescription(sentence)

    @Slot()
    def _tell_edited(self) -> None:
        self.edited.emit()

    def _line_px(self) -> int:
        """The height that stays free below the text."""
        return QFontMetrics(self._theme.font(TextSize.BODY)).height()

    @Slot()
    def _dress(self) -> None:
        self.column.setSpacing(self._theme.px(4))
        self._below.setMinimumHeight(self._line_px())


class NumberField(TextField):
    """A number, or nothing; where there is nothing, the estimate and the button that takes it over."""

    accepted = Signal(float)

    def __init__(
        self,
        theme: Theme,
        name: str,
        caption: str,
        unit: str = "",
        *,
        is_whole: bool = True,
        asks: bool = False,
    ) -> None:
        self._has_estimates = False
        super().__init__(theme, name, caption, unit, asks=asks)
        self._is_whole = is_whole
        self._estimate: float | None = None
        self.hint = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.accept = ActionButton(theme, emphasis=Emphasis.FLAT, height_px=30)
        self.accept.setObjectName(f"{name}Accept")
        self.accept.clicked.connect(self._accept)
        self._foot.addWidget(self.hint, 1)
        self._foot.addWidget(self.accept)
        self.show_estimate(None, "")

    def value(self) -> float | None:
        """The number; None where nothing stands. ValueError where something else does."""
        text = self.text().replace(",", ".")
        if not text:
            return None
        if self._is_whole:
            return int(text)
        value = float(text)
        if not value < float("inf"):
            raise ValueError(text)
        return value

    def show_value(self, value: float | None) -> None:
        """Shows a number or nothing, unless that is what stands there."""
        try:
            is_shown = self.value() == value
        except ValueError:
            is_shown = False
        if not is_shown:
            self.show_text("" if value is None else f"{value:g}")

    def show_estimate(self, value: float | None, words: str) -> None:
        """What is used while nothing is typed, in words; None: there is nothing to take over."""
        self._estimate = value
        self.box.setPlaceholderText("" if value is None else f"≈ {value:g}")
        self.hint.setText(words)
        self._show_below()
        if value is not None:
            self._has_estimates = True
            self._dress()
            self.accept.show_action(setting_sentences.accept(value))
            self.accept.setAccessibleName(f"{self.caption.text()}: {self.accept.text()}")

    def show_inherited(self, value: float) -> None:
        """What is used while nothing is typed, and needs no taking over."""
        self.show_estimate(None, setting_sentences.inherited())
        self.box.setPlaceholderText(f"{value:g}")

    def show_problem(self, sentence: str) -> None:
        """In the place of the estimate, which is of no use meanwhile."""
        super().show_problem(sentence)
        self._show_below()

    def _show_below(self) -> None:
        is_right = not self.problem.text()
        self.hint.setVisible(is_right and bool(self.hint.text()))
        self.accept.setVisible(is_right and self._estimate is not None)

    def _line_px(self) -> int:
        """Room for the button too, where there may be one."""
        line_px = super()._line_px()
        return max(line_px, self.accept.sizeHint().height()) if self._has_estimates else line_px

    @Slot()
    def _accept(self) -> None:
        if self._estimate is not None:
            self.box.setFocus()
            self.accepted.emit(self._estimate)


class ChoiceField(QWidget, Generic[T]):
    """A caption and a list of values with their words."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, caption: str, words: Mapping[T, str]) -> None:
        super().__init__()
        self._theme = theme
        self._values: list[T] = []
        self.caption = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.caption.setText(caption)
        self.box = ChoiceBox(theme)
        self.box.setObjectName(name)
        self.box.setAccessibleName(caption)
        self.offer(words)
        self.box.activated.connect(self._tell)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.box)
        self._column.addStretch(1)
        self.setFocusProxy(self.box)
        theme.changed.connect(self._dress)
        self._dress()

    def offer(self, words: Mapping[T, str]) -> None:
        """Offers these values."""
        self._values = list(words)
        self.box.list_words(words.values())

    def value(self) -> T:
        """The chosen one."""
        return self._values[self.box.currentIndex()]

    def show_value(self, value: T) -> None:
        """Shows this one as chosen. ValueError if it is not offered."""
        self.box.setCurrentIndex(self._values.index(value))

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._theme.px(4))


class Chips(QWidget, Generic[T]):
    """One of a few, all of them seen at once. `has_digits`: each bears the digit that chooses it.

    `is_field`: the caption is as quiet as that of any field; else it asks a question.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        caption: str,
        words: Mapping[T, str],
        *,
        has_digits: bool = False,
        is_field: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._values = list(words)
        self._group = OneOf(self)
        self.setAccessibleName(caption)
        self.caption = _caption(theme, caption, asks=not is_field)
        self.buttons: list[ActionButton] = []
        self._row = WrapLayout()
        for index, text in enumerate(words.values()):
            digit = str(index + 1) if has_digits else ""
            made = chip(theme, f"{name}{index}", text, key_hint=digit)
            made.setAccessibleDescription(caption)
            made.clicked.connect(partial(self._tell))
            self._group.add(made, index)
            self._row.addWidget(made)
            self.buttons.append(made)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.caption)
        self._column.addLayout(self._row)
        theme.changed.connect(self._dress)
        self._dress()

    def value(self) -> T | None:
        """The chosen one; None before any choice."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def show_value(self, value: T) -> None:
        """Shows this one as chosen. ValueError if it is not offered."""
        self.buttons[self._values.index(value)].setChecked(True)

    def _tell(self, _is_checked: bool = True) -> None:
        self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._theme.px(8))
        self._row.setSpacing(self._theme.px(8))


def _caption(theme: Theme, words: str, *, asks: bool) -> TextLabel:
    size, ink = (TextSize.LABEL, plain_ink) if asks else (TextSize.BODY, muted_ink)
    made = TextLabel(theme, size, ink=ink, bold=asks, wraps=True)
    made.setText(words)
    return made


def danger_ink(colours: Colours) -> str:
    """The colour of what is wrong."""
    return colours.danger
