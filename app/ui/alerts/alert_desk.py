"""AlertDesk: an alert arrives here, and goes to the banner, the window's edge and the loudspeaker."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.snapshot import Alert, AlertKind, LiveSnapshot, LiveStatus
from app.engine.events import SessionEventsHappened, SessionStarted
from app.ui.alerts.alert_show import AlertShow
from app.ui.alerts.alert_sounder import AlertSounder
from app.ui.alerts.edge_glow import Edge, EdgeGlow
from app.ui.live.alert_banner import AlertBanner, Cause, Notice
from app.ui.live.zones_shown import Guidance, guidance

# An alert sounds when this lasts some seconds. Without a target none of them comes: 20 MB, half of it a
# decoder of films, that stay unloaded.
_BEFORE_AN_ALERT = frozenset({Guidance.EASE, Guidance.LIFT})
_TRUE_UNTIL_PRESSED = frozenset({AlertKind.NOT_STARTED_BUT_WORKING, AlertKind.PAUSED_BUT_WORKING})


class AlertDesk(QObject):
    """`edge_changed` lights the other modes' edges too."""

    edge_changed = Signal(object)

    def __init__(
        self, banner: AlertBanner, glow: EdgeGlow, sounder: AlertSounder, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._banner = banner
        self._sounder = sounder
        self._show = AlertShow()
        self._snapshot = LiveSnapshot()
        self._edge: Edge | None = None
        self._stands = False
        self._is_ready = False
        self._asks_for_button = False
        self.edge_changed.connect(glow.show_edge)

    @Slot(SessionStarted)
    def begin(self, _started: SessionStarted) -> None:
        """Nothing stands any more."""
        self._show.begin()
        self._is_ready = False
        self._refresh()

    @Slot(SessionEventsHappened)
    def show_events(self, happened: SessionEventsHappened) -> None:
        """Shows and sounds the alerts among them."""
        alerts = [event for event in happened.events if isinstance(event, Alert)]
        if alerts:
            self._take(alerts)

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """Keeps what is shown true."""
        if self._asks_for_button and snapshot.status is not self._snapshot.status:
            self._show_passing(None)
        self._snapshot = snapshot
        self._show.show_snapshot(snapshot)
        is_under_way = snapshot.status is LiveStatus.RUNNING
        if is_under_way and not self._is_ready and guidance(snapshot) in _BEFORE_AN_ALERT:
            self._is_ready = True
            self._sounder.prepare()
        self._refresh()

    def _take(self, alerts: Sequence[Alert]) -> None:
        passing: Notice | None = None
        for alert in alerts:
            passing = self._show.happen(alert) or passing
        self._sounder.sound(alerts, self._snapshot)
        self._refresh()
        if passing is not None and not self._stands:
            self._show_passing(passing)
            self._asks_for_button = any(alert.kind in _TRUE_UNTIL_PRESSED for alert in alerts)

    def _show_passing(self, notice: Notice | None) -> None:
        self._asks_for_button = False
        if not self._stands:
            self._banner.show_notice(Cause.ALERT, notice)

    def _refresh(self) -> None:
        notice = self._show.notice()
        if notice is not None or self._stands:
            self._stands = notice is not None
            self._banner.show_notice(Cause.ALERT, notice)
        edge = self._show.edge()
        if edge is not self._edge:
            self._edge = edge
            self.edge_changed.emit(edge)
