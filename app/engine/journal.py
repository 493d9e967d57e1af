"""Journal: what the engine records, in order, and what is known of the sensors."""

from collections import deque
from collections.abc import Iterator

from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.sensors import ConnectionChanged, SensorDescribed
from app.engine.feed import Record
from app.engine.known_sensors import KnownSensors
from app.engine.ports import Clock, Recorder

RECENT_RECORDS = 4096  # those that may not be in a recording yet while it is read


class Journal(KnownSensors):
    """Hands every record to the recorder, and keeps the latest at hand."""

    def __init__(self, clock: Clock, recorder: Recorder) -> None:
        super().__init__()
        self._clock = clock
        self._recorder = recorder
        self._recent: deque[Record] = deque(maxlen=RECENT_RECORDS)

    def notification(self, notification: Notification) -> None:
        """Records a notification."""
        self._recorder.record_notification(notification)
        self._recent.append(notification)

    def event(
        self,
        kind: EventKind,
        activity_id: int | None,
        *,
        at_us: int | None = None,
        detail: dict[str, object] | None = None,
    ) -> RecordedEvent:
        """Records an event of this moment, or of one in the past."""
        at_us = self._clock.now_us() if at_us is None else at_us
        event = RecordedEvent(at_us, self.utc_of(at_us), kind, activity_id, detail or {})
        self._recorder.record_event(event)
        self._recent.append(event)
        return event

    def since(self, at_us: int, activity_id: int) -> Iterator[Record]:
        """The records behind this place that are at hand; of sessions, this one's only."""
        for record in self._recent:
            is_anothers = isinstance(record, RecordedEvent) and record.activity_id not in {None, activity_id}
            if record.at_us > at_us and not is_anothers:
                yield record

    def restate(self, activity_id: int, at_us: int) -> Iterator[RecordedEvent]:
        """Records what is known of the sensors once more, so that a session's own records tell it."""
        for link in self.links.values():
            yield self.event(EventKind.CONNECTION, activity_id, at_us=at_us, detail=link_detail(link))
        for told in self.described.values():
            yield self.event(EventKind.SENSOR, activity_id, at_us=at_us, detail=sensor_detail(told))
        for sensor, percent in self.battery_percents.items():
            detail: dict[str, object] = {"sensor": sensor, "percent": percent}
            yield self.event(EventKind.BATTERY, activity_id, at_us=at_us, detail=detail)

    def utc_of(self, at_us: int) -> int:
        """The wall clock at a place of the timeline, as it stands now."""
        return self._clock.utc_us() - (self._clock.now_us() - at_us)


def link_detail(link: ConnectionChanged) -> dict[str, object]:
    """What is recorded of a link."""
    names = ("sensor", "sensor_name", "state", "attempt", "retry_in_s", "reason", "is_primary", "rssi_dbm")
    detail: dict[str, object] = {name: getattr(link, name) for name in names}
    return detail if link.instead_of is None else {**detail, "instead_of": link.instead_of}


def sensor_detail(told: SensorDescribed) -> dict[str, object]:
    """What is recorded of a sensor's own words."""
    names = ("sensor", "name", "manufacturer", "model", "serial_number", "firmware", "location", "is_primary")
    return {name: getattr(told, name) for name in names}
