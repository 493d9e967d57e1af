"""AlertShow: how long an alert stands, and what of it is seen: pure state, fed by events and snapshots."""

from app.domain.snapshot import Alert, AlertKind, LiveSnapshot, LiveStatus
from app.ui.alerts import alert_sentences
from app.ui.alerts.edge_glow import Edge
from app.ui.live.alert_banner import Notice

_TARGET_KINDS = frozenset({AlertKind.ABOVE, AlertKind.BELOW})
_SIGNS = {
    AlertKind.ABOVE: "too_high",
    AlertKind.CEILING: "too_high",
    AlertKind.BELOW: "too_low",
    AlertKind.TARGET_REACHED: "check",
}


class AlertShow:
    """Too high and too low stand until `back`, but are seen only while they are true and the session runs.

    A ceiling is seen while it is passed. The others are seen once, by the banner's own time.
    """

    def __init__(self) -> None:
        self._snapshot = LiveSnapshot()
        self._standing: Alert | None = None
        self._ceiling: Alert | None = None
        self._is_lost = False

    def begin(self) -> None:
        """A new session: nothing stands."""
        self._standing = self._ceiling = None
        self._is_lost = False

    def happen(self, alert: Alert) -> Notice | None:
        """Takes an alert in; the notice of one that is seen once, else None."""
        if alert.kind in _TARGET_KINDS:
            self._standing = alert
        elif alert.kind is AlertKind.BACK:
            self._standing = None
        elif alert.kind is AlertKind.CEILING:
            self._ceiling = alert
        elif alert.kind in {AlertKind.SENSOR_LOST, AlertKind.SENSOR_BACK}:
            self._is_lost = alert.kind is AlertKind.SENSOR_LOST
        else:
            words = alert_sentences.banner(alert)
            return Notice(words, sign=_SIGNS.get(alert.kind, "")) if words else None
        return None

    def show_snapshot(self, snapshot: LiveSnapshot) -> None:
        """The session as it is now."""
        before, self._snapshot = self._snapshot, snapshot
        if _target(before) != _target(snapshot):
            self._standing = None  # judged against another target: that one will speak for itself
        bpm, ceiling = snapshot.bpm, self._ceiling
        if ceiling is not None and bpm is not None and bpm < (ceiling.limit_bpm or 0):
            self._ceiling = None

    def seen(self) -> Alert | None:
        """The alert that is seen now."""
        bpm, status = self._snapshot.bpm, self._snapshot.status
        if bpm is None or status is LiveStatus.FINISHED:
            return None
        if self._ceiling is not None:
            return self._ceiling
        if self._standing is None or status is not LiveStatus.RUNNING:
            return None
        limit_bpm = self._standing.limit_bpm or 0
        is_outside = bpm > limit_bpm if self._standing.kind is AlertKind.ABOVE else bpm < limit_bpm
        return self._standing if is_outside else None

    def notice(self) -> Notice | None:
        """The standing alert."""
        alert = self.seen()
        if alert is None:
            return None
        words = alert_sentences.banner(alert)
        return Notice(words, sign=_SIGNS[alert.kind], stays=True, subject=alert.kind.value)

    def edge(self) -> Edge | None:
        """What the window's edge says."""
        alert = self.seen()
        if alert is not None:
            return Edge.TOO_LOW if alert.kind is AlertKind.BELOW else Edge.TOO_HIGH
        is_lost = self._is_lost and self._snapshot.bpm is None
        return Edge.LOST if is_lost and self._snapshot.status is LiveStatus.RUNNING else None


def _target(snapshot: LiveSnapshot) -> tuple[int | None, int | None]:
    return snapshot.target_lower_bpm, snapshot.target_upper_bpm
