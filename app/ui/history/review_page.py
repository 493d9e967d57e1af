"""ReviewPage: one activity looked at closely."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.domain.cuts import Cut, CutError, with_cut, without_cut
from app.domain.remark import Remark
from app.ui import sentences
from app.ui.history import cut_sentences as cut_words
from app.ui.history import review_sentences as words
from app.ui.history.cut_bar import CutBar
from app.ui.history.import_strip import ImportStrip
from app.ui.history.laps_card import LapsCard
from app.ui.history.measures_card import Measure, MeasuresCard
from app.ui.history.ports import ReviewedActivity
from app.ui.history.review_head import ReviewHead
from app.ui.history.trace_parts import bpm_at
from app.ui.history.trace_plot import TracePlot
from app.ui.sentences import translate
from app.ui.settings.groups import FieldColumns, button
from app.ui.summary.figure import Figure
from app.ui.summary.remark_card import RemarkCard
from app.ui.summary.zone_bars import ZoneBars
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.scroll import ScrollPage, gutter_px
from app.ui.widgets.text import TextLabel, muted_ink

_TRACE_SHARE, _LEAST_TRACE_PX = 0.42, 200
_FIGURE_PX = 185
_BESIDE_FROM_RATIO = 1.15  # wider than this, the remark stands beside the zones, else below


class ReviewPage(QWidget):
    """Draws what it is given; built once, since plots are dear."""

    back_requested = Signal()
    remark_changed = Signal(int, Remark)
    type_chosen = Signal(int, str)
    recompute_requested = Signal(int)
    undo_requested = Signal()
    comparison_chosen = Signal(object)
    athlete_chosen = Signal(int, str)
    cuts_chosen = Signal(int, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPage")
        self.setAccessibleName(translate("review", "Activity"))
        self._theme = theme
        self._shown: ReviewedActivity | None = None
        self.head = ReviewHead(theme)
        self.back, self.title, self.recompute = self.head.back, self.head.title, self.head.recompute
        self.others, self.kinds, self.people = self.head.others, self.head.kinds, self.head.people
        self._make_words(theme)
        self.trace = TracePlot(theme)
        self.trace.setAccessibleDescription(words.plot_hint())
        self.trace.setToolTip(words.plot_hint())
        self.cursor_words = TextLabel(theme, TextSize.BODY, ink=muted_ink, sheds=True)
        self.cursor_words.setObjectName("cursorWords")
        large = {name: Figure(theme, caption, name) for name, caption in words.captions().items()}
        self.other_measures, self.laps = MeasuresCard(theme, words.other_captions()), LapsCard(theme)
        self.figures: dict[str, Figure | Measure] = {**large, **self.other_measures.measures}
        self._large = FieldColumns(theme, large.values(), column_px=_FIGURE_PX)
        self.cuts = CutBar(theme)
        self.zones = ZoneBars(theme)
        self.remark = RemarkCard(theme)
        self._lay_out(theme)
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    def first_focus(self) -> QWidget:
        """The way back."""
        return self.back

    @property
    def shown(self) -> ReviewedActivity | None:
        """What is looked at."""
        return self._shown

    def show_activity(
        self,
        reviewed: ReviewedActivity,
        types: Sequence[ActivityType],
        earlier: Sequence[ActivityRow],
        athletes: Sequence[str] = (),
    ) -> None:
        """One activity; `earlier` ones can be laid beneath it; `athletes` may get it."""
        self._shown = reviewed
        names = {each.key: each.name for each in types}
        key = reviewed.activity.activity_type
        self.facts.setText(words.facts(reviewed))
        self.kinds.offer(names)
        if key in names:
            self.kinds.setCurrentIndex(list(names).index(key))
        self._show_athletes(reviewed.row.athlete, athletes)
        others = {row.activity_id: words.earlier(row) for row in earlier}
        self.others.offer({None: words.no_comparison()} | others)
        self.others.setCurrentIndex(0)
        self.head.show_title(words.title(reviewed.row, names.get(key, key)))
        self.cuts.close_bar()
        self.cuts.show_cuts(reviewed.activity.cuts)
        self.trace.show_activity(reviewed.activity, reviewed.setup)
        self._show_figures(reviewed)
        self.laps.show_laps(reviewed.activity.laps)
        self.zones.show_zones(reviewed.activity.summary.time_in_zone)
        self.remark.show_session(reviewed.activity.summary, reviewed.row.remark)
        self._show_cursor(-1.0)

    def compare_with(self, other: ReviewedActivity | None) -> None:
        """An earlier one, pale beneath it; None: none."""
        self.trace.compare_with(None if other is None else other.activity)
        if self._shown is not None and other is not None:
            self.cursor_words.setText(words.compared(self._shown.activity.summary, other.activity.summary))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The trace takes its share."""
        super().resizeEvent(event)
        self._dress()

    def _show_athletes(self, owner: str, athletes: Sequence[str]) -> None:
        """Whose it is; there is nothing to choose where there is only one."""
        names = list(dict.fromkeys((*athletes, owner)))
        self.people.offer({name: name or words.nameless() for name in names})
        self.people.setCurrentIndex(names.index(owner))
        self.people.setVisible(len(names) > 1)

    def _show_figures(self, reviewed: ReviewedActivity) -> None:
        for name, (value, tip) in words.figures(reviewed).items():
            self.figures[name].value.setText(value)
            self.figures[name].setToolTip(tip)
            self.figures[name].setAccessibleDescription(tip)
        captions = {**words.captions(), **words.other_captions()}
        tips = {captions[name]: tip for name, (_, tip) in words.figures(reviewed).items()}
        self.other_measures.formulas.show_formulas(tips)

    @Slot(float)
    def _show_cursor(self, at_s: float) -> None:
        if self._shown is None or self.trace.parts is None or at_s < 0:
            self.cursor_words.setText(words.plot_hint())
            return
        bpm = bpm_at(self.trace.parts, at_s)
        zone = None if bpm is None else self._shown.setup.zone_model.zone_at(bpm)
        name = "" if zone is None else sentences.zone(zone.number, zone.name)
        self.cursor_words.setText(words.at_cursor(at_s, bpm, name))

    def _make_words(self, theme: Theme) -> None:
        self.facts = TextLabel(theme, TextSize.BODY, ink=muted_ink, sheds=True)
        self.facts.setObjectName("reviewFacts")
        self.whole = button(theme, "reviewWhole", translate("review", "Whole"), Emphasis.FLAT)
        self.begin_cut = button(theme, "reviewCut", cut_words.begin_cutting(), Emphasis.FLAT)
        self.begin_cut.setToolTip(cut_words.begin_cutting_tip())
        self.strip = ImportStrip(theme)

    def _connect(self) -> None:
        self.back.clicked.connect(self._leave)
        self.whole.clicked.connect(self.trace.show_whole)
        self.trace.cursor_moved.connect(self._show_cursor)
        self.remark.changed.connect(self._keep_remark)
        self.kinds.activated.connect(self._choose_type)
        self.others.activated.connect(self._choose_other)
        self.recompute.clicked.connect(self._recompute)
        self.strip.undo_requested.connect(self.undo_requested)
        self.people.activated.connect(self._choose_athlete)
        self.begin_cut.clicked.connect(self._begin_cut)
        self.trace.stretch_chosen.connect(self.cuts.show_stretch)
        self.cuts.stretch_typed.connect(self.trace.mark)
        self.cuts.cut_requested.connect(self._cut)
        self.cuts.put_back_requested.connect(self._put_back)
        self.cuts.closed.connect(self._end_cut)

    @Slot()
    def _leave(self) -> None:
        self.remark.notes.tell()
        self.back_requested.emit()

    @Slot(Remark)
    def _keep_remark(self, remark: Remark) -> None:
        if self._shown is not None:
            self.remark_changed.emit(self._shown.row.activity_id, remark)

    @Slot()
    def _choose_type(self) -> None:
        if self._shown is not None and self.kinds.value() != self._shown.activity.activity_type:
            self.type_chosen.emit(self._shown.row.activity_id, self.kinds.value())

    @Slot()
    def _choose_athlete(self) -> None:
        if self._shown is not None and self.people.value() != self._shown.row.athlete:
            self.athlete_chosen.emit(self._shown.row.activity_id, self.people.value())

    @Slot()
    def _begin_cut(self) -> None:
        self.trace.select_by_drag(is_wanted=True)
        self.cuts.open_bar()

    @Slot()
    def _end_cut(self) -> None:
        if self.cuts.is_focused():
            self.trace.setFocus()  # else the next field gets it, and the page scrolls there
        self.trace.select_by_drag(is_wanted=False)

    @Slot(float, float)
    def _cut(self, start_s: float, end_s: float) -> None:
        if self._shown is None:
            return
        activity = self._shown.activity
        try:
            cuts = with_cut(activity.cuts, start_s, end_s, activity.summary.elapsed_s)
        except CutError:
            self.cuts.show_problem(cut_words.no_stretch(activity.summary.elapsed_s))
            return
        self.cuts_chosen.emit(self._shown.row.activity_id, cuts)

    @Slot(Cut)
    def _put_back(self, cut: Cut) -> None:
        if self._shown is not None:
            cuts = without_cut(self._shown.activity.cuts, cut)
            self.cuts_chosen.emit(self._shown.row.activity_id, cuts)

    @Slot()
    def _choose_other(self) -> None:
        self.comparison_chosen.emit(self.others.value())

    @Slot()
    def _recompute(self) -> None:
        if self._shown is not None:
            self.recompute_requested.emit(self._shown.row.activity_id)

    def _lay_out(self, theme: Theme) -> None:
        trace_card, zone_card = Card(theme), Card(theme)
        self._trace_inside, self._zone_inside = QVBoxLayout(trace_card), QVBoxLayout(zone_card)
        self._trace_inside.addWidget(self.trace, 1)
        self._under = QHBoxLayout()
        self._under.addWidget(self.cursor_words, 1)
        self._under.addWidget(self.begin_cut)
        self._under.addWidget(self.whole)
        self._trace_inside.addLayout(self._under)
        self._trace_inside.addWidget(self.cuts)
        self._zone_inside.addWidget(self.zones)
        self._zone_inside.addStretch(1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.addWidget(zone_card, 1)
        self._cards.addWidget(self.remark, 1)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.addWidget(self.facts)
        self._column.addWidget(trace_card)
        self._column.addWidget(self._large)
        self._column.addLayout(self._cards)
        self._column.addWidget(self.laps)
        self._column.addWidget(self.other_measures)
        self._column.addStretch(1)
        scroll = ScrollPage(theme, page)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._outside = QVBoxLayout(self)
        self._top = QVBoxLayout()
        self._top.addWidget(self.head)
        self._top.addWidget(self.strip)
        self._outside.addLayout(self._top)
        self._outside.addWidget(scroll, 1)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        is_wide = self.width() > _BESIDE_FROM_RATIO * self.height()
        direction = QBoxLayout.Direction
        self._cards.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self.trace.setFixedHeight(max(px(_LEAST_TRACE_PX), round(self.height() * _TRACE_SHARE)))
        bar_px, side = gutter_px(self._theme), px(16)  # the bar stands outside of the edge that all share
        self._outside.setContentsMargins(side, px(8), max(side - bar_px, 0), px(8))
        self._top.setContentsMargins(0, 0, min(bar_px, side), 0)
        for layout in (self._outside, self._top):
            layout.setSpacing(px(8))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(10))
        self._cards.setSpacing(px(10))
        for inside in (self._trace_inside, self._zone_inside):
            inside.setContentsMargins(px(12), px(10), px(12), px(6))
