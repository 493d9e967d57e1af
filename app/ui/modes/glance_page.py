"""GlancePage: the session full screen, for one glance from the saddle; the same numbers, fewer and larger."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import SnapshotTaken
from app.ui import sentences, told_sentences
from app.ui.header import Dot, OriginLabel
from app.ui.live.alert_banner import AlertBanner, Cause, Notice
from app.ui.live.guidance import GuidancePill, ZonePill
from app.ui.live.load_gauge import ProgressBar, done_at
from app.ui.live.page_plan import Detail
from app.ui.live.session_times import shown_time
from app.ui.live.zone_strip import ZoneStrip
from app.ui.live.zones_shown import LostSignal
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told
from app.ui.widgets.big_number import BigNumber
from app.ui.widgets.digit_room import DigitRoom
from app.ui.widgets.figure import Figure
from app.ui.widgets.text import TextLabel, fit_figure, muted_ink, window_ink

_MARGIN_PX, _GAP_PX, _BAR_PX = 36, 8, 16
_STRIP_BAR_PX, _EDGE_PX = 36, 24
_DIGITS_SHARE = 0.31  # of the height, at least: 40 mm on a 14-inch screen are 0.23
_DETAILS = ((Detail.NOTE, True), (Detail.CAPTION, True), (Detail.FIGURE, True), (Detail.FIGURE, False))
_WORD_SHARE = 0.32  # of the width, at most, for what to do; the rest is the digits'


class GlancePage(QWidget):
    """Heart rate, zone, load and the time that matters, on a bare ground."""

    def __init__(
        self,
        theme: Theme,
        *,
        origin: sentences.Origin = sentences.OWN_HEART,
        lost: LostSignal | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("glancePage")
        self.setAccessibleName(sentences.translate("glance", "Full screen"))
        self._theme = theme
        self._zone: int | None = None
        self._latest = LiveSnapshot()
        self._lost = lost or LostSignal()
        self.origin = OriginLabel(theme, origin)
        self.dot = Dot(theme)
        self.sensor = TextLabel(theme, TextSize.BODY, ink=muted_ink, sheds=True)
        self.leave_hint = TextLabel(theme, TextSize.BODY, ink=muted_ink)
        self.leave_hint.setText(sentences.translate("glance", "Esc: window"))
        self.banner = AlertBanner(theme, text_size=TextSize.GLANCE_NOTE)
        self.banner.setObjectName("glanceBanner")
        self.heart_rate = BigNumber(theme, ground=window_ink)
        self.heart_rate.setObjectName("glanceHeartRate")
        self.heart_rate.setAccessibleName(sentences.translate("live", "Heart rate"))
        self.trend = TextLabel(theme, TextSize.GLANCE_WORDS, ground=window_ink)
        self.trend.setAccessibleName(sentences.translate("live", "Trend"))
        self.unit = TextLabel(theme, TextSize.GLANCE_NOTE, ink=muted_ink)
        self.unit.setText(sentences.unit())
        self.zone = ZonePill(theme, TextSize.GLANCE_WORDS, self._lost)
        self.word = GuidancePill(theme, TextSize.GLANCE_WORDS)
        self.strip = ZoneStrip(theme, text_size=TextSize.GLANCE_NOTE, bar_px=_STRIP_BAR_PX, ground=window_ink)
        self.time = GlanceFigure(theme)
        self.load = GlanceFigure(theme)
        self.load.show_caption(sentences.translate("live", "Training Load"))
        self.load.setToolTip(sentences.training_load_tip())
        self.bar = ProgressBar(theme)
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()
        self.show_snapshot(SnapshotTaken(LiveSnapshot()))

    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """Shows the session as it is now."""
        snapshot = taken.snapshot
        colours = self._theme.colours
        self._latest = snapshot
        is_paused = snapshot.status is LiveStatus.PAUSED
        zone = None if is_paused else snapshot.zone
        if zone != self._zone:
            self._zone = zone
            self.update()
        ink = colours.muted if snapshot.bpm is None else colours.glance_ink(zone)
        self.heart_rate.show_number(sentences.number(snapshot.bpm), ink)
        trend = None if snapshot.bpm is None else snapshot.trend_bpm_per_min
        self.trend.setText(sentences.trend(trend, is_short=True))
        self.word.show_snapshot(snapshot)
        self.word.shrink_to(self.trend.width())
        self.zone.show_snapshot(snapshot)
        self.strip.show_snapshot(replace(snapshot, zone=None, bpm=None) if is_paused else snapshot)
        time = shown_time(snapshot)
        self.time.show_caption(time.caption)
        self.time.show_figure(time.figure, "", time.note)
        self._show_load(snapshot)

    def told(self) -> Told:
        """What can be read at two metres, in one sentence."""
        said = told_sentences.heart_rate(self._latest, self._lost.silent_s(self._latest))
        return Told(Part.GROUP, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the words to the new width."""
        super().resizeEvent(event)
        self._fit_words()

    @Slot(str, bool)
    def show_sensor(self, words: str, is_live: bool) -> None:
        """The sensor's quiet line."""
        self.sensor.setText(words)
        self.dot.show_lit(is_lit=is_live)

    @Slot(object)
    def show_notice(self, notice: Notice | None) -> None:
        """The one thing that is wrong, in the place of the quiet line."""
        self.banner.show_notice(Cause.ENGINE, notice)
        self._quiet.setVisible(notice is None)
        self._fit_words()

    def _show_load(self, snapshot: LiveSnapshot) -> None:
        figure = sentences.number(snapshot.training_load, estimated=snapshot.load_is_estimated)
        note = sentences.load_rate(snapshot, done_at(snapshot.minutes_left))
        self.load.show_figure(figure, sentences.target_load(snapshot.target_load), note)
        if snapshot.target_load:
            self.bar.show_share(snapshot.training_load / snapshot.target_load)
        self.bar.setVisible(bool(snapshot.target_load))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a broad edge in the zone's colour."""
        super().paintEvent(event)
        if self._zone is None:
            return
        painter = QPainter(self)
        try:
            edge = QRectF(0, 0, self._theme.px(_EDGE_PX), self.height())
            painter.fillRect(edge, QColor(self._theme.colours.zone_fill(self._zone)))
        finally:
            painter.end()

    def _lay_out(self) -> None:
        self._quiet = QWidget()
        quiet = QHBoxLayout(self._quiet)
        quiet.setContentsMargins(0, 0, 0, 0)
        for widget in (self.dot, self.sensor):
            quiet.addWidget(widget)
        quiet.setStretch(1, 1)
        quiet.addWidget(self.leave_hint)
        self._digits = DigitRoom(self.heart_rate, self.word, self.trend, self.unit)
        self._words = QHBoxLayout()
        self._words.addWidget(self.zone, 1)
        self._figures = QGridLayout()
        self._figures.addWidget(self.time, 0, 0)
        self._figures.addWidget(self.load, 0, 1)
        self._figures.setColumnStretch(0, 1)
        self._figures.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._top = QHBoxLayout()
        self._top.addWidget(self._quiet, 1)
        self._top.addWidget(self.banner, 1)
        self._top.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._top)
        self._column.addWidget(self._digits, 1)
        self._column.addLayout(self._words)
        self._column.addWidget(self.strip)
        self._column.addLayout(self._figures)
        self._column.addWidget(self.bar)

    @Slot()
    def _fit(self) -> None:
        px = self._theme.px
        margin, gap = px(_MARGIN_PX), px(_GAP_PX)
        self._column.setContentsMargins(margin, px(18), margin, px(24))
        self._column.setSpacing(gap)
        self._digits.set_gap(px(24))
        self._figures.setHorizontalSpacing(px(40))
        self.bar.setFixedHeight(px(_BAR_PX))
        self._fit_words()

    def _share_room(self) -> None:
        """What is least worth its place goes where the digits would be small: captions, notes, bounds."""
        digits_px, gap_px = _DIGITS_SHARE * self.height(), self._column.spacing()
        margins, bar_px = self._column.contentsMargins(), self.bar.height() + gap_px
        top = self.banner if self.banner.isVisibleTo(self) else self._quiet
        line_px = max(self.zone.sizeHint().height(), self.zone.minimumHeight())
        rest_px = self.height() - margins.top() - margins.bottom() - 4 * gap_px - bar_px - line_px
        label_px = self.origin.sizeHint().height() if self.origin.text() else 0
        rest_px -= max(self.banner.height() if top is self.banner else top.sizeHint().height(), label_px)
        for detail, has_bounds in _DETAILS:
            figures_px = max(self.time.least_px(detail), self.load.least_px(detail))
            if rest_px - figures_px - self.strip.height_with(bounds=has_bounds) >= digits_px:
                break
        self.strip.show_bounds(is_shown=has_bounds)
        for figure in (self.time, self.load):
            figure.show_detail(detail)

    def _fit_words(self) -> None:
        """Guidance and zone in smaller or fewer words, where the font is too wide for the screen."""
        self._share_room()
        room_px = self.width() - 2 * self._theme.px(_MARGIN_PX)
        trend_px = self.trend.fontMetrics().horizontalAdvance(sentences.trend(88.0, is_short=True))
        word_px = min(round(self.word.widest_px()), round(room_px * _WORD_SHARE))
        beside_px = max(trend_px, self.unit.sizeHint().width(), word_px) + 2
        self.trend.keep_room(beside_px)  # so that the digits stay where they are
        self.word.shrink_to(beside_px)
        self._digits.fit()
        self.zone.give_room(room_px)
        self.zone.show_snapshot(self._latest)


class GlanceFigure(QWidget):
    """A caption, a large figure with what it is measured against, and a note."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.caption = TextLabel(theme, TextSize.GLANCE_NOTE, ink=muted_ink)
        self.figure = Figure(theme, TextSize.GLANCE_FIGURE, ground=window_ink)
        self.against = TextLabel(theme, TextSize.GLANCE_WORDS, ink=muted_ink)
        self.note = TextLabel(theme, TextSize.GLANCE_NOTE, ink=muted_ink, sheds=True, ground=window_ink)
        self._row = QHBoxLayout()
        self._row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addWidget(self.against, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.caption)
        self._column.addLayout(self._row)
        self._column.addWidget(self.note)
        theme.changed.connect(self._dress)
        self._dress()

    def show_caption(self, words: str) -> None:
        """What the figure is."""
        self.caption.setText(words)
        self.figure.setAccessibleName(words)

    def show_figure(self, figure: str, against: str, note: str) -> None:
        """The figure now."""
        before = (self.figure.width(), self.against.text())
        self.note.setText(note)
        self.figure.setText(figure)
        self.against.setText(against)
        if (self.figure.width(), against) != before:
            self.against.setVisible(bool(against))
            self._fit()

    def least_px(self, detail: Detail) -> int:
        """The height that so much of it needs."""
        words = (self.note, self.caption)[:detail]  # what it counts is known sooner than when it is done
        row_px = max(self.figure.height(), self.against.sizeHint().height() * bool(self.against.text()))
        return row_px + sum(each.sizeHint().height() for each in words)

    def show_detail(self, detail: Detail) -> None:
        """Shows so much of it: the figure, its note, its caption."""
        self.note.setVisible(detail >= Detail.CAPTION)
        self.caption.setVisible(detail >= Detail.NOTE)

    def minimumSizeHint(self) -> QSize:
        """No width of its own: the figures grow smaller where the font is too wide for the place."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the figures to the new width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(16))
        self._fit()

    def _fit(self) -> None:
        self.note.keep_room(self.width())
        fit_figure(self.figure, self.against, self.width() - self._row.spacing())
