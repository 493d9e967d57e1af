"""FirstRunPage: a few questions after the first live number; every one of them can be skipped."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.athlete import Sex, TrainingFrequency, check_range
from app.domain.profile import AthleteProfile
from app.domain.profile_edits import RUNNING
from app.domain.settings import Settings
from app.domain.zones import ZoneModelName
from app.engine.events import SnapshotTaken
from app.ui import sentences
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.fields import Chips, NumberField
from app.ui.settings.groups import Group, button
from app.ui.settings.zone_previews import ZonePreviews, zones_or_none
from app.ui.settings.zones_section import own_zones_like
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.scroll import ScrollPage
from app.ui.widgets.text import TextLabel, muted_ink

_LONGEST_LINE_PX = 900
_LEAST_WIDTH_PX = 620


class WatchZones(StrEnum):
    """The answers to «which zones does your watch use?»."""

    COROS_THRESHOLD = "coros_threshold"
    COROS_RESERVE = "coros_reserve"
    COROS_MAXIMUM = "coros_maximum"
    GARMIN_OR_POLAR = "garmin_or_polar"
    OWN = "own"
    UNKNOWN = "unknown"


_MODELS = {
    WatchZones.COROS_THRESHOLD: ZoneModelName.THRESHOLD6,
    WatchZones.COROS_RESERVE: ZoneModelName.RESERVE6,
    WatchZones.COROS_MAXIMUM: ZoneModelName.MAXIMUM6,
    WatchZones.GARMIN_OR_POLAR: ZoneModelName.MAXIMUM5,
    WatchZones.OWN: ZoneModelName.OWN,
    WatchZones.UNKNOWN: ZoneModelName.THRESHOLD6,
}


class FirstRunPage(QWidget):
    """`answered` carries what to keep, `skipped` too: it is not asked a second time.

    `own_zones_requested` follows an answer that needs bounds to be typed.
    """

    answered = Signal(Settings)
    own_zones_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstRunPage")
        self.setAccessibleName(translate("first_run", "First questions"))
        self._theme = theme
        self._settings = Settings()
        self.heart_rate = TextLabel(theme, TextSize.HEADING, ink=muted_ink, wraps=True)
        self.heart_rate.setObjectName("firstRunHeartRate")
        self.zones: Chips[WatchZones] = Chips(
            theme, "watchZones", translate("first_run", "Which zones does your watch use?"), _zone_answers()
        )
        self.age = NumberField(
            theme, "firstRunAge", translate("first_run", "How old are you?"), words.unit("age"), asks=True
        )
        self.frequency: Chips[TrainingFrequency] = Chips(
            theme,
            "firstRunFrequency",
            translate("first_run", "How often did you train in the last three months?"),
            {key: text for key, text in words.frequencies().items() if key is not None},
        )
        self.sex: Chips[Sex] = Chips(
            theme,
            "firstRunSex",
            translate("first_run", "Your sex, if you like: it changes how load is weighted"),
            words.sexes(),
        )
        self.previews = ZonePreviews(theme)
        self.done = button(theme, "firstRunDone", translate("first_run", "Done"), Emphasis.PRIMARY)
        self.skip = button(theme, "firstRunSkip", translate("first_run", "Skip all of it"))
        self._connect()
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def first_focus(self) -> QWidget:
        """The first question."""
        return next((each for each in self.zones.buttons if each.isChecked()), self.zones.buttons[0])

    def show_settings(self, settings: Settings) -> None:
        """Shows what is known already."""
        self._settings = settings
        profile = settings.athlete()
        known = {model: answer for answer, model in _MODELS.items() if answer is not WatchZones.UNKNOWN}
        if profile != AthleteProfile(name=profile.name):
            self.zones.show_value(known.get(profile.zone_model, WatchZones.UNKNOWN))
        self.age.show_value(profile.age)
        if profile.training_frequency is not None:
            self.frequency.show_value(profile.training_frequency)
        self.sex.show_value(profile.sex)
        self._judge()

    @Slot(SnapshotTaken)
    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """The heart rate stays in sight."""
        text = translate("first_run", "Your heart rate is live: {bpm}")
        self.heart_rate.setText(text.format(bpm=sentences.number(taken.snapshot.bpm)))

    def _connect(self) -> None:
        for choice in (self.zones, self.frequency, self.sex):
            choice.changed.connect(self._judge)
        self.age.edited.connect(self._judge)
        self.done.clicked.connect(self._finish)
        self.skip.clicked.connect(self._skip)
        self._leave_key = QShortcut(QKeySequence("Esc"), self)
        self._leave_key.activated.connect(self._skip)

    def _lay_out(self) -> None:
        theme = self._theme
        title = TextLabel(theme, TextSize.TITLE, bold=True, wraps=True)
        title.setText(translate("first_run", "Four short questions"))
        note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, wraps=True)
        note.setText(
            translate(
                "first_run",
                "So that zones and load are yours, not anybody's. Skip what you like; all of it can be "
                "changed in the settings.",
            )
        )
        safety = Group(theme, translate("first_run", "Good to know"), words.safety())
        safety.setObjectName("safetyWords")
        questions = Group(theme, translate("first_run", "You and your watch"))
        questions.add(self.zones)
        questions.add_fields((self.age,))
        questions.add(self.frequency)
        questions.add(self.sex)
        preview = Group(
            theme,
            translate("first_run", "Your zones"),
            translate("first_run", "Estimated from your answers until you measure or type your own values."),
        )
        preview.add(self.previews)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.skip)
        self._foot.addWidget(self.done)
        self._foot.addStretch(1)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        for widget in (self.heart_rate, title, note, safety, questions, preview):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        scroll = ScrollPage(self._theme, self._inside, is_centred=True)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll, 1)
        outside.addLayout(self._foot)

    @Slot()
    def _judge(self) -> AthleteProfile | None:
        """Shows what follows from the answers; None while the age makes no sense."""
        draft = self._settings.athlete()
        problem = ""
        try:
            age = self.age.value()
        except ValueError:
            problem = words.not_a_number()
        else:
            found = check_range("age", age)
            problem = words.issue(found) if found is not None else ""
            draft = replace(draft, age=None if age is None or found is not None else int(age))
        self.age.show_problem(problem)
        draft = replace(draft, training_frequency=self.frequency.value(), sex=self.sex.value() or draft.sex)
        draft = self._with_zones(draft)
        self.previews.show_profile(draft, self._settings.activity_in_use())
        self.done.setEnabled(not problem)
        return None if problem else draft

    def _with_zones(self, draft: AthleteProfile) -> AthleteProfile:
        """With the watch's zones; own ones begin as those of the threshold, to be typed over."""
        answer = self.zones.value()
        if answer is None:
            return draft
        if answer is WatchZones.OWN and not draft.own_zone_bounds:
            usual = zones_or_none(replace(draft, zone_model=ZoneModelName.THRESHOLD6), RUNNING)
            if usual is None:
                return draft
            bounds, names = own_zones_like(usual)
            draft = replace(draft, own_zone_bounds=bounds, own_zone_names=names)
        return replace(draft, zone_model=_MODELS[answer])

    @Slot()
    def _finish(self) -> None:
        draft = self._judge()
        if draft is None:
            return
        self.answered.emit(replace(self._settings.with_changed_athlete(draft), first_run_done=True))
        if self.zones.value() is WatchZones.OWN:
            self.own_zones_requested.emit()

    @Slot()
    def _skip(self) -> None:
        self.answered.emit(replace(self._settings, first_run_done=True))

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setMaximumWidth(max(self._theme.text_px(_LONGEST_LINE_PX), _LEAST_WIDTH_PX))
        self._column.setContentsMargins(px(20), px(16), px(20), px(24))
        self._column.setSpacing(px(14))
        self._foot.setContentsMargins(px(20), px(8), px(20), px(12))
        self._foot.setSpacing(px(12))


def _zone_answers() -> dict[WatchZones, str]:
    return {
        WatchZones.COROS_THRESHOLD: translate("first_run", "COROS, by threshold"),
        WatchZones.COROS_RESERVE: translate("first_run", "COROS, by reserve"),
        WatchZones.COROS_MAXIMUM: translate("first_run", "COROS, by maximum"),
        WatchZones.GARMIN_OR_POLAR: translate("first_run", "Garmin or Polar"),
        WatchZones.OWN: translate("first_run", "My own"),
        WatchZones.UNKNOWN: translate("first_run", "I don't know"),
    }
