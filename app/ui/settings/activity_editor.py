"""ActivityEditor: one activity type: its look, what it exports as, its zones, constants, tiles and alerts."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot

from app.domain.activity_types import ActivityType, ActivityTypeProblem, check_activity_type
from app.domain.alert_settings import AlertSettings
from app.domain.profile import AthleteProfile, constants_for
from app.domain.profile_edits import check_everywhere, with_override
from app.domain.settings import Settings
from app.domain.zones import ZoneModelName, ventilatory_thresholds
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.activity_look import ActivityLook
from app.ui.settings.alert_fields import AlertFields
from app.ui.settings.fields import ChoiceField, NumberField, TextField
from app.ui.settings.fit_sports import FitSport, fit_sports
from app.ui.settings.groups import ButtonRow, Column, FieldColumns, Group, button
from app.ui.settings.zone_preview import ZonePreview
from app.ui.settings.zone_previews import zones_or_none
from app.ui.theme import Theme
from app.ui.widgets.inputs import Switch
from app.ui.widgets.one_of import chip

_MODEL_PX = 430  # the longest model's words
_CONSTANTS = ("max_bpm", "threshold_bpm", "vt1_bpm", "vt2_bpm")
_NAME_PROBLEMS = frozenset(
    {ActivityTypeProblem.NAME_EMPTY, ActivityTypeProblem.NAME_TAKEN, ActivityTypeProblem.NAME_TOO_LONG}
)


class ActivityEditor(Column):
    """Judged as one types; a field that is left is saved when all are right."""

    settings_changed = Signal(Settings)
    back_requested = Signal()
    duplicate_requested = Signal(str)
    archive_requested = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("activityEditor")
        self._settings = Settings()
        self._type = self._settings.activity_in_use()
        athlete_model = self._settings.athlete().zone_model
        self.name = TextField(theme, "activityName", translate("settings", "Name"))
        self.look = ActivityLook(theme)
        sports: dict[FitSport | None, str] = dict(fit_sports().items())
        sports[None] = translate("sports", "By numbers")
        self.sport: ChoiceField[FitSport | None] = ChoiceField(
            theme, "fitSport", translate("settings", "Exports as"), sports
        )
        self.fit_numbers = (
            NumberField(theme, "fitSportNumber", translate("settings", "FIT sport")),
            NumberField(theme, "fitSubSportNumber", translate("settings", "FIT sub-sport")),
        )
        self.model: ChoiceField[ZoneModelName | None] = ChoiceField(
            theme, "activityZoneModel", words.field("zone_model"), words.activity_zone_models(athlete_model)
        )
        self.constants = {
            name: NumberField(theme, f"activity_{name}", words.field(name), words.unit(name))
            for name in _CONSTANTS
        }
        self.preview = ZonePreview(theme)
        self.tiles = {tile: chip(theme, f"tile_{tile.value}", text) for tile, text in words.tiles().items()}
        self.own_alerts = Switch(theme, translate("alerts", "Alerts of its own"))
        self.own_alerts.setObjectName("ownAlerts")
        self.alerts = AlertFields(theme)
        self._lay_out(theme)
        self._connect()

    @property
    def key(self) -> str:
        """The key of the activity that is shown."""
        return self._type.key

    def show_activity(self, settings: Settings, key: str) -> None:
        """Opens the activity of that key."""
        self._type = next(each for each in settings.activity_types() if each.key == key)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Shows the activity as it is in these settings."""
        self._settings = settings
        self._type = next(each for each in settings.activity_types() if each.key == self._type.key)
        shown, athlete = self._type, settings.athlete()
        self.name.show_text(shown.name)
        self.look.show_look(shown.icon, shown.colour)
        fit = (shown.fit_sport, shown.fit_sub_sport)
        self.sport.show_value(fit if fit in fit_sports() else None)
        for field, number in zip(self.fit_numbers, fit, strict=True):
            field.show_value(number)
        self.model.offer(words.activity_zone_models(athlete.zone_model))
        self.model.show_value(shown.zone_model)
        for name, field in self.constants.items():
            field.show_value(getattr(athlete.set_for(shown.key), name))
        for tile, each in self.tiles.items():
            each.setChecked(tile in shown.tiles)
        self.own_alerts.setChecked(shown.alerts is not None)
        self.alerts.show_alerts(shown.alerts or athlete.alerts)
        self._show_actions()
        self._judge()

    @Slot()
    def save(self) -> None:
        """Keeps what was typed, if all of it is right."""
        draft = self._judge()
        if draft is None:
            return
        edited, profile = draft
        settings = self._settings
        if edited != self._type:
            settings = settings.with_activity_type(edited)
        if profile != settings.athlete():
            settings = settings.with_changed_athlete(profile)
        if settings != self._settings:
            self._settings, self._type = settings, edited
            self.settings_changed.emit(settings)

    def _lay_out(self, theme: Theme) -> None:
        self.back = button(theme, "activityBack", translate("settings", "All activities"), icon_name="back")
        self.duplicate = button(theme, "duplicateActivity", translate("settings", "Duplicate"))
        self.archive = button(theme, "archiveActivity", translate("settings", "Archive"))
        look = Group(theme, translate("settings", "Activity"))
        look.add_fields((self.name, self.sport, *self.fit_numbers))
        look.add(self.look)
        heart = Group(
            theme,
            translate("settings", "Heart rates and zones"),
            translate("settings", "What stays empty is inherited. Resting is the same for all activities."),
        )
        heart.add(FieldColumns(theme, (self.model,), _MODEL_PX))
        heart.add_fields(self.constants.values())
        heart.add(self.preview)
        tiles = Group(
            theme,
            translate("settings", "Tiles on the live page"),
            translate("settings", "Besides heart rate, zone, time and load, which are always there."),
        )
        tiles.add(ButtonRow(theme, self.tiles.values()))
        alerts = Group(theme, translate("settings", "Alerts"))
        alerts.add(self.own_alerts)
        alerts.add(self.alerts)
        self.add(ButtonRow(theme, (self.back, self.duplicate, self.archive)))
        self.add(look, heart, tiles, alerts)

    def _connect(self) -> None:
        for field in (self.name, *self.fit_numbers, *self.constants.values()):
            field.edited.connect(self._judge)
            field.finished.connect(self.save)
        for name, number in self.constants.items():
            number.accepted.connect(partial(self._accept, name))
        for choice in (self.sport, self.model):
            choice.changed.connect(self.save)
        for each in self.tiles.values():
            each.clicked.connect(self.save)
        self.look.changed.connect(self.save)
        self.own_alerts.clicked.connect(self.save)
        self.alerts.changed.connect(self.save)
        self.back.clicked.connect(self.back_requested)
        self.duplicate.clicked.connect(lambda: self.duplicate_requested.emit(self.key))
        self.archive.clicked.connect(lambda: self.archive_requested.emit(self.key, not self._type.archived))

    def _show_actions(self) -> None:
        offered = [each for each in self._settings.activity_types() if not each.archived]
        is_archived = self._type.archived
        text = translate("settings", "Bring back") if is_archived else translate("settings", "Archive")
        self.archive.show_action(text)
        self.archive.setEnabled(is_archived or len(offered) > 1)

    @Slot()
    def _judge(self) -> tuple[ActivityType, AthleteProfile] | None:
        """Shows what is wrong and what follows; both as typed, None while something is wrong."""
        problems: dict[str, str] = {}
        edited = self._edited(problems)
        profile = self._overridden(problems)
        for found in check_everywhere(profile, (edited,)):
            problems.setdefault(f"activity_{found.issue.field}", words.issue(found.issue))
        zones = zones_or_none(profile, edited)
        if zones is None and not problems:
            problems["activity_threshold_bpm"] = words.no_room()
        for field in (self.name, *self.fit_numbers, *self.constants.values()):
            field.show_problem(problems.get(field.name, ""))
        for number in self.fit_numbers:
            number.setVisible(self.sport.value() is None)
        self.alerts.setVisible(self.own_alerts.isChecked())
        self._show_inherited(profile, edited)
        self.preview.show_zones(None if problems else zones)
        return None if problems else (edited, profile)

    def _edited(self, problems: dict[str, str]) -> ActivityType:
        """The activity type with all that can be kept; what cannot is named in `problems`."""
        icon, colour = self.look.look()
        edited = replace(
            self._type,
            name=self.name.text(),
            icon=icon,
            colour=colour,
            zone_model=self.model.value(),
            tiles=tuple(tile for tile, each in self.tiles.items() if each.isChecked()),
            alerts=self._own_alerts(),
        )
        sport, sub_sport = self.sport.value() or self._typed_sport()
        edited = replace(edited, fit_sport=sport, fit_sub_sport=sub_sport)
        for problem in check_activity_type(self._settings.activity_types(), edited):
            names = (
                (self.name.name,) if problem in _NAME_PROBLEMS else tuple(f.name for f in self.fit_numbers)
            )
            problems.update(dict.fromkeys(names, words.activity_type(problem)))
        return edited

    def _own_alerts(self) -> AlertSettings | None:
        return self.alerts.alerts() if self.own_alerts.isChecked() else None

    def _typed_sport(self) -> FitSport:
        """The numbers as typed; -1, which is wrong, where there is none."""
        numbers = []
        for field in self.fit_numbers:
            try:
                value = field.value()
            except ValueError:
                value = None
            numbers.append(-1 if value is None else int(value))
        return numbers[0], numbers[1]

    def _overridden(self, problems: dict[str, str]) -> AthleteProfile:
        """The athlete with what is typed for this activity."""
        profile = self._settings.athlete()
        for name, field in self.constants.items():
            try:
                value = field.value()
            except ValueError:
                problems[field.name] = words.not_a_number()
                continue
            if value != getattr(profile.set_for(self.key), name):
                profile = with_override(profile, self._type, name, None if value is None else int(value))
        return profile

    def _show_inherited(self, profile: AthleteProfile, edited: ActivityType) -> None:
        """What the empty fields get, and from where."""
        own, constants = profile.set_for(self.key), constants_for(profile, edited)
        vt1, vt2 = ventilatory_thresholds(constants)
        used = {"max_bpm": constants.max_bpm, "threshold_bpm": constants.threshold_bpm}
        used |= {"vt1_bpm": vt1, "vt2_bpm": vt2}
        for name, field in self.constants.items():
            if getattr(own, name) is not None:
                field.show_estimate(None, "")
            elif edited.from_running_bpm is None:
                field.show_inherited(used[name])
            else:
                field.show_estimate(used[name], words.estimate(used[name], is_suggested=True))

    def _accept(self, name: str, value: float) -> None:
        self.constants[name].show_value(value)
        self.save()
