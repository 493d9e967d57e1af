"""Journal: what the engine records, in order, and what is known of the sensor."""

from collections import deque
from collections.abc import Iterator

from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.sensors import IDLE, ConnectionChanged, SensorDescribed
from app.engine.feed import Record
from app.engine.ports import Clock, Recorder

RECENT_RECORDS = 4096  # those that may not be in a recording yet while it is read


class Journal:
    """Hands every record to the recorder, and keeps the latest at hand."""

    def __init__(self, clock: Clock, recorder: Recorder) -> None:
        self.link = ConnectionChanged("", None, IDLE)
        self.described: SensorDescribed | None = None
        self.battery_percent: int | None = None
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

    def since(self, at_us: int) -> Iterator[Record]:
        """The records behind this place that are at hand."""
        return (record for record in self._recent if record.at_us > at_us)

    def restate(self, activity_id: int, at_us: int) -> Iterator[RecordedEvent]:
        """Records what is known of the sensor once more, so that a session's own records tell it."""
        if self.link.state != IDLE:
            yield self.event(EventKind.CONNECTION, activity_id, at_us=at_us, detail=self.link_detail())
        if self.described is not None:
            yield self.event(EventKind.SENSOR, activity_id, at_us=at_us, detail=self.sensor_detail())
        if self.battery_percent is not None:
            yield self.event(EventKind.BATTERY, activity_id, at_us=at_us, detail=self.battery_detail())

    def forget_sensor(self) -> None:
        """Another sensor was chosen."""
        self.described = None
        self.battery_percent = None

    def utc_of(self, at_us: int) -> int:
        """The wall clock at a place of the timeline, as it stands now."""
        return self._clock.utc_us() - (self._clock.now_us() - at_us)

    def link_detail(self) -> dict[str, object]:
        """What is recorded of the link."""
        link = self.link
        return {
            "sensor": link.sensor,
            "state": link.state,
            "attempt": link.attempt,
            "retry_in_s": link.retry_in_s,
            "reason": link.reason,
        }

    def sensor_detail(self) -> dict[str, object]:
        """What is recorded of the sensor's own words."""
        told = self.described or SensorDescribed(self.link.sensor)
        names = ("sensor", "name", "manufacturer", "model", "serial_number", "firmware", "location")
        return {name: getattr(told, name) for name in names}

    def battery_detail(self) -> dict[str, object]:
        """What is recorded of the battery, as read."""
        return {"sensor": self.link.sensor, "percent": self.battery_percent}
