"""How the trace looks: bands, scale, line, laps, pauses. The widget decides when it is painted."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from app.ui import sentences
from app.ui.colours import Colours, mix, readable
from app.ui.live.trace_frame import TraceFrame, tick_seconds
from app.ui.live.trace_series import Pause, TraceLine
from app.ui.live.zones_shown import ShownZone
from app.ui.widgets.fill import fill_area

_BAND_SHARE = 0.84  # of the surface in a band
_TARGET_BAND_SHARE = 0.70
_NUMBER_CONTRAST = 4.5
_RIM_PX = 2  # around the tip, in the surface's colour
_MARK_WIDTH = 3.0  # of its height, what a lap's mark takes at most
_LABEL_SPACING = 2.0  # of a label's width, from one to the next


def paint_bands(
    painter: QPainter, frame: TraceFrame, zones: tuple[ShownZone, ...], target: int | None, colours: Colours
) -> None:
    """One band for each zone, the target's stronger."""
    if not zones:
        return
    edges = [frame.low_bpm, *(zone.lower_bpm for zone in zones[1:]), frame.high_bpm]
    line_px = QFontMetricsF(painter.font()).height()
    inside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for zone, (lower, upper) in zip(zones, pairwise(edges), strict=True):
        is_target = zone.number == target
        top, bottom = frame.y(upper), frame.y(lower)
        area = QRectF(frame.left_px, top, frame.width_px, bottom - top)
        share = _TARGET_BAND_SHARE if is_target else _BAND_SHARE
        ground = mix(colours.zone_fill(zone.number), colours.surface, share)
        if zone is not zones[0] or is_target:  # below the zones of training the ground is plain
            fill_area(painter, area, ground)
        if area.height() >= line_px:  # colour is not alone in telling bands apart
            painter.setPen(QColor(readable(colours.muted, ground, _NUMBER_CONTRAST)))
            painter.drawText(area.adjusted(0, 0, -4, 0), inside, str(zone.number))


def paint_scale(painter: QPainter, frame: TraceFrame, zones: tuple[ShownZone, ...], colours: Colours) -> None:
    """The zones' bounds in bpm on the left, times below."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(colours.muted))
    beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    last_y = frame.top_px + frame.height_px + metrics.height()
    for zone in zones[1:]:
        y = frame.y(zone.lower_bpm)
        if last_y - y >= metrics.height() * 0.9:
            last_y = y
            area = QRectF(0, y - metrics.height() / 2, frame.left_px - 6, metrics.height())
            painter.drawText(area, beside, str(zone.lower_bpm))
    widest_px = metrics.horizontalAdvance(sentences.clock(frame.end_s))
    most = max(2, int(frame.width_px / (_LABEL_SPACING * widest_px)))
    below_px = frame.top_px + frame.height_px + 3
    for tick_s in tick_seconds(frame.start_s, frame.end_s, most):
        words = sentences.clock(tick_s)
        half = metrics.horizontalAdvance(words) / 2 + 1
        centre = min(max(frame.x(tick_s), half), frame.left_px + frame.width_px - half)
        area = QRectF(centre - half, below_px, 2 * half, metrics.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def paint_lines(
    painter: QPainter,
    frame: TraceFrame,
    lines: Iterable[TraceLine],
    zones: tuple[ShownZone, ...],
    colours: Colours,
    *,
    width_px: float,
) -> None:
    """The line, each piece in its zone's colour, one call of Qt for each zone."""
    bounds = [zone.lower_bpm for zone in zones[1:]]
    drawn: list[list[QLineF]] = [[] for _ in range(len(bounds) + 1)]
    origin_x, origin_y = frame.x(0.0), frame.top_px + frame.height_px
    low, per_bpm = frame.low_bpm, frame.height_px / (frame.high_bpm - frame.low_bpm)
    per_s = frame.width_px / (frame.end_s - frame.start_s)
    for start_s, start_bpm, end_s, end_bpm in lines:  # thousands: worked out here, not by a call for each
        piece = QLineF(
            origin_x + start_s * per_s,
            origin_y - max(start_bpm - low, 0.0) * per_bpm,
            origin_x + end_s * per_s,
            origin_y - max(end_bpm - low, 0.0) * per_bpm,
        )
        drawn[bisect_right(bounds, end_bpm)].append(piece)
    for place, pieces in enumerate(drawn):
        if pieces:
            pen = QPen(QColor(colours.zone_ink(zones[place].number if zones else None)), width_px)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)  # a sixth of what round ones cost
            painter.setPen(pen)
            painter.drawLines(pieces)


def paint_laps(
    painter: QPainter, frame: TraceFrame, laps: Sequence[float], colours: Colours, *, first: int = 0
) -> None:
    """A thin upright line where each lap from the `first` on ended, with the number of the one that began."""
    words_px = QFontMetricsF(painter.font()).height()
    painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
    for number, lap_s in enumerate(laps, start=first + 2):
        if frame.start_s < lap_s < frame.end_s:
            x = round(frame.x(lap_s)) + 0.5
            painter.drawLine(QLineF(x, frame.top_px, x, frame.top_px + frame.height_px))
            painter.drawText(QPointF(x + 4, frame.top_px + words_px * 0.9), sentences.lap_mark(number))


def paint_pauses(
    painter: QPainter,
    frame: TraceFrame,
    pauses: Iterable[Pause],
    last_s: float,
    colours: Colours,
    *,
    laps: Sequence[float] = (),
) -> None:
    """A veil over every pause, up to now over the one that lasts; the laps' marks lie on top of it."""
    mark_s = _MARK_WIDTH * painter.fontMetrics().height() * frame.column_s
    veil = QColor(colours.surface)
    veil.setAlphaF(0.68)
    for pause in pauses:
        end_s = last_s if pause.end_s is None else pause.end_s
        left = max(frame.x(pause.start_s), frame.left_px)
        right = min(frame.x(end_s), frame.left_px + frame.width_px)
        if right > left:
            fill_area(painter, QRectF(left, frame.top_px, right - left, frame.height_px), veil)
            first, end = bisect_left(laps, pause.start_s - mark_s), bisect_right(laps, end_s)
            if end > first:
                paint_laps(painter, frame, laps[first:end], colours, first=first)


def tip_picture(colours: Colours, radius_px: float, ratio: float) -> QPixmap:
    """A dot for where the heart is now, in the middle of its picture; `ratio` is the screen's."""
    side = 2 * ceil((radius_px + _RIM_PX) * ratio) + 1  # odd: its middle is a pixel
    picture = QPixmap(side, side)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.surface), _RIM_PX))
        painter.setBrush(QColor(colours.text))
        middle = side / ratio / 2
        painter.drawEllipse(QPointF(middle, middle), radius_px, radius_px)
    finally:
        painter.end()
    return picture
