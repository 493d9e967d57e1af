"""AthleteSection: whose heart it is, its constants with their estimates, and the measurements of them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.athlete import Sex, TrainingFrequency
from app.domain.guided_test import Measured
from app.domain.profile import AthleteProfile, constants_for
from app.domain.profile_edits import RUNNING, check_everywhere, with_field
from app.domain.settings import Settings
from app.domain.zones import ventilatory_thresholds
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.fields import ChoiceField, NumberField, TextField, danger_ink
from app.ui.settings.groups import ButtonRow, Column, Group, button
from app.ui.settings.seed_question import SeedQuestion
from app.ui.settings.zone_previews import ZonePreviews, zones_or_none
from app.ui.theme import Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.text import plain_ink

_CONSTANTS = ("resting_bpm", "max_bpm", "threshold_bpm", "vt1_bpm", "vt2_bpm")
_BODY = ("age", "weight_kg")


class AthleteSection(Column):
    """Every field is judged and previewed as one types; a field that is left is saved when all are right."""

    settings_changed = Signal(Settings)
    measure_requested = Signal(Measured)
    first_run_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("athleteSection")
        self._settings = Settings()
        self._profile = AthleteProfile()
        self.athletes: ChoiceField[int] = ChoiceField(
            theme, "athletes", translate("settings", "Athlete in use"), {0: ""}
        )
        self.athletes.changed.connect(self._choose_athlete)
        self.name = TextField(theme, "name", words.field("name"))
        self.fields = {
            name: NumberField(theme, name, words.field(name), words.unit(name), is_whole=name != "weight_kg")
            for name in (*_CONSTANTS, *_BODY)
        }
        self.sex: ChoiceField[Sex] = ChoiceField(theme, "sex", words.field("sex"), words.sexes())
        self.frequency: ChoiceField[TrainingFrequency | None] = ChoiceField(
            theme, "trainingFrequency", words.field("training_frequency"), words.frequencies()
        )
        self.seed = SeedQuestion(theme)
        self.previews = ZonePreviews(theme)
        self._connect()
        self._lay_out(theme)

    def show_settings(self, settings: Settings) -> None:
        """Shows the athlete in use."""
        self._settings = settings
        self._profile = settings.athlete()
        names = {index: each.name or _unnamed() for index, each in enumerate(settings.athletes)}
        self.athletes.offer(names or {0: _unnamed()})
        self.athletes.show_value(0)
        self.athletes.setVisible(len(settings.athletes) > 1)
        self.name.show_text(self._profile.name)
        for name, field in self.fields.items():
            field.show_value(getattr(self._profile, name))
        self.sex.show_value(self._profile.sex)
        self.frequency.show_value(self._profile.training_frequency)
        self.seed.show_seed(self._profile.load_per_day_seed)
        self._judge()

    @Slot()
    def save(self) -> None:
        """Keeps what was typed, if all of it is right."""
        draft = self._judge()
        if draft is not None and draft != self._settings.athlete():
            self._profile = draft
            self._settings = self._settings.with_changed_athlete(draft)
            self.settings_changed.emit(self._settings)

    def _connect(self) -> None:
        for field in (self.name, *self.fields.values()):
            field.edited.connect(self._judge)
            field.finished.connect(self.save)
        for name, number in self.fields.items():
            number.accepted.connect(partial(self._accept, name))
        self.sex.changed.connect(self.save)
        self.frequency.changed.connect(self.save)
        self.seed.answered.connect(self._keep_seed)

    def _lay_out(self, theme: Theme) -> None:
        add = button(theme, "addAthlete", translate("settings", "Add another athlete"))
        add.clicked.connect(self._add_athlete)
        again = button(theme, "firstRunAgain", translate("settings", "The first questions again"))
        again.clicked.connect(self.first_run_requested)
        person = Group(theme, translate("settings", "You"))
        person.add_fields(
            (self.athletes, self.name, *(self.fields[name] for name in _BODY), self.sex, self.frequency)
        )
        person.add(ButtonRow(theme, (add, again)))
        heart = Group(
            theme,
            translate("settings", "Heart rates, as running"),
            translate(
                "settings",
                "What stays empty is estimated and marked ≈. Cycling counts 7 lower, elliptical 4, "
                "swimming 10, until you give an activity its own values under Activities.",
            ),
        )
        heart.add_fields(self.fields[name] for name in _CONSTANTS)
        heart.add(ButtonRow(theme, self._measurements(theme)))
        self.results = Group(theme, words.zones_of_values())
        self.results.add(self.previews)
        self.add(person, heart, self.results, self.seed)
        self.column.addStretch(1)

    def _measurements(self, theme: Theme) -> tuple[QWidget, QWidget]:
        resting = button(
            theme, "measureResting", translate("settings", "Measure resting, 2 min"), Emphasis.QUIET, "heart"
        )
        resting.clicked.connect(lambda: self.measure_requested.emit(Measured.RESTING))
        threshold = button(
            theme, "testThreshold", translate("settings", "Threshold test, 30 min"), Emphasis.QUIET, "run"
        )
        threshold.clicked.connect(lambda: self.measure_requested.emit(Measured.THRESHOLD))
        return resting, threshold

    @Slot()
    def _judge(self) -> AthleteProfile | None:
        """Shows what is wrong and what follows; the profile as typed, None while something is wrong."""
        problems: dict[str, str] = {}
        draft = self._typed(problems)
        types = (RUNNING, *(each for each in self._settings.activity_types() if not each.archived))
        for found in check_everywhere(draft, types):
            name = "" if found.activity_type is RUNNING else found.activity_type.name
            problems.setdefault(found.issue.field, words.issue(found.issue, name))
        if not problems and any(zones_or_none(draft, each) is None for each in types):
            problems["threshold_bpm"] = words.no_room()
        for field in (self.name, *self.fields.values()):
            field.show_problem(problems.get(field.name, ""))
        self._show_estimates(draft)
        self.results.heading.setText(words.not_saved() if problems else words.zones_of_values())
        self.results.heading.set_ink(danger_ink if problems else plain_ink)
        self.previews.show_profile(draft, self._settings.activity_in_use())
        return None if problems else draft

    def _typed(self, problems: dict[str, str]) -> AthleteProfile:
        """The profile with all that can be read; what cannot is named in `problems`."""
        draft = self._profile
        for name, field in self.fields.items():
            try:
                value = field.value()
            except ValueError:
                problems[name] = words.not_a_number()
                continue
            if value != getattr(draft, name):
                draft = with_field(draft, name, value)
        draft = replace(draft, sex=self.sex.value(), training_frequency=self.frequency.value())
        return self._named(draft, problems)

    def _named(self, draft: AthleteProfile, problems: dict[str, str]) -> AthleteProfile:
        """With the name as typed; sessions under the old one stay the athlete's."""
        name = self.name.text()
        if name == draft.name:
            return draft
        if not name:
            problems["name"] = words.name_missing()
        elif any(each.is_called(name) for each in self._settings.athletes[1:]):
            problems["name"] = words.athlete_name_taken()
        else:
            former = (*(each for each in draft.former_names if each != name), draft.name)
            return replace(draft, name=name, former_names=former)
        return draft

    def _show_estimates(self, draft: AthleteProfile) -> None:
        constants = constants_for(draft, RUNNING)
        vt1, vt2 = ventilatory_thresholds(constants)
        used = {"vt1_bpm": vt1, "vt2_bpm": vt2} | {name: getattr(constants, name) for name in _CONSTANTS[:3]}
        for name, value in used.items():
            is_set = getattr(draft, name) is not None
            if is_set and name not in draft.estimated:
                self.fields[name].show_estimate(None, "")
            else:
                text = words.guessed() if is_set else words.estimate(value)
                self.fields[name].show_estimate(value, text)

    @Slot(object)
    def _keep_seed(self, load_per_day: float | None) -> None:
        """Kept even while something that was typed is wrong: it has nothing to do with it."""
        self._profile = replace(self._profile, load_per_day_seed=load_per_day)
        self._settings = self._settings.with_changed_athlete(
            replace(self._settings.athlete(), load_per_day_seed=load_per_day)
        )
        self.settings_changed.emit(self._settings)

    def _accept(self, name: str, value: float) -> None:
        """Takes an estimate over: from now on it is the athlete's own word."""
        self._profile = replace(self._profile, estimated=self._profile.estimated - {name})
        self.fields[name].show_value(value)
        self.save()

    @Slot()
    def _choose_athlete(self) -> None:
        chosen = self._settings.athletes[self.athletes.value()]
        self._change(self._settings.with_athlete(chosen))

    @Slot()
    def _add_athlete(self) -> None:
        athletes = self._settings.athletes or (self._profile,)
        names = (words.new_athlete(number) for number in range(len(athletes) + 1, 2 * len(athletes) + 2))
        name = next(name for name in names if not any(each.is_called(name) for each in athletes))
        self._change(replace(self._settings, athletes=(AthleteProfile(name=name), *athletes)))
        self.name.box.setFocus()
        self.name.box.selectAll()

    def _change(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.settings_changed.emit(settings)


def _unnamed() -> str:
    return translate("settings", "No name yet")
