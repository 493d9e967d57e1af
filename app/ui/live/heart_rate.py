"""HeartRatePanel: the largest thing on the screen, its trend, its zone, and the one word that matters."""

from dataclasses import replace
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui import sentences, told_sentences
from app.ui.live.guidance import GuidancePill, ZonePill
from app.ui.live.zone_strip import ZoneStrip
from app.ui.live.zones_shown import LostSignal
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told
from app.ui.widgets.big_number import NARROWEST, BigNumber
from app.ui.widgets.card import RADIUS_PX, Card
from app.ui.widgets.text import LEAST_SHARE, TextLabel, muted_ink, surface_ink

LEAST_DIGITS_SHARE = 0.255  # of the window's height; a quarter is promised (14-inch screen: 47 mm)
LARGEST_DIGITS_SHARE = 0.29
_HARDLY_SQUEEZED = 0.93  # digits this little narrower cost less than a word left out beside them
_PADDING_PX = 28
_EDGE_PX = 12  # of the card's edge in the zone's colour
_OUTLINE_PX = 4  # what smoothing and rounding add to the digits' height
_GAP_PX = 14  # between the digits and what stands beside them


class HeartRatePanel(Card):
    """Heart rate in its zone's colour, with number and name of the zone; dashes the moment it is stale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._zone: int | None = None
        self._is_narrow = self._is_bare = False  # short words beside the digits; none but what to do
        self._has_word = True
        self._inside_px = 0
        self._latest = LiveSnapshot()
        self.lost = LostSignal()
        self.heart_rate = BigNumber(theme)
        self.heart_rate.setObjectName("heartRate")
        self.heart_rate.setAccessibleName(sentences.translate("live", "Heart rate"))
        self.unit = TextLabel(theme, TextSize.HEADING, ink=muted_ink)
        self.unit.setText(sentences.unit())
        self.trend = TextLabel(theme, TextSize.HEADING, ground=surface_ink)
        self.trend.setObjectName("trend")
        self.trend.setAccessibleName(sentences.translate("live", "Trend"))
        self.zone = ZonePill(theme, TextSize.TITLE, self.lost)
        self.word = GuidancePill(theme, TextSize.WORD)
        self.strip = ZoneStrip(theme)
        self.strip.setObjectName("zoneStrip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_snapshot(LiveSnapshot())

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows heart rate, trend, zone, position and word."""
        is_paused = snapshot.status is LiveStatus.PAUSED
        zone = None if is_paused else snapshot.zone
        if zone != self._zone:
            self._zone = zone
            self.update()
        self._show_number(snapshot)
        self._latest = snapshot
        trend = None if snapshot.bpm is None else snapshot.trend_bpm_per_min
        self.trend.setText("" if self._is_bare else sentences.trend(trend, is_short=self._is_narrow))
        self.unit.setText("" if self._is_bare else sentences.unit())
        self.word.show_snapshot(snapshot)
        self.word.setHidden(not self._has_word)
        self.word.shrink_to(self.trend.width())
        self.zone.show_snapshot(snapshot)
        self.strip.show_snapshot(replace(snapshot, zone=None, bpm=None) if is_paused else snapshot)

    def told(self) -> Told:
        """All of it in one sentence, from the last snapshot."""
        said = told_sentences.heart_rate(self._latest, self.lost.silent_s(self._latest))
        return Told(Part.GROUP, said)

    def fit(self, width_px: int, window_height_px: int, most_height_px: int, *, has_bounds: bool) -> None:
        """Makes the digits as tall as the place allows: a quarter of the window's height where it can be.

        Where the font is wide for the place, the words give way first, then the digits grow narrower,
        and only then less tall: never do they stand on what is beside them.
        """
        self.strip.show_bounds(is_shown=has_bounds)
        self._inside_px = width_px - 2 * self._theme.px(_PADDING_PX)
        gap_px = self._theme.px(_GAP_PX)
        self.zone.give_room(self._inside_px)
        beside_px = self._beside_px(is_short=False)
        least_px = LEAST_DIGITS_SHARE * window_height_px
        narrow_px = _HARDLY_SQUEEZED * self.heart_rate.width_for(least_px)
        self._is_narrow = self._inside_px - gap_px - beside_px < narrow_px
        self._is_bare, self._has_word = False, True
        if self._is_narrow:
            left_px = round(self._inside_px - gap_px - NARROWEST * self.heart_rate.width_for(least_px))
            beside_px = max(min(self._beside_px(is_short=True), left_px), self._words_px(is_short=True))
            if left_px < beside_px:  # all but what to do gives way, and in the end that too
                word_px = ceil(self.word.least_share * self.word.widest_px())
                self._is_bare, self._has_word = True, word_px <= left_px
                beside_px = word_px if self._has_word else max(left_px, 0)
        self.trend.keep_room(beside_px)  # so that the digits stay where they are
        room_px = self._inside_px - gap_px - beside_px
        fitting_px = room_px / self.heart_rate.width_for(1.0)
        below_px = self._below_px(has_bounds=has_bounds)
        tallest_px = min(LARGEST_DIGITS_SHARE * window_height_px, most_height_px - below_px)
        height_px = max(min(tallest_px, fitting_px), min(least_px, fitting_px / NARROWEST))
        self.heart_rate.set_digit_height(height_px, room_px)
        self.show_snapshot(self._latest)

    def least_px(self, window_height_px: int, *, has_bounds: bool) -> int:
        """The height that digits of the promised size need."""
        return ceil(LEAST_DIGITS_SHARE * window_height_px) + self._below_px(has_bounds=has_bounds)

    def _below_px(self, *, has_bounds: bool) -> int:
        """What the panel holds besides its digits: words, strip, air."""
        line_px = max(self.zone.sizeHint().height(), self.zone.minimumHeight())
        margins, spacing = self._column.contentsMargins(), 4 * self._column.spacing()
        air_px = margins.top() + margins.bottom() + spacing + _OUTLINE_PX
        return self.strip.height_with(bounds=has_bounds) + line_px + air_px

    def _beside_px(self, *, is_short: bool) -> int:
        """The width of what stands beside the digits, so that these stay where they are."""
        word_px = self.word.widest_px() * (LEAST_SHARE if is_short else 1.0)
        return max(self._words_px(is_short=is_short), round(word_px))

    def _words_px(self, *, is_short: bool) -> int:
        """The width of trend and unit at their longest."""
        texts = (sentences.trend(-88.0, is_short=is_short), sentences.unit())
        return max(self.trend.fontMetrics().horizontalAdvance(text) for text in texts) + 2

    def minimumSizeHint(self) -> QSize:
        """What the digits need; the words beside them may be cut at the very smallest."""
        return QSize(
            self.heart_rate.width() + 2 * self._theme.px(_PADDING_PX), super().minimumSizeHint().height()
        )

    def _show_number(self, snapshot: LiveSnapshot) -> None:
        colours = self._theme.colours
        colour = colours.muted if snapshot.bpm is None else colours.number_ink(self._zone)
        self.heart_rate.show_number(sentences.number(snapshot.bpm), colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the card, with a broad edge in the zone's colour."""
        super().paintEvent(event)
        if self._zone is None:
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.zone_fill(self._zone)))
            radius = self._theme.px(RADIUS_PX)
            painter.setClipRect(QRectF(0, 0, self._theme.px(_EDGE_PX), self.height()))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        finally:
            painter.end()

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.word, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        beside.addWidget(self.trend)
        beside.addWidget(self.unit)
        self._number_row = QHBoxLayout()
        self._number_row.addWidget(self.heart_rate, 0, Qt.AlignmentFlag.AlignBottom)
        self._number_row.addLayout(beside)
        self._number_row.addStretch(1)
        self._words = QHBoxLayout()
        self._words.addWidget(self.zone, 1)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addLayout(self._number_row)
        self._column.addStretch(1)
        self._column.addLayout(self._words)
        self._column.addWidget(self.strip)

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(_PADDING_PX)
        self._column.setContentsMargins(padding, padding, padding, round(padding * 0.7))
        self._column.setSpacing(self._theme.px(8))
        self._number_row.setSpacing(self._theme.px(_GAP_PX))
