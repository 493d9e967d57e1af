"""ZoneStrip: all zones side by side, the bounds in bpm, and a mark where the heart beats now."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.snapshot import LiveSnapshot
from app.ui import sentences, told_sentences
from app.ui.colours import ink_on, mix
from app.ui.live.zones_shown import ShownZone, shown_zones, target_bounds
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told
from app.ui.widgets.text import Ink, surface_ink

_RESTING_SHARE = 0.62  # of the surface in the zones where the heart is not
_MARK_DEPTH = 0.25  # how far it reaches into the bar: the zone's number stays readable
_BAR_PX, _MARK_PX, _GAP_PX = 22, 9, 3


class ZoneStrip(QWidget):
    """Equal lengths for every zone, so that nothing moves but the mark. The target zone is framed.

    Below the mark lies a picture that is painted when a zone is entered, on the colour of its `ground`.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        text_size: TextSize = TextSize.SMALL,
        bar_px: float = _BAR_PX,
        shows_bounds: bool = True,
        ground: Ink = surface_ink,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text_size = text_size
        self._reference_bar_px = bar_px
        self._shows_bounds = shows_bounds
        self._ground = ground
        self._picture: QPixmap | None = None
        self._zones: tuple[ShownZone, ...] = ()
        self._zone: int | None = None
        self._bpm: int | None = None
        self._target: int | None = None
        self._bounds: tuple[int | None, int | None] = (None, None)  # of the target, in bpm
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def height_with(self, *, bounds: bool) -> int:
        """How high it is with the bounds below it, or without."""
        metrics = QFontMetricsF(self._theme.font(self._text_size))
        below_px = metrics.height() + self._theme.px(4) if bounds else 2
        return round(self._top() + self._bar_px() + below_px)

    def show_bounds(self, *, is_shown: bool) -> None:
        """With the bounds in bpm, or without."""
        if is_shown != self._shows_bounds:
            self._shows_bounds = is_shown
            self._dress()

    @Slot()
    def _dress(self) -> None:
        self._top_px, self._bar_height_px = self._top(), self._bar_px()
        self._gap_px, self._half_mark_px = self._theme.px(_GAP_PX), self._theme.px(_MARK_PX) * 0.72
        self.setFixedHeight(self.height_with(bounds=self._shows_bounds))
        self._paint_anew()

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Moves the mark."""
        shown = (shown_zones(snapshot, self._zones), snapshot.zone, snapshot.target_zone)
        if shown != (self._zones, self._zone, self._target):
            self._zones, self._zone, self._target = shown
            self._bounds = target_bounds(snapshot)
            self._paint_anew()
        if snapshot.bpm != self._bpm:
            before, self._bpm = self._mark_area(), snapshot.bpm
            self.update(before.united(self._mark_area()))

    def told(self) -> Told:
        """The zone, and the bounds of the target."""
        name = next((zone.name for zone in self._zones if zone.number == self._zone), None)
        here = sentences.zone(self._zone, name)
        return Told(Part.PICTURE, told_sentences.listed((here, sentences.target_range(*self._bounds))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the picture to the new size."""
        super().resizeEvent(event)
        self._paint_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copies the picture, paints the mark."""
        picture = self._picture
        if picture is None or picture.devicePixelRatio() != self.devicePixelRatioF():
            picture = self._picture = self._new_picture()
        painter = QPainter(self)
        try:
            painter.setClipRect(event.rect())
            painter.drawPixmap(0, 0, picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_mark(painter)
        finally:
            painter.end()

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def _new_picture(self) -> QPixmap:
        """Segments, bounds and target."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(max(1, ceil(self.width() * ratio)), max(1, ceil(self.height() * ratio))))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._ground(self._theme.colours)))
        painter = QPainter(picture)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(self._text_size))
            for index, zone in enumerate(self._zones):
                self._paint_zone(painter, index, zone)
        finally:
            painter.end()
        return picture

    def _top(self) -> float:
        return self._theme.px(_MARK_PX) + 3

    def _bar_px(self) -> float:
        return max(
            self._theme.px(self._reference_bar_px), QFontMetricsF(self._theme.font(self._text_size)).height()
        )

    def _segment(self, index: int) -> QRectF:
        width = (self.width() - self._gap_px * (len(self._zones) - 1)) / len(self._zones)
        return QRectF(index * (width + self._gap_px), self._top_px, width, self._bar_height_px)

    def _paint_zone(self, painter: QPainter, index: int, zone: ShownZone) -> None:
        colours = self._theme.colours
        area = self._segment(index)
        fill = colours.zone_fill(zone.number)
        is_here = zone.number == self._zone
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill if is_here else mix(fill, colours.surface, _RESTING_SHARE)))
        painter.drawRoundedRect(area, 4, 4)
        if zone.number == self._target:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
        if index and self._shows_bounds:
            painter.setPen(QColor(colours.text if is_here else colours.muted))
            below = QRectF(area.left(), area.bottom() + 2, area.width(), self.height() - area.bottom() - 2)
            beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(below, beside, str(zone.lower_bpm))
        self._paint_label(painter, area, zone, is_here=is_here)

    def _paint_label(self, painter: QPainter, area: QRectF, zone: ShownZone, *, is_here: bool) -> None:
        colours = self._theme.colours
        fill = colours.zone_fill(zone.number)
        surface = fill if is_here else mix(fill, colours.surface, _RESTING_SHARE)
        painter.setPen(QColor(ink_on(surface)))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(zone.number))

    def _mark_x(self) -> float | None:
        """Where the mark stands; None without a heart rate or zone."""
        if self._bpm is None:
            return None
        for index, zone in enumerate(self._zones):
            if zone.number == self._zone:
                area, half = self._segment(index), self._half_mark_px
                wished = area.left() + area.width() * zone.position(self._bpm)
                return min(max(wished, half), self.width() - half)
        return None

    def _mark_area(self) -> QRect:
        """What the mark covers; empty where there is none."""
        x = self._mark_x()
        if x is None:
            return QRect()
        half = self._half_mark_px + 1
        return QRect(floor(x - half), 0, ceil(2 * half) + 1, self.height())

    def _paint_mark(self, painter: QPainter) -> None:
        x = self._mark_x()
        if x is None:
            return
        half, tip = self._half_mark_px, self._top_px - 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.text))
        painter.drawPolygon(QPolygonF([QPointF(x - half, 0), QPointF(x + half, 0), QPointF(x, tip)]))
        painter.drawRect(QRectF(x - 1, tip - 1, 2, self._bar_height_px * _MARK_DEPTH))
