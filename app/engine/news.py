"""What the engine tells its listener of a running session, and the details of what it records."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.snapshot import Alert, AlertKind, LiveSnapshot, SessionEvent
from app.engine.events import EngineEvent, SessionEventsHappened, SnapshotTaken, StorageTrouble, TraceRestored
from app.engine.feed import SessionFeed

FRESH_FOR_US = 5_000_000  # an older heart rate is never shown as live (domain.md)
NEXT_BEAT_US = 1_300_000  # a sensor notifies once a second, with jitter: so soon the next one is here


class News:
    """Publishes the feed's snapshot and events, and the store's trouble, each once.

    Who wants no snapshot of each second is told none between two beats: the next beat says it all.
    """

    def __init__(self, publish: Callable[[EngineEvent], None], *, tells_each_second: bool = True) -> None:
        self.publish = publish
        self._tells_each_second = tells_each_second
        self._beat_us = -NEXT_BEAT_US  # of the last one told: none yet
        self._trouble: str | None = None
        self._carried: LiveSnapshot | None = None
        self._carried_until_us = 0

    def carry_over(self, feed: SessionFeed) -> None:
        """Goes on showing this feed's heart rate, while it is fresh, until its successor has one."""
        snapshot = feed.session.snapshot()
        if snapshot.bpm is not None:  # else what is carried already goes on
            self._carried = snapshot
            self._carried_until_us = feed.last_reading_us + FRESH_FOR_US

    def snapshot(
        self,
        feed: SessionFeed,
        now_us: int,
        *,
        sensor_state: str,
        battery_percent: int | None,
        arrival_us: int | None = None,
        is_tick: bool = False,
    ) -> tuple[AlertKind, ...]:
        """Tells alerts and laps, then the snapshot; the kinds of the alerts. A tick says that time passed."""
        kinds = self.events(feed.session.take_events())
        if is_tick and not self._tells_each_second and now_us - self._beat_us < NEXT_BEAT_US:
            return kinds
        self._beat_us = self._beat_us if arrival_us is None else arrival_us
        taken = SnapshotTaken(
            self._with_heart_rate(_unless_stale(feed, now_us), now_us),
            notifications=feed.notifications,
            malformed=feed.malformed,
            battery_percent=battery_percent,
            sensor_state=sensor_state,
            arrival_us=arrival_us,
        )
        self.publish(taken)
        return kinds

    def _with_heart_rate(self, snapshot: LiveSnapshot, now_us: int) -> LiveSnapshot:
        carried = self._carried
        if carried is None:
            return snapshot
        if snapshot.bpm is not None or carried.bpm is None or now_us > self._carried_until_us:
            self._carried = None
            return snapshot
        return replace(
            snapshot,
            bpm=carried.bpm,
            suspect=carried.suspect,
            zone=carried.zone,
            zone_name=carried.zone_name,
            trend_bpm_per_min=carried.trend_bpm_per_min,
        )

    def events(self, events: tuple[SessionEvent, ...]) -> tuple[AlertKind, ...]:
        """Tells alerts and laps, if there are any; the kinds of the alerts."""
        if events:
            self.publish(SessionEventsHappened(events))
        return tuple(event.kind for event in events if isinstance(event, Alert))

    def trace(self, feed: SessionFeed) -> None:
        """Tells all that a session computed anew has held so far."""
        session = feed.session
        laps = tuple(lap.end_s for lap in session.laps())
        self.publish(TraceRestored(*session.accepted_readings(), session.pauses(), laps))

    def trouble(self, trouble: str | None) -> None:
        """Tells that records wait in memory, and that they no longer do."""
        if trouble != self._trouble:
            self._trouble = trouble
            self.publish(StorageTrouble(trouble))


def _unless_stale(feed: SessionFeed, now_us: int) -> LiveSnapshot:
    """The session now. Its time stands at a whole second; a reading may have gone stale since."""
    snapshot = feed.session.snapshot()
    if snapshot.bpm is None or now_us <= feed.last_reading_us + FRESH_FOR_US:
        return snapshot
    return replace(
        snapshot,
        bpm=None,
        suspect=False,
        zone=None,
        zone_name=None,
        trend_bpm_per_min=None,
        load_per_hour=None,
    )
