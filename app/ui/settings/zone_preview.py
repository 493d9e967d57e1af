"""ZonePreview: a small picture of the zones with their bounds in bpm, redrawn as one types."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.zones import ZoneModel
from app.ui import sentences
from app.ui.colours import ink_on
from app.ui.theme import TextSize, Theme

_BAR_PX, _GAP_PX, _NAME_GAP_PX = 26, 3, 8


class ZonePreview(QWidget):
    """A bar of zones, the bounds beneath, then a line for each with its name. Says so to screen readers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zones: ZoneModel | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self.show_zones(None)

    def bounds(self) -> tuple[int, ...]:
        """The lower bounds that are shown, in bpm."""
        return () if self._zones is None else self._zones.lower_bounds

    def show_zones(self, zones: ZoneModel | None) -> None:
        """Shows this model; None where there is none that makes sense."""
        self._zones = zones
        lines = () if zones is None else tuple(" ".join(line) for line in self._lines(zones))
        self.setAccessibleName(", ".join(lines) or sentences.translate("zones", "No zones yet"))
        self._dress()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(self._theme.text_px(320), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints bar, bounds and names."""
        if self._zones is None:
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TextSize.BODY, bold=True))
            self._paint_bar(painter, self._zones)
            painter.setFont(self._theme.font(TextSize.BODY))
            self._paint_lines(painter, self._zones)
        finally:
            painter.end()

    @staticmethod
    def _lines(zones: ZoneModel) -> list[tuple[str, str]]:
        """Each zone's bpm and name."""
        lines = []
        for zone in zones.zones:
            _, above = zones.bounds(zone.number)
            if above is None:
                bpm = sentences.translate("zones", "{lower} and more").format(lower=zone.lower_bpm)
            elif zone.lower_bpm == 0:
                bpm = sentences.translate("zones", "below {above}").format(above=above)
            else:
                bpm = sentences.translate("zones", "{lower}–{upper}").format(
                    lower=zone.lower_bpm, upper=above - 1
                )
            label = "" if zone.number == 0 else f"{zone.label} · "
            lines.append((bpm, f"{label}{zone.name}"))
        return lines

    def _paint_bar(self, painter: QPainter, zones: ZoneModel) -> None:
        gap, colours = self._theme.px(_GAP_PX), self._theme.colours
        width = (self.width() - gap * (len(zones.zones) - 1)) / len(zones.zones)
        for index, zone in enumerate(zones.zones):
            area = QRectF(index * (width + gap), 0, width, self._bar_px())
            fill = colours.zone_fill(zone.number)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(area, 4, 4)
            painter.setPen(QColor(ink_on(fill)))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, zone.label)
            painter.setPen(QColor(colours.muted))
            below = QRectF(area.left(), area.bottom() + 2, max(width, 40), self._line_px())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, str(zone.lower_bpm) if index else "")

    def _paint_lines(self, painter: QPainter, zones: ZoneModel) -> None:
        colours, line = self._theme.colours, self._line_px()
        lines = self._lines(zones)
        metrics = QFontMetricsF(painter.font())
        dot = metrics.capHeight()
        left = dot + self._theme.px(_NAME_GAP_PX)
        name_left = left + max(metrics.horizontalAdvance(bpm) for bpm, _ in lines) + 2 * self._theme.px(8)
        top = self._bar_px() + 1.5 * line
        for index, (zone, (bpm, name)) in enumerate(zip(zones.zones, lines, strict=True)):
            y = top + index * line
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.zone_fill(zone.number)))
            painter.drawRoundedRect(QRectF(0, y + (line - dot) / 2, dot, dot), 2, 2)
            painter.setPen(QColor(colours.text))
            beside = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, y, name_left - left, line), beside, bpm)
            room = self.width() - name_left
            painter.setPen(QColor(colours.muted))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(room))
            painter.drawText(QRectF(name_left, y, room, line), beside, shown)

    def _line_px(self) -> float:
        return QFontMetricsF(self._theme.font(TextSize.BODY)).height() * 1.25

    def _bar_px(self) -> float:
        return max(self._theme.px(_BAR_PX), self._line_px())

    def _height(self) -> int:
        count = 0 if self._zones is None else len(self._zones.zones)
        return round(self._bar_px() + (count + 1.6) * self._line_px())

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._height())
        self.update()
