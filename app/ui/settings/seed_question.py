"""SeedQuestion: how much the athlete has trained lately, the start of Base Fitness. Can be left alone."""

from PySide6.QtCore import Signal, Slot

from app.domain.long_term_load import Hardness, seed_of_hours
from app.ui.sentences import number, translate
from app.ui.settings.fields import Chips, NumberField
from app.ui.settings.groups import ButtonRow, Group, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.text import TextLabel

HOURS_PER_WEEK = (0.5, 40.0)  # less is no start to measure a ratio against; more is nobody's habit


class SeedQuestion(Group):
    """`answered` carries the load per day, or None: the estimate is taken back. Both are kept at once."""

    answered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            translate("seed", "Your training in the last six weeks"),
            translate(
                "seed",
                "From this Base Fitness and Load Ratio begin at once, marked as estimated. Any sport counts. "
                "Without an answer they begin after 28 days; a watch's own number is on another scale.",
            ),
        )
        self.setObjectName("seedQuestion")
        self.hours = NumberField(
            theme,
            "seedHours",
            translate("seed", "Hours a week"),
            translate("seed", "h"),
            is_whole=False,
        )
        self.hardness: Chips[Hardness] = Chips(
            theme,
            "seedHardness",
            translate("seed", "How hard, on the whole?"),
            {
                Hardness.EASY: translate("seed", "Mostly easy"),
                Hardness.MIXED: translate("seed", "Mixed"),
                Hardness.HARD: translate("seed", "Mostly hard"),
            },
        )
        self.hardness.show_value(Hardness.MIXED)
        self.outcome = TextLabel(theme, TextSize.LABEL, bold=True, wraps=True)
        self.outcome.setObjectName("seedOutcome")
        self.use = button(theme, "useSeed", translate("seed", "Begin with this"), Emphasis.PRIMARY)
        self.take_back = button(theme, "forgetSeed", translate("seed", "Do without the estimate"))
        self._kept: float | None = None
        self.hours.edited.connect(self._judge)
        self.hardness.changed.connect(self._judge)
        self.use.clicked.connect(self._answer)
        self.take_back.clicked.connect(self._take_back)
        self.add_fields((self.hours,))
        self.add(self.hardness)
        self.add(self.outcome)
        self.add(ButtonRow(theme, (self.use, self.take_back)))
        self.show_seed(None)

    def show_seed(self, load_per_day: float | None) -> None:
        """What is kept now, in load per day."""
        self._kept = load_per_day
        self.take_back.setVisible(load_per_day is not None)
        self._judge()

    @Slot()
    def _judge(self) -> float | None:
        """Shows what the answer comes to, or what is kept; the answer, None while there is none."""
        seed, problem = self._typed()
        self.hours.show_problem(problem)
        self.use.setEnabled(seed is not None)
        self.outcome.setText(_outcome(seed, self._kept))
        self.outcome.setVisible(bool(self.outcome.text()))
        return seed

    def _typed(self) -> tuple[float | None, str]:
        low, high = HOURS_PER_WEEK
        problem = translate("seed", "A number from {low} to {high}, please.").format(
            low=f"{low:g}", high=f"{high:g}"
        )
        try:
            hours = self.hours.value()
        except ValueError:
            return None, problem
        hardness = self.hardness.value()
        if hours is None or hardness is None:
            return None, ""
        if not low <= hours <= high:
            return None, problem
        return seed_of_hours(hours, hardness), ""

    @Slot()
    def _answer(self) -> None:
        seed = self._judge()
        if seed is not None:
            self.hours.show_text("")
            self.show_seed(seed)
            self.answered.emit(seed)

    @Slot()
    def _take_back(self) -> None:
        self.show_seed(None)
        self.answered.emit(None)


def _outcome(seed: float | None, kept: float | None) -> str:
    if seed is not None:
        text = translate("seed", "A load of {load} a day, estimated.")
        return text.format(load=number(seed, estimated=True))
    if kept is not None:
        text = translate("seed", "Base Fitness began at {load}, estimated.")
        return text.format(load=number(kept, estimated=True))
    return ""
