"""The window's life: shown first, then the engine is made and started; in the end the other way round."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QSettings, QSocketNotifier, Qt, Slot
from PySide6.QtWidgets import QApplication

from app import __version__
from app.domain.frozen import frozen
from app.domain.profile import AthleteProfile
from app.domain.settings import Settings
from app.domain.setup import SessionSetup
from app.engine.commands import EngineCommands
from app.engine.events import EngineEvent
from app.ui import store_sentences
from app.ui.athlete_flow import AthleteFlow, KeepSettings
from app.ui.dialogs import tell_failure
from app.ui.display import check_window
from app.ui.engine_bridge import EngineBridge
from app.ui.flows.talk_test import TalkTestFlow
from app.ui.flows.welcome_flow import DemoCommand, WelcomeFlow
from app.ui.history.history_flow import HistoryFlow
from app.ui.history.ports import HistorySource
from app.ui.icons import application_icon
from app.ui.live.tile_flow import TileFlow
from app.ui.main_window import MainWindow
from app.ui.sensors.sensor_flow import KeptSensors, SensorFlow
from app.ui.session_control import SessionControl
from app.ui.summary.long_run import LongRun, LongRunTeller
from app.ui.theme import ColourChoice, Theme
from app.ui.trends.trends_flow import TrendsFlow

if TYPE_CHECKING:
    from app.engine.recompute import Recomputation
    from app.ui.flows.backup_flow import BackupFlow, Backups
    from app.ui.prepare.past_offers import Past
    from app.ui.settings.recompute_flow import RecomputeFlow
    from app.ui.settings.settings_page import SettingsPage

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class RunningEngine(EngineCommands, Protocol):
    """The engine with its thread. `close` is bounded in time."""

    def start(self) -> None:
        """Starts the engine's thread."""

    def close(self, timeout_s: float = ...) -> bool:
        """Finishes a running session, lets go of the sensor, ends the thread."""


class EngineUnavailableError(Exception):
    """The engine cannot be made; the text is a sentence for the athlete.

    `is_open_elsewhere`: because another window, opened at the same moment, has the store.
    """

    def __init__(self, sentence: str, *, is_open_elsewhere: bool = False) -> None:
        super().__init__(sentence)
        self.is_open_elsewhere = is_open_elsewhere


MakeEngine = Callable[[Callable[[EngineEvent], None]], RunningEngine]
"""Makes the engine with its listener. Called once the window can be seen, so it may import at leisure."""


@frozen
class DamagedSettings:
    """What was wrong with the settings file: a SettingsDamage's value, the bad fields, the copy's name."""

    damage: str
    problems: tuple[str, ...] = ()
    copy: str | None = None


@frozen
class WindowOptions:
    """What the window starts with. `settings_file` keeps its geometry; None: nothing does.

    `instance` names the store's one window, which a second one brings to the front; empty: there may be many.
    """

    setup: SessionSetup
    settings_file: str | None = None
    instance: str = ""
    colours: ColourChoice = ColourChoice.SYSTEM
    text_scale: float = 1.0
    settings: Settings | None = None
    keep_settings: KeepSettings | None = None
    sensors: KeptSensors | None = None
    make_history: Callable[[], HistorySource] | None = None
    recomputation: "Callable[[], Recomputation] | None" = None
    past: "Past | None" = None
    backups: "Backups | None" = None
    long_run: LongRun | None = None
    damage: DamagedSettings | None = None
    demo: DemoCommand | None = None


def run_window(make_engine: MakeEngine, options: WindowOptions) -> int:
    """Runs the window until it is closed; the exit status. WindowUnavailableError without a screen."""
    check_window()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("the window needs a QApplication")
    application.setApplicationName("Sidebeat")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sidebeat")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    life = WindowLife(make_engine, options)
    with_signals = QuitSignals(life.leave)
    try:
        life.show()
        application.setWindowIcon(application_icon())
        return application.exec()
    finally:
        with_signals.close()
        life.end()


class WindowLife(QObject):
    """Window, bridge and engine, from the first paint to the last record."""

    def __init__(self, make_engine: MakeEngine, options: WindowOptions) -> None:
        super().__init__()
        self._make_engine = make_engine
        self._engine: RunningEngine | None = None
        self._instance = options.instance
        self._shut_door: Callable[[], None] | None = None
        self._backups = options.backups
        self._backup_flow: BackupFlow | None = None
        self._recomputation = options.recomputation
        self._recompute_flow: RecomputeFlow | None = None
        self._theme = Theme(options.colours, options.text_scale)
        settings = None
        if options.settings_file is not None:
            settings = QSettings(options.settings_file, QSettings.Format.IniFormat)
        self._control = SessionControl(options.setup)
        self._bridge = EngineBridge()
        self.window = MainWindow(self._theme, self._control, is_demo=options.setup.is_demo, settings=settings)
        self.window.listen_to(self._bridge)
        self._history: HistoryFlow | None = None
        self._trends: TrendsFlow | None = None
        if options.make_history is not None:
            self._history = HistoryFlow(self.window, self._theme, self._control, options.make_history)
            self._history.listen_to(self._bridge)
            self._trends = TrendsFlow(self.window, self._theme, self._history)
        if options.settings is not None and options.keep_settings is not None:
            self._add_athlete(options, options.settings, options.keep_settings)
        if options.sensors is not None:
            page, banner = self.window.sensors, self.window.live.banner
            self._sensors = SensorFlow(page, banner, self._control, options.sensors, parent=self)
            self._sensors.listen_to(self._bridge)
            is_expected = not (options.setup.is_demo or options.sensors.sensors())
            self._welcome = WelcomeFlow(
                self.window, self._theme, self._control, options.demo, is_expected=is_expected
            )
            self._welcome.listen_to(self._bridge)
        self._long_run: LongRunTeller | None = None
        if options.long_run is not None:
            self._long_run = LongRunTeller(self.window, options.long_run)
            self._long_run.listen_to(self._bridge)
        if options.damage is not None:
            self._tell_damage(options.damage)
        self.window.exposed.connect(self._start_engine)
        self.window.closed.connect(self._quit)

    def show(self) -> None:
        """Shows the window; the engine follows as soon as it can be seen."""
        self.window.show()

    @Slot()
    def leave(self) -> None:
        """Asked to end from outside: at once; the engine finishes a running session."""
        self._quit()

    def end(self) -> None:
        """Stops drawing, then ends the engine. Idempotent."""
        if self._shut_door is not None:
            self._shut_door()
        if self._backup_flow is not None:
            self._backup_flow.close()
        if self._long_run is not None:
            self._long_run.close()
        self._bridge.close()
        self.window.hide()
        self.window.flows.close()
        if self._history is not None:
            self._history.close()
        self._end_recomputing()
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def release_engine(self) -> Callable[[], object]:
        """Lets go of the engine, so that the store can be changed; what is returned closes it."""
        self._end_recomputing()
        engine, self._engine = self._engine, None
        self._control.detach()
        return _nothing if engine is None else engine.close

    def renew_engine(self) -> None:
        """Another engine on what is in the store now."""
        self.window.flows.offers.forget()
        self._start_engine()
        if self._engine is not None:
            self._control.use_setup(self.athlete.next.setup)
        if self._history is not None:
            self._history.forget()

    @Slot(AthleteProfile, AthleteProfile)
    def _compare_past(self, before: AthleteProfile, now: AthleteProfile) -> None:
        if self._recomputation is None or self._engine is None:
            return
        if self._recompute_flow is None:
            from app.ui.settings.recompute_flow import RecomputeFlow  # noqa: PLC0415 - when asked for

            name_of = self.athlete.name_of_activity
            self._recompute_flow = RecomputeFlow(self._theme, self.window, self._recomputation, name_of)
            if self._history is not None:
                self._recompute_flow.changed.connect(self._history.forget)
        self._recompute_flow.compare(before, now)

    def _end_recomputing(self) -> None:
        if self._recompute_flow is not None:
            self._recompute_flow.close()

    @Slot(object)
    def _offer_backups(self, page: "SettingsPage") -> None:
        if self._backups is None:
            return
        from app.ui.flows.backup_flow import BackupFlow  # noqa: PLC0415 - with the settings, not before

        self._backup_flow = BackupFlow(
            page.backups, self._theme, self._backups, self, lambda: self.window.status
        )
        page.allow_backups(is_allowed=True)

    @Slot()
    def _start_engine(self) -> None:
        try:
            self._engine = self._make_engine(self._bridge.deliver)
        except EngineUnavailableError as error:
            if error.is_open_elsewhere and self._is_first_in_front():
                QCoreApplication.exit(0)
                return
            tell_failure(self.window, str(error))
            QCoreApplication.exit(1)
            return
        self._engine.start()
        self._control.attach(self._engine)
        self._open_door()

    def _add_athlete(self, options: WindowOptions, settings: Settings, keep: KeepSettings) -> None:
        """What belongs to the athlete: settings, questions, the tiles and the talk test."""
        is_demo = options.setup.is_demo
        self.athlete = AthleteFlow(self.window, self._theme, self._control, settings, keep, is_demo=is_demo)
        self.athlete.listen_to(self._bridge)
        self.athlete.settings_page_made.connect(self._offer_backups)
        self.athlete.allow_recompute(is_allowed=options.recomputation is not None)
        self.athlete.recompute_requested.connect(self._compare_past)
        self.athlete.offer_past(options.past)
        if self._trends is not None:
            self._trends.seed_kept.connect(self.athlete.keep_seed)
            self._trends.off_season_kept.connect(self.athlete.keep_off_season)
            self._trends.listen_to(self._bridge)
        self._tiles = TileFlow(self.window.live, self.athlete)
        if not is_demo:
            self._talk_test = TalkTestFlow(self.window.flows.offers, self.athlete)
            self._talk_test.listen_to(self._bridge)

    def _tell_damage(self, found: DamagedSettings) -> None:
        words = store_sentences.settings_damage(found.damage, found.problems, found.copy)
        self.window.flows.line.say(words)

    def _is_first_in_front(self) -> bool:
        """Whether another window has the store, which began a moment before, and has come to the front."""
        from app.ui.single_instance import knock  # noqa: PLC0415 - Qt's network part: only where it is needed

        return bool(self._instance) and knock(self._instance)

    def _open_door(self) -> None:
        from app.ui.single_instance import FrontDoor  # noqa: PLC0415 - once the window is seen

        if self._instance and self._shut_door is None:
            door = FrontDoor(self._instance, self)
            door.knocked.connect(self._come_to_front)
            self._shut_door = door.close

    @Slot(str)
    def _come_to_front(self, activation_token: str) -> None:
        if activation_token:
            os.environ["XDG_ACTIVATION_TOKEN"] = activation_token  # where Qt looks for it, once
        self.window.modes.bring_back()
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @Slot()
    def _quit(self) -> None:
        QCoreApplication.exit(0)  # `quit` closes the windows first, and one with a session refuses


def _hangup() -> tuple[signal.Signals, ...]:
    """The signal that the terminal it was started from is gone, where there is one; not under nohup."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return ()
    return (signal.SIGHUP,)


def _nothing() -> None:
    """There was no engine to close."""


class QuitSignals(QObject):
    """Brings the signals that end a program into Qt's loop, which Python's own handlers cannot interrupt."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._inside, self._outside = socket.socketpair()
        for end in (self._inside, self._outside):
            end.setblocking(False)
        self._handlers = {number: signal.signal(number, self._ignore) for number in (*_SIGNALS, *_hangup())}
        self._wakeup = signal.set_wakeup_fd(self._outside.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._inside.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)

    def close(self) -> None:
        """Gives the handlers back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._inside.close()
        self._outside.close()

    @Slot()
    def _heard(self) -> None:
        self._inside.recv(64)
        self._leave()

    @staticmethod
    def _ignore(_number: int, _frame: FrameType | None) -> None:
        """The wake-up descriptor tells; Python only needs a handler to write to it."""
