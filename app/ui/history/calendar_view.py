"""CalendarView: a month with its name, its load, and buttons to turn the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.activity_types import ActivityType
from app.ui.history import calendar_sentences as words
from app.ui.history.month_view import DayOfLoad, MonthView
from app.ui.sentences import translate
from app.ui.settings.groups import button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel


class CalendarView(QWidget):
    """`day_chosen` carries a date."""

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.month = MonthView(theme, today)
        self.title = TextLabel(theme, TextSize.HEADING, bold=True, sheds=True)
        self.title.setObjectName("monthName")
        self.earlier = button(theme, "earlierMonth", "‹")
        self.later = button(theme, "laterMonth", "›")
        self.now = button(theme, "thisMonth", translate("calendar", "Today"))
        self.earlier.setAccessibleName(translate("calendar", "Month before"))
        self.later.setAccessibleName(translate("calendar", "Month after"))
        self._row = QHBoxLayout()
        self._row.addWidget(self.title, 1)
        for each in (self.earlier, self.now, self.later):
            self._row.addWidget(each)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.month, 1)
        self.earlier.clicked.connect(partial(self._turn, -1))
        self.later.clicked.connect(partial(self._turn, 1))
        self.now.clicked.connect(self.month.show_today)
        self.month.month_changed.connect(self._show_title)
        self.month.day_chosen.connect(self.day_chosen)
        theme.changed.connect(self._dress)
        self._dress()
        self._show_title()

    def show_days(self, days: Mapping[date, DayOfLoad], types: Sequence[ActivityType]) -> None:
        """What was done when."""
        self.month.show_days(days, types)
        self._show_title()

    def _turn(self, months: int, _is_checked: bool = False) -> None:
        self.month.turn(months)

    @Slot()
    def _show_title(self) -> None:
        self.title.setText(words.month(self.month.day, self.month.month_load()))

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(8))
        self._column.setSpacing(self._theme.px(6))
