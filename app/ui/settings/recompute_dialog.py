"""RecomputeDialog: what past sessions would come to with the new values, before anything is changed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.prepare.sheet import Sheet
from app.ui.sentences import translate
from app.ui.settings.groups import ButtonRow, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.text import TextLabel, muted_ink

_MOST_SHOWN = 200  # rows are widgets: a longer history shows its newest and says how many follow


class LoadChange(NamedTuple):
    """One session's load before and after; the day is its local start date."""

    day: date
    activity: str
    load_before: float
    load_after: float


class RecomputeDialog(Sheet):
    """Shows first, applies when asked, and can be undone while it is open."""

    apply_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("recompute", "Compute past sessions again?"), parent)
        self.setObjectName("recomputeDialog")
        self.note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, wraps=True)
        self.note.setObjectName("recomputeNote")
        self.note.setText(translate("recompute", "One moment: computing."))
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(20))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self.inside.addWidget(self.note)
        self.inside.addWidget(self._table)
        self.inside.addStretch(1)
        self.apply = button(
            theme, "applyRecompute", translate("recompute", "Use the new numbers"), Emphasis.PRIMARY
        )
        self.apply.clicked.connect(self.apply_requested)
        self.apply.setEnabled(False)
        self.undo = button(theme, "undoRecompute", translate("recompute", "Undo"))
        self.undo.clicked.connect(self.undo_requested)
        self.undo.hide()
        self.close_button = button(theme, "closeRecompute", translate("recompute", "Leave the past as it is"))
        self.close_button.clicked.connect(self.accept)
        self.foot.addWidget(ButtonRow(theme, (self.apply, self.undo, self.close_button)))
        self.close_button.setFocus()
        self.fit()

    def show_comparison(self, rows: Sequence[LoadChange]) -> None:
        """The sessions whose load would change, newest first."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        newest = sorted(rows, key=lambda row: row.day, reverse=True)
        if newest:
            heads = ("Day", "Activity", "Before", "After")
            self._add_line(0, tuple(translate("recompute", head) for head in heads), is_head=True)
        for place, row in enumerate(newest[:_MOST_SHOWN], start=1):
            day = QLocale().toString(
                QDate(row.day.year, row.day.month, row.day.day), QLocale.FormatType.ShortFormat
            )
            line = (day, row.activity, str(round(row.load_before)), str(round(row.load_after)))
            self._add_line(place, line)
        self.note.setText(_summary(newest))
        self.apply.setEnabled(bool(newest))
        self.fit()

    def show_progress(self, done: int, of: int) -> None:
        """How far the computing is; nothing can be pressed but the button that closes."""
        text = translate("recompute", "Computing: {done} of {of} sessions.")
        self.note.setText(text.format(done=done, of=of))
        self._forbid()

    def show_problem(self, sentence: str) -> None:
        """It cannot be done just now."""
        self.note.setText(sentence)
        self._forbid()
        self.fit()

    def _forbid(self) -> None:
        self.apply.setEnabled(False)
        self.undo.setEnabled(False)

    @Slot()
    def show_applied(self) -> None:
        """The new numbers stand."""
        self._show_state(translate("recompute", "Done: the new numbers stand."), is_applied=True)

    @Slot()
    def show_undone(self) -> None:
        """The old numbers stand again."""
        self._show_state(translate("recompute", "Undone: everything is as it was."), is_applied=False)

    def _show_state(self, sentence: str, *, is_applied: bool) -> None:
        self.note.setText(sentence)
        self.apply.setVisible(not is_applied)
        self.apply.setEnabled(not is_applied)
        self.undo.setVisible(is_applied)
        self.undo.setEnabled(is_applied)
        self.close_button.show_action(translate("recompute", "Close"))
        self.close_button.setFocus()
        self.fit()

    def _add_line(self, place: int, words: tuple[str, ...], *, is_head: bool = False) -> None:
        for column, text in enumerate(words):
            label = TextLabel(
                self._theme, TextSize.BODY, bold=is_head or column == len(words) - 1, elides=column == 1
            )
            label.setText(text)
            right = Qt.AlignmentFlag.AlignRight if column >= 2 else Qt.AlignmentFlag.AlignLeft
            label.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, place, column)


def _summary(rows: Sequence[LoadChange]) -> str:
    if not rows:
        return translate("recompute", "No past session would change.")
    before, after = sum(row.load_before for row in rows), sum(row.load_after for row in rows)
    text = translate(
        "recompute",
        "{count} sessions would change; together {before} would become {after}. The recordings themselves "
        "stay as they are, and it can be undone.",
    )
    shown = text.format(count=len(rows), before=round(before), after=round(after))
    if len(rows) <= _MOST_SHOWN:
        return shown
    more = translate("recompute", "The newest {count} are shown.").format(count=_MOST_SHOWN)
    return f"{shown} {more}"
