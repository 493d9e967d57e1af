"""What the engine tells its listener of a running session, and the details of what it records."""

from collections.abc import Callable

from app.domain.snapshot import Alert, AlertKind, SessionEvent
from app.engine.events import EngineEvent, SessionEventsHappened, SnapshotTaken, StorageTrouble
from app.engine.feed import SessionFeed


class News:
    """Publishes the feed's snapshot and events, and the store's trouble, each once."""

    def __init__(self, publish: Callable[[EngineEvent], None]) -> None:
        self.publish = publish
        self._trouble: str | None = None

    def snapshot(
        self,
        feed: SessionFeed,
        *,
        sensor_state: str,
        battery_percent: int | None,
        arrival_us: int | None = None,
    ) -> tuple[AlertKind, ...]:
        """Tells alerts and laps, then the snapshot; the kinds of the alerts."""
        kinds = self.events(feed.session.take_events())
        taken = SnapshotTaken(
            feed.session.snapshot(),
            notifications=feed.notifications,
            malformed=feed.malformed,
            battery_percent=battery_percent,
            sensor_state=sensor_state,
            arrival_us=arrival_us,
        )
        self.publish(taken)
        return kinds

    def events(self, events: tuple[SessionEvent, ...]) -> tuple[AlertKind, ...]:
        """Tells alerts and laps, if there are any; the kinds of the alerts."""
        if events:
            self.publish(SessionEventsHappened(events))
        return tuple(event.kind for event in events if isinstance(event, Alert))

    def trouble(self, trouble: str | None) -> None:
        """Tells that records wait in memory, and that they no longer do."""
        if trouble != self._trouble:
            self._trouble = trouble
            self.publish(StorageTrouble(trouble))
