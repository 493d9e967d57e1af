"""WelcomeFlow: until a sensor is chosen, Sidebeat looks for one, and says so where the heart rate will be."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Slot

from app.domain.sensors import IDLE, STOPPED, ConnectionChanged, SensorsInRange
from app.engine.events import SnapshotTaken
from app.ui import welcome_sentences
from app.ui.engine_bridge import EngineBridge
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme
from app.ui.window_options import DemoCommand

if TYPE_CHECKING:
    from app.ui.live.welcome_card import WelcomeCard

_LOOK_AGAIN_MS = 3000  # a strap put on, or Bluetooth switched on, is found without a click


class WelcomeFlow(QObject):
    """Follows scans and the link. `is_expected`: no sensor is remembered, so none will come by itself."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        control: SessionControl,
        demo: DemoCommand | None,
        *,
        is_expected: bool,
    ) -> None:
        super().__init__(window)
        self.card: WelcomeCard | None = None
        self._window = window
        self._theme = theme
        self._control = control
        self._demo = demo
        self._is_sought = is_expected
        self._has_session = False
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._look)
        if is_expected:
            window.show_connection(ConnectionChanged("", None, IDLE))
        self._show()

    def listen_to(self, bridge: EngineBridge) -> None:
        """Follows what this bridge brings."""
        bridge.sensors_in_range.connect(self.show_sensors)
        bridge.connection_changed.connect(self.show_connection)
        bridge.snapshot_taken.connect(self.show_snapshot)

    @Slot(SensorsInRange)
    def show_sensors(self, heard: SensorsInRange) -> None:
        """A scan's news; when it ends without a choice, the next one follows."""
        if self.card is None or not self._is_sought:
            return
        self.card.show_sensors(heard)
        if heard.finished:
            self._look_again.start()

    @Slot(ConnectionChanged)
    def show_connection(self, link: ConnectionChanged) -> None:
        """A sensor was chosen, or let go of."""
        if not link.is_primary:
            return
        was_sought, self._is_sought = self._is_sought, link.state in {IDLE, STOPPED}
        self._show()
        if self.card is not None and self._is_sought and not was_sought:
            self.card.show_sensors(SensorsInRange(()))
            self._look_again.start()

    @Slot(SnapshotTaken)
    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """A session's figures are not covered."""
        has_session = taken.snapshot.status.is_under_way
        if has_session != self._has_session:
            self._has_session = has_session
            self._show()

    @Slot()
    def open_demo(self) -> None:
        """The demo in a window of its own: its sessions never mix with real ones."""
        if self._demo is None:
            return
        program, arguments, folder = self._demo
        if not QProcess.startDetached(program, list(arguments), folder)[0]:
            self._window.flows.line.say(welcome_sentences.demo_failed())

    @Slot()
    def _look(self) -> None:
        if not self._is_sought:
            return
        if self._window.sensors.isVisible():  # that page asks for its own scans
            self._look_again.start()
        else:
            self._control.scan(False)

    @Slot()
    def _open_help(self) -> None:
        self._window.header.page_requested.emit(self._window.sensors.objectName())
        self._window.sensors.help_button.setChecked(True)

    def _show(self) -> None:
        is_needed = self._is_sought and not self._has_session
        if is_needed and self.card is None:
            self.card = self._make_card()
        if self.card is not None:
            self.card.cover(is_needed=is_needed)

    def _make_card(self) -> "WelcomeCard":
        from app.ui.live.welcome_card import WelcomeCard  # noqa: PLC0415 - who has a sensor never sees it

        card = WelcomeCard(self._theme, self._window.live.heart_rate)
        card.allow_demo(is_allowed=self._demo is not None)
        card.connect_requested.connect(self._control.select_sensor)
        card.demo_requested.connect(self.open_demo)
        card.help_requested.connect(self._open_help)
        return card
