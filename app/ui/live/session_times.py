"""SessionTimes: the time that matters large, the others small."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui import sentences
from app.ui.live.load_gauge import ProgressBar, done_at
from app.ui.live.page_plan import Detail
from app.ui.theme import TextSize, Theme
from app.ui.widgets.card import Card
from app.ui.widgets.figure import Figure
from app.ui.widgets.text import TextLabel, muted_ink, plain_ink, surface_ink

_PADDING_PX = 18


class ShownTime(NamedTuple):
    """What the large clock counts, the clock itself, and the other times."""

    caption: str
    figure: str
    note: str
    share: float | None = None  # of the wanted minutes, where they are the target


def shown_time(snapshot: LiveSnapshot) -> ShownTime:
    """Minutes in the target zone where they are the target, else the time trained, which pauses stop."""
    if snapshot.status is LiveStatus.IDLE:
        return ShownTime(sentences.status(snapshot.status), sentences.clock(0), "")
    note = sentences.time_note(snapshot)
    clock = sentences.clock(snapshot.timer_s)
    minutes = _minutes_in_zone(snapshot)
    if minutes is None:
        return ShownTime(sentences.status(snapshot.status), clock, note)
    caption = sentences.minutes_in_zone(snapshot.target_zone)
    if snapshot.status is LiveStatus.PAUSED:
        caption = sentences.status(snapshot.status)
    finish = sentences.zone_finish(snapshot, done_at(snapshot.minutes_left))
    share = min(minutes[0] / minutes[1], 1.0) if minutes[1] else 1.0
    notes = " · ".join(filter(None, (clock, finish, note)))
    return ShownTime(caption, sentences.part_of(*minutes), notes, share)


def _minutes_in_zone(snapshot: LiveSnapshot) -> tuple[int, int] | None:
    """Minutes done and wanted, where minutes in a zone are the target."""
    if snapshot.target_load is not None or snapshot.target_zone is None or snapshot.minutes_left is None:
        return None
    seconds = (zone.seconds for zone in snapshot.time_in_zone if zone.number == snapshot.target_zone)
    done = next(seconds, 0.0) / 60.0
    return int(done), round(done + snapshot.minutes_left)


class SessionTimes(Card):
    """The time that matters, large; lap, time with pauses and coverage where they say something."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_paused = False
        self.caption = TextLabel(theme, TextSize.LABEL, ink=muted_ink)
        self.elapsed = Figure(theme)
        self.elapsed.setObjectName("elapsed")
        self.elapsed.setAccessibleName(sentences.translate("live", "Time"))
        self.bar = ProgressBar(theme)
        self.note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, sheds=True, ground=surface_ink)
        self.note.setObjectName("lapTime")
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_snapshot(LiveSnapshot())

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows the times."""
        shown = shown_time(snapshot)
        before = (self.elapsed.width(), self.caption.text())
        self.elapsed.setText(shown.figure)
        self.caption.setText(shown.caption)
        if (self.elapsed.width(), shown.caption) != before:
            self._fit()
        self.note.setText(shown.note)
        self.bar.setVisible(shown.share is not None)
        self.bar.show_share(shown.share or 0.0)
        is_paused = snapshot.status is LiveStatus.PAUSED
        if is_paused != self._is_paused:
            self._is_paused = is_paused
            self.elapsed.set_ink(muted_ink if is_paused else plain_ink)  # it stands still

    def least_px(self, detail: Detail) -> int:
        """The height that so much of it needs."""
        margins, spacing = self._column.contentsMargins(), self._column.spacing()
        words = (self.caption, self.note)[:detail]
        taken = self.elapsed.height() + sum(each.sizeHint().height() + spacing for each in words)
        bar_px = self.bar.height() + spacing if self.bar.isVisibleTo(self) else 0
        return taken + bar_px + margins.top() + margins.bottom()

    def show_detail(self, detail: Detail) -> None:
        """Shows so much of it."""
        self.caption.setVisible(detail >= Detail.CAPTION)
        self.note.setVisible(detail >= Detail.NOTE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the figure to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.caption)
        self._column.addStretch(1)
        self._column.addWidget(self.elapsed, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.note)

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(_PADDING_PX)
        self._column.setContentsMargins(padding, round(padding * 0.7), padding, round(padding * 0.7))
        self._column.setSpacing(self._theme.px(3))
        self._fit()

    def _fit(self) -> None:
        room_px = self.width() - 2 * self._theme.px(_PADDING_PX)
        self.caption.shrink_to(room_px)
        self.note.keep_room(room_px)
        self.elapsed.shrink_to(room_px)
