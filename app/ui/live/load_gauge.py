"""LoadGauge: Training Load so far as a number, as a bar towards the target, and when that will be reached."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui import sentences, told_sentences
from app.ui.live.load_ghost import LoadGhost
from app.ui.live.page_plan import Detail
from app.ui.theme import TextSize, Theme
from app.ui.told import Part, Told
from app.ui.widgets.card import Card
from app.ui.widgets.figure import Figure
from app.ui.widgets.text import TextLabel, fit_figure, muted_ink, surface_ink

if TYPE_CHECKING:
    from app.domain.targets import EasyRun

_BAR_PX = 12
_PADDING_PX = 18
_APART_PX = 16  # between the caption and what the target is like


def done_at(
    minutes_left: float | None, now: Callable[[], QDateTime] = QDateTime.currentDateTime
) -> str | None:
    """The local clock time at which the target will be reached; None when not known."""
    if minutes_left is None:
        return None
    return QLocale().toString(now().addSecs(round(minutes_left * 60)).time(), "HH:mm")


class ProgressBar(QWidget):
    """A plain rounded bar, filled from 0 to 1."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(_BAR_PX))
        self.update()

    def told(self) -> Told:
        """How far it is filled."""
        said = told_sentences.percent(self._share)
        return Told(Part.PROGRESS, sentences.translate("live", "Part of the target"), said)

    def show_share(self, share: float) -> None:
        """Fills the bar this far; repaints only when a pixel changes."""
        share = min(max(share, 0.0), 1.0)
        if round(share * self.width()) != round(self._share * self.width()):
            self.update()
        self._share = share

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the groove, then the part that is done."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            radius = self.height() / 2
            painter.setBrush(QColor(self._theme.colours.raised))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            if self._share > 0:
                done = QRectF(0, 0, max(self.width() * self._share, self.height()), self.height())
                painter.setBrush(QColor(self._theme.colours.accent))
                painter.drawRoundedRect(done, radius, radius)
        finally:
            painter.end()


class LoadGauge(Card):
    """Training Load; the bar is there only with a target. `now` gives the local time for the finish clock."""

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], QDateTime] = QDateTime.currentDateTime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._now = now
        self._easy: EasyRun | None = None
        self.caption = TextLabel(theme, TextSize.LABEL, ink=muted_ink)
        self.caption.setText(sentences.translate("live", "Training Load"))
        self.anchor = TextLabel(theme, TextSize.LABEL, ink=muted_ink)
        self.anchor.setObjectName("loadAnchor")
        self.load = Figure(theme)
        self.load.setObjectName("trainingLoad")
        self.load.setAccessibleName(self.caption.text())
        self.target = TextLabel(theme, TextSize.TITLE, ink=muted_ink)
        self.target.setObjectName("targetLoad")
        self.target.setAccessibleName(sentences.translate("live", "Target load"))
        self.ghost = LoadGhost(theme)
        self.ghost.setObjectName("loadGhost")
        self.bar = ProgressBar(theme)
        self.note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, sheds=True, ground=surface_ink)
        self.note.setObjectName("loadNote")
        self.setToolTip(sentences.training_load_tip())
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_snapshot(LiveSnapshot())

    @Slot(object)
    def show_easy_run(self, easy: "EasyRun") -> None:
        """The run that a target is compared with, from the next snapshot on."""
        self._easy = easy

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Shows the load, its target and its pace."""
        load = sentences.number(snapshot.training_load, estimated=snapshot.load_is_estimated)
        target = sentences.target_load(snapshot.target_load)
        anchor = sentences.like_easy_run(snapshot.target_load, self._easy)
        shown = (self.load.text(), self.target.text(), self.anchor.text())
        if (load, target, anchor) != shown:
            self.load.setText(load)
            self.target.setText(target)
            self.anchor.setText(anchor)
            self._fit()
        self.bar.setVisible(bool(snapshot.target_load))
        if snapshot.target_load:
            self.bar.show_share(snapshot.training_load / snapshot.target_load)
        if snapshot.status is not LiveStatus.IDLE:
            self.ghost.show_load(snapshot.timer_s, snapshot.training_load)
        ahead = sentences.ahead(self.ghost.ahead())
        rate = sentences.load_rate(snapshot, done_at(snapshot.minutes_left, self._now))
        below = "" if self.anchor.isVisibleTo(self) else anchor
        self.note.setText(" · ".join(filter(None, (ahead, rate, below))))

    def least_px(self, detail: Detail) -> int:
        """The height that so much of it needs."""
        margins, spacing = self._column.contentsMargins(), self._column.spacing()
        words = (self.caption, self.note)[:detail]
        figures_px = max(self.load.height(), self.target.sizeHint().height())
        taken = figures_px + sum(each.sizeHint().height() + spacing for each in words)
        return taken + self.bar.height() + spacing + margins.top() + margins.bottom()

    def show_detail(self, detail: Detail) -> None:
        """Shows so much of it."""
        self.caption.setVisible(detail >= Detail.CAPTION)
        self._show_anchor()
        self.note.setVisible(detail >= Detail.NOTE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the figures to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        numbers = self._numbers = QHBoxLayout()
        numbers.addWidget(self.load, 0, Qt.AlignmentFlag.AlignBottom)
        numbers.addWidget(self.target, 0, Qt.AlignmentFlag.AlignBottom)
        numbers.addStretch(1)
        numbers.addWidget(self.ghost, 4)
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self.caption)
        self._head.addStretch(1)
        self._head.addWidget(self.anchor)
        self._column.addLayout(self._head)
        self._column.addStretch(1)
        self._column.addLayout(numbers)
        self._column.addStretch(1)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.note)

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(_PADDING_PX)
        self._column.setContentsMargins(padding, round(padding * 0.7), padding, round(padding * 0.7))
        self._column.setSpacing(self._theme.px(6))
        self._numbers.setSpacing(self._theme.px(10))
        self._fit()

    def _fit(self) -> None:
        room_px = self.width() - 2 * self._theme.px(_PADDING_PX)
        self.caption.shrink_to(room_px)
        self._show_anchor()
        self.note.keep_room(room_px)
        fit_figure(self.load, self.target, room_px - 2 * self._numbers.spacing())

    def _show_anchor(self) -> None:
        """What the target is like, beside the caption; where there is no room, it ends the note."""
        room_px = self.width() - 2 * self._theme.px(_PADDING_PX) - self._theme.px(_APART_PX)
        has_room = self.caption.unshrunk_px() + self.anchor.unshrunk_px() <= room_px
        self.anchor.setVisible(bool(self.anchor.text()) and has_room and not self.caption.isHidden())
