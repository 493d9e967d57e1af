"""MainWindow: the pages, the keys, and which event is shown where."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.sensors import ConnectionChanged
from app.domain.snapshot import Lap, LiveStatus
from app.engine.events import (
    EngineFailed,
    RecordsCameHome,
    RecoveryMeasured,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)
from app.ui import sentences, store_sentences
from app.ui.dialogs import ShortcutSheet, StopQuestion
from app.ui.engine_bridge import EngineBridge
from app.ui.flows.window_flows import Surroundings, WindowFlows
from app.ui.header import Header
from app.ui.live.alert_banner import Cause, Notice
from app.ui.live.live_page import LivePage
from app.ui.modes.glance_page import GlancePage
from app.ui.modes.window_modes import WindowModes
from app.ui.sensor_watch import SensorWatch
from app.ui.sensors.sensors_page import SensorsPage
from app.ui.session_control import SessionControl
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.summary.summary_page import SummaryPage

_GEOMETRY_KEY = "window/geometry"
_SMALLEST, _FIRST_SIZE = QSize(480, 360), QSize(1280, 800)
_SAVING_LIMIT_MS = 10_000  # a window that should close waits this long for the session's file
_UNDER_WAY = frozenset({LiveStatus.RUNNING, LiveStatus.PAUSED})


class MainWindow(QWidget):
    """The one window. Draws only while it can be seen; `exposed` fires once, when it first can."""

    exposed = Signal()
    closed = Signal()
    raise_maximum_requested = Signal(int)
    reassign_requested = Signal(int)

    def __init__(
        self,
        theme: Theme,
        control: SessionControl,
        *,
        is_demo: bool = False,
        settings: QSettings | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme = theme
        self._control = control
        self._settings = settings
        self._latest: SnapshotTaken | None = None
        self._is_unseen = False
        self._was_exposed = False
        self._is_leaving = False
        self._pages: dict[str, QWidget] = {}
        self._openers: dict[str, Callable[[], None]] = {"sensorsPage": self._choose_sensor}
        self.setWindowTitle(sentences.window_title(is_demo=is_demo))
        self.setMinimumSize(_SMALLEST)
        self.header = Header(theme, is_demo=is_demo)
        self.live = LivePage(theme)
        self.glance = GlancePage(theme, is_demo=is_demo)
        self.sensors = SensorsPage(theme)
        self._watch = SensorWatch(
            self.live.banner, retry=control.retry_now, choose=self._choose_sensor, parent=self
        )
        self.flows = WindowFlows(theme, self, self.live.banner, control, surroundings)
        self._lay_out()
        self.modes = WindowModes(
            self, theme, self.live.banner, keys=self._session_actions(), is_demo=is_demo, settings=settings
        )
        self._session_keys = self._add_keys()
        self._connect_widgets()
        self._restore_geometry()
        self.show_page("livePage")

    @property
    def status(self) -> LiveStatus:
        """Where the session stands, as last heard."""
        return LiveStatus.IDLE if self._latest is None else self._latest.snapshot.status

    @cached_property
    def summary(self) -> "SummaryPage":
        """The finished session's page, made when the first one is: nobody needs it before."""
        from app.ui.summary.summary_page import SummaryPage  # noqa: PLC0415 - a seventh of the start

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

    def listen_to(self, bridge: EngineBridge) -> None:
        """Shows what this bridge brings."""
        bridge.snapshot_taken.connect(self.show_snapshot)
        bridge.reading_passed.connect(self.live.collect)
        bridge.connection_changed.connect(self.show_connection)
        bridge.sensors_in_range.connect(self.sensors.show_sensors)
        bridge.session_started.connect(self.show_started)
        bridge.session_events_happened.connect(self.show_events)
        bridge.trace_restored.connect(self.live.trace.restore)
        bridge.session_finished.connect(self.show_finished)
        bridge.recovery_measured.connect(self.show_recovery)
        bridge.storage_trouble.connect(self.show_storage)
        bridge.records_came_home.connect(self.show_homecoming)
        bridge.engine_failed.connect(self.show_failure)
        self.flows.listen_to(bridge)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Brings a page to the front, by its object name. KeyError when there is none."""
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        self.header.show_page(name)
        for key in self._session_keys:
            key.setEnabled(page in {self.live, self.glance})
        self._fill_screen(fills=page is self.glance)
        page.setFocus()
        self._is_unseen = True
        self._show_latest()

    def add_tab(self, name: str, words: str, open_page: Callable[[], None]) -> None:
        """A page that is made when it is first asked for; until then an empty one bears its name."""
        self.header.add_page(name, words)
        self._openers[name] = open_page
        stand_in = QWidget()
        stand_in.setObjectName(name)
        self.add_page(stand_in)

    def add_page(self, page: QWidget) -> None:
        """A page that `show_page` can bring to the front, in place of one of the same name."""
        before = self._pages.pop(page.objectName(), None)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack.addWidget(page)
        self._pages[page.objectName()] = page

    def add_key(self, sequence: str, action: Callable[[], object], *, is_sessions: bool = False) -> None:
        """A key of the whole window, or of the pages that show the session."""
        key = self._key(sequence, action)
        if is_sessions:
            self._session_keys.append(key)

    @Slot(SnapshotTaken)
    def show_snapshot(self, taken: SnapshotTaken) -> None:
        """Keeps the reading; draws it if it can be seen."""
        self._latest = taken
        self.live.collect(taken)
        self.modes.show_snapshot(taken)
        self.flows.show_snapshot(taken.snapshot)
        if self._has_summary():
            self.summary.show_status(taken.snapshot.status)
        self._is_unseen = True
        if self._can_be_seen():
            self._show_latest()

    @Slot(ConnectionChanged)
    def show_connection(self, link: ConnectionChanged) -> None:
        """Shows the link's state where it belongs."""
        self._watch.show_connection(link)
        self.sensors.show_connection(link)

    @Slot(SessionStarted)
    def show_started(self, started: SessionStarted) -> None:
        """A new session: an empty trace."""
        self.live.begin_session()
        self.flows.desk.begin(started)

    @Slot(SessionEventsHappened)
    def show_events(self, happened: SessionEventsHappened) -> None:
        """Marks laps, shows and sounds alerts."""
        for lap in (event for event in happened.events if isinstance(event, Lap)):
            self.live.trace.mark_lap(lap.end_s)
        self.flows.desk.show_events(happened)

    @Slot(SessionFinished)
    def show_finished(self, finished: SessionFinished) -> None:
        """The summary; or, if the window was to close, the end."""
        if self._is_leaving:
            self.close()
            return
        self.summary.show_session(finished)
        if self.status not in _UNDER_WAY:  # an interrupted session may be finished while another begins
            self.modes.bring_back()
            self.show_page(self.summary.objectName())

    @Slot(RecoveryMeasured)
    def show_recovery(self, measured: RecoveryMeasured) -> None:
        """Two minutes after the stop, where the summary is still there to show it."""
        if self._has_summary():
            self.summary.show_recovery(measured)

    @Slot(StorageTrouble)
    def show_storage(self, trouble: StorageTrouble) -> None:
        """Says that the disk does not take the records, or no longer."""
        notice = None if trouble.reason is None else Notice(store_sentences.trouble(trouble.reason))
        self.live.banner.show_notice(Cause.STORAGE, notice)

    @Slot(RecordsCameHome)
    def show_homecoming(self, found: RecordsCameHome) -> None:
        """Says for a while that rescued records are back."""
        notice = Notice(store_sentences.homecoming(found.files, found.staying))
        self.live.banner.show_notice(Cause.ALERT, notice)

    @Slot(EngineFailed)
    def show_failure(self, failed: EngineFailed) -> None:
        """Says that the engine stopped."""
        self.live.banner.show_notice(Cause.ENGINE, Notice(sentences.engine_failed(failed.text)))

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
        if self.status in _UNDER_WAY and not self._is_leaving:
            event.ignore()
            self._ask_to_stop(self._leave_when_saved)
            return
        self.modes.close_mini()
        self._show_live()
        if self._settings is not None:
            self._settings.setValue(_GEOMETRY_KEY, self.saveGeometry())
        self.flows.close()
        event.accept()
        self.closed.emit()

    @Slot()
    def _show_exposed(self) -> None:
        if not self._can_be_seen():
            return
        if not self._was_exposed:
            self._was_exposed = True
            self.exposed.emit()
        self._show_latest()

    def _has_summary(self) -> bool:
        return "summary" in self.__dict__

    def _can_be_seen(self) -> bool:
        handle = self.windowHandle()
        return self.isVisible() and handle is not None and handle.isExposed()

    def _show_latest(self) -> None:
        if self._latest is None or not self._is_unseen:
            return
        self._watch.show_snapshot(self._latest)
        page = self._stack.currentWidget()
        if isinstance(page, LivePage | GlancePage):
            self._is_unseen = False
            page.show_snapshot(self._latest)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.live, self.glance, self.sensors):
            self.add_page(page)
        for name, words in sentences.pages().items():
            self.header.add_page(name, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.flows.panel)
        column.addWidget(self._stack, 1)
        column.addWidget(self.flows.line)

    def _connect_widgets(self) -> None:
        self.header.page_requested.connect(self._open_page)
        self.header.keys_requested.connect(self._show_keys)
        self._watch.line_changed.connect(self.header.show_sensor)
        self._watch.line_changed.connect(self.glance.show_sensor)
        self.live.banner.notice_shown.connect(self.glance.show_notice)
        buttons = self.live.buttons
        buttons.start_requested.connect(self._control.start)
        buttons.pause_requested.connect(self._control.pause)
        buttons.resume_requested.connect(self._control.resume)
        buttons.lap_requested.connect(self._control.lap)
        buttons.stop_requested.connect(self._stop)
        self.sensors.scan_requested.connect(self._control.scan)
        self.sensors.connect_requested.connect(self._control.select_sensor)
        self.sensors.disconnect_requested.connect(self._control.deselect_sensor)

    def _add_keys(self) -> list[QShortcut]:
        self._key("F11", self._toggle_full_screen)
        self._leave_key = self._key("Esc", self._show_live)
        self._key("M", self.modes.toggle_mini)
        self._key("?", self._show_keys)
        self._key("Ctrl+1", self._show_live)
        self._key("Ctrl+2", self._choose_sensor)
        self._key("Ctrl+R", self._control.retry_now)
        self._key("Ctrl+M", self.flows.sounder.toggle_mute)
        return [self._key(sequence, action) for sequence, action in self._session_actions().items()]

    def _session_actions(self) -> dict[str, Callable[[], object]]:
        buttons = self.live.buttons
        return {"Space": buttons.start_pause.click, "L": buttons.lap.click, "S": buttons.stop.click}

    def _key(self, sequence: str, action: Callable[[], object]) -> QShortcut:
        key = QShortcut(QKeySequence(sequence), self)
        key.setAutoRepeat(False)
        key.activated.connect(action)
        return key

    @Slot(str)
    def _open_page(self, name: str) -> None:
        self._openers.get(name, partial(self.show_page, name))()

    @Slot()
    def _show_live(self) -> None:
        self.show_page(self.live.objectName())

    @Slot()
    def _choose_sensor(self) -> None:
        self.show_page(self.sensors.objectName())
        self.sensors.look_around()

    @Slot(int)
    def _go_on(self, activity_id: int) -> None:
        self._control.continue_session(activity_id)
        self._show_live()

    @Slot()
    def _stop(self) -> None:
        if self.status in _UNDER_WAY:
            self._ask_to_stop(self._control.stop)

    def _ask_to_stop(self, finish: Callable[[], None]) -> None:
        if self.findChild(StopQuestion) is not None:
            return
        self.modes.bring_back()
        question = StopQuestion(self._theme, self)
        question.accepted.connect(finish)
        question.open()

    @Slot()
    def _leave_when_saved(self) -> None:
        self._is_leaving = True
        self._control.stop()
        QTimer.singleShot(_SAVING_LIMIT_MS, self.close)

    @Slot()
    def _show_keys(self) -> None:
        ShortcutSheet(self._theme, self).open()

    @Slot()
    def _toggle_full_screen(self) -> None:
        self.show_page((self.live if self.isFullScreen() else self.glance).objectName())

    def _fill_screen(self, *, fills: bool) -> None:
        """Full screen and the glance page are one: they come and go together."""
        self.header.setVisible(not fills)
        self._leave_key.setEnabled(fills)
        if fills != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _restore_geometry(self) -> None:
        stored = None if self._settings is None else self._settings.value(_GEOMETRY_KEY)
        if not isinstance(stored, QByteArray) or not self.restoreGeometry(stored):
            self.resize(_FIRST_SIZE)
