"""MainWindow: the pages, the keys, and which event is shown where.

What the first sight can do without (every page but the live one, offers, alerts) is a cached property: made
when it is first asked for, or by the window's life a moment after the window is seen.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.sensors import ConnectionChanged, SensorsInRange
from app.domain.snapshot import Lap, LiveStatus
from app.ui import sentences
from app.ui.ending import Ending
from app.ui.geometry import first_size, give_back_geometry, keep_geometry
from app.ui.header import Header
from app.ui.keys import Keys
from app.ui.later import Awaited
from app.ui.live.live_page import LivePage
from app.ui.modes.window_modes import WindowModes
from app.ui.pages import Pages
from app.ui.sensor_watch import SensorWatch
from app.ui.session_control import SessionControl
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.engine.events import (
        RecoveryMeasured,
        SessionEventsHappened,
        SessionFinished,
        SessionStarted,
        SnapshotTaken,
    )
    from app.ui.engine_bridge import EngineBridge
    from app.ui.flows.window_flows import Surroundings, WindowFlows
    from app.ui.modes.glance_page import GlancePage
    from app.ui.sensors.sensors_page import SensorsPage
    from app.ui.summary.summary_page import SummaryPage
    from app.ui.troubles import Troubles

_GEOMETRY_KEY = "window/geometry"
_SMALLEST, _FIRST_SIZE = QSize(480, 360), QSize(1280, 800)
_LIVE, _GLANCE, _SENSORS = "livePage", "glancePage", "sensorsPage"  # the pages' object names
_SESSION_PAGES = frozenset({_LIVE, _GLANCE})  # those that show the session, and that its keys belong to


class MainWindow(QWidget):
    """The one window. Draws only while it can be seen; `exposed` fires once, when it first can."""

    exposed = Signal()
    sight_told = Signal(bool)
    closed = Signal()
    raise_maximum_requested = Signal(int)
    reassign_requested = Signal(int)

    def __init__(
        self,
        theme: Theme,
        control: SessionControl,
        *,
        origin: sentences.Origin = sentences.OWN_HEART,
        settings: QSettings | None = None,
        surroundings: "Surroundings | None" = None,
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme = theme
        self._control = control
        self._origin = origin
        self._settings = settings
        self._surroundings = surroundings
        self._latest: SnapshotTaken | None = None
        self._is_unseen = False
        self._was_exposed = False
        self.to_flows: Awaited[WindowFlows] = Awaited()
        self.to_sensors: Awaited[SensorsPage] = Awaited()
        self.setWindowTitle(sentences.window_title(origin))
        self.setMinimumSize(_SMALLEST)
        self.header = Header(theme, origin)
        self.live = LivePage(theme)
        self.watch = SensorWatch(
            self.live.banner, retry=control.retry_now, choose=self._choose_sensor, parent=self
        )
        self._lay_out()
        self.modes = WindowModes(
            self, theme, self.live, keys=self._session_actions(), origin=origin, settings=settings
        )
        self._ending = Ending(
            self, theme, control, status=lambda: self.status, bring_back=self.modes.bring_back
        )
        self._keys = Keys(self)
        self._leave_key = self._keys.add("Esc", self._show_live)
        self._add_keys()
        self._connect_widgets()
        if not give_back_geometry(self, settings, _GEOMETRY_KEY):
            self.resize(first_size(_FIRST_SIZE, self.screen().availableSize()))
        self.show_page(_LIVE)

    @property
    def status(self) -> LiveStatus:
        """Where the session stands, as last heard."""
        return LiveStatus.IDLE if self._latest is None else self._latest.snapshot.status

    @cached_property
    def flows(self) -> "WindowFlows":
        """What happens in the window besides its pages."""
        from app.ui.flows.window_flows import WindowFlows  # noqa: PLC0415 - once the window is seen

        flows = WindowFlows(self._theme, self, self.live.banner, self._control, self._surroundings)
        self._column.insertWidget(self._column.indexOf(self._stack), flows.panel)
        self._column.addWidget(flows.line)
        self.to_flows.has_come(flows)
        return flows

    @cached_property
    def troubles(self) -> "Troubles":
        """What the banner tells of disk and engine."""
        from app.ui.troubles import Troubles  # noqa: PLC0415 - with the engine that may have some

        return Troubles(self.live.banner)

    @cached_property
    def glance(self) -> "GlancePage":
        """The session full screen."""
        from app.ui.modes.glance_page import GlancePage  # noqa: PLC0415 - when it is first shown

        page = GlancePage(self._theme, origin=self._origin, lost=self.live.lost)
        page.show_sensor(self.header.sensor.text(), self.header.dot.is_lit)
        page.show_notice(self.modes.notice)
        self.watch.line_changed.connect(page.show_sensor)
        self.live.banner.notice_shown.connect(page.show_notice)
        self.add_page(page)
        return page

    @cached_property
    def sensors(self) -> "SensorsPage":
        """The sensors in range and the remembered ones."""
        from app.ui.sensors.sensors_page import SensorsPage  # noqa: PLC0415 - once the window is seen

        page = SensorsPage(self._theme)
        page.scan_requested.connect(self._control.scan)
        page.connect_requested.connect(self._control.select_sensor)
        page.disconnect_requested.connect(self._control.deselect_sensor)
        self.add_page(page)
        self.to_sensors.has_come(page)
        return page

    @cached_property
    def summary(self) -> "SummaryPage":
        """The finished session's page."""
        from app.ui.summary.summary_page import SummaryPage  # noqa: PLC0415 - with the first finished session

        page = SummaryPage(self._theme)
        page.done_requested.connect(self._show_live)
        page.go_on_requested.connect(self._go_on)
        page.discard_requested.connect(self._control.discard)
        page.restore_requested.connect(self._control.restore)
        page.remark_changed.connect(self._control.remark)
        page.raise_maximum_requested.connect(self.raise_maximum_requested)
        page.reassign_requested.connect(self.reassign_requested)
        page.show_status(self.status)
        self.add_page(page)
        return page

    def listen_to(self, bridge: "EngineBridge") -> None:
        """Shows what this bridge brings."""
        bridge.snapshot_taken.connect(self.show_snapshot)
        bridge.reading_passed.connect(self.live.collect)
        bridge.connection_changed.connect(self.show_connection)
        bridge.sensors_in_range.connect(self.show_sensors)
        bridge.session_started.connect(self.show_started)
        bridge.session_events_happened.connect(self.show_events)
        bridge.trace_restored.connect(self.live.trace.restore)
        bridge.session_finished.connect(self.show_finished)
        bridge.recovery_measured.connect(self.show_recovery)
        self.sight_told.connect(bridge.show_sight)
        self.troubles.listen_to(bridge)
        self.flows.listen_to(bridge)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Brings a page to the front, by its object name. KeyError when there is none."""
        self._stack.bring(name)
        self._keys.enable_sessions(are_enabled=name in _SESSION_PAGES)
        self._fill_screen(fills=name == _GLANCE)
        self._stack.enter()
        self._is_unseen = True
        self._show_latest()

    def add_tab(self, name: str, words: str, open_page: Callable[[], None]) -> None:
        """A tab that opens a page which is made when it is first asked for."""
        self._stack.add_tab(name, words, open_page)

    def add_page(self, page: QWidget) -> None:
        """A page that `show_page` can bring to the front, in place of one of the same name."""
        self._stack.add(page)

    def add_key(self, sequence: str, action: Callable[[], object], *, is_sessions: bool = False) -> None:
        """A key of the whole window, or of the pages that show the session."""
        self._keys.add(sequence, action, is_sessions=is_sessions)

    @Slot(object)
    def show_snapshot(self, taken: "SnapshotTaken") -> None:
        """Keeps the reading; draws it if it can be seen."""
        self._latest = taken
        self.live.collect(taken)
        self.modes.show_snapshot(taken)
        self.flows.show_snapshot(taken.snapshot)
        if self._has_summary():
            self.summary.show_status(taken.snapshot.status)
        self._is_unseen = True
        is_seen = self._can_be_seen()
        self.sight_told.emit(is_seen or self.modes.is_mini_shown)
        if is_seen:
            self._show_latest()

    @Slot(ConnectionChanged)
    def show_connection(self, link: ConnectionChanged) -> None:
        """Shows the link's state where it belongs."""
        self.watch.show_connection(link)
        self.to_sensors.tell(lambda page: page.show_connection(link))

    @Slot(SensorsInRange)
    def show_sensors(self, heard: SensorsInRange) -> None:
        """Shows what is in range where it belongs."""
        self.watch.show_sensors(heard)
        self.to_sensors.tell(lambda page: page.show_sensors(heard))

    @Slot(object)
    def show_started(self, started: "SessionStarted") -> None:
        """A new session: an empty trace."""
        self.live.begin_session()
        self.flows.desk.begin(started)

    @Slot(object)
    def show_events(self, happened: "SessionEventsHappened") -> None:
        """Marks laps, shows and sounds alerts."""
        for lap in (event for event in happened.events if isinstance(event, Lap)):
            self.live.trace.mark_lap(lap.end_s)
        self.flows.desk.show_events(happened)

    @Slot(object)
    def show_finished(self, finished: "SessionFinished") -> None:
        """The summary; or, if the window was to close, the end."""
        if self._ending.is_leaving:
            self.close()
            return
        self.summary.show_session(finished)
        if not self.status.is_under_way:  # an interrupted session may be finished while another begins
            self.modes.bring_back()
            self.show_page(self.summary.objectName())

    @Slot(object)
    def show_recovery(self, measured: "RecoveryMeasured") -> None:
        """Two minutes after the stop, where the summary is still there to show it."""
        if self._has_summary():
            self.summary.show_recovery(measured)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type and spacing grow with the window."""
        super().resizeEvent(event)
        self._theme.fit_window(self.width(), self.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Watches the window's exposure from now on."""
        super().showEvent(event)
        if (handle := self.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draws what was missed when the window can be seen again."""
        if event.type() is QEvent.Type.Expose and watched is self.windowHandle():
            QTimer.singleShot(0, self, self._show_exposed)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks while a session runs; leaves when it is saved."""
        if not self._ending.may_close():
            event.ignore()
            return
        self.modes.close_mini()
        self._show_live()
        keep_geometry(self, self._settings, _GEOMETRY_KEY)
        self.let_sleep()
        event.accept()
        self.closed.emit()

    def let_sleep(self) -> None:
        """Keeps the machine awake no longer."""
        if "flows" in self.__dict__:
            self.flows.close()

    @Slot()
    def _show_exposed(self) -> None:
        if not self._can_be_seen():
            return
        if not self._was_exposed:
            self._was_exposed = True
            self.exposed.emit()
        self.sight_told.emit(True)
        self._show_latest()

    def _has_summary(self) -> bool:
        return "summary" in self.__dict__

    def _can_be_seen(self) -> bool:
        handle = self.windowHandle()
        return self.isVisible() and handle is not None and handle.isExposed()

    def _show_latest(self) -> None:
        if self._latest is None or not self._is_unseen:
            return
        self.watch.show_snapshot(self._latest)
        name = self._stack.shown
        if name in _SESSION_PAGES:
            self._is_unseen = False
            page = self.glance if name == _GLANCE else self.live
            page.show_snapshot(self._latest)

    def _lay_out(self) -> None:
        self._stack = Pages(self.header)
        self.add_page(self.live)
        self._stack.add_later(_GLANCE, lambda: self.glance)
        self._stack.add_later(_SENSORS, lambda: self.sensors)
        words = sentences.pages()
        self.add_tab(_LIVE, words[_LIVE], self._show_live)
        self.add_tab(_SENSORS, words[_SENSORS], self._choose_sensor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self._stack, 1)

    def _connect_widgets(self) -> None:
        self.header.page_requested.connect(self._stack.open)
        self.header.keys_requested.connect(self._show_keys)
        self.watch.line_changed.connect(self.header.show_sensor)
        buttons = self.live.buttons
        buttons.start_requested.connect(self._control.start)
        buttons.pause_requested.connect(self._control.pause)
        buttons.resume_requested.connect(self._control.resume)
        buttons.lap_requested.connect(self._control.lap)
        buttons.stop_requested.connect(self._ending.stop)

    def _add_keys(self) -> None:
        for sequence, action in {
            "F11": self._toggle_full_screen,
            "M": self.modes.toggle_mini,
            "?": self._show_keys,
            "Ctrl+1": self._show_live,
            "Ctrl+2": self._choose_sensor,
            "Ctrl+R": self._control.retry_now,
            "Ctrl+M": self._toggle_mute,
        }.items():
            self._keys.add(sequence, action)
        for sequence, session_action in self._session_actions().items():
            self._keys.add(sequence, session_action, is_sessions=True)

    def _session_actions(self) -> dict[str, Callable[[], object]]:
        buttons = self.live.buttons
        return {"Space": buttons.start_pause.click, "L": buttons.lap.click, "S": buttons.stop.click}

    @Slot()
    def _toggle_mute(self) -> None:
        self.flows.sounder.toggle_mute()

    @Slot()
    def _show_live(self) -> None:
        self.show_page(_LIVE)

    @Slot()
    def _choose_sensor(self) -> None:
        self.show_page(_SENSORS)
        self.sensors.look_around()

    @Slot(int)
    def _go_on(self, activity_id: int) -> None:
        self._control.continue_session(activity_id)
        self._show_live()

    @Slot()
    def _show_keys(self) -> None:
        from app.ui.dialogs import ShortcutSheet  # noqa: PLC0415 - when asked for

        ShortcutSheet(self._theme, self).open()

    @Slot()
    def _toggle_full_screen(self) -> None:
        self.show_page(_LIVE if self.isFullScreen() else _GLANCE)

    def _fill_screen(self, *, fills: bool) -> None:
        """Full screen and the glance page are one: they come and go together."""
        self.header.setVisible(not fills)
        self._leave_key.setEnabled(fills)
        if fills != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
