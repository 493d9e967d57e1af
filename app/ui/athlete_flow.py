"""AthleteFlow: settings, first questions, measurements. Its pages are loaded and made when asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.activity_types import ActivityType
from app.domain.profile import AthleteProfile
from app.domain.settings import Settings
from app.domain.snapshot import LiveStatus
from app.ui import sentences
from app.ui.live.alert_banner import Cause, Notice
from app.ui.main_window import MainWindow
from app.ui.prepare import prepare_sentences
from app.ui.prepare.next_session import NextSession
from app.ui.session_control import SessionControl
from app.ui.settings.activity_badge import drawable_icon
from app.ui.theme import ColourChoice, Theme

if TYPE_CHECKING:
    from app.domain.guided_test import Measured
    from app.engine.events import SessionFinished, SnapshotTaken
    from app.ui.engine_bridge import EngineBridge
    from app.ui.first_run.first_run_page import FirstRunPage
    from app.ui.flows.window_flows import WindowFlows
    from app.ui.prepare.past_offers import Past, PastOffers
    from app.ui.settings.measure_page import MeasurePage
    from app.ui.settings.settings_page import SettingsPage

_SETTINGS = "settingsPage"  # its object name

KeepSettings = Callable[[Settings], str | None]
"""Keeps settings for good; a sentence where the disk does not take them (they hold for this run)."""


class AthleteFlow(QObject):
    """`recompute_requested` carries the athlete before and after; `today` is the local date.

    `settings_page_made` carries the SettingsPage, once.
    """

    recompute_requested = Signal(AthleteProfile, AthleteProfile)
    settings_page_made = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        control: SessionControl,
        settings: Settings,
        keep: KeepSettings,
        *,
        is_demo: bool = False,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._control = control
        self._keep = keep
        self._is_demo = is_demo
        self._today = today
        self._can_recompute = False
        self._finished: SessionFinished | None = None
        self._past: Past | None = None
        self._past_offers: PastOffers | None = None
        self.next = NextSession(settings, is_demo=is_demo, parent=self)
        self._settings_page: SettingsPage | None = None
        self._first_run: FirstRunPage | None = None
        self._measure: MeasurePage | None = None
        theme.move_less(is_wanted=settings.less_motion)
        self._connect()
        self._window.to_flows.tell(self._equip)
        self._show_preparation()

    def listen_to(self, bridge: "EngineBridge") -> None:
        """Follows the heart rate and the sessions that this bridge tells of."""
        bridge.snapshot_taken.connect(self.show_snapshot)
        bridge.session_finished.connect(self.show_finished)

    def allow_recompute(self, *, is_allowed: bool) -> None:
        """Whether there is a past to compute again, and somebody to do it."""
        self._can_recompute = is_allowed
        if self._settings_page is not None:
            self._settings_page.allow_recompute(is_allowed=is_allowed)

    def offer_past(self, past: "Past | None") -> None:
        """From now on a session may be set up to be like one of the past; None: not."""
        self._past = past

    def name_of_activity(self, key: str) -> str:
        """What the athlete calls an activity type; one that is no longer known keeps its key's words."""
        names = {each.key: each.name for each in self.next.settings.activity_types()}
        return names.get(key, key.replace("_", " "))

    @Slot(object)
    def show_snapshot(self, taken: "SnapshotTaken") -> None:
        """The first live number brings the first questions; a measurement follows every reading."""
        if taken.snapshot.bpm is not None and not self.next.settings.first_used_on:
            self.take(replace(self.next.settings, first_used_on=self._today().isoformat()))
        if self._is_due(taken):
            self.open_first_run()
        for page in (self._first_run, self._measure):
            if page is not None and page.isVisible():
                page.show_snapshot(taken)

    @Slot(object)
    def show_finished(self, finished: "SessionFinished") -> None:
        """Offers to raise the maximum where the session proves it; an idle engine shows the next setup."""
        self._finished = finished
        suggestion = finished.activity.summary.max_suggestion
        self._window.summary.offer_maximum(suggestion)
        activity_type = self._type_of(finished)
        self._window.summary.show_activity_type(activity_type.name, drawable_icon(activity_type.icon))
        self._control.use_setup(self.next.setup)

    @Slot(Settings)
    def take(self, settings: Settings) -> None:
        """Other settings: kept, and in force at once."""
        problem = self._keep(settings)
        if problem is not None:
            self._window.live.banner.show_notice(Cause.ALERT, Notice(problem))
        self._theme.choose(ColourChoice(settings.theme.value))
        self._theme.scale_text(settings.text_scale)
        self._theme.move_less(is_wanted=settings.less_motion)
        self._window.flows.use_settings(settings)
        self.next.use_settings(settings)

    @Slot(float)
    def keep_seed(self, load_per_day: float) -> None:
        """The athlete's own estimate of what a day has been lately, given on another page."""
        settings = self.next.settings
        athlete = replace(settings.athlete(), load_per_day_seed=load_per_day)
        self.take(settings.with_changed_athlete(athlete))

    @Slot(str)
    def keep_off_season(self, first_day: str) -> None:
        """Since when it is off season (an ISO date, empty: it is not), said on another page."""
        settings = self.next.settings
        self.take(settings.with_changed_athlete(replace(settings.athlete(), off_season_from=first_day)))

    @Slot()
    def open_settings(self) -> None:
        """The settings, with what is kept now."""
        page = self._page()
        page.show_settings(self.next.settings)
        self._window.show_page(page.objectName())

    @Slot()
    def open_first_run(self) -> None:
        """The first questions."""
        if self._first_run is None:
            from app.ui.first_run.first_run_page import FirstRunPage  # noqa: PLC0415 - when asked for

            self._first_run = FirstRunPage(self._theme)
            self._first_run.answered.connect(self._answered)
            self._first_run.own_zones_requested.connect(self._open_zones)
            self._window.add_page(self._first_run)
        self._first_run.show_settings(self.next.settings)
        self._window.show_page(self._first_run.objectName())

    @Slot()
    def choose_activity(self) -> None:
        """Asks which activity is next, before the start."""
        if self._window.status.is_under_way:
            return
        from app.ui.prepare.choices import ActivityChoice  # noqa: PLC0415 - when asked for

        settings = self.next.settings
        offered = [each for each in settings.activity_types() if not each.archived]
        choice = ActivityChoice(self._theme, offered, settings.activity_in_use().key, self._window)
        choice.activity_chosen.connect(self.next.choose_activity)
        choice.open()

    @Slot()
    def choose_target(self) -> None:
        """Asks what the next session is to amount to, before the start."""
        if self._window.status.is_under_way:
            return
        from app.ui.prepare.choices import TargetChoice  # noqa: PLC0415 - when asked for

        zones, has_past = self.next.setup.zone_model, self._past is not None
        choice = TargetChoice(self._theme, self.next.target, zones, self._window, with_past=has_past)
        choice.target_chosen.connect(self.next.choose_target)
        choice.open()
        if self._past is not None:
            self._offers_of(self._past).fill(choice.past)

    def _offers_of(self, past: "Past") -> "PastOffers":
        if self._past_offers is None:
            from app.ui.prepare.past_offers import PastOffers  # noqa: PLC0415 - when asked for

            self._past_offers = PastOffers(past, self.name_of_activity, self._today, self)
            self._past_offers.easy_run_known.connect(self._window.live.load.show_easy_run)
            self._window.closed.connect(self._past_offers.close)
        return self._past_offers

    @Slot(object)
    def open_measure(self, kind: "Measured") -> None:
        """A guided measurement."""
        if self._measure is None:
            from app.ui.settings.measure_page import MeasurePage  # noqa: PLC0415 - when asked for

            self._measure = MeasurePage(self._theme)
            self._measure.begun.connect(self._begin_measure)
            self._measure.result_accepted.connect(self._use_result)
            self._measure.closed.connect(self.open_settings)
            self._window.add_page(self._measure)
        self._measure.prepare(kind, self._waiting_days())
        self._window.show_page(self._measure.objectName())
        self._window.header.show_page(_SETTINGS)  # the way back leads there

    def _connect(self) -> None:
        self.next.changed.connect(self._control.use_setup)
        self.next.changed.connect(self._show_preparation)
        self.next.settings_changed.connect(self.take)
        buttons = self._window.live.buttons
        buttons.activity.clicked.connect(self.choose_activity)
        buttons.target.clicked.connect(self.choose_target)
        self._window.add_key("A", self.choose_activity, is_sessions=True)
        self._window.add_key("T", self.choose_target, is_sessions=True)
        self._window.add_key("Ctrl+,", self.open_settings)
        self._window.add_tab(_SETTINGS, sentences.translate("settings", "Settings"), self.open_settings)
        self._window.raise_maximum_requested.connect(self._raise_maximum)
        self._window.reassign_requested.connect(self._choose_finished_activity)

    def _equip(self, flows: "WindowFlows") -> None:
        flows.use_settings(self.next.settings)
        flows.sounder.muted_changed.connect(self._keep_mute)

    @Slot(bool)
    def _keep_mute(self, is_muted: bool) -> None:
        self.take(replace(self.next.settings, alerts_muted=is_muted))
        if self._settings_page is not None:
            self._settings_page.show_settings(self.next.settings)

    def _page(self) -> "SettingsPage":
        if self._settings_page is None:
            from app.ui.settings.settings_page import SettingsPage  # noqa: PLC0415 - when asked for

            page = SettingsPage(self._theme)
            page.settings_changed.connect(self.take)
            page.measure_requested.connect(self.open_measure)
            page.first_run_requested.connect(self.open_first_run)
            page.recompute_requested.connect(self.recompute_requested)
            page.sound_test_requested.connect(self._window.flows.sounder.try_out)
            page.allow_recompute(is_allowed=self._can_recompute)
            self._window.add_page(page)
            self._settings_page = page
            self.settings_page_made.emit(page)
        return self._settings_page

    def _is_due(self, taken: "SnapshotTaken") -> bool:
        """Whether the first questions are asked now: once, at rest, with the live page before them."""
        return (
            not self._is_demo
            and not self.next.settings.first_run_done
            and self._first_run is None
            and taken.snapshot.bpm is not None
            and taken.snapshot.status is LiveStatus.IDLE
            and self._window.live.isVisible()
        )

    @Slot()
    def _show_preparation(self) -> None:
        activity_type = self.next.settings.activity_in_use()
        self._window.live.buttons.show_preparation(
            activity_type.name, drawable_icon(activity_type.icon), prepare_sentences.target(self.next.target)
        )

    @Slot(Settings)
    def _answered(self, settings: Settings) -> None:
        self.take(settings)
        self._window.show_page("livePage")

    @Slot()
    def _open_zones(self) -> None:
        self.open_settings()
        self._page().show_section("zonesSection")

    def _waiting_days(self) -> int:
        """Days until a hard test is offered, none after the first week."""
        from app.domain.profile_edits import WAITING_DAYS_BEFORE_HARD_TEST  # noqa: PLC0415 - when asked for

        try:
            first = date.fromisoformat(self.next.settings.first_used_on)
        except ValueError:
            return WAITING_DAYS_BEFORE_HARD_TEST
        return max(0, WAITING_DAYS_BEFORE_HARD_TEST - (self._today() - first).days)

    @Slot(object)
    def _begin_measure(self, kind: "Measured") -> None:
        """Half an hour of hard work is recorded; sitting still is not."""
        from app.domain.guided_test import Measured  # noqa: PLC0415 - loaded with the page that says so

        if kind is Measured.THRESHOLD and self._window.status is LiveStatus.IDLE:
            self._control.start()

    @Slot(object, int)
    def _use_result(self, kind: "Measured", bpm: int) -> None:
        problem = self._measured(kind.value, bpm, self.next.settings.activity_in_use())
        if self._measure is not None and problem:
            self._measure.show_problem(problem)
        else:
            self.open_settings()

    @Slot(int)
    def _raise_maximum(self, bpm: int) -> None:
        if self._finished is None:
            return
        self._measured("max_bpm", bpm, self._type_of(self._finished))
        self._window.summary.offer_maximum(None)

    @Slot(int)
    def _choose_finished_activity(self, activity_id: int) -> None:
        """Asks what the finished session was, in place of what it was set up as."""
        if self._finished is None:
            return
        from app.ui.prepare.choices import ActivityChoice  # noqa: PLC0415 - when asked for

        was = self._type_of(self._finished).key
        types = self.next.settings.activity_types()
        offered = [each for each in types if not each.archived or each.key == was]
        choice = ActivityChoice(
            self._theme, offered, was, self._window, heading=prepare_sentences.what_was_it()
        )
        choice.activity_chosen.connect(partial(self._reassign, activity_id, was))
        choice.open()

    def _reassign(self, activity_id: int, was: str, key: str) -> None:
        if key != was:
            chosen = next(each for each in self.next.settings.activity_types() if each.key == key)
            self._control.reassign(activity_id, chosen, self.next.settings.athlete())

    def _type_of(self, finished: "SessionFinished") -> ActivityType:
        """The type that a session was; the one in use if it is not known any more."""
        types = {each.key: each for each in self.next.settings.activity_types()}
        return types.get(finished.activity.activity_type, self.next.settings.activity_in_use())

    def _measured(self, name: str, bpm: int, activity_type: ActivityType) -> str:
        """Takes a measured value over; a sentence where it contradicts the others, and nothing changes."""
        from app.domain.profile_edits import check_everywhere, with_measured  # noqa: PLC0415 - as above

        settings = self.next.settings
        athlete = with_measured(settings.athlete(), activity_type, name, bpm)
        found = check_everywhere(athlete, (activity_type,))
        if found:
            from app.ui.settings import setting_sentences  # noqa: PLC0415 - when asked for

            return setting_sentences.issue(found[0].issue)
        self.take(settings.with_changed_athlete(athlete))
        return ""
