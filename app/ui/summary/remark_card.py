"""RemarkCard: how hard it was, how it was liked, which load counts, and notes; kept as they are given."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.activity import ActivitySummary
from app.domain.remark import RPE_RANGE, Remark
from app.ui.settings.groups import ButtonRow
from app.ui.summary import summary_sentences
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.inputs import paint_ground
from app.ui.widgets.one_of import chip
from app.ui.widgets.scroll import slim_bars
from app.ui.widgets.text import TextLabel, muted_ink

_KEPT_AFTER_MS = 1500  # without a key: what is written is kept even if the window is closed in a hurry
_NOTES_PX = 64
_BUTTON_PX = 38


class Scale(QWidget):
    """One tap chooses, the same tap takes it back. Values count from `first`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, first: int, answers: Iterable[str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._first = first
        self._value: int | None = None
        self.question = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.buttons = [self._button(name, place, words) for place, words in enumerate(answers)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.question)
        self._column.addWidget(ButtonRow(theme, self.buttons))

    def ask(self, question: str) -> None:
        """The question over the buttons."""
        self.question.setText(question)
        self.setAccessibleName(question)
        for button in self.buttons:
            button.setAccessibleDescription(question)

    def show_answers(self, answers: Iterable[str]) -> None:
        """Other words on the buttons."""
        for button, words in zip(self.buttons, answers, strict=True):
            button.show_action(words)

    def show_value(self, value: int | None) -> None:
        """Shows what is chosen."""
        self._value = value
        for place, button in enumerate(self.buttons, start=self._first):
            button.setChecked(place == value)

    def _button(self, name: str, place: int, words: str) -> ActionButton:
        button = chip(self._theme, f"{name}{place + self._first}", words)
        button.clicked.connect(partial(self._choose, place + self._first))
        return button

    def _choose(self, value: int, _is_checked: bool = True) -> None:
        self.show_value(None if value == self._value else value)
        self.chosen.emit(self._value)


class NotesBox(QPlainTextEdit):
    """A few lines of the athlete's own. Tab goes on to the next control."""

    written = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notes")
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        slim_bars(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText(summary_sentences.notes_hint())
        self.setAccessibleName(summary_sentences.notes_hint())
        self.viewport().setAutoFillBackground(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_KEPT_AFTER_MS)
        self._rest.timeout.connect(self.written)
        self.textChanged.connect(self._rest.start)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Shows a text; nothing was written by that."""
        self.setPlainText(text)
        self._rest.stop()

    def tell(self) -> None:
        """Tells at once what was written."""
        if self._rest.isActive():
            self._rest.stop()
            self.written.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes on to something else has written."""
        super().focusOutEvent(event)
        self.tell()

    def sizeHint(self) -> QSize:
        """About three lines."""
        return QSize(self._theme.px(300), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground, then the text."""
        painter = QPainter(self.viewport())
        try:
            paint_ground(painter, self._theme, self.viewport().rect().toRectF(), has_focus=self.hasFocus())
        finally:
            painter.end()
        super().paintEvent(event)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TextSize.LABEL))
        self.document().setDocumentMargin(self._theme.px(10))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        line_px = self.fontMetrics().lineSpacing()
        self.setFixedHeight(max(self._theme.px(_NOTES_PX), 2 * line_px + 2 * self._theme.px(10) + 4))


class RemarkCard(Card):
    """`changed` carries the whole remark, at once after each tap and soon after the last letter."""

    changed = Signal(Remark)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._remark = Remark()
        self._timer_s = 0.0
        lowest, highest = RPE_RANGE
        self.which_load = Scale(theme, "whichLoad", 0, ("", ""))
        self.effort = Scale(theme, "rpe", lowest, (str(value) for value in range(lowest, highest + 1)))
        self.effort.ask(summary_sentences.effort_question())
        self.effort_answer = TextLabel(theme, TextSize.BODY, ink=muted_ink, elides=True)
        self.effort_answer.setObjectName("sessionRpe")
        self.enjoyment = Scale(theme, "enjoyment", 1, summary_sentences.enjoyments())
        self.enjoyment.ask(summary_sentences.enjoyment_question())
        self.notes = NotesBox(theme)
        self._column = QVBoxLayout(self)
        for widget in (self.which_load, self.effort, self.effort_answer, self.enjoyment, self.notes):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.which_load.chosen.connect(self._choose_load)
        self.effort.chosen.connect(self._choose_effort)
        self.enjoyment.chosen.connect(self._choose_enjoyment)
        self.notes.written.connect(self._take_notes)
        theme.changed.connect(self._dress)
        self._dress()

    def show_session(self, summary: ActivitySummary, remark: Remark) -> None:
        """A session, and what was said of it so far; what was just written still goes to the one before."""
        self.notes.tell()
        self._remark, self._timer_s = remark, summary.timer_s
        self.which_load.setVisible(summary_sentences.asks_which_load(summary))
        self.which_load.ask(summary_sentences.which_load(summary))
        self.which_load.show_answers(summary_sentences.loads(summary))
        self.effort.show_value(remark.rpe)
        self.enjoyment.show_value(remark.enjoyment)
        self.notes.show_text(remark.notes)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.which_load.show_value(int(self._remark.uses_filled_in_load))
        words = summary_sentences.effort_answer(self._timer_s, self._remark.rpe)
        self.effort_answer.setText(words or " ")

    @Slot(object)
    def _choose_load(self, value: int | None) -> None:
        """One of the two counts always: the same tap again changes nothing."""
        uses_filled_in = self._remark.uses_filled_in_load if value is None else bool(value)
        self._keep(replace(self._remark, uses_filled_in_load=uses_filled_in))

    @Slot(object)
    def _choose_effort(self, value: int | None) -> None:
        self._keep(replace(self._remark, rpe=value))

    @Slot(object)
    def _choose_enjoyment(self, value: int | None) -> None:
        self._keep(replace(self._remark, enjoyment=value))

    @Slot()
    def _take_notes(self) -> None:
        self._keep(replace(self._remark, notes=self.notes.toPlainText().strip()))

    def _keep(self, remark: Remark) -> None:
        if remark != self._remark:
            self._remark = remark
            self.changed.emit(remark)
        self._show_chosen()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(20), px(14), px(20), px(16))
        self._column.setSpacing(px(8))
