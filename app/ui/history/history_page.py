"""HistoryPage: list and calendar of what was done, what narrows it, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.ui.history import history_sentences as words
from app.ui.history.calendar_view import CalendarView
from app.ui.history.drop_anywhere import local_paths
from app.ui.history.filters import RowFilter
from app.ui.history.history_actions import HistoryActions
from app.ui.history.history_filters import HistoryFilters
from app.ui.history.history_model import HistoryModel
from app.ui.history.history_table import HistoryTable
from app.ui.history.import_strip import ImportStrip
from app.ui.history.month_view import days_of_load
from app.ui.settings.groups import button
from app.ui.theme import TextSize, Theme
from app.ui.twins.twin_sentences import waiting as pairs_waiting
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_SEARCH_REST_MS = 120  # typing goes on: the list follows when it pauses


class HistoryPage(QWidget):
    """Draws what it is given. Files dropped on it are imported."""

    opened = Signal(int)
    bin_requested = Signal(list)
    restore_requested = Signal(list)
    export_requested = Signal(list, str)
    import_requested = Signal(list)
    choose_files_requested = Signal()
    choose_folder_requested = Signal()
    bin_shown = Signal(bool)
    twins_requested = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPage")
        self.setAccessibleName(words.page())
        self.setAcceptDrops(True)
        self._theme = theme
        self._today = today
        self._unmarked: Sequence[ActivityType] | None = None  # the types, until the calendar is looked at
        self.model = HistoryModel(theme, self)
        self.table = HistoryTable(theme, self.model)
        self.calendar = CalendarView(theme, today())
        self.filters = HistoryFilters(theme, today)
        self.foot = HistoryActions(theme)
        self.strip = ImportStrip(theme)
        self.twins = button(theme, "historyTwins", "")
        self.twins.hide()
        self.nothing = TextLabel(theme, TextSize.HEADING, ink=muted_ink, wraps=True)
        self.nothing.setObjectName("historyNothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SEARCH_REST_MS)
        self._lay_out(theme)
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    def first_focus(self) -> QWidget:
        """The list, or what stands in its place."""
        return (self.table, self.calendar.month, self.filters.list_chip)[self._stack.currentIndex()]

    def show_rows(self, rows: Sequence[ActivityRow], types: Sequence[ActivityType]) -> None:
        """All there is, newest first."""
        self.filters.offer_types(types)
        self.model.show_rows(rows, types)
        self._unmarked = types
        unsure = sum(row.awaits_word for row in rows)
        self.twins.show_action(pairs_waiting(unsure))
        self.twins.setVisible(unsure > 0)
        self._show_count()

    def show_day(self, day: date) -> None:
        """One day's activities, in the list."""
        self.filters.show_day(day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The foot takes one row or two."""
        super().resizeEvent(event)
        self._arrange_foot()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes what lies on this machine."""
        paths = local_paths(event)
        if paths:
            event.acceptProposedAction()
            self.import_requested.emit(paths)

    def _lay_out(self, theme: Theme) -> None:
        card = Card(theme)
        self._inside = QVBoxLayout(card)
        self._inside.addWidget(self.table)
        self._stack = QStackedWidget()
        for widget in (card, self.calendar, self.nothing):
            self._stack.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.filters)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.twins)
        self._column.addWidget(self._stack, 1)
        self.count = TextLabel(theme, TextSize.BODY, ink=muted_ink, sheds=True)
        self.count.setObjectName("historyCount")
        self._foot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot_row.addWidget(self.count, 1)
        self._foot_row.addWidget(self.foot, 0)
        self._column.addLayout(self._foot_row)

    def _connect(self) -> None:
        self.filters.changed.connect(self._rest.start)
        self._rest.timeout.connect(self._narrow)
        self.filters.view_changed.connect(self._narrow)
        self.calendar.day_chosen.connect(self.show_day)
        self.table.opened.connect(self.opened)
        self.table.selection_changed.connect(self._show_selection)
        self.foot.open_requested.connect(self._open_chosen)
        self.foot.delete_requested.connect(self._delete_or_restore)
        self.foot.export_requested.connect(self._export)
        self.foot.choose_files_requested.connect(self.choose_files_requested)
        self.foot.choose_folder_requested.connect(self.choose_folder_requested)
        self.foot.bin_shown.connect(self.bin_shown)
        self.twins.clicked.connect(self.twins_requested)
        for keys, action in (("Delete", self._delete_or_restore), ("Ctrl+F", self.filters.search.setFocus)):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(action)

    @Slot()
    def _narrow(self) -> None:
        self._rest.stop()
        self.model.use_filter(self.filters.row_filter())
        self._show_count()

    def _show_count(self) -> None:
        shown, whole = self.model.shown, self.model.whole
        is_calendar = self.filters.is_calendar()  # its head tells the month's own sum
        if is_calendar:
            self._mark_days()
        self.count.setText("" if is_calendar else words.counted(shown, len(whole)))
        is_filtered = self.filters.row_filter() != RowFilter()
        self.nothing.setText(words.nothing(is_filtered=is_filtered, is_bin=self.foot.is_bin_shown()))
        place = 1 if is_calendar else 0 if shown else 2
        self._stack.setCurrentIndex(place)
        self.foot.setVisible(place != 1)
        self.count.setVisible(bool(self.count.text()))
        self._arrange_foot()
        self.table.choose_first()
        self._show_selection()

    def _mark_days(self) -> None:
        if self._unmarked is not None:
            self.calendar.show_days(days_of_load(self.model.whole), self._unmarked)
            self._unmarked = None

    @Slot()
    def _show_selection(self) -> None:
        self.foot.show_selection(len(self.table.selectionModel().selectedRows()))

    def _chosen(self) -> list[int]:
        return [row.activity_id for row in self.table.selected()]

    @Slot()
    def _open_chosen(self) -> None:
        self.opened.emit(self._chosen()[0])

    @Slot()
    def _delete_or_restore(self) -> None:
        chosen = self._chosen()
        if chosen:
            wish = self.restore_requested if self.foot.is_bin_shown() else self.bin_requested
            wish.emit(chosen)

    @Slot(str)
    def _export(self, kind: str) -> None:
        self.export_requested.emit(self._chosen(), kind)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(12))
        self._column.setSpacing(px(10))
        self._inside.setContentsMargins(px(4), px(6), px(4), px(6))
        self._foot_row.setSpacing(px(12))
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        """What was counted beside the buttons, or above them."""
        needed_px = self.count.unshrunk_px() + self.foot.sizeHint().width() + self._theme.px(2 * 16 + 12)
        direction = QBoxLayout.Direction
        is_wide = needed_px <= self.width()
        self._foot_row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        side = Qt.AlignmentFlag.AlignRight if is_wide else Qt.AlignmentFlag(0)  # alone they keep their place
        self._foot_row.setAlignment(self.foot, side)
