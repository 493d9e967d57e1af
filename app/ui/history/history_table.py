"""HistoryTable: the list itself, in the window's look; columns as wide as their longest words may be."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.activity_row import ActivityRow
from app.ui.colours import mix
from app.ui.history import history_sentences as words
from app.ui.history.density import list_font, list_icon_px, list_px
from app.ui.history.filters import Column
from app.ui.history.history_model import COLUMNS, HistoryModel
from app.ui.theme import TextSize, Theme
from app.ui.widgets.scroll import slim_bars

_ROW_PX = 34
_PADDING_PX = 10
_CELL_MARGIN_PX = 3  # Qt's own, around the words of a cell
_SHORT_DAY = "28 Sep 2026"
_LEAST_NEEDED = (Column.NOTES, Column.SOURCE, Column.COVERAGE, Column.MAXIMUM, Column.AVERAGE, Column.TIME)
_SAMPLES = {  # the longest words that a column must take
    Column.START: "Wed 28 Sep 2026  18:58 PM",
    Column.ACTIVITY: "Indoor cycling long",
    Column.TIME: "10:48:58",
    Column.LOAD: "(≈ 488) ?",
    Column.AVERAGE: "888",
    Column.MAXIMUM: "888",
    Column.COVERAGE: "100 %",
    Column.SOURCE: "COROS PACE 3 A1B2C3",
    Column.NOTES: "Some words about how it was",
}
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaddedCells(QStyledItemDelegate):
    """Cells whose words keep a distance from their neighbours'; a frame around the line with the focus."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints the ground over the whole cell, the words inside."""
        inside = QStyleOptionViewItem(option)
        inside.state &= ~QStyle.StateFlag.State_HasFocus
        if inside.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(inside.rect, inside.palette.highlight())
        padding = self._theme.px(_PADDING_PX)
        inside.rect = inside.rect.adjusted(padding, 0, -padding, 0)
        super().paint(painter, inside, index)
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            self._frame(painter, option.rect, index)

    def _frame(self, painter: QPainter, cell: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """One cell's share of the line's frame; the cell that the arrows are on has a broader stroke."""
        ink, stroke = QColor(self._theme.colours.text), max(2, self._theme.px(2))
        is_here = index.column() == self._table.currentIndex().column()
        below_px = 2 * stroke if is_here else stroke
        painter.fillRect(cell.left(), cell.top(), cell.width(), stroke, ink)
        painter.fillRect(cell.left(), cell.bottom() + 1 - below_px, cell.width(), below_px, ink)
        shown = [place for place in range(len(COLUMNS)) if not self._table.isColumnHidden(place)]
        if index.column() == shown[0]:
            painter.fillRect(cell.left(), cell.top(), stroke, cell.height(), ink)
        if index.column() == shown[-1]:
            painter.fillRect(cell.right() + 1 - stroke, cell.top(), stroke, cell.height(), ink)


class HistoryTable(QTableView):
    """`opened` carries the activity's id: Enter or a double click."""

    opened = Signal(int)
    selection_changed = Signal()

    def __init__(self, theme: Theme, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyTable")
        self.setAccessibleName(words.list_name())
        self.setAccessibleDescription(words.list_keys())
        self._theme = theme
        self._rows = model
        self._widths: dict[Column, int] = {}
        self._short_day_px = 0
        self.setModel(model)
        self.setItemDelegate(PaddedCells(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(theme, self)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head = self.horizontalHeader()
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head.setHighlightSections(False)
        self._head.setSortIndicator(COLUMNS.index(Column.START), Qt.SortOrder.DescendingOrder)
        self._head.setSortIndicatorShown(True)
        self._head.setSectionsClickable(True)
        self._head.sortIndicatorChanged.connect(model.sort)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        model.modelReset.connect(self._tell_selection)
        theme.changed.connect(self._dress)
        self._dress()

    def selected(self) -> list[ActivityRow]:
        """The chosen lines, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.shown[place] for place in places]

    def choose_first(self) -> None:
        """Puts the cursor on the first line, without choosing it."""
        if self._rows.rowCount():
            first = self._rows.index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in _OPEN_KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The frame goes along."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is least needed goes where there is no room."""
        super().resizeEvent(event)
        self._fit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.shown[index.row()].activity_id)

    @Slot()
    def _tell_selection(self) -> None:
        self.selection_changed.emit()

    def _fit(self) -> None:
        """Takes out what is least needed until the rest has room; then the last words take what is left."""
        room = self.viewport().width()
        widths = dict(self._widths)
        least = {Column.START, Column.ACTIVITY, Column.TIME, Column.LOAD, Column.AVERAGE}
        is_short = sum(widths[column] for column in least) > room
        if is_short:
            widths[Column.START] = self._short_day_px
        shown = list(COLUMNS)
        for column in _LEAST_NEEDED:
            if sum(widths[each] for each in shown) > room:
                shown.remove(column)
        self._rows.shorten_days(is_wanted=is_short)
        ends_in_words = Column.SOURCE in shown
        self._head.setStretchLastSection(ends_in_words)
        if not ends_in_words:  # the activity's name gives and takes
            spare = room - sum(widths[each] for each in shown)
            widths[Column.ACTIVITY] = max(widths[Column.ACTIVITY] + spare, self._short_day_px)
        for place, column in enumerate(COLUMNS):
            self.setColumnHidden(place, column not in shown)
            if column in shown:
                self.setColumnWidth(place, widths[column])

    @Slot()
    def _dress(self) -> None:
        theme, colours = self._theme, self._theme.colours
        self.setFont(list_font(theme, TextSize.BODY))
        self._head.setFont(list_font(theme, TextSize.SMALL, bold=True))
        side_px = list_icon_px(theme)
        self.setIconSize(QSize(side_px, side_px))
        metrics = QFontMetrics(list_font(theme, TextSize.BODY, bold=True))
        side = 2 * (theme.px(_PADDING_PX) + _CELL_MARGIN_PX)
        self.verticalHeader().setDefaultSectionSize(max(list_px(theme, _ROW_PX), metrics.height() + 6))
        self._widths = {
            column: metrics.horizontalAdvance(sample) + side for column, sample in _SAMPLES.items()
        }
        self._widths[Column.ACTIVITY] += side_px
        self._short_day_px = metrics.horizontalAdvance(_SHORT_DAY) + side
        role = QPalette.ColorRole
        palette = self.palette()
        palette.setColor(role.Base, QColor(colours.surface))
        palette.setColor(role.AlternateBase, QColor(mix(colours.surface, colours.raised, 0.45)))
        palette.setColor(role.Text, QColor(colours.text))
        palette.setColor(role.Highlight, QColor(mix(colours.surface, colours.accent, 0.35)))
        palette.setColor(role.HighlightedText, QColor(colours.text))
        self.setPalette(palette)
        self._head.setStyleSheet(
            f"QHeaderView {{ background: {colours.surface}; border: none }}"
            f"QHeaderView::section {{ background: {colours.surface}; color: {colours.muted};"
            f" border: none; border-bottom: 1px solid {colours.outline};"
            f" padding: {theme.px(6)}px {theme.px(_PADDING_PX) + _CELL_MARGIN_PX}px }}"
        )
        self._fit()
