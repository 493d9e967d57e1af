"""TrendsPage: what the loads of weeks and years add up to, in a sentence, figures, curves and reasons."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.activity_types import ActivityType
from app.domain.intensity import SessionIntensity
from app.domain.load_planning import building_week, load_for_ratio
from app.domain.long_run import LongRun
from app.domain.long_term_load import BASE_FITNESS_DAYS, LoadDay
from app.ui.colours import mix
from app.ui.sentences import translate
from app.ui.summary.figure import Figure
from app.ui.theme import TextSize, Theme
from app.ui.trends import trend_sentences as words
from app.ui.trends.bars import GUIDE_SHARE
from app.ui.trends.legend import Legend
from app.ui.trends.seed_card import SeedCard
from app.ui.trends.spans import WEEKS_FROM_DAYS, Curve, Span, days_shown
from app.ui.trends.split_bar import SplitBar
from app.ui.trends.trend_plots import TrendPlots
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_WHY_DAYS = (7, 28, 91, 365)
_MOST_MOVERS = 4
_PLOT_SHARE, _LEAST_PLOT_PX = 0.385, 240
_BUILDING_RATIO = 1.15


class TrendsPage(QWidget):
    """Draws what it is given; built once, since plots are dear."""

    seed_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendsPage")
        self.setAccessibleName(words.page())
        self._theme = theme
        self._run = LongRun((), (), None)
        self._names: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        self._make_words(theme)
        self.plots = TrendPlots(theme)
        self.plots.setAccessibleName(translate("trends", "Curves and loads by day"))
        self.seed = SeedCard(theme)
        self.seed.hide()
        self.split = SplitBar(theme)
        self.legend = Legend(theme)
        self._lay_out(theme)
        self.plots.asked.connect(self._explain)
        self.seed.answered.connect(self.seed_chosen)
        self.setFocusProxy(self.spans[Span.MONTHS_6])
        theme.changed.connect(self._dress)
        self._dress()

    def show_run(self, run: LongRun, types: Sequence[ActivityType], *, has_own_seed: bool) -> None:
        """The long run up to today."""
        self._run = run
        self._names = {each.key: each.name for each in types}
        self._colours = {each.key: each.colour for each in types}
        last = run.days[-1] if run.days else None
        self.headline.setText(words.headline(last, len(run.days)))
        self.seed.setVisible(last is not None and last.base_fitness is None and not has_own_seed)
        self._show_figures(last)
        self._draw()
        self._ask(_WHY_DAYS[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The plots take their share."""
        super().resizeEvent(event)
        self._dress()

    def show_split(self, found: SessionIntensity) -> None:
        """Easy, medium and hard of the last 28 days, by time."""
        shares = found.seconds.shares()
        self.split_words.setText(words.split(shares))
        self.split.show_shares(shares)
        self.split.setAccessibleName(words.split(shares))

    def show_splitting(self, done: int, of: int) -> None:
        """The split is being read."""
        self.split_words.setText(words.splitting(done, of))

    def _show_figures(self, last: LoadDay | None) -> None:
        week = self._run.last_week()
        base = None if last is None else last.base_fitness
        load = sum(day.training_load for day in self._run.days[-7:])
        guide = None if base is None else building_week(base)
        is_estimated = any(day.estimated_share > 0 for day in self._run.days[-BASE_FITNESS_DAYS:])
        about = "≈ " if base is not None and is_estimated else ""
        values = {
            "trendBase": about + words.decimals(base, 0),
            "trendImpact": about + words.decimals(None if last is None else last.load_impact, 0),
            "trendRatio": words.decimals(None if last is None else last.load_ratio, 2),
            "trendForm": words.decimals(None if last is None else last.form, 0),
            "trendWeek": words.week(load, guide),
            "trendMonotony": words.monotony(week),
            "trendStrain": words.strain(week),
        }
        for name, value in values.items():
            self.figures[name].value.setText(value)
        self._show_today()

    def _show_today(self) -> None:
        """What a load today would do, from the averages of yesterday."""
        yesterday = self._run.days[-2] if len(self._run.days) > 1 else None
        if yesterday is None or yesterday.base_fitness is None or yesterday.load_impact is None:
            self.today.setText("")
            return
        reaches = load_for_ratio(yesterday.base_fitness, yesterday.load_impact, _BUILDING_RATIO)
        self.today.setText(words.today(yesterday.base_fitness, reaches))

    def _draw(self, _is_checked: bool = True) -> None:
        shown = days_shown(self._span(), len(self._run.days))
        days = self._run.days[-shown:]
        self.plots.show_days(days, self._colours, self._curve())
        self._show_legend(days)

    def _show_legend(self, days: Sequence[LoadDay]) -> None:
        colours = self._theme.colours
        entries = [(colours.accent, words.curves()[self._curve()])]
        if self._curve() is Curve.LOAD:
            captions = words.captions()
            entries = [(colours.accent, captions["trendBase"]), (colours.muted, captions["trendImpact"])]
        kinds = sorted({key for day in days for key, _ in day.by_activity_type})
        entries += [(self._colours.get(key, colours.muted), self._names.get(key, key)) for key in kinds]
        if len(days) > WEEKS_FROM_DAYS:
            entries.append((mix(colours.surface, colours.accent, GUIDE_SHARE), words.guide()))
        if any(not day.is_imported for day in days):
            entries.append((colours.outline, words.not_imported()))
        self.legend.show_entries(entries)

    def _span(self) -> Span:
        return next(span for span, chip in self.spans.items() if chip.isChecked())

    def _curve(self) -> Curve:
        return next(curve for curve, chip in self.curves.items() if chip.isChecked())

    def _ask(self, days: int, _is_checked: bool = True) -> None:
        """Why it moved over the last so many days."""
        if self._run.days:
            later = self._run.days[-1].day
            earlier = max(self._run.days[0].day, later - timedelta(days=days))
            self.plots.mark(earlier, later)
        else:
            self.why.setText("")

    @Slot(object, object)
    def _explain(self, earlier: date, later: date) -> None:
        found = self._run.why(earlier, later)
        self.why_head.setText(
            translate("trends", "Why did it move? {earlier} to {later}").format(
                earlier=_day(earlier), later=_day(later)
            )
        )
        if found is None:
            self.why.setText("")
            self.movers.setText("")
            return
        self.why.setText(words.why(found, self._names))
        movers = found.by_session[:_MOST_MOVERS]
        lines = [words.mover(part, self._names, _day(part.session.day)) for part in movers]
        self.movers.setText("\n".join(lines))

    def _make_words(self, theme: Theme) -> None:
        self.headline = TextLabel(theme, TextSize.HEADING, bold=True, wraps=True)
        self.headline.setObjectName("trendHeadline")
        self.headline.setToolTip(words.caution())
        self.figures = {name: Figure(theme, caption, name) for name, caption in words.captions().items()}
        for name, tip in words.tips().items():
            self.figures[name].setToolTip(tip)
            self.figures[name].setAccessibleDescription(tip)
        self.today = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.today.setObjectName("trendToday")
        self.why_head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.why = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.why.setObjectName("trendWhy")
        self.movers = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.movers.setObjectName("trendMovers")
        self.split_head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.split_head.setText(translate("trends", "Intensity, last 28 days"))
        self.split_words = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.split_words.setObjectName("trendSplit")
        self.caution = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.caution.setText(words.caution())
        self.spans = {span: self._chip(f"span_{span}", text) for span, text in words.spans().items()}
        self.curves = {curve: self._chip(f"curve_{curve}", text) for curve, text in words.curves().items()}
        self.spans[Span.MONTHS_6].setChecked(True)
        self.curves[Curve.LOAD].setChecked(True)
        for chips in (self.spans.values(), self.curves.values()):
            group = QButtonGroup(self)
            for chip in chips:
                group.addButton(chip)
                chip.clicked.connect(self._draw)
        self.stretches = [self._chip(f"why{days}", _days_words(days)) for days in _WHY_DAYS]
        for days, chip in zip(_WHY_DAYS, self.stretches, strict=True):
            chip.setCheckable(False)
            chip.clicked.connect(partial(self._ask, days))

    def _chip(self, name: str, text: str) -> ActionButton:
        chip = ActionButton(self._theme, emphasis=Emphasis.CHIP, height_px=38)
        chip.setObjectName(name)
        chip.setCheckable(True)
        chip.show_action(text)
        return chip

    def _lay_out(self, theme: Theme) -> None:
        self._numbers, self._choices = QHBoxLayout(), QHBoxLayout()
        for figure in self.figures.values():
            self._numbers.addWidget(figure, 1)
        for chip in self.curves.values():
            self._choices.addWidget(chip)
        self._choices.addStretch(1)
        for chip in self.spans.values():
            self._choices.addWidget(chip)
        plot_card, why_card, split_card = Card(theme), Card(theme), Card(theme)
        self._insides = [QVBoxLayout(card) for card in (plot_card, why_card, split_card)]
        self._insides[0].addWidget(self.plots, 1)
        self._insides[0].addWidget(self.legend)
        self._asks = QHBoxLayout()
        for chip in self.stretches:
            self._asks.addWidget(chip)
        self._asks.addStretch(1)
        for widget in (self.why_head, self.why, self.movers):
            self._insides[1].addWidget(widget)
        self._insides[1].addLayout(self._asks)
        parts: list[QWidget] = [self.split_head, self.split, self.split_words, self.today, self.caution]
        for part in parts:
            self._insides[2].addWidget(part)
        for inside in self._insides[1:]:
            inside.addStretch(1)
        self._cards = QHBoxLayout()
        self._cards.addWidget(why_card, 3)
        self._cards.addWidget(split_card, 2)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.addWidget(self.headline)
        self._column.addLayout(self._numbers)
        self._column.addWidget(self.seed)
        self._column.addLayout(self._choices)
        self._column.addWidget(plot_card)
        self._column.addLayout(self._cards, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(12))
        self._column.setSpacing(px(10))
        for row in (self._numbers, self._choices, self._cards, self._asks):
            row.setSpacing(px(8))
        for inside in self._insides:
            inside.setContentsMargins(px(14), px(10), px(14), px(10))
            inside.setSpacing(px(6))
        self.plots.setFixedHeight(max(px(_LEAST_PLOT_PX), round(self.height() * _PLOT_SHARE)))


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def _days_words(days: int) -> str:
    return (
        translate("trends", "{days} days").format(days=days) if days < 365 else translate("trends", "A year")
    )
