"""HeartRateTrace: the session's line on the zones' bands, a picture to which each reading adds a piece.

A heartbeat costs one short line and one small repaint; everything is drawn anew only when the view moves on
(every 30 to 600 s), the scale grows, or the window changes.
"""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui import sentences, told_sentences
from app.ui.live import trace_painter
from app.ui.live.trace_frame import TraceFrame, TraceSpan, shown_bpm, shown_seconds
from app.ui.live.trace_series import Pause, TraceLine, TraceSeries
from app.ui.live.zones_shown import ShownZone, shown_zones
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told

if TYPE_CHECKING:
    from app.engine.events import TraceRestored


_LINE_PX, _TIP_PX = 2.6, 5


class HeartRateTrace(QWidget):
    """Heart rate over session time: whole session, last 20 or last 5 minutes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._series = TraceSeries()
        self._span = TraceSpan.WHOLE
        self._zones: tuple[ShownZone, ...] = ()
        self._target: int | None = None
        self._is_idle = True
        self._is_stale = True
        self._now_s = 0.0
        self._frame: TraceFrame | None = None
        self._picture: QPixmap | None = None
        self._pending: list[TraceLine] = []
        self._tip: QPixmap | None = None
        self._tip_px = theme.px(_TIP_PX)
        self.renders = 0  # how often everything was drawn anew: tests and benchmarks watch it
        self.setAccessibleName(sentences.translate("live", "Heart rate over time"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._redraw)

    @property
    def frame(self) -> TraceFrame | None:
        """What the picture shows; None before it was first drawn."""
        return self._frame

    def minimumSizeHint(self) -> QSize:
        """Enough to see a line."""
        return QSize(120, 48)

    def show_span(self, span: TraceSpan) -> None:
        """Shows this much of the session from now on."""
        if span is not self._span:
            self._span = span
            self._redraw()

    def told(self) -> Told:
        """What the curve says, whatever stretch of it is shown."""
        highest = None if self._series.bpm_range is None else self._series.bpm_range[1]
        average = self._series.average_bpm
        return Told(Part.CHART, told_sentences.trace(self._now_s / 60.0, average, highest))

    def begin(self) -> None:
        """A new session: an empty line."""
        self._series = TraceSeries()
        self._pending.clear()
        self._now_s = 0.0
        self._redraw()

    def restore(self, past: "TraceRestored") -> None:
        """The line as it was before: of a session that goes on, or that began in the past."""
        pauses = (Pause(pause.start_s, pause.end_s) for pause in past.pauses)
        self._series = TraceSeries.restored(past.times_s, past.rates_bpm, pauses, past.laps)
        last = self._series.last
        self._now_s = 0.0 if last is None else last[0]
        self._redraw()

    def mark_lap(self, elapsed_s: float) -> None:
        """Marks where a lap ended."""
        self._series.laps.append(elapsed_s)
        self._redraw()

    def show_snapshot(self, snapshot: LiveSnapshot, *, is_arrival: bool = True) -> None:
        """Adds a reading. A tick (`is_arrival` false) only moves time on."""
        self._show_bands(snapshot)
        is_idle = snapshot.status is LiveStatus.IDLE
        if is_idle != self._is_idle:
            self._is_idle = is_idle
            if is_idle:
                self.begin()  # the last session's laps are not the next one's
            self._redraw()
        if is_idle or snapshot.status is LiveStatus.FINISHED:
            return
        self._now_s = snapshot.elapsed_s
        self._series.show_paused(snapshot.elapsed_s, is_paused=snapshot.status is LiveStatus.PAUSED)
        if snapshot.bpm is not None and is_arrival and not snapshot.suspect:
            self._add(snapshot.elapsed_s, snapshot.bpm)
        self._show_stale(is_stale=snapshot.bpm is None)
        self._keep_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws anew for the new size, when next painted."""
        super().resizeEvent(event)
        self._redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lets go of the picture, also when minimised: what nobody sees is not kept up to date."""
        super().hideEvent(event)
        self._redraw()
        self.setUpdatesEnabled(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Draws what came meanwhile."""
        super().showEvent(event)
        self.setUpdatesEnabled(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copies the picture; what moves (veil of a running pause, tip) goes on top."""
        frame, picture = self._current_picture()
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, picture)
            if self._is_idle:
                self._paint_invitation(painter)
                return
            pauses = self._series.pauses
            if pauses:
                painter.setFont(self._theme.font(TextSize.SMALL))
                laps, colours = self._series.laps, self._theme.colours
                trace_painter.paint_pauses(painter, frame, pauses, self._now_s, colours, laps=laps)
            tip = self._series.last
            if tip is not None and not self._is_stale:
                self._paint_tip(painter, frame, tip)
        finally:
            painter.end()

    def _show_bands(self, snapshot: LiveSnapshot) -> None:
        zones = shown_zones(snapshot, self._zones)
        if (zones, snapshot.target_zone) != (self._zones, self._target):
            self._zones, self._target = zones, snapshot.target_zone
            self._redraw()

    def _add(self, elapsed_s: float, bpm: float) -> None:
        before = self._series.last
        line = self._series.append(elapsed_s, bpm)
        if self._frame is None or self._picture is None:
            self.update()
        elif not self._frame.holds(elapsed_s, bpm):
            self._redraw()
        else:
            if line is not None:
                self._pending.append(line)
            self.update(self._touched(before, self._series.last))

    def _show_stale(self, *, is_stale: bool) -> None:
        if is_stale != self._is_stale:
            self._is_stale = is_stale
            self.update(self._touched(None, self._series.last))

    def _keep_up(self) -> None:
        """Lets the view move on, and the veil grow, while no reading comes or the timer stands still."""
        if self._frame is not None and self._now_s > self._frame.end_s:
            self._redraw()
        elif self._series.pauses and self._series.pauses[-1].end_s is None:
            self.update()

    def _touched(self, before: tuple[float, float] | None, after: tuple[float, float] | None) -> QRect:
        """What a new piece and the moved tip change."""
        frame = self._frame
        points = [point for point in (before, after) if point is not None]
        if frame is None or not points:
            return self.rect()
        margin = self._tip_px + 4
        left, right = min(frame.x(p[0]) for p in points), max(frame.x(p[0]) for p in points)
        top, bottom = min(frame.y(p[1]) for p in points), max(frame.y(p[1]) for p in points)
        corner = (math.floor(left) - margin, math.floor(top) - margin)
        return QRect(*corner, math.ceil(right - left) + 2 * margin, math.ceil(bottom - top) + 2 * margin)

    @Slot()
    def _redraw(self) -> None:
        self._picture = self._tip = None
        self._tip_px = self._theme.px(_TIP_PX)
        self._pending.clear()
        self.update()

    def _current_picture(self) -> tuple[TraceFrame, QPixmap]:
        if self._picture is None or self._frame is None:
            self._frame = self._new_frame()
            self._picture = self._new_picture(self._frame)
            self.renders += 1
        elif self._pending:
            self._draw_on(self._picture, self._frame, self._pending)
        self._pending.clear()
        return self._frame, self._picture

    def _new_frame(self) -> TraceFrame:
        metrics = QFontMetricsF(self._theme.font(TextSize.SMALL))
        left = metrics.horizontalAdvance("888") + 8
        top, right = self._theme.px(4), self._theme.px(_TIP_PX) + 2
        bottom = metrics.height() + 4
        width, height = max(self.width() - left - right, 1.0), max(self.height() - top - bottom, 1.0)
        start_s, end_s = shown_seconds(self._span, self._now_s)
        is_finished = self._span is TraceSpan.FINISHED
        low, high = shown_bpm(self._zones, self._series.bpm_range, is_finished=is_finished)
        return TraceFrame(start_s, end_s, low, high, left, top, width, height)

    def _new_picture(self, frame: TraceFrame) -> QPixmap:
        ratio = self.devicePixelRatioF()
        width, height = math.ceil(self.width() * ratio), math.ceil(self.height() * ratio)
        picture = QPixmap(QSize(max(1, width), max(1, height)))
        picture.setDevicePixelRatio(ratio)
        colours = self._theme.colours
        picture.fill(QColor(colours.surface))
        painter = QPainter(picture)
        try:
            painter.setFont(self._theme.font(TextSize.SMALL))
            trace_painter.paint_bands(painter, frame, self._zones, self._target, colours)
            trace_painter.paint_scale(painter, frame, self._zones, colours)
            trace_painter.paint_laps(painter, frame, self._series.laps, colours)
        finally:
            painter.end()
        if not self._is_idle:
            self._draw_on(picture, frame, self._series.lines(frame.start_s, frame.end_s, frame.column_s))
        return picture

    def _draw_on(self, picture: QPixmap, frame: TraceFrame, lines: Iterable[TraceLine]) -> None:
        painter = QPainter(picture)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(
                QRect(
                    math.ceil(frame.left_px),
                    0,
                    math.ceil(frame.width_px),
                    math.ceil(frame.top_px + frame.height_px),
                )
            )
            width = max(1.6, self._theme.px(10) * _LINE_PX / 10)
            trace_painter.paint_lines(painter, frame, lines, self._zones, self._theme.colours, width_px=width)
        finally:
            painter.end()

    def _paint_tip(self, painter: QPainter, frame: TraceFrame, tip: tuple[float, float]) -> None:
        """The dot, painted once, on the whole pixels nearest to where the heart is now."""
        ratio = self.devicePixelRatioF()
        if self._tip is None or self._tip.devicePixelRatio() != ratio:
            self._tip = trace_painter.tip_picture(self._theme.colours, self._tip_px, ratio)
        half = self._tip.width() / 2
        left, top = frame.x(tip[0]) * ratio - half, frame.y(tip[1]) * ratio - half
        painter.drawPixmap(QPointF(round(left) / ratio, round(top) / ratio), self._tip)

    def _paint_invitation(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(self._theme.font(TextSize.BODY))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignCenter, sentences.translate("live", "Press Space to start")
        )
