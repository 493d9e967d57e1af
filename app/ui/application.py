"""The window's life: shown first, then the engine is made and started; in the end the other way round."""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app import __version__
from app.domain.profile import AthleteProfile
from app.ui.athlete_flow import AthleteFlow
from app.ui.companions import Companions
from app.ui.later import Later
from app.ui.main_window import MainWindow
from app.ui.sentences import Origin
from app.ui.session_control import SessionControl
from app.ui.theme import Theme
from app.ui.window_options import EngineUnavailableError, MakeEngine, RunningEngine, WindowOptions

if TYPE_CHECKING:
    from app.ui.engine_bridge import EngineBridge
    from app.ui.flows.backup_flow import BackupFlow
    from app.ui.quit_signals import QuitSignals
    from app.ui.settings.recompute_flow import RecomputeFlow
    from app.ui.settings.settings_page import SettingsPage

_LAST_AFTER_MS = 50  # a sensor in range has told its first heart rate by then, and nothing stands before it
_SETTLED_AFTER_MS = 500  # the first heart rate is painted by then


def run_window(make_engine: MakeEngine, options: WindowOptions, checked: ExitStack) -> int:
    """Runs the window until it is closed; the exit status. `checked` is what `check_window` holds."""
    with checked:
        # `setStyle` would hand a QStyle to Python, whose enums take as long as a paint of the window.
        application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    if not isinstance(application, QApplication):
        raise TypeError("the window needs a QApplication")
    application.setApplicationName("Sidebeat")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sidebeat")
    application.setQuitOnLastWindowClosed(False)
    life = WindowLife(make_engine, options)
    try:
        life.show()
        return application.exec()
    finally:
        life.end()
        life.window.deleteLater()  # by Qt, in its order: Python's collector would take the parts in any
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class WindowLife(QObject):
    """Window, bridge and engine, from the first paint to the last record."""

    def __init__(self, make_engine: MakeEngine, options: WindowOptions) -> None:
        super().__init__()
        self._make_engine = make_engine
        self._options = options
        self._quit_signals: QuitSignals | None = None
        self._engine: RunningEngine | None = None
        self._shut_door: Callable[[], None] | None = None
        self._backup_flow: BackupFlow | None = None
        self._recompute_flow: RecomputeFlow | None = None
        self._theme = Theme(options.colours, options.text_scale)
        settings = None
        if options.settings_file is not None:
            settings = QSettings(options.settings_file, QSettings.Format.IniFormat)
        self._control = SessionControl(options.setup)
        origin = Origin(options.setup.is_demo, options.is_replay)
        self.window = MainWindow(self._theme, self._control, origin=origin, settings=settings)
        self._companions = Companions(self.window, self._theme, self._control, options)
        if self._companions.athlete is not None:
            self.athlete.settings_page_made.connect(self._offer_backups)
            self.athlete.recompute_requested.connect(self._compare_past)
        early, late = self._companions.early_pieces(), self._companions.late_pieces(lambda: self._bridge)
        self._later = Later((self._heed_signals, self._start_engine, *early, self._listen), self)
        self._last = Later((_let_widgets_tell, *late), self)
        self._resting = QTimer(self, singleShot=True, interval=_LAST_AFTER_MS)
        self._resting.timeout.connect(self._last.begin)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_AFTER_MS)
        self._settling.timeout.connect(self._settle)
        self.window.exposed.connect(self._later.begin)
        self.window.closed.connect(self._quit)

    @cached_property
    def _bridge(self) -> "EngineBridge":
        from app.ui.engine_bridge import EngineBridge  # noqa: PLC0415 - with the engine

        bridge = EngineBridge()
        bridge.hold()
        return bridge

    @property
    def athlete(self) -> AthleteFlow:
        """Settings and questions. LookupError where the window has no settings."""
        if self._companions.athlete is None:
            raise LookupError("this window was given no settings")
        return self._companions.athlete

    def show(self) -> None:
        """Shows the window; all else follows as soon as it can be seen."""
        self.window.show()

    @Slot()
    def leave(self) -> None:
        """Asked to end from outside: at once; the engine finishes a running session."""
        self._quit()

    def end(self) -> None:
        """Stops drawing, then ends the engine. Idempotent."""
        if self._quit_signals is not None:
            self._quit_signals.close()
            self._quit_signals = None
        for rest in (self._later, self._last):
            rest.give_up()
        for timer in (self._resting, self._settling):
            timer.stop()
        if self._shut_door is not None:
            self._shut_door()
        if self._backup_flow is not None:
            self._backup_flow.close()
        self._bridge.close()
        self.window.hide()
        self.window.let_sleep()
        self._companions.close()
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
        self._companions.forget_past()

    @Slot(AthleteProfile, AthleteProfile)
    def _compare_past(self, before: AthleteProfile, now: AthleteProfile) -> None:
        if self._options.recomputation is None or self._engine is None:
            return
        if self._recompute_flow is None:
            from app.ui.settings.recompute_flow import RecomputeFlow  # noqa: PLC0415 - when asked for

            recomputation, name_of = self._options.recomputation, self.athlete.name_of_activity
            self._recompute_flow = RecomputeFlow(self._theme, self.window, recomputation, name_of)
            self._recompute_flow.changed.connect(self._companions.forget_past)
        self._recompute_flow.compare(before, now)

    def _end_recomputing(self) -> None:
        flow, self._recompute_flow = self._recompute_flow, None  # the next engine's past is compared anew
        if flow is not None:
            flow.close()

    @Slot(object)
    def _offer_backups(self, page: "SettingsPage") -> None:
        if self._options.backups is None:
            return
        from app.ui.flows.backup_flow import BackupFlow  # noqa: PLC0415 - with the settings, not before

        self._backup_flow = BackupFlow(
            page.backups, self._theme, self._options.backups, self, lambda: self.window.status
        )
        page.allow_backups(is_allowed=True)

    def _heed_signals(self) -> None:
        """From before there is anything to lose."""
        from app.ui.quit_signals import QuitSignals  # noqa: PLC0415 - once the window is seen

        self._quit_signals = QuitSignals(self.leave)

    def _start_engine(self) -> None:
        try:
            self._engine = self._make_engine(self._bridge.deliver)
        except EngineUnavailableError as error:
            self._later.give_up()
            self._give_in(error)
            return
        self._engine.start()
        self._control.attach(self._engine)

    def _give_in(self, error: EngineUnavailableError) -> None:
        """Says why there is no engine, and ends; says nothing where another window comes to the front."""
        if error.is_open_elsewhere and self._is_first_in_front():
            QCoreApplication.exit(0)
            return
        from app.ui.dialogs import tell_failure  # noqa: PLC0415 - where there is a failure to tell

        tell_failure(self.window, str(error))
        QCoreApplication.exit(1)

    def _listen(self) -> None:
        self._companions.listen_to(self._bridge)
        self.window.watch.hold()
        self._bridge.release()  # in the loop's next turn: what the engine said so far
        QTimer.singleShot(0, self.window.watch.release)
        self._resting.start()
        self._settling.start()

    @Slot()
    def _settle(self) -> None:
        """What nobody sees: the window's icon, and the door for a second start."""
        from app.ui.window_icon import window_icon  # noqa: PLC0415 - once the window is seen

        QApplication.setWindowIcon(window_icon())
        self._open_door()
        if self._options.started is not None:
            self._options.started()

    def _is_first_in_front(self) -> bool:
        """Whether another window has the store, which began a moment before, and has come to the front."""
        from app.ui.single_instance import knock  # noqa: PLC0415 - Qt's network part: only where it is needed

        return bool(self._options.instance) and knock(self._options.instance)

    def _open_door(self) -> None:
        from app.ui.single_instance import FrontDoor  # noqa: PLC0415 - once the window is seen

        if self._options.instance and self._shut_door is None:
            door = FrontDoor(self._options.instance, self)
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


def _let_widgets_tell() -> None:
    from app.ui.screen_reader import let_widgets_tell  # noqa: PLC0415 - once the window is seen

    let_widgets_tell()


def _nothing() -> None:
    """There was no engine to close."""
