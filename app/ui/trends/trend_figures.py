"""TrendFigures: the three figures that say most, the others and their definitions for the curious."""

from datetime import timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.long_run import LongRun
from app.domain.long_term_load import BASE_FITNESS_DAYS
from app.ui.settings.groups import FieldColumns
from app.ui.summary.figure import Figure
from app.ui.theme import TextSize, Theme
from app.ui.trends import figure_sentences as words
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.unfold import Unfold

_COLUMN_PX = 200


class NotedFigure(Figure):
    """A figure with a few plain words beneath it."""

    def __init__(self, theme: Theme, caption: str, name: str) -> None:
        super().__init__(theme, caption, name)
        self.note = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.note.setObjectName(f"{name}Note")
        self._column.addWidget(self.note)

    def show_note(self, note: str) -> None:
        """Other words; empty: none."""
        self.note.setText(note)
        self.note.setVisible(bool(note))


class TrendFigures(QWidget):
    """`figures` holds all of them by object name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._noted = {name: NotedFigure(theme, text, name) for name, text in words.captions().items()}
        curious = {name: Figure(theme, text, name) for name, text in words.more_captions().items()}
        self.figures: dict[str, Figure] = {**self._noted, **curious}
        for name, tip in words.tips().items():
            self.figures[name].setToolTip(tip)
            self.figures[name].setAccessibleDescription(tip)
        self.definitions = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        self.definitions.setObjectName("trendDefinitions")
        self.definitions.setText(_definitions())
        self._more = QWidget()
        self.unfold = Unfold(theme, "trendUnfold", words.unfold(), self._more)
        self._inside, self._column = QVBoxLayout(self._more), QVBoxLayout(self)
        self._inside.addWidget(FieldColumns(theme, curious.values(), _COLUMN_PX))
        self._inside.addWidget(self.definitions)
        self._column.addWidget(FieldColumns(theme, self._noted.values(), _COLUMN_PX))
        self._column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._more)
        for layout in (self._inside, self._column):
            layout.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._dress)
        self._dress()

    def show_run(self, run: LongRun) -> None:
        """The last day's."""
        last, week = (run.days[-1] if run.days else None), run.last_week()
        base = None if last is None else last.base_fitness
        is_estimated = any(day.estimated_share > 0 for day in run.days[-BASE_FITNESS_DAYS:])
        about = "≈ " if base is not None and is_estimated else ""
        values = {
            "trendWeek": words.decimals(sum(day.training_load for day in run.days[-7:]), 0),
            "trendBase": about + words.decimals(base, 0),
            "trendForm": words.decimals(None if last is None else last.form, 0),
            "trendImpact": about + words.decimals(None if last is None else last.load_impact, 0),
            "trendRatio": words.decimals(None if last is None else last.load_ratio, 2),
            "trendMonotony": words.monotony(week),
            "trendStrain": words.strain(week),
        }
        for name, value in values.items():
            self.figures[name].value.setText(value)
        guide = None if last is None else run.guide_on(last.day + timedelta(days=1))
        is_off_season = last is not None and run.is_off_season(last.day)
        self._noted["trendWeek"].show_note(words.week_note(guide, is_off_season=is_off_season))
        self._noted["trendBase"].show_note(words.base_note(last))
        self._noted["trendForm"].show_note(words.form_note(last))

    def note(self, name: str) -> str:
        """The words beneath one of the three."""
        return self._noted[name].note.text()

    @Slot()
    def _dress(self) -> None:
        for layout in (self._inside, self._column):
            layout.setSpacing(self._theme.px(6))


def _definitions() -> str:
    captions = {**words.captions(), **words.more_captions()}
    return "\n".join(f"{captions[name]}: {' '.join(tip.split())}" for name, tip in words.tips().items())
