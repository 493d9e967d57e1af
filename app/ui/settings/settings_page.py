"""SettingsPage: all settings in their sections; one frozen object in, one out."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.guided_test import Measured
from app.domain.profile import AthleteProfile
from app.domain.profile_edits import changes_history
from app.domain.settings import Settings
from app.ui.announce import announce
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.activities_section import ActivitiesSection
from app.ui.settings.alerts_section import AlertsSection
from app.ui.settings.appearance_section import AppearanceSection
from app.ui.settings.athlete_section import AthleteSection
from app.ui.settings.backups_section import BackupsSection
from app.ui.settings.groups import ButtonRow, Group, button
from app.ui.settings.imports_section import ImportsSection
from app.ui.settings.zones_section import ZonesSection
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.one_of import OneOf, chip
from app.ui.widgets.scroll import ScrollPage, gutter_px
from app.ui.widgets.text import TextLabel

_LONGEST_LINE_PX = 900
_LEAST_WIDTH_PX = 620
_ROOM_FOR_OFFER = 3.5  # times its height: in a lower window it would leave no page to be seen
_ANY_PX = (1 << 24) - 1  # Qt's own: no limit
_UNDER_TABS = 2  # the place on the page after title and tabs


class SettingsPage(QWidget):
    """`settings_changed` carries what to keep; it fires only with settings that are right.

    `recompute_requested` carries the athlete before and after, where the past would come out differently.
    """

    settings_changed = Signal(Settings)
    measure_requested = Signal(Measured)
    first_run_requested = Signal()
    sound_test_requested = Signal()
    recompute_requested = Signal(AthleteProfile, AthleteProfile)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPage")
        self.setAccessibleName(translate("settings", "Settings"))
        self._theme = theme
        self._settings = Settings()
        self._before: AthleteProfile | None = None
        self._can_recompute = False
        self.athlete = AthleteSection(theme)
        self.zones = ZonesSection(theme)
        self.activities = ActivitiesSection(theme)
        self.alerts = AlertsSection(theme)
        self.appearance = AppearanceSection(theme)
        self.imports = ImportsSection(theme)
        self.backups = BackupsSection(theme)
        self._sections = (
            *(self.athlete, self.zones, self.activities, self.alerts, self.appearance),
            *(self.imports, self.backups),
        )
        self._tabs: dict[str, ActionButton] = {}
        self._lay_out()
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_settings(self._settings)
        self.allow_backups(is_allowed=False)
        self.show_section("athleteSection")

    def show_settings(self, settings: Settings) -> None:
        """Shows these; what was typed and not kept is gone."""
        if not settings.athlete().is_called(self._settings.athlete().name) or self._before is None:
            self._before = settings.athlete()
        self._settings = settings
        for section in self._sections:
            section.show_settings(settings)
        self._show_offer()

    def allow_recompute(self, *, is_allowed: bool) -> None:
        """Whether there is a past to compute again, and somebody to do it."""
        self._can_recompute = is_allowed
        self._show_offer()

    def allow_backups(self, *, is_allowed: bool) -> None:
        """Whether there is somebody to go back to a backup."""
        self._tabs[self.backups.objectName()].setVisible(is_allowed)

    @Slot(str)
    def show_section(self, name: str) -> None:
        """Brings a section to the front, by its object name. KeyError when there is none."""
        self._tabs[name].setChecked(True)
        for section in self._sections:
            section.setVisible(section.objectName() == name)
        self._to_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As broad as there is room."""
        super().resizeEvent(event)
        self._dress()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps what is right when the page is left."""
        for section in self._sections:
            section.save()
        super().hideEvent(event)

    def _connect(self) -> None:
        for section in self._sections:
            section.settings_changed.connect(partial(self._take, section))
        self.athlete.measure_requested.connect(self.measure_requested)
        self.athlete.first_run_requested.connect(self.first_run_requested)
        self.alerts.sound.test_requested.connect(self.sound_test_requested)
        self.activities.opened.connect(self._to_top)
        self.compare.clicked.connect(self._compare)
        self.keep_past.clicked.connect(self._keep_past)

    def _take(self, source: QWidget, settings: Settings) -> None:
        """A section has something to keep: the others show it, the listener keeps it."""
        if not settings.athlete().is_called(self._settings.athlete().name):
            self._before = settings.athlete()
        self._settings = settings
        for section in self._sections:
            if section is not source:
                section.show_settings(settings)
        self._show_offer()
        self.settings_changed.emit(settings)

    def _show_offer(self) -> None:
        before, now = self._before, self._settings.athlete()
        is_due = before is not None and changes_history(before, now)
        is_offered = self._can_recompute and is_due
        if is_offered and self.offer.isHidden():
            announce(self.offer, words.offer_heading(), interrupts=False)
        self.offer.setVisible(is_offered)
        self._dress()

    @Slot()
    def _compare(self) -> None:
        before, now = self._before, self._settings.athlete()
        self._keep_past()
        if before is not None:
            self.recompute_requested.emit(before, now)

    @Slot()
    def _keep_past(self) -> None:
        self._before = self._settings.athlete()
        self._show_offer()

    @Slot()
    def _to_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        theme = self._theme
        title = TextLabel(theme, TextSize.TITLE, bold=True)
        title.setText(self.accessibleName())
        for name, text in words.sections().items():
            tab = chip(theme, f"{name}Tab", text)
            tab.clicked.connect(partial(self._choose, name))
            self._tabs[name] = tab
        OneOf(self, self._tabs.values())
        self.offer = Group(theme, words.offer_heading(), words.offer_note())
        self.offer.setObjectName("recomputeOffer")
        self.compare = button(
            theme, "recompute", translate("settings", "Show what would change"), Emphasis.PRIMARY
        )
        self.keep_past = button(theme, "keepPast", translate("settings", "Leave the past as it is"))
        self.offer.add(ButtonRow(theme, (self.compare, self.keep_past)))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        for widget in (title, ButtonRow(theme, self._tabs.values()), *self._sections):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll = ScrollPage(self._theme, self._inside, is_centred=True)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addWidget(self._scroll, 1)
        outside.addLayout(self._foot)
        self._is_low = False
        self._put_offer()

    def first_focus(self) -> QWidget:
        """The section that is shown."""
        return next(tab for tab in self._tabs.values() if tab.isChecked())

    def _choose(self, name: str, _is_checked: bool = True) -> None:
        self.show_section(name)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        widest_px = max(self._theme.text_px(_LONGEST_LINE_PX), _LEAST_WIDTH_PX)
        self._inside.setMaximumWidth(widest_px)
        self._place_offer(widest_px)
        self._column.setContentsMargins(px(20), px(16), px(20), px(24))
        self._column.setSpacing(px(14))

    def _place_offer(self, widest_px: int) -> None:
        """Below the page, so that no card moves when it appears; in a low window first on the page."""
        margin = self._theme.px(20)
        bar_px = gutter_px(self._theme)  # the cards stand beside it, and the offer below the cards
        width_px = min(self.width() - bar_px, widest_px) - 2 * margin
        is_low = self.height() < _ROOM_FOR_OFFER * self.offer.heightForWidth(width_px)
        if is_low != self._is_low:
            self._is_low = is_low
            self._put_offer()
        self.offer.setMinimumWidth(0 if is_low else width_px)
        self.offer.setMaximumWidth(_ANY_PX if is_low else width_px)
        air_px = 0 if is_low or self.offer.isHidden() else margin // 2
        self._foot.setContentsMargins(margin, air_px, margin + bar_px, air_px)

    def _put_offer(self) -> None:
        if self._is_low:
            self._column.insertWidget(_UNDER_TABS, self.offer)
        else:
            self._foot.insertWidget(1, self.offer)
