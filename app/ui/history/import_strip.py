"""ImportStrip: how far slow work is, a button that ends it, and afterwards what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ui.announce import announce
from app.ui.prepare.sheet import Sheet
from app.ui.sentences import translate
from app.ui.settings.groups import button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_BAR_PX = 8
_MOST_SHOWN = 300  # rows are widgets


class ImportStrip(Card):
    """Hidden while there is nothing to tell. `undo_requested` is that of the action just told of."""

    cancel_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._details: tuple[tuple[str, str], ...] = ()
        self.words = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.words.setObjectName("importWords")
        self.bar = QProgressBar()
        self.bar.setObjectName("importBar")
        self.bar.setTextVisible(False)
        self.cancel = button(theme, "cancelImport", translate("history", "Cancel"))
        self.undo = button(theme, "undoBin", translate("history", "Undo"))
        self.details = button(theme, "importDetails", translate("history", "Which and why"))
        self.close_strip = button(theme, "closeStrip", translate("history", "Close"), Emphasis.FLAT)
        self.cancel.clicked.connect(self.cancel_requested)
        self.undo.clicked.connect(self._undo)
        self.details.clicked.connect(self._show_details)
        self.close_strip.clicked.connect(self.hide)
        self._row = QHBoxLayout()
        self._row.addWidget(self.words, 1)
        for each in (self.cancel, self.undo, self.details, self.close_strip):
            self._row.addWidget(each)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.bar)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_progress(self, words: str, done: int, of: int, *, can_cancel: bool = True) -> None:
        """Something is under way; `of` 0: nobody knows yet how much."""
        self._show(words, is_running=True)
        self.cancel.setVisible(can_cancel)
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def show_done(
        self, words: str, details: Sequence[tuple[str, str]] = (), *, can_undo: bool = False
    ) -> None:
        """It is over; each detail is a file and why."""
        self._details = tuple(details)
        self._show(words, is_running=False)
        self.undo.setVisible(can_undo)
        self.details.setVisible(bool(details))
        announce(self.words, words, interrupts=False)

    def _show(self, words: str, *, is_running: bool) -> None:
        self.words.setText(words)
        for each in (self.cancel, self.bar):
            each.setVisible(is_running)
        for each in (self.undo, self.details):
            each.hide()
        self.close_strip.setVisible(not is_running)
        self.show()

    @Slot()
    def _undo(self) -> None:
        self.hide()
        self.undo_requested.emit()

    @Slot()
    def _show_details(self) -> None:
        DetailSheet(self._theme, self.words.text(), self._details, self.window()).open()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(8), px(10), px(8))
        self._row.setSpacing(px(8))
        self.bar.setFixedHeight(px(_BAR_PX))


class DetailSheet(Sheet):
    """Files and what was wrong with them."""

    def __init__(
        self, theme: Theme, heading: str, details: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(theme, heading, parent)
        self.setObjectName("importDetailSheet")
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.px(20))
        for place, (file, reason) in enumerate(details[:_MOST_SHOWN]):
            name = TextLabel(theme, TextSize.BODY, elides=True)
            name.setText(file.replace("\\", "/").rpartition("/")[2])
            name.setToolTip(file)
            why = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
            why.setText(reason)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(why, place, 1)
        grid.setColumnStretch(0, 1)
        self.inside.addLayout(grid)
        if len(details) > _MOST_SHOWN:
            more = TextLabel(theme, TextSize.BODY, ink=muted_ink)
            more.setText(translate("history", "and {count} more").format(count=len(details) - _MOST_SHOWN))
            self.inside.addWidget(more)
        self.inside.addStretch(1)
        close = button(theme, "closeDetails", translate("history", "Close"), Emphasis.PRIMARY)
        close.clicked.connect(self.accept)
        self.foot.addWidget(close)
        self.fit()
