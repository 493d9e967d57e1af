"""TrendsPage: what the loads of weeks and years add up to, in a sentence, figures, curves and reasons."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.activity_types import ActivityType
from app.domain.constants_changes import ConstantsChange
from app.domain.long_run import LongRun
from app.domain.long_term_load import LoadDay
from app.ui.colours import mix
from app.ui.history.import_strip import ImportStrip
from app.ui.sentences import translate
from app.ui.settings.groups import button
from app.ui.theme import TextSize, Theme
from app.ui.trends import trend_sentences as words
from app.ui.trends.bars import GUIDE_SHARE
from app.ui.trends.choice_rows import ChoiceRows
from app.ui.trends.figure_sentences import captions, caution, more_captions
from app.ui.trends.legend import Legend, LegendEntry
from app.ui.trends.spans import WEEKS_FROM_DAYS, Curve, Span, days_shown
from app.ui.trends.split_card import SplitCard
from app.ui.trends.today_card import TodayCard
from app.ui.trends.trend_figures import TrendFigures
from app.ui.trends.trend_plots import TrendPlots
from app.ui.trends.why_card import WhyCard
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.one_of import OneOf, chip
from app.ui.widgets.scroll import ScrollPage
from app.ui.widgets.text import TextLabel, muted_ink

if TYPE_CHECKING:
    from app.ui.settings.seed_question import SeedQuestion

_PLOT_SHARE, _LEAST_PLOT_PX = 0.385, 240
_BESIDE_FROM_LETTERS = 110  # a narrower page has its cards one beneath the other
_CHANGES_TOLD = 3  # the newest; all of them in the tooltip


class TrendsPage(QWidget):
    """Draws what it is given, and nothing before that; built once, since plots are dear."""

    seed_chosen = Signal(float)
    off_season_chosen = Signal(object)
    import_requested = Signal()
    report_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendsPage")
        self.setAccessibleName(words.page())
        self._theme = theme
        self._run = LongRun((), (), None)
        self._names: dict[str, str] = {}
        self._icons: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        self._changes: Sequence[ConstantsChange] = ()
        self._make_words(theme)
        self.plots = TrendPlots(theme)
        self.plots.setAccessibleName(translate("trends", "Curves and loads by day"))
        self._asks_seed = False
        self.why, self.split, self.today = WhyCard(theme), SplitCard(theme), TodayCard(theme)
        self.legend = Legend(theme)
        self.strip = ImportStrip(theme)
        self._lay_out(theme)
        self.plots.asked.connect(self.why.explain)
        self.why.asked.connect(self.plots.mark)
        self.today.off_season_chosen.connect(self.off_season_chosen)
        for wish in (self.bring_in, self.begin):
            wish.clicked.connect(self.import_requested)
        self.report.clicked.connect(self.report_requested)
        theme.changed.connect(self._dress)
        self._dress()

    @cached_property
    def seed(self) -> "SeedQuestion":
        """How much was done lately; made for those who are asked."""
        from app.ui.settings.seed_question import SeedQuestion  # noqa: PLC0415 - as above

        asked = SeedQuestion(self._theme)
        asked.hide()
        asked.answered.connect(self._tell_seed)
        self._column.insertWidget(self._column.indexOf(self.strip) + 1, asked)
        return asked

    def show_run(self, run: LongRun, types: Sequence[ActivityType], *, has_own_seed: bool) -> None:
        """The long run up to today."""
        self._run = run
        self._names = {each.key: each.name for each in types}
        self._icons = {each.key: each.icon for each in types}
        self._colours = {each.key: each.colour for each in types}
        last = run.days[-1] if run.days else None
        self.headline.setText(words.headline(run))
        self._choose_parts(last)
        self.numbers.show_run(run)
        self.today.show_run(run)
        self._show_missing()
        self._draw()
        self.why.show_run(run, self._names)
        self._ask_seed(is_asked=last is not None and last.base_fitness is None and not has_own_seed)
        self._body.setVisible(last is not None)  # once all is in it: Qt lays out what it shows at once
        self._beginning.setVisible(last is None)
        if self.hasFocus():  # the keyboard came before there was a part that could take it
            self.first_focus().setFocus()

    def _ask_seed(self, *, is_asked: bool) -> None:
        if is_asked or self._asks_seed:
            self.seed.setVisible(is_asked)
        self._asks_seed = is_asked

    def _choose_parts(self, last: LoadDay | None) -> None:
        """Nothing empty is drawn: no curve and no reasons before they are known."""
        is_known = last is not None and last.base_fitness is not None
        self.why.setVisible(is_known)
        self.plots.show_curve(is_shown=is_known)
        for curve in self.curves.values():
            curve.setVisible(is_known)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The plots take their share."""
        super().resizeEvent(event)
        self._dress()

    def show_changes(self, changes: Sequence[ConstantsChange]) -> None:
        """When the athlete's constants changed."""
        self._changes = changes
        self.plots.show_changes([each.day for each in changes])
        self._tell_changes()

    def _tell_changes(self) -> None:
        """Those of the days that are drawn, the newest first."""
        shown = self._days_drawn()
        first = shown[0].day if shown else date.max
        told = [words.change(each, self._names) for each in reversed(self._changes) if each.day >= first]
        self.changed.setText(f"{words.changes_head()}. {' · '.join(told[:_CHANGES_TOLD])}")
        self.changed.setToolTip("\n".join(told))
        self.changed.setVisible(bool(told))

    def _show_missing(self) -> None:
        """Days whose files may still have to be brought in."""
        missing = [day.day for day in self._run.days if not day.is_imported]
        self.missing.setText(words.missing(missing[0], missing[-1]) if missing else "")
        for widget in (self.missing, self.bring_in):
            widget.setVisible(bool(missing))

    @Slot(object)
    def _tell_seed(self, load_per_day: float | None) -> None:
        if load_per_day is not None:
            self.seed_chosen.emit(load_per_day)

    def _draw(self, _is_checked: bool = True) -> None:
        days = self._days_drawn()
        self.plots.show_days(days, self._colours, self._curve(), self._run.guide_on)
        self._show_legend(days)
        self._tell_changes()

    def _days_drawn(self) -> Sequence[LoadDay]:
        return self._run.days[-days_shown(self._span(), len(self._run.days)) :]

    def _show_legend(self, days: Sequence[LoadDay]) -> None:
        colours = self._theme.colours
        entries: list[LegendEntry] = []
        if any(day.base_fitness is not None for day in days):
            entries.append(LegendEntry(colours.accent, words.curves()[self._curve()]))
        if entries and self._curve() is Curve.LOAD:
            entries = [LegendEntry(colours.accent, captions()["trendBase"])]
            entries.append(LegendEntry(colours.muted, more_captions()["trendImpact"]))
        kinds = sorted({key for day in days for key, _ in day.by_activity_type})
        entries += [
            LegendEntry(
                self._colours.get(key, colours.muted), self._names.get(key, key), self._icons.get(key)
            )
            for key in kinds
        ]
        if any(day.base_fitness is not None for day in days):
            is_off_season = self._run.is_off_season(days[-1].day)
            guide = words.guide(is_off_season=is_off_season, is_by_week=len(days) > WEEKS_FROM_DAYS)
            entries.append(LegendEntry(mix(colours.surface, colours.accent, GUIDE_SHARE), guide))
        if any(not day.is_imported for day in days):
            entries.append(LegendEntry(colours.outline, words.not_imported()))
        self.legend.show_entries(entries)

    def _span(self) -> Span:
        return next(span for span, chip in self.spans.items() if chip.isChecked())

    def _curve(self) -> Curve:
        return next(curve for curve, chip in self.curves.items() if chip.isChecked())

    def _make_words(self, theme: Theme) -> None:
        self.headline = TextLabel(theme, TextSize.HEADING, bold=True, wraps=True)
        self.headline.setObjectName("trendHeadline")
        self.headline.setToolTip(caution())
        self.numbers = TrendFigures(theme)
        self.figures = self.numbers.figures
        self.changed = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.changed.setObjectName("trendChanges")
        self.changed.hide()
        self.missing = TextLabel(theme, TextSize.BODY, wraps=True)
        self.missing.setObjectName("trendMissing")
        self.bring_in = button(theme, "trendImport", words.bring_in())
        self.begin = button(theme, "trendBegin", words.begin(), Emphasis.PRIMARY)
        self.report = button(theme, "trendReport", words.report())
        self.report.setToolTip(words.report_tip())
        self.caution = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.caution.setText(caution())
        self.spans = {span: chip(self._theme, f"span_{span}", text) for span, text in words.spans().items()}
        self.curves = {
            curve: chip(self._theme, f"curve_{curve}", text) for curve, text in words.curves().items()
        }
        self.spans[Span.MONTHS_6].setChecked(True)
        self.curves[Curve.LOAD].setChecked(True)
        for chips in (self.spans.values(), self.curves.values()):
            OneOf(self, chips)
            for each in chips:
                each.clicked.connect(self._draw)

    def first_focus(self) -> QWidget:
        """How far back to look; without any past, how to begin."""
        if self._run.days:
            return next(each for each in self.spans.values() if each.isChecked())
        return self.begin

    def _lay_out(self, theme: Theme) -> None:
        choices = ChoiceRows(theme, list(self.curves.values()), [*self.spans.values(), self.report])
        plot_card = Card(theme)
        self._inside, self._offer = QVBoxLayout(plot_card), QHBoxLayout()
        self._offer.addWidget(self.missing, 1)
        self._offer.addWidget(self.bring_in)
        self._inside.addWidget(self.plots, 1)
        self._inside.addWidget(self.legend)
        self._inside.addWidget(self.changed)
        self._inside.addLayout(self._offer)
        self._cards, self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight), QVBoxLayout()
        self._right.addWidget(self.split)
        self._right.addWidget(self.today, 1)
        self._cards.addWidget(self.why, 1)
        self._cards.addLayout(self._right, 1)
        self._body, self._beginning, page = QWidget(), QWidget(), QWidget()
        self._parts, beginning = QVBoxLayout(self._body), QVBoxLayout(self._beginning)
        self._parts.addWidget(self.numbers)
        self._parts.addWidget(choices)
        self._parts.addWidget(plot_card)
        self._parts.addLayout(self._cards, 1)
        self._parts.addWidget(self.caution)
        beginning.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        beginning.addStretch(1)
        self._column = QVBoxLayout(page)
        for widget in (self.headline, self.strip):
            self._column.addWidget(widget)
        self._column.addWidget(self._beginning, 1)
        self._column.addWidget(self._body, 1)
        for layout in (self._parts, beginning):
            layout.setContentsMargins(0, 0, 0, 0)
        self._body.hide()
        self._beginning.hide()
        scroll = ScrollPage(theme, page)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(12))
        for layout in (self._column, self._parts):
            layout.setSpacing(px(10))
        for row in (self._cards, self._right, self._offer):
            row.setSpacing(px(8))
        letter = QFontMetrics(self._theme.font(TextSize.LABEL)).averageCharWidth()
        direction = QBoxLayout.Direction
        is_wide = self.width() > _BESIDE_FROM_LETTERS * letter
        self._cards.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._inside.setContentsMargins(px(14), px(10), px(14), px(10))
        self._inside.setSpacing(px(6))
        self.plots.setFixedHeight(max(px(_LEAST_PLOT_PX), round(self.height() * _PLOT_SHARE)))
