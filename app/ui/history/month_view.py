"""MonthView: one month as weeks, with each day's load and what it was made of, and each week's sum."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.domain.frozen import frozen
from app.ui.colours import mix
from app.ui.history import calendar_sentences as words
from app.ui.history.activity_icons import ActivityIcons
from app.ui.history.density import list_icon_px
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told

_DAYS = 7
_FULL_BAR = 0.95  # of all days have less load than a bar can show
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@frozen
class DayOfLoad:
    """What was done on one day: by activity type the load that counts, and how many activities."""

    loads: tuple[tuple[str | None, float], ...]
    count: int
    is_estimated: bool

    @property
    def load(self) -> float:
        """All of it."""
        return sum(load for _, load in self.loads)


def days_of_load(rows: Iterable[ActivityRow]) -> dict[date, DayOfLoad]:
    """Every day with an activity."""
    by_day: dict[date, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        by_day[row.started_at.date()].append(row)
    return {day: _day_of_load(of_day) for day, of_day in by_day.items()}


def _day_of_load(rows: Sequence[ActivityRow]) -> DayOfLoad:
    loads: dict[str | None, float] = defaultdict(float)
    for row in rows:
        loads[row.activity_type] += row.load_that_counts or 0.0
    return DayOfLoad(tuple(loads.items()), len(rows), any(row.load_is_estimated for row in rows))


class MonthView(QWidget):
    """Arrow keys move the day, Enter opens it, Page up and down turn the month."""

    day_chosen = Signal(object)
    month_changed = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("monthView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self._today = self.day = today
        self._days: Mapping[date, DayOfLoad] = {}
        self._types: Mapping[str, ActivityType] = {}
        self._icons = ActivityIcons()
        self._heaviest = 1.0
        self.setAccessibleDescription(words.keys())
        self._name_day()
        theme.changed.connect(self._icons.clear)
        theme.changed.connect(self.update)

    def show_days(self, days: Mapping[date, DayOfLoad], types: Sequence[ActivityType]) -> None:
        """What was done when; types tell icons and colours."""
        self._days, self._types = days, {each.key: each for each in types}
        loads = sorted(day.load for day in days.values())
        self._heaviest = max(loads[int(len(loads) * _FULL_BAR)] if loads else 0.0, 50.0)
        self._name_day()
        self.update()

    def told(self) -> Told:
        """The day that the keys are on."""
        return Told(Part.CELL, self.accessibleName())

    def turn(self, months: int) -> None:
        """So many months on."""
        month = self.day.year * 12 + self.day.month - 1 + months
        self._go(date(month // 12, month % 12 + 1, 1))

    def show_today(self) -> None:
        """Back to this month."""
        self._go(self._today)

    def month_load(self) -> float:
        """The shown month's load."""
        month = (self.day.year, self.day.month)
        return sum(each.load for day, each in self._days.items() if (day.year, day.month) == month)

    def sizeHint(self) -> QSize:
        """Room for six weeks."""
        return QSize(self._theme.px(900), self._theme.px(540))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves and opens."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self.day + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.day_chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the day."""
        for place, day in enumerate(self._shown_days()):
            if self._cell(place // _DAYS, place % _DAYS).contains(event.position()):
                self._go(day)
                self.day_chosen.emit(day)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the names of the days, the weeks, and each week's sum."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_heads(painter)
            days = self._shown_days()
            for place, day in enumerate(days):
                self._paint_day(painter, self._cell(place // _DAYS, place % _DAYS), day)
            for week in range(self._weeks()):
                self._paint_week(painter, week, days[week * _DAYS : (week + 1) * _DAYS])
        finally:
            painter.end()

    def _go(self, day: date) -> None:
        self.day = day
        self._name_day()
        self.month_changed.emit()
        self.update()

    def _name_day(self) -> None:
        """Qt tells screen readers that the name is another one: they say it as the arrows move."""
        done = self._days.get(self.day)
        known = (self._types.get(kind or "") for kind, _ in done.loads) if done else ()
        names = [each.name for each in known if each is not None]
        self.setAccessibleName(words.day(self.day, done.load if done else None, names))

    def _shown_days(self) -> list[date]:
        begin = self.day.replace(day=1) - timedelta(days=self._days_before())
        return [begin + timedelta(days=offset) for offset in range(self._weeks() * _DAYS)]

    def _days_before(self) -> int:
        """Of the month before, in the first week shown."""
        return (self.day.replace(day=1).isoweekday() - QLocale().firstDayOfWeek().value) % _DAYS

    def _weeks(self) -> int:
        return -(-(self._days_before() + monthrange(self.day.year, self.day.month)[1]) // _DAYS)

    def _head_px(self) -> float:
        return float(self._theme.text_px(26))

    def _cell(self, week: int, column: int) -> QRectF:
        width, head = self.width() / (_DAYS + 1), self._head_px()
        height = (self.height() - head) / self._weeks()
        gap = self._theme.px(3)
        return QRectF(column * width, head + week * height, width, height).adjusted(gap, gap, -gap, -gap)

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(TextSize.SMALL, bold=True))
        painter.setPen(QColor(self._theme.colours.muted))
        first, locale = QLocale().firstDayOfWeek().value, QLocale()
        names = [
            locale.dayName((first - 1 + place) % _DAYS + 1, QLocale.FormatType.ShortFormat)
            for place in range(_DAYS)
        ]
        for place, name in enumerate((*names, words.week())):
            cell = self._cell(0, place)
            area = QRectF(cell.left() + self._theme.px(8), 0, cell.width(), self._head_px())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        colours = self._theme.colours
        is_of_month = day.month == self.day.month
        painter.setBrush(
            QColor(colours.surface if is_of_month else mix(colours.window, colours.surface, 0.4))
        )
        is_marked = day == self.day and self.hasFocus()
        edge = colours.text if is_marked else colours.accent
        painter.setPen(QPen(QColor(edge), 2) if is_marked or day == self._today else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(cell, self._theme.px(8), self._theme.px(8))
        side, top = self._theme.px(8), self._theme.px(4)
        inside = cell.adjusted(side, top, -side, -side)
        painter.setFont(self._theme.font(TextSize.SMALL))
        painter.setPen(QColor(colours.text if day == self._today else colours.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, str(day.day))
        done = self._days.get(day)
        if done is not None:
            self._paint_load(painter, inside, done, is_of_month=is_of_month)

    def _paint_load(self, painter: QPainter, inside: QRectF, done: DayOfLoad, *, is_of_month: bool) -> None:
        colours = self._theme.colours
        painter.setFont(self._theme.font(TextSize.LABEL, bold=True))
        painter.setPen(QColor(colours.text if is_of_month else colours.muted))
        about = "≈ " if done.is_estimated else ""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, right, f"{about}{round(done.load)}")
        bar = QRectF(inside.left(), inside.bottom() - self._theme.px(9), 0.0, self._theme.px(9))
        painter.setPen(Qt.PenStyle.NoPen)
        scale = inside.width() / max(self._heaviest, done.load)
        for kind, load in done.loads:
            bar.setWidth(max(load * scale, 2.0))
            colour = self._colour_of(kind)
            painter.setBrush(QColor(colour if is_of_month else mix(colour, colours.window, 0.5)))
            painter.drawRect(bar)
            bar.moveLeft(bar.right() + 1)
        if is_of_month:
            self._paint_icons(painter, inside, bar.top() - self._theme.px(4), done)

    def _paint_icons(self, painter: QPainter, inside: QRectF, foot: float, done: DayOfLoad) -> None:
        """Above the bar, as many as there is room for."""
        side = list_icon_px(self._theme)
        if foot - side < inside.top() + QFontMetrics(self._theme.font(TextSize.LABEL)).height():
            return
        for place in range(min(len(done.loads), int(inside.width() // side))):
            known = self._types.get(done.loads[place][0] or "")
            icon = self._icons.of(known.icon if known else None, self._colour_of(done.loads[place][0]), side)
            painter.drawPixmap(QPointF(inside.left() + place * side, foot - side), icon)

    def _colour_of(self, kind: str | None) -> str:
        known = self._types.get(kind or "")
        return self._theme.colours.muted if known is None else known.colour

    def _paint_week(self, painter: QPainter, week: int, days: Sequence[date]) -> None:
        total = sum(self._days[day].load for day in days if day in self._days)
        cell = self._cell(week, _DAYS)
        painter.setFont(self._theme.font(TextSize.LABEL, bold=True))
        painter.setPen(QColor(self._theme.colours.muted))
        area = cell.adjusted(self._theme.px(8), 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(round(total)) if total else "")
