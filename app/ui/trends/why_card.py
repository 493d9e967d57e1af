"""WhyCard: what moved Base Fitness between two days, by activity type and by session."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.long_run import LongRun
from app.ui.settings.groups import ButtonRow
from app.ui.theme import TextSize, Theme
from app.ui.trends import trend_sentences
from app.ui.trends import why_sentences as words
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.inputs import TextBox
from app.ui.widgets.text import TextLabel, muted_ink

WHY_DAYS = (7, 28, 91, 365)
_MOST_MOVERS = 8
_SPARE_PX = 12  # the cursor, and digits wider than 8


class DayBox(TextBox):
    """A day as typed, 2026-11-22; as wide as a day needs."""

    def __init__(self, theme: Theme, name: str, caption: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.setAccessibleName(caption)

    def day(self) -> date | None:
        """What stands there; None where it is no day."""
        try:
            return date.fromisoformat(self.text().strip())
        except ValueError:
            return None

    @Slot()
    def _dress(self) -> None:
        super()._dress()
        self.setFixedWidth(
            self.fontMetrics().horizontalAdvance("8888-88-88") + self._margins_px() + _SPARE_PX
        )


class WhyCard(Card):
    """`asked` carries two dates that were typed or chosen."""

    asked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._run = LongRun((), (), None)
        self._names: Mapping[str, str] = {}
        self.head = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.head.setText(words.why_head())
        self.found = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.found.setObjectName("trendWhy")
        self.movers = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.movers.setObjectName("trendMovers")
        self.earlier = DayBox(theme, "whyFrom", words.from_day())
        self.later = DayBox(theme, "whyTo", words.to_day())
        self.stretches = [self._chip(days) for days in WHY_DAYS]
        for box in (self.earlier, self.later):
            box.editingFinished.connect(self._ask_typed)
        self._inside = QVBoxLayout(self)
        for widget in (
            self.head,
            ButtonRow(theme, (self.earlier, self.later, *self.stretches)),
            self.found,
            self.movers,
        ):
            self._inside.addWidget(widget)
        self._inside.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_run(self, run: LongRun, names: Mapping[str, str]) -> None:
        """Another long run; it asks about the last four weeks."""
        self._run, self._names = run, names
        self.found.setText("")
        self.movers.setText("")
        self._ask_back(WHY_DAYS[1])

    @Slot(object, object)
    def explain(self, earlier: date, later: date) -> None:
        """What moved it between these days."""
        for box, day in ((self.earlier, earlier), (self.later, later)):
            box.setText(day.isoformat())
            box.show_wrong(is_wrong=False)
        found = self._run.why(earlier, later)
        if found is None:
            self.found.setText("")
            self.movers.setText("")
            return
        self.found.setText(words.why(found, self._names))
        movers = found.by_session[:_MOST_MOVERS]
        lines = [words.mover(part, self._names, trend_sentences.day(part.session.day)) for part in movers]
        self.movers.setText("\n".join(lines))

    def _chip(self, days: int) -> ActionButton:
        chip = ActionButton(self._theme, emphasis=Emphasis.QUIET, height_px=34)
        chip.setObjectName(f"why{days}")
        chip.show_action(words.days_back(days))
        chip.clicked.connect(partial(self._ask_back, days))
        return chip

    def _ask_back(self, days: int, _is_checked: bool = False) -> None:
        """Over the last so many days."""
        if self._run.days:
            later = self._run.days[-1].day
            self.asked.emit(max(self._run.days[0].day, later - timedelta(days=days)), later)

    @Slot()
    def _ask_typed(self) -> None:
        earlier, later = self.earlier.day(), self.later.day()
        is_early = earlier is not None and self._run.on(earlier) is not None
        is_late = later is not None and self._run.on(later) is not None
        self.earlier.show_wrong(is_wrong=not is_early)
        self.later.show_wrong(is_wrong=not is_late)
        if earlier is None or later is None or not (is_early and is_late):
            return
        if earlier > later:
            self.earlier.show_wrong(is_wrong=True)
            return
        self.asked.emit(earlier, later)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(14), px(10), px(14), px(10))
        self._inside.setSpacing(px(6))
