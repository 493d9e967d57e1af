"""SeedCard: asks a new athlete how much they trained lately, so that the long run has a beginning."""

from PySide6.QtCore import Signal, Slot

from app.domain.long_term_load import Hardness, seed_of_hours
from app.ui.sentences import translate
from app.ui.settings.fields import Chips, NumberField
from app.ui.settings.groups import FieldColumns, Group, button
from app.ui.theme import Theme
from app.ui.trends import trend_sentences as words
from app.ui.widgets.action_button import Emphasis

_MOST_HOURS = 60.0  # a week; more is a slip of the keyboard


class SeedCard(Group):
    """`answered` carries the load per day; it is an estimate, and marked so."""

    answered = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            translate("trends", "How much did you train lately?"),
            translate(
                "trends",
                "Base Fitness needs a beginning: your own estimate now, or the mean of your first 28 days.",
            ),
        )
        self.setObjectName("seedCard")
        self.hours = NumberField(
            theme, "seedHours", translate("trends", "Hours a week"), translate("trends", "h"), is_whole=False
        )
        self.hardness: Chips[Hardness] = Chips(
            theme, "seedHardness", translate("trends", "How hard?"), words.hardnesses()
        )
        self.hardness.show_value(Hardness.MIXED)
        self.keep = button(theme, "keepSeed", translate("trends", "Use this"), Emphasis.PRIMARY)
        self.keep.clicked.connect(self._keep)
        self.add(FieldColumns(theme, (self.hours, self.hardness)))
        self.add(self.keep)

    @Slot()
    def _keep(self) -> None:
        try:
            hours = self.hours.value()
        except ValueError:
            hours = None
        hardness = self.hardness.value()
        if hours is None or hardness is None or not 0.0 < hours <= _MOST_HOURS:
            self.hours.show_problem(translate("trends", "A number of hours, such as 5 or 7.5."))
            return
        self.hours.show_problem("")
        self.answered.emit(seed_of_hours(hours, hardness))
