"""HistoryFilters: list or calendar, search, activity, period, source."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.domain.activity_types import ActivityType
from app.ui.history import history_sentences as words
from app.ui.history.filters import Origin, RowFilter
from app.ui.history.periods import Period, days_of
from app.ui.sentences import translate
from app.ui.theme import Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.inputs import ChoiceBox, TextBox
from app.ui.widgets.one_of import OneOf, chip

T = TypeVar("T")
_LEAST_SEARCH_PX = 140


class Choice(ChoiceBox, Generic[T]):
    """One of several values, by their words."""

    def __init__(self, theme: Theme, name: str, caption: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.setAccessibleName(caption)
        self._values: list[T] = []

    def offer(self, values: dict[T, str]) -> None:
        """Offers these; what was chosen stays chosen where it is among them."""
        if list(values) == self._values:
            return
        chosen = self._values[self.currentIndex()] if self._values else None
        self._values = list(values)
        self.list_words(values.values())
        if chosen in self._values:
            self.setCurrentIndex(self._values.index(chosen))

    def value(self) -> T:
        """The chosen one."""
        return self._values[self.currentIndex()]


class HistoryFilters(QWidget):
    """`row_filter` is what they add up to."""

    changed = Signal()
    view_changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self.list_chip = self._chip("historyList", translate("history", "List"))
        self.calendar_chip = self._chip("historyCalendar", translate("history", "Calendar"))
        self.list_chip.setChecked(True)
        self._views = OneOf(self, (self.list_chip, self.calendar_chip))
        self.search = TextBox(theme)
        self.search.setObjectName("historySearch")
        self.search.setPlaceholderText(words.search_hint())
        self.search.setAccessibleName(words.search_hint())
        self.search.setClearButtonEnabled(True)
        self.kinds: Choice[str | None] = Choice(theme, "historyType", words.all_types())
        self.kinds.offer({None: words.all_types()})
        self.period: Choice[Period] = Choice(theme, "historyPeriod", translate("history", "Period"))
        self.period.offer(words.periods())
        self.origin: Choice[Origin | None] = Choice(theme, "historyOrigin", translate("history", "Source"))
        self.origin.offer(words.origins())
        self._boxes, self._top = QWidget(), QHBoxLayout()
        self._fields = QHBoxLayout(self._boxes)
        for field, share in ((self.kinds, 3), (self.period, 2), (self.origin, 2)):
            self._fields.addWidget(field, share)
        for view in (self.list_chip, self.calendar_chip):
            self._top.addWidget(view)
        self._top.addWidget(self.search, 1)
        self._top.addStretch(0)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.addLayout(self._top, 3)
        self._rows.addWidget(self._boxes, 4)
        for layout in (self._fields, self._rows):
            layout.setContentsMargins(0, 0, 0, 0)
        self._views.buttonClicked.connect(self._show_view)
        self.search.textChanged.connect(self.changed)
        for box in (self.kinds, self.period, self.origin):
            box.activated.connect(self.changed)
        theme.changed.connect(self._dress)
        self._dress()

    def offer_types(self, types: Sequence[ActivityType]) -> None:
        """What can be chosen among; archived types too, for they have a past."""
        self.kinds.offer({None: words.all_types()} | {each.key: each.name for each in types})

    def is_calendar(self) -> bool:
        """Whether the calendar is to be seen."""
        return self.calendar_chip.isChecked()

    def row_filter(self) -> RowFilter:
        """What is looked for."""
        first, last = days_of(self.period.value(), self._today())
        return RowFilter(self.kinds.value(), first, last, self.origin.value(), self.search.text().strip())

    def show_day(self, day: date) -> None:
        """Looks for one day, in the list."""
        for box in (self.kinds, self.period, self.origin):
            box.setCurrentIndex(0)
        self.list_chip.setChecked(True)
        self.search.setText(day.isoformat())
        self._show_view()

    @Slot()
    def _show_view(self) -> None:
        for widget in (self.search, self._boxes):
            widget.setVisible(not self.is_calendar())
        self.view_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row or two."""
        super().resizeEvent(event)
        self._arrange()

    def _chip(self, name: str, text: str) -> ActionButton:
        made = chip(self._theme, name, text)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return made

    @Slot()
    def _dress(self) -> None:
        for row in (self._rows, self._top, self._fields):
            row.setSpacing(self._theme.px(8))
        self._arrange()

    def _arrange(self) -> None:
        """The choices beside the search where their words have room, else beneath it."""
        chips = (self.list_chip, self.calendar_chip, self.kinds, self.period, self.origin)
        needed_px = sum(each.sizeHint().width() + self._theme.px(8) for each in chips)
        is_wide = needed_px + self._theme.text_px(_LEAST_SEARCH_PX) <= self.width()
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
