"""Companions: the flows around the window, which bring its pages, the engine and the store together."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from app.ui import sentences
from app.ui.athlete_flow import AthleteFlow
from app.ui.live.tile_flow import TileFlow
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme
from app.ui.window_options import DamagedSettings, WindowOptions

if TYPE_CHECKING:
    from app.ui.engine_bridge import EngineBridge
    from app.ui.flows.talk_test import TalkTestFlow
    from app.ui.flows.watch_flow import WatchFlow
    from app.ui.flows.welcome_flow import WelcomeFlow
    from app.ui.history.history_flow import HistoryFlow
    from app.ui.sensors.sensor_flow import SensorFlow
    from app.ui.summary.long_run import LongRunTeller
    from app.ui.trends.trends_flow import TrendsFlow


class Companions(QObject):
    """What the first sight needs is made at once; the rest in pieces, or when it is first asked for.

    A companion is None where the options bring nothing for it: no settings, no sensors, no store.
    """

    def __init__(
        self, window: MainWindow, theme: Theme, control: SessionControl, options: WindowOptions
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._control = control
        self._options = options
        if options.make_history is not None:
            window.add_tab("historyPage", sentences.translate("history", "History"), self._open_history)
            window.add_tab("trendsPage", sentences.translate("trends", "Trends"), self._open_trends)
        self.athlete = self._make_athlete()
        if self._is_newcomer():
            self._newcomers = self.welcome  # seen at once, in the place of the heart rate
        if options.damage is not None:
            self._tell_damage(options.damage)

    def early_pieces(self) -> tuple[Callable[[], object], ...]:
        """What has to hear all that the engine says: each a few milliseconds' work."""
        return (
            lambda: self._window.flows,
            lambda: (self.sensors, self.welcome),
        )

    def listen_to(self, bridge: "EngineBridge") -> None:
        """Hands the bridge to the early ones."""
        self._window.listen_to(bridge)
        for companion in (self.athlete, self.sensors, self.welcome):
            _join(companion, bridge)

    def late_pieces(self, bridge: "Callable[[], EngineBridge]") -> tuple[Callable[[], object], ...]:
        """What follows sessions from their start to their end, and need not be there before the first one."""
        return (
            lambda: self._window.sensors,
            lambda: _join(self.history, bridge()),
            lambda: _join(self.trends, bridge()),
            lambda: _join(self.talk_test, bridge()),
            lambda: _join(self.long_run, bridge()),
            lambda: self.watch,
        )

    @cached_property
    def history(self) -> "HistoryFlow | None":
        """The finished sessions."""
        if self._options.make_history is None:
            return None
        from app.ui.history.history_flow import HistoryFlow  # noqa: PLC0415 - once the window is seen

        return HistoryFlow(self._window, self._theme, self._control, self._options.make_history)

    @cached_property
    def trends(self) -> "TrendsFlow | None":
        """The long run."""
        if self.history is None:
            return None
        from app.ui.trends.trends_flow import TrendsFlow  # noqa: PLC0415 - once the window is seen

        trends = TrendsFlow(self._window, self._theme, self.history)
        if self.athlete is not None:
            trends.seed_kept.connect(self.athlete.keep_seed)
            trends.off_season_kept.connect(self.athlete.keep_off_season)
        return trends

    @cached_property
    def talk_test(self) -> "TalkTestFlow | None":
        """The question of whether talking is comfortable; a simulated heart does not talk."""
        if self.athlete is None or self._options.setup.is_demo:
            return None
        from app.ui.flows.talk_test import TalkTestFlow  # noqa: PLC0415 - once the window is seen

        return TalkTestFlow(self._window.flows.offers, self.athlete)

    @cached_property
    def sensors(self) -> "SensorFlow | None":
        """The remembered sensors."""
        kept = self._options.sensors
        if kept is None:
            return None
        from app.ui.sensors.sensor_flow import SensorFlow  # noqa: PLC0415 - once the window is seen

        window = self._window
        flow = SensorFlow(window.to_sensors, window.live.banner, self._control, kept, parent=self)
        flow.named.connect(window.watch.show_names)
        flow.show()
        return flow

    @cached_property
    def welcome(self) -> "WelcomeFlow | None":
        """The search for a first sensor."""
        if self._options.sensors is None:
            return None
        from app.ui.flows.welcome_flow import WelcomeFlow  # noqa: PLC0415 - at once only for newcomers

        demo, is_expected = self._options.demo, self._is_newcomer()
        return WelcomeFlow(self._window, self._theme, self._control, demo, is_expected=is_expected)

    @cached_property
    def long_run(self) -> "LongRunTeller | None":
        """What a finished session did to the long run."""
        if self._options.long_run is None:
            return None
        from app.ui.summary.long_run import LongRunTeller  # noqa: PLC0415 - once the window is seen

        return LongRunTeller(self._window, self._options.long_run)

    @cached_property
    def watch(self) -> "WatchFlow | None":
        """The folder whose files come in by themselves."""
        if self._options.start_watch is None:
            return None
        from app.ui.flows.watch_flow import WatchFlow  # noqa: PLC0415 - once the window is seen

        watch = WatchFlow(self._options.start_watch, self._window.flows.line.say, self)
        watch.came_in.connect(self.forget_past)
        if self.athlete is not None:
            self.athlete.settings_page_made.connect(watch.show_on)
        return watch

    @Slot()
    def forget_past(self) -> None:
        """What is shown of the past may be out of date."""
        if self.history is not None:
            self.history.forget()

    def close(self) -> None:
        """Ends slow work. Idempotent."""
        for name in ("long_run", "history", "watch"):
            made = self.__dict__.get(name)
            if made is not None:
                made.close()

    def _is_newcomer(self) -> bool:
        kept = self._options.sensors
        return kept is not None and not self._options.setup.is_demo and not kept.sensors()

    def _make_athlete(self) -> AthleteFlow | None:
        """What belongs to the athlete: settings, questions, the tiles."""
        options = self._options
        if options.settings is None or options.keep_settings is None:
            return None
        athlete = AthleteFlow(
            self._window,
            self._theme,
            self._control,
            options.settings,
            options.keep_settings,
            is_demo=options.setup.is_demo,
        )
        athlete.allow_recompute(is_allowed=options.recomputation is not None)
        athlete.offer_past(options.past)
        self._tiles = TileFlow(self._window.live, athlete)
        return athlete

    def _tell_damage(self, found: DamagedSettings) -> None:
        from app.ui import store_sentences  # noqa: PLC0415 - where there is damage

        words = store_sentences.settings_damage(found.damage, found.problems, found.copy)
        self._window.to_flows.tell(lambda flows: flows.line.say(words))

    @Slot()
    def _open_history(self) -> None:
        if self.history is not None:
            self.history.open()

    @Slot()
    def _open_trends(self) -> None:
        if self.trends is not None:
            self.trends.open()


class _Listener(Protocol):
    def listen_to(self, bridge: "EngineBridge") -> None: ...


def _join(companion: _Listener | None, bridge: "EngineBridge") -> None:
    if companion is not None:
        companion.listen_to(bridge)
