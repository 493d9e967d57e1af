"""ZoneBars: the time in each zone."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.snapshot import ZoneTime
from app.ui import sentences
from app.ui.theme import TextSize, Theme

_ROW_PX = 34


class ZoneBars(QWidget):
    """Time in each zone as a bar, with number, name and minutes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zones: tuple[ZoneTime, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def show_zones(self, zones: tuple[ZoneTime, ...]) -> None:
        """Shows these, the highest zone on top; an empty zone 0 is left out."""
        self._zones = tuple(zone for zone in reversed(zones) if zone.number > 0 or zone.seconds > 0)
        self.setAccessibleName(
            ", ".join(
                f"{sentences.zone(z.number, z.name)}: {sentences.clock(z.seconds)}" for z in self._zones
            )
        )
        self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a row for each zone."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TextSize.BODY))
            words = max((self._words_px(painter, zone) for zone in self._zones), default=0)
            longest = max((zone.seconds for zone in self._zones), default=0.0)
            for index, zone in enumerate(self._zones):
                self._paint_row(painter, index, zone, words, longest)
        finally:
            painter.end()

    def _words_px(self, painter: QPainter, zone: ZoneTime) -> int:
        return painter.fontMetrics().horizontalAdvance(sentences.zone(zone.number, zone.name))

    def _paint_row(
        self, painter: QPainter, index: int, zone: ZoneTime, words_px: int, longest_s: float
    ) -> None:
        colours, row = self._theme.colours, self._row_px()
        beside = Qt.AlignmentFlag.AlignVCenter
        time_px = painter.fontMetrics().horizontalAdvance("8:88:88")
        top = index * row
        gap = self._theme.px(16)
        words_px = min(words_px, self.width() - time_px - gap)
        words = painter.fontMetrics().elidedText(
            sentences.zone(zone.number, zone.name), Qt.TextElideMode.ElideRight, words_px + 4
        )
        painter.setPen(QColor(colours.text))
        painter.drawText(QRectF(0, top, words_px + 4, row), beside, words)
        right = QRectF(self.width() - time_px, top, time_px, row)
        painter.drawText(right, beside | Qt.AlignmentFlag.AlignRight, sentences.clock(zone.seconds))
        groove = QRectF(
            words_px + gap, top + row * 0.28, self.width() - words_px - time_px - 2 * gap, row * 0.44
        )
        if groove.width() <= 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(groove, 4, 4)
        if zone.seconds > 0 and longest_s > 0:
            groove.setWidth(max(groove.width() * zone.seconds / longest_s, 6.0))
            painter.setBrush(QColor(colours.zone_fill(zone.number)))
            painter.drawRoundedRect(groove, 4, 4)

    def _row_px(self) -> int:
        return max(self._theme.px(_ROW_PX), QFontMetrics(self._theme.font(TextSize.BODY)).height())

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._row_px() * max(len(self._zones), 1))
        self.update()
