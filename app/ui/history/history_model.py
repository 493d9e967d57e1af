"""HistoryModel: the history's lines as a table; a cell is put into words only when it is seen."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QPixmap

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.ui.history import history_sentences as words
from app.ui.history.activity_icons import ActivityIcons
from app.ui.history.density import list_font, list_icon_px
from app.ui.history.filters import Column, RowFilter, in_order
from app.ui.sentences import NO_VALUE, number
from app.ui.theme import TextSize, Theme
from app.ui.told_sentences import heard, listed, named

COLUMNS = tuple(Column)
_RIGHT = frozenset({Column.TIME, Column.LOAD, Column.AVERAGE, Column.MAXIMUM, Column.COVERAGE})
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """Holds all lines; shows those that the filter takes, in the order asked for."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: tuple[ActivityRow, ...] = ()
        self._shown: list[ActivityRow] = []
        self._types: dict[str, ActivityType] = {}
        self._filter = RowFilter()
        self._column, self._is_descending = Column.START, True
        self._heads, self._tips = words.columns(), words.column_tips()
        self._heard_heads = words.heard_columns()
        self._locale = QLocale()
        self._bold = QFont()
        self._icons = ActivityIcons()
        self._is_short = False
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def whole(self) -> tuple[ActivityRow, ...]:
        """All lines, whatever the filter."""
        return self._all

    @property
    def shown(self) -> list[ActivityRow]:
        """The lines shown, in order."""
        return self._shown

    def show_rows(self, rows: Sequence[ActivityRow], types: Sequence[ActivityType]) -> None:
        """Other lines, newest first; types tell names and colours."""
        self._all = tuple(rows)
        self._types = {each.key: each for each in types}
        self._arrange()

    def use_filter(self, row_filter: RowFilter) -> None:
        """Shows only what this takes."""
        self._filter = row_filter
        self._arrange()

    def type_of(self, row: ActivityRow) -> ActivityType | None:
        """The line's activity type."""
        return self._types.get(row.activity_type or "")

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Another order."""
        if column >= 0:
            self._column, self._is_descending = COLUMNS[column], order is Qt.SortOrder.DescendingOrder
            self._arrange()

    def shorten_days(self, *, is_wanted: bool) -> None:
        """The day alone, where weekday and hour have no room. The view lays its lines out anew by itself."""
        self._is_short = is_wanted

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips.get(column)
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell, as words, colour or font."""
        row, column = self._shown[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._heard(row, column)
        return self._look(row, column, role)

    def _heard(self, row: ActivityRow, column: Column) -> str:
        """A line as a sentence in its first cell, one part of it in each of the others."""
        if column is not Column.START:
            return named(self._heard_heads[column], heard(self._words(row, column)))
        parts = [self._words(row, Column.START), self._words(row, Column.ACTIVITY)]
        others = COLUMNS[COLUMNS.index(Column.ACTIVITY) + 1 :]
        known = (other for other in others if self._words(row, other) not in {"", NO_VALUE})
        parts += [self._heard(row, other) for other in known]
        return listed(parts)

    def _look(self, row: ActivityRow, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.FontRole and column is Column.LOAD:
            return self._bold
        if role == Qt.ItemDataRole.ForegroundRole and self._is_quiet(row, column):
            return QColor(self._theme.colours.muted)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.ACTIVITY:
            return self._icon_of(self.type_of(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    @staticmethod
    def _is_quiet(row: ActivityRow, column: Column) -> bool:
        return column in {Column.SOURCE, Column.NOTES} or (row.is_carried and column is Column.LOAD)

    @staticmethod
    def _tip(row: ActivityRow, column: Column) -> str | None:
        if column is Column.LOAD:
            return words.load_tip(row) or None
        return row.remark.notes or None if column is Column.NOTES else None

    def _words(self, row: ActivityRow, column: Column) -> str:
        if column is Column.START:
            return self._moment(row)
        if column is Column.ACTIVITY:
            known = self.type_of(row)
            return known.name if known else (row.activity_type or "")
        if column is Column.TIME:
            return words.duration(row)
        if column is Column.LOAD:
            return words.load(row)
        return _measured_words(row, column)

    def _moment(self, row: ActivityRow) -> str:
        at = row.started_at
        moment = QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
        if self._is_short:
            return self._locale.toString(moment.date(), "d MMM yyyy")
        day = self._locale.toString(moment.date(), "ddd d MMM yyyy")
        return f"{day}  {self._locale.toString(moment.time(), QLocale.FormatType.ShortFormat)}"

    def _arrange(self) -> None:
        names = {key: each.name for key, each in self._types.items()}
        matching = self._filter.matching(self._all, names)
        self.beginResetModel()
        self._shown = in_order(matching, self._column, is_descending=self._is_descending)
        self.endResetModel()

    def _icon_of(self, known: ActivityType | None) -> QPixmap:
        side_px = list_icon_px(self._theme)
        if known is None:
            return self._icons.of(None, self._theme.colours.muted, side_px)
        return self._icons.of(known.icon, known.colour, side_px)

    @Slot()
    def _dress(self) -> None:
        self._icons.clear()
        self._bold = list_font(self._theme, TextSize.BODY, bold=True)


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _measured_words(row: ActivityRow, column: Column) -> str:
    if column is Column.AVERAGE:
        return number(row.average_bpm)
    if column is Column.MAXIMUM:
        return number(row.max_bpm)
    if column is Column.COVERAGE:
        return words.coverage(row.coverage)
    if column is Column.SOURCE:
        return row.source or row.recorder or ""
    return " ".join(row.remark.notes.split())
