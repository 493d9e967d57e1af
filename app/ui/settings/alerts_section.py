"""AlertsSection: the personal ceiling, and when Sidebeat speaks up."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot

from app.domain.profile import AthleteProfile
from app.domain.profile_edits import RUNNING, check_everywhere
from app.domain.settings import Settings
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.alert_fields import AlertFields
from app.ui.settings.fields import NumberField
from app.ui.settings.groups import Column, Group
from app.ui.settings.sound_group import SoundGroup
from app.ui.theme import Theme
from app.ui.widgets.inputs import Switch


class AlertsSection(Column):
    """For all activities; one may have its own."""

    settings_changed = Signal(Settings)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("alertsSection")
        self._settings = Settings()
        self.ceiling = NumberField(theme, "ceiling_bpm", words.field("ceiling_bpm"), words.unit("max_bpm"))
        self.ceiling.edited.connect(self._judge)
        self.ceiling.finished.connect(self.save)
        self.alerts = AlertFields(theme)
        self.alerts.changed.connect(self.save)
        self.sound = SoundGroup(theme)
        self.sound.changed.connect(self._keep_sound)
        limit = Group(theme, translate("alerts", "Your ceiling"), words.ceiling_note())
        limit.add_fields((self.ceiling,))
        alerts = Group(
            theme,
            translate("alerts", "Alerts"),
            translate("alerts", "For all activities; an activity may have its own: see Activities."),
        )
        alerts.add(self.alerts)
        self.talk = Switch(theme, words.talk_test())
        self.talk.setObjectName("asksTalkTest")
        self.talk.clicked.connect(self._choose_talk)
        talk = Group(theme, translate("alerts", "Talk test"), words.talk_test_note())
        talk.add(self.talk)
        self.add(self.sound, alerts, limit, talk)
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Shows the alerts of the athlete in use."""
        self._settings = settings
        self.ceiling.show_value(settings.athlete().ceiling_bpm)
        self.alerts.show_alerts(settings.athlete().alerts)
        self.sound.show_settings(settings)
        self.talk.setChecked(settings.asks_talk_test)
        self._judge()

    @Slot()
    def _choose_talk(self) -> None:
        self._keep_sound(replace(self._settings, asks_talk_test=self.talk.isChecked()))

    @Slot(Settings)
    def _keep_sound(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_changed.emit(settings)

    @Slot()
    def save(self) -> None:
        """Keeps what is right."""
        athlete = self._settings.athlete()
        draft = replace(self._judge() or athlete, alerts=self.alerts.alerts())
        if draft != athlete:
            self._settings = self._settings.with_changed_athlete(draft)
            self.settings_changed.emit(self._settings)

    @Slot()
    def _judge(self) -> AthleteProfile | None:
        """Says what is wrong with the ceiling; the profile with it, None while it is."""
        try:
            value = self.ceiling.value()
        except ValueError:
            self.ceiling.show_problem(words.not_a_number())
            return None
        draft = replace(self._settings.athlete(), ceiling_bpm=None if value is None else int(value))
        found = [
            each.issue for each in check_everywhere(draft, (RUNNING,)) if each.issue.field == "ceiling_bpm"
        ]
        self.ceiling.show_problem(words.issue(found[0]) if found else "")
        return None if found else draft
