"""TodayCard: what a load today would do, that of the session that runs or is planned too; the off season."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.load_planning import load_for_ratio
from app.domain.long_run import LongRun
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui.theme import TextSize, Theme
from app.ui.trends import today_sentences as words
from app.ui.widgets.card import Card
from app.ui.widgets.inputs import TextBox
from app.ui.widgets.one_of import chip
from app.ui.widgets.text import TextLabel, muted_ink

_LOAD_PX = 110
_BUILDING_RATIO = 1.15
_MOST_LOAD = 2000.0  # a day; more is a slip of the keyboard


class LoadBox(TextBox):
    """A load as typed; as wide as it needs."""

    def load(self) -> float | None:
        """What stands there; None where it is no load."""
        try:
            load = float(self.text().replace(",", "."))
        except ValueError:
            return None
        return load if 0.0 <= load <= _MOST_LOAD else None

    @Slot()
    def _dress(self) -> None:
        super()._dress()
        self.setFixedWidth(self._theme.text_px(_LOAD_PX))


class TodayCard(Card):
    """`off_season_chosen` carries the block's first day, or None: it is over."""

    off_season_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._run = LongRun((), (), None)
        self._live = LiveSnapshot()
        self.head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.head.setText(words.today_head())
        self.holds = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.holds.setObjectName("trendToday")
        self.session = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.session.setObjectName("trendSession")
        self.ask = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.ask.setText(words.what_if())
        self.more = LoadBox(theme)
        self.more.setObjectName("trendMore")
        self.more.setAccessibleName(words.what_if())
        self.more.textEdited.connect(self._show_outlook)
        self.outlook = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.outlook.setObjectName("trendOutlook")
        self.off_season = chip(theme, "trendOffSeason", words.off_season())
        self.off_season.setToolTip(words.off_season_tip())
        self.off_season.clicked.connect(self._choose_off_season)
        self.season = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.season.setObjectName("trendSeason")
        self._question, self._block = QHBoxLayout(), QHBoxLayout()
        self._question.addWidget(self.ask, 1)
        self._question.addWidget(self.more)
        self._block.addWidget(self.off_season)
        self._block.addWidget(self.season, 1)
        self._inside = QVBoxLayout(self)
        self._inside.addWidget(self.head)
        self._inside.addWidget(self.holds)
        self._inside.addWidget(self.session)
        self._inside.addLayout(self._question)
        self._inside.addWidget(self.outlook)
        self._inside.addLayout(self._block)
        self._inside.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()
        self.session.hide()
        self._show()

    def show_run(self, run: LongRun) -> None:
        """Another long run."""
        self._run = run
        self._show()

    def show_live(self, live: LiveSnapshot) -> None:
        """What the session does that runs, or waits to be started with a target."""
        self._live = live
        self._show_session()

    def _show(self) -> None:
        self._show_holds()
        self._show_session()
        self._show_outlook()
        first_day = self._run.off_season_from
        self.off_season.setChecked(first_day is not None)
        self.season.setText(words.season(first_day))

    def _show_holds(self) -> None:
        before = self._run.days[-2] if len(self._run.days) > 1 else None
        if before is None or before.base_fitness is None or before.load_impact is None:
            is_known = bool(self._run.days) and self._run.days[-1].base_fitness is not None
            self.holds.setText(words.too_early(is_base_known=is_known))
            return
        reaches = load_for_ratio(before.base_fitness, before.load_impact, _BUILDING_RATIO)
        self.holds.setText(words.today(before.base_fitness, reaches, self._run.days[-1].training_load))

    def _show_session(self) -> None:
        live, sentence = self._live, ""
        if live.status.is_under_way:
            sentence = words.running(live.training_load, self._run.outlook(live.training_load))
            if live.target_load is not None and live.target_load > live.training_load:
                sentence += " " + words.at_target(live.target_load, self._run.outlook(live.target_load))
        elif live.status is LiveStatus.IDLE and live.target_load is not None:
            sentence = words.planned(live.target_load, self._run.outlook(live.target_load))
        if sentence != self.session.text():
            self.session.setText(sentence)
            self.session.setVisible(bool(sentence))

    @Slot()
    def _show_outlook(self) -> None:
        load = self.more.load()
        self.more.show_wrong(is_wrong=load is None and bool(self.more.text().strip()))
        self.outlook.setText("" if load is None else words.outlook(self._run.outlook(load)))
        self.outlook.setVisible(bool(self.outlook.text()))
        for widget in (self.ask, self.more):  # no question that has no answer yet
            widget.setVisible(self._run.outlook(0.0) is not None)

    @Slot(bool)
    def _choose_off_season(self, is_chosen: bool) -> None:
        last: date | None = self._run.days[-1].day if self._run.days else None
        self.off_season_chosen.emit(last if is_chosen else None)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(14), px(10), px(14), px(10))
        for layout in (self._inside, self._question, self._block):
            layout.setSpacing(px(6))
