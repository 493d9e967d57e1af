"""Legend: which colour means what."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.frozen import frozen
from app.ui.icons import paint_icon
from app.ui.sentences import translate
from app.ui.theme import TextSize, Theme

_DOT_PX, _GAP_PX = 5, 18
_LINE = 1.35  # of the letters' height
_ICON = 1.1  # of the letters' height


@frozen
class LegendEntry:
    """A colour, what it means, and the icon that means the same."""

    colour: str
    words: str
    icon: str | None = None


class Legend(QWidget):
    """Spots or icons with their words, in as many lines as they need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: Sequence[LegendEntry] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        """What is drawn now."""
        self._entries = entries
        told = ", ".join(entry.words for entry in entries)
        self.setAccessibleName(translate("trends", "Colours: {entries}").format(entries=told))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """So many lines."""
        return round(max((area.bottom() for _, area in self._places(width)), default=self._line_px()))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(200), round(self._line_px()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints them from left to right, line by line."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TextSize.SMALL))
            for entry, area in self._places(self.width()):
                self._paint_sign(painter, entry, area)
                painter.setPen(QColor(self._theme.colours.muted))
                right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(area, right, entry.words)
        finally:
            painter.end()

    def _paint_sign(self, painter: QPainter, entry: LegendEntry, area: QRectF) -> None:
        side = self._icon_px()
        if entry.icon is not None:
            place = QRectF(area.left(), area.center().y() - side / 2, side, side)
            paint_icon(painter, entry.icon, entry.colour, place)
            return
        radius = float(self._theme.px(_DOT_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(entry.colour))
        painter.drawEllipse(QPointF(area.left() + radius, area.center().y()), radius, radius)

    def _places(self, width: int) -> Iterator[tuple[LegendEntry, QRectF]]:
        metrics, gap, dot = self._metrics(), self._theme.px(_GAP_PX), 3 * self._theme.px(_DOT_PX)
        line, icon = metrics.height() * _LINE, 1.3 * metrics.height() * _ICON
        left = top = 0.0
        for entry in self._entries:
            sign = dot if entry.icon is None else icon
            taken = metrics.horizontalAdvance(entry.words) + sign + 2
            if left > 0 and left + taken > width:
                left, top = 0.0, top + line
            yield entry, QRectF(left, top, taken, line)
            left += taken + gap

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextSize.SMALL))

    def _line_px(self) -> float:
        return self._metrics().height() * _LINE

    def _icon_px(self) -> float:
        return self._metrics().height() * _ICON
