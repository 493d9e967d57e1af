"""CutBar: takes a stretch out of the activity by its two ends; lists what was taken out, to put it back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cuts import Cut
from app.ui.history import cut_sentences as words
from app.ui.sentences import clock
from app.ui.settings.fields import danger_ink
from app.ui.settings.groups import ButtonRow, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.inputs import TextBox
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.wrap import WrapLayout

_TIME_PX = 110


class TimeBox(TextBox):
    """Session time as typed; as wide as a time needs."""

    def __init__(self, theme: Theme, name: str, caption: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.setAccessibleName(caption)
        self.setPlaceholderText(caption)

    def seconds(self) -> float | None:
        """What stands there; None where it is no time."""
        return words.seconds_of(self.text())

    @Slot()
    def _dress(self) -> None:
        super()._dress()
        self.setFixedWidth(self._theme.text_px(_TIME_PX))


class CutBar(QWidget):
    """`stretch_typed` tells as one types, `closed` that no stretch is looked for any more."""

    cut_requested = Signal(float, float)
    put_back_requested = Signal(Cut)
    stretch_typed = Signal(float, float)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("cutBar")
        self.hint = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.hint.setText(words.hint())
        self.begin = TimeBox(theme, "cutFrom", words.begin())
        self.end = TimeBox(theme, "cutTo", words.end())
        self.take_out = button(theme, "cutOut", words.take_out(), Emphasis.PRIMARY)
        self.leave = button(theme, "cutCancel", words.leave(), Emphasis.FLAT)
        self.problem = TextLabel(theme, TextSize.BODY, ink=danger_ink, wraps=True)
        self.problem.setObjectName("cutProblem")
        self.ends = ButtonRow(theme, (self.begin, self.end, self.take_out, self.leave))
        self.made = QWidget()
        self._made_row = WrapLayout(self.made)
        self.buttons: list[ActionButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.hint, self.ends, self.problem, self.made):
            self._column.addWidget(widget)
        for box in (self.begin, self.end):
            box.textEdited.connect(self._tell_typed)
            box.returnPressed.connect(self._ask)
        self.take_out.clicked.connect(self._ask)
        self.leave.clicked.connect(self.close_bar)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_cuts(())
        self.close_bar()

    @property
    def is_open(self) -> bool:
        """Whether a stretch is being looked for."""
        return not self.ends.isHidden()

    @Slot()
    def open_bar(self) -> None:
        """Asks for a stretch."""
        self._show_ends(is_open=True)
        self.begin.setFocus()

    @Slot()
    def close_bar(self) -> None:
        """Asks for none any more."""
        self.closed.emit()
        for box in (self.begin, self.end):
            box.clear()
        self._show_ends(is_open=False)

    def is_focused(self) -> bool:
        """Whether the keyboard is here."""
        return any(child.hasFocus() for child in (self.begin, self.end, self.take_out, self.leave))

    @Slot(float, float)
    def show_stretch(self, start_s: float, end_s: float) -> None:
        """A stretch chosen on the trace."""
        self._show_ends(is_open=True)
        self.begin.setText(clock(start_s))
        self.end.setText(clock(end_s))

    def show_problem(self, sentence: str) -> None:
        """Why it cannot be cut out; empty: nothing is wrong."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def show_cuts(self, cuts: Sequence[Cut]) -> None:
        """What was cut out, each with its way back."""
        for old in self.buttons:
            self._made_row.removeWidget(old)
            old.deleteLater()
        self.buttons = []
        for cut in cuts:
            made = button(self._theme, "cutPutBack", words.put_back(cut))
            made.setToolTip(words.put_back_tip())
            made.clicked.connect(partial(self._put_back, cut))
            self._made_row.addWidget(made)
            self.buttons.append(made)
        self.made.setVisible(bool(cuts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _show_ends(self, *, is_open: bool) -> None:
        for widget in (self.hint, self.ends):
            widget.setVisible(is_open)
        self.show_problem("")

    def _put_back(self, cut: Cut, _is_checked: bool = False) -> None:
        self.put_back_requested.emit(cut)

    @Slot()
    def _tell_typed(self) -> None:
        start_s, end_s = self.begin.seconds(), self.end.seconds()
        self.show_problem("")
        if start_s is not None and end_s is not None and start_s < end_s:
            self.stretch_typed.emit(start_s, end_s)

    @Slot()
    def _ask(self) -> None:
        start_s, end_s = self.begin.seconds(), self.end.seconds()
        if start_s is None or end_s is None:
            self.show_problem(words.no_time())
            return
        self.cut_requested.emit(start_s, end_s)

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._theme.px(6))
        self._made_row.setSpacing(self._theme.px(8))
