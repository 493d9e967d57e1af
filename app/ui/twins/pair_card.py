"""PairCard: two recordings side by side, how alike they are, and the athlete's word on them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.domain.activity_row import ActivityRow
from app.domain.twin_pairs import PairTraces, TwinPair
from app.ui.sentences import translate
from app.ui.settings.groups import ButtonRow, button
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told
from app.ui.twins import twin_sentences as words
from app.ui.twins.overlay import Overlay
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.card import RADIUS_PX, Card
from app.ui.widgets.text import TextLabel, muted_ink

_FOCUS_PX = 2.0
KEYS = {"S": True, "D": False}  # key → the two are the same


class PairCard(Card):
    """S and D answer for the card that has the focus."""

    answered = Signal(bool)
    undo_requested = Signal()

    def __init__(self, theme: Theme, pair: TwinPair, names: Mapping[str, str]) -> None:
        super().__init__(theme)
        self.pair = pair
        self.setObjectName("pairCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grid = QGridLayout()
        self.sides = [self._side(place, row, names) for place, row in enumerate((pair.carrier, pair.carried))]
        self.overlay = Overlay(theme)
        self.likeness = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.likeness.setObjectName("pairLikeness")
        self.likeness.setText(words.looking())
        self.same = ActionButton(theme, key_hint="S", height_px=42)
        self.same.show_action(words.same())
        self.different = ActionButton(theme, key_hint="D", height_px=42)
        self.different.show_action(words.different())
        self.buttons = ButtonRow(theme, (self.same, self.different))
        self.undo = button(theme, "undoPair", translate("history", "Undo"))
        self.undo.clicked.connect(self.undo_requested)
        self.undo.hide()
        self._unsettled = self.likeness.text()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        for widget in (self.overlay, self.likeness, self.buttons):
            self._column.addWidget(widget)
        self._column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.same.clicked.connect(partial(self._answer, True))
        self.different.clicked.connect(partial(self._answer, False))
        for key, is_same in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._answer, is_same))
        theme.changed.connect(self._dress)
        self._dress()

    def told(self) -> Told:
        """The two, and how alike they are."""
        sides = ". ".join(side.text() for side in self.sides)
        return Told(Part.GROUP, f"{sides}. {self.likeness.text()}", self.likeness.text())

    @property
    def is_settled(self) -> bool:
        """Whether it was answered."""
        return self.buttons.isHidden()

    def show_traces(self, traces: PairTraces) -> None:
        """How alike the two are."""
        self.overlay.show_traces(traces.carrier, traces.carried)
        self._say(words.likeness(traces))

    def show_problem(self, sentence: str) -> None:
        """One of the two can no longer be read; the answer is still the athlete's."""
        self._say(sentence)

    def settle(self, *, is_same: bool) -> None:
        """What was answered stands where the buttons were."""
        self.buttons.hide()
        self.likeness.setText(words.settled(is_same=is_same))

    def allow_undo(self, problem: str = "") -> None:
        """The answer is written down; where it could not be taken back, why."""
        self.undo.show()
        if problem:
            self.likeness.setText(problem)

    def unsettle(self, problem: str = "") -> None:
        """Not answered any more; or not at all, where the answer could not be written: why."""
        self.undo.hide()
        self.buttons.show()
        self.likeness.setText(problem or self._unsettled)

    def _say(self, likeness: str) -> None:
        self._unsettled = likeness
        if not self.is_settled:
            self.likeness.setText(likeness)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and a line around it where the focus is."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width, radius = self._theme.px(_FOCUS_PX), self._theme.px(RADIUS_PX)
            painter.setPen(QPen(QColor(self._theme.colours.text), width))
            inset = round(width / 2)
            painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), radius, radius)
        finally:
            painter.end()

    def _side(self, place: int, row: ActivityRow, names: Mapping[str, str]) -> TextLabel:
        name = names.get(row.activity_type or "", "")
        side = TextLabel(self._theme, TextSize.LABEL, bold=True, wraps=True)
        side.setText(words.side(row, name))
        source = TextLabel(self._theme, TextSize.BODY, ink=muted_ink, wraps=True)
        source.setText(words.source(row, carries=place == 0))
        self._grid.addWidget(side, 0, place)
        self._grid.addWidget(source, 1, place)
        self._grid.setColumnStretch(place, 1)
        return side

    def _answer(self, is_same: bool, _is_checked: bool = False) -> None:
        if not self.is_settled:
            self.answered.emit(is_same)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(20), px(14), px(20), px(16))
        self._column.setSpacing(px(8))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(2))
