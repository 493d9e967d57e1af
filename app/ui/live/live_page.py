"""LivePage: everything that matters while training, in order of importance."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.activity_types import Tile
from app.domain.snapshot import LiveSnapshot
from app.ui import sentences, tile_sentences
from app.ui.live.alert_banner import AlertBanner
from app.ui.live.heart_rate import HeartRatePanel
from app.ui.live.load_gauge import LoadGauge
from app.ui.live.page_plan import PLANS, PagePlan, richest_plan
from app.ui.live.session_buttons import SessionButtons
from app.ui.live.session_times import SessionTimes
from app.ui.live.tiles import TileRow
from app.ui.live.trace import HeartRateTrace
from app.ui.live.trace_frame import TraceSpan
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.text import TextLabel, muted_ink

if TYPE_CHECKING:
    from app.domain.reference import LoadCurve
    from app.engine.events import SnapshotTaken


_WIDE_FROM_RATIO = 1.15  # wider than this, the figures stand beside the heart rate, else below
_FIGURES_SHARE = 0.36  # of the width, where they stand beside it
_TRACE_SHARE = 0.24  # of the page's height, at least, where there is room
_TRACE_PADDING_PX = 14
_LEAST_TRACE_SHARE = 0.08  # of the page's height: so little while a notice is up, and the tiles stay
_TILES_KEY = "Ctrl+T"
_MARGIN_PX, _ABOVE_PX, _GAP_PX = 16, 6, 12


class LivePage(QWidget):
    """The live page. `show_snapshot` may be called at any pace; it only ever sets what changed."""

    tiles_chosen = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("livePage")
        self.setAccessibleName(sentences.translate("live", "Live"))
        self._theme = theme
        self.banner = AlertBanner(theme)
        self.banner.setObjectName("alertBanner")
        self.heart_rate = HeartRatePanel(theme)
        self.lost = self.heart_rate.lost
        self.times = SessionTimes(theme)
        self.load = LoadGauge(theme)
        self.trace = HeartRateTrace(theme)
        self.trace.setObjectName("heartRateTrace")
        self.spans = SpanChoice(theme)
        self.spans.span_requested.connect(self.trace.show_span)
        self.tiles = TileRow(theme)
        self.trace_title = TextLabel(theme, TextSize.BODY, ink=muted_ink, elides=True)
        self.trace_title.setText(sentences.translate("live", "Heart rate"))
        self.choose_tiles = ActionButton(theme, emphasis=Emphasis.FLAT, key_hint=_TILES_KEY, height_px=28)
        self.choose_tiles.setObjectName("chooseTiles")
        self.choose_tiles.show_action(tile_sentences.choose(), "plus")
        self.choose_tiles.clicked.connect(self.open_tile_chooser)
        self._tiles_key = QShortcut(QKeySequence(_TILES_KEY), self)
        self._tiles_key.activated.connect(self.choose_tiles.click)
        self.buttons = SessionButtons(theme)
        self._bars = (False, False)  # of load and time, towards a target
        self._lay_out()
        self.banner.notice_shown.connect(self._fit)
        theme.changed.connect(self._fit)

    def show_snapshot(self, taken: "SnapshotTaken") -> None:
        """Shows the session as it is now."""
        snapshot = taken.snapshot
        self.heart_rate.show_snapshot(snapshot)
        self.times.show_snapshot(snapshot)
        self.load.show_snapshot(snapshot)
        self.tiles.show_snapshot(snapshot)
        self.buttons.show_status(snapshot.status)
        bars = (self.load.bar.isVisibleTo(self.load), self.times.bar.isVisibleTo(self.times))
        if bars != self._bars:
            self._bars = bars
            self._fit()

    def collect(self, taken: "SnapshotTaken") -> None:
        """Keeps the reading for the trace, and its time; to be called with every snapshot, seen or not."""
        is_arrival = taken.arrival_us is not None
        if is_arrival:
            self.lost.hear(taken.snapshot)
        self.trace.show_snapshot(taken.snapshot, is_arrival=is_arrival)

    def begin_session(self) -> None:
        """A new session: an empty trace."""
        self.trace.begin()
        self.load.ghost.begin()

    def show_reference(self, curve: "LoadCurve | None") -> None:
        """The session to race against, as a ghost beside the load; None: none."""
        self.load.ghost.show_reference(curve)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """The activity's tiles."""
        self.tiles.show_tiles(tiles)
        self._fit()

    @Slot()
    def open_tile_chooser(self) -> None:
        """Asks which tiles are wanted; `tiles_chosen` tells each change."""
        from app.ui.live.tile_chooser import TileChooser  # noqa: PLC0415 - when asked for

        chooser = TileChooser(self._theme, self.tiles.shown, self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.tiles_chosen.connect(self._change_tiles)
        chooser.open()

    @Slot(tuple)
    def _change_tiles(self, tiles: tuple[Tile, ...]) -> None:
        self.show_tiles(tiles)
        self.tiles_chosen.emit(tiles)

    def clear(self) -> None:
        """As before the first snapshot."""
        from app.engine.events import SnapshotTaken  # noqa: PLC0415 - once the window is seen

        self.show_snapshot(SnapshotTaken(LiveSnapshot()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays everything out for the new size."""
        super().resizeEvent(event)
        self._fit_now()

    def _lay_out(self) -> None:
        self._figures = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._figures.addWidget(self.times, 1)
        self._figures.addWidget(self.load, 1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self.heart_rate, 1)
        self._top.addLayout(self._figures)
        self._trace_card = Card(self._theme)
        self._trace_column = QVBoxLayout(self._trace_card)
        above = QHBoxLayout()
        above.addWidget(self.trace_title, 1)
        above.addWidget(self.choose_tiles)
        above.addWidget(self.spans)
        self._trace_column.addLayout(above)
        self._trace_column.addWidget(self.trace, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.banner)
        self._column.addLayout(self._top)
        self._column.addWidget(self.tiles)
        self._column.addWidget(self._trace_card, 1)
        self._column.addWidget(self.buttons)

    def least_px(self) -> int:
        """The height that heart rate, time and load need, with everything else gone."""
        return self._least_px(PLANS[-1]) + self._banner_px()

    def minimumSizeHint(self) -> QSize:
        """Nothing: what there is no room for goes, and the window never grows."""
        return QSize(0, 0)

    @Slot()
    def _fit(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):  # which fits it anyway
            self._fit_now()

    def _fit_now(self) -> None:
        """Heart rate first, then the figures, then the trace: each gets its share of this window."""
        self._dress()
        room_px, banner_px = self.height(), self._banner_px()
        plan = richest_plan(room_px - banner_px, self._least_px)
        calm = richest_plan(room_px, self._least_px)
        self._show_plan(plan)
        inner_px, window_px = self.width() - 2 * self._margin(), self.window().height()
        gap_px = self._theme.px(_GAP_PX)
        figures_px = round(self.width() * _FIGURES_SHARE) if self._is_wide() else (inner_px - gap_px) // 2
        for figure in (self.times, self.load):
            figure.setFixedWidth(figures_px)
        width_px = inner_px - (figures_px + gap_px if self._is_wide() else 0)
        rest_px = min(  # a notice moves no digits where there is room for both
            room_px - self._around_digits_px(calm, round(_TRACE_SHARE * room_px)),
            room_px - self._around_digits_px(plan, 0) - banner_px,
        )
        self.heart_rate.fit(width_px, window_px, rest_px, has_bounds=plan.has_bounds)

    def _dress(self) -> None:
        px, margin = self._theme.px, self._margin()
        self._column.setContentsMargins(margin, px(_ABOVE_PX), margin, margin)
        for layout in (self._column, self._top, self._figures):
            layout.setSpacing(px(_GAP_PX))
        padding = px(_TRACE_PADDING_PX)
        self._trace_column.setContentsMargins(padding, px(8), padding, px(6))
        self._trace_column.setSpacing(px(4))
        direction = QBoxLayout.Direction
        is_wide = self._is_wide()
        self._top.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._figures.setDirection(direction.TopToBottom if is_wide else direction.LeftToRight)

    def _show_plan(self, plan: PagePlan) -> None:
        for figure in (self.times, self.load):
            figure.show_detail(plan.detail)
        self.spans.setVisible(plan.has_choices)
        room_px = self.width() - 4 * self._margin()
        self.spans.fit(room_px)
        for widget in (self.choose_tiles, self.trace_title):  # as far as there is room beside the spans
            room_px -= widget.sizeHint().width() + self._trace_column.spacing()
            widget.setVisible(plan.has_choices and self.spans.sizeHint().width() <= room_px)
        self.tiles.fit(self.width() - 2 * self._margin(), is_shown=plan.has_tiles)
        self._trace_card.setVisible(plan.has_trace)
        self.buttons.setVisible(plan.has_buttons)

    def _least_px(self, plan: PagePlan) -> int:
        """The height that a plan needs, with digits of a quarter of the window."""
        digits_px = self.heart_rate.least_px(self.window().height(), has_bounds=plan.has_bounds)
        figures_px = self._figures_px(plan) if self._is_wide() else 0
        return max(digits_px, figures_px) + self._around_digits_px(plan, 0)

    def _figures_px(self, plan: PagePlan) -> int:
        """The height of time and load: below each other where they stand beside the heart rate."""
        heights = (self.times.least_px(plan.detail), self.load.least_px(plan.detail))
        return sum(heights) + self._theme.px(_GAP_PX) if self._is_wide() else max(heights)

    def _banner_px(self) -> int:
        """The height that a notice takes."""
        if not self.banner.isVisibleTo(self):
            return 0
        return self.banner.height_px(self.width() - 2 * self._margin()) + self._theme.px(_GAP_PX)

    def _around_digits_px(self, plan: PagePlan, trace_px: int) -> int:
        """The height of all above and below the heart rate but a notice; of the trace's at least so much."""
        gap_px, margins = self._theme.px(_GAP_PX), self._column.contentsMargins()
        heights = [margins.top() + margins.bottom()]
        if not self._is_wide():
            heights.append(self._figures_px(plan) + gap_px)
        if plan.has_tiles and self.tiles.cards:
            heights.append(self.tiles.height_px() + gap_px)
        if plan.has_trace:
            least_px = max(round(_LEAST_TRACE_SHARE * self.height()), self.trace.minimumSizeHint().height())
            heights.append(max(least_px + self._trace_extra_px(plan), trace_px) + gap_px)
        if plan.has_buttons:
            heights.append(self.buttons.sizeHint().height() + gap_px)
        return sum(heights)

    def _trace_extra_px(self, plan: PagePlan) -> int:
        """What stands around the trace."""
        margins = self._trace_column.contentsMargins()
        choices_px = max(self.spans.sizeHint().height(), self.choose_tiles.sizeHint().height())
        above_px = choices_px + self._trace_column.spacing() if plan.has_choices else 0
        return margins.top() + margins.bottom() + above_px

    def _is_wide(self) -> bool:
        return self.width() > _WIDE_FROM_RATIO * self.height()

    def _margin(self) -> int:
        return self._theme.px(_MARGIN_PX)


class SpanChoice(QWidget):
    """Whole session, last 20 or last 5 minutes."""

    span_requested = Signal(TraceSpan)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStretch(1)
        self.buttons: list[ActionButton] = []
        for span, words in sentences.trace_spans().items():
            button = ActionButton(theme, emphasis=Emphasis.FLAT, height_px=28)
            button.setCheckable(True)
            button.show_action(words)
            button.setChecked(span == TraceSpan.WHOLE)
            button.clicked.connect(partial(self._choose, TraceSpan(span)))
            row.addWidget(button)
            self.buttons.append(button)
        OneOf(self, self.buttons)

    def fit(self, room_px: int) -> None:
        """Makes the buttons smaller where they are wider than this."""
        share = room_px / sum(button.unshrunk_px() for button in self.buttons)
        for button in self.buttons:
            button.shrink(min(share, 1.0))

    def _choose(self, span: TraceSpan, _is_checked: bool = True) -> None:
        self.span_requested.emit(span)
