"""SessionFeed: records into a LiveSession. Live, replay, crash recovery and review all go through here."""

from collections.abc import Iterable, Iterator
from heapq import merge

from app.domain.cuts import Cut, cut_out
from app.domain.event_details import text_in, whole_in
from app.domain.live import LiveSession
from app.domain.readings import reading_of
from app.domain.recording import EventKind, Notification, RecordedEvent, Recording
from app.domain.samples import HeartRateSample
from app.domain.sensors import LIVE, SILENT
from app.domain.setup import SessionSetup
from app.engine.ports import Translate

ABANDONED_AFTER_US = 600 * 1_000_000  # the offer to end at the last effort (domain.md, "Forgotten buttons")

Record = Notification | RecordedEvent


class SessionFeed:
    """Puts records on session time, translates them and hands them to the session, counting what it sees.

    `cuts` are stretches that the athlete took out afterwards: no reading of theirs reaches the session.
    """

    def __init__(
        self,
        setup: SessionSetup,
        started_at_us: int,
        translate: Translate,
        *,
        started: bool = True,
        cuts: tuple[Cut, ...] = (),
    ) -> None:
        self.setup = setup
        self.cuts = cuts
        self.session = LiveSession(setup, started=started)
        self.started_at_us = started_at_us
        self.notifications = 0
        self.malformed = 0
        self.battery_percents: dict[str, int] = {}
        self._translate = translate
        self._live_sensors: set[str] = set()
        self._primary = setup.primary_source
        self.last_reading_us = started_at_us

    def elapsed_s(self, at_us: int) -> float:
        """Session seconds of a place on the timeline; never below 0."""
        return max(0, at_us - self.started_at_us) / 1e6

    def advance(self, at_us: int) -> None:
        """Time has come to this place."""
        self.session.advance(self.elapsed_s(at_us))

    def take(self, records: Iterable[Record]) -> int:
        """Takes records in, in order; the place of the last one, the session's start if there was none."""
        newest_us = self.started_at_us
        for record in records:
            newest_us = record.at_us
            if isinstance(record, Notification):
                self.notification(record)
            else:
                self.event(record)
        return newest_us

    def has_passed(self, at_us: int) -> bool:
        """Whether the session's time has come further than this place already."""
        return self.session.snapshot().elapsed_s > self.elapsed_s(at_us)

    def paused_at_us(self) -> int:
        """Where the latest pause began; the session's start where there was none."""
        pauses = self.session.pauses()
        return self.started_at_us + (round(pauses[-1].start_s * 1e6) if pauses else 0)

    def seems_abandoned(self, at_us: int) -> bool:
        """Whether a started session has gone without a reading for ten minutes."""
        started = self.session.status.is_under_way
        return started and at_us - self.last_reading_us >= ABANDONED_AFTER_US

    def notification(self, notification: Notification) -> str | None:
        """Takes a notification in; the reason (for the log) if its bytes are malformed, else None."""
        self.notifications += 1
        elapsed_s = self.elapsed_s(notification.at_us)
        try:
            sample = self._translate(notification, elapsed_s)
        except ValueError as error:
            self.malformed += 1
            self.session.advance(elapsed_s)
            return str(error)
        if isinstance(sample, HeartRateSample):
            if reading_of(sample) is not None:
                self.last_reading_us = notification.at_us
            self.session.accept(cut_out(sample, self.cuts) if self.cuts else sample)
        elif sample is not None:
            self._battery(sample.elapsed_s, sample.source, sample.percent)
        return None

    def event(self, event: RecordedEvent) -> None:
        """Takes an event in; kinds that change no number are passed over."""
        elapsed_s = self.elapsed_s(event.at_us)
        match event.kind:
            case EventKind.PAUSE:
                self.session.pause(elapsed_s)
            case EventKind.RESUME:
                self.session.resume(elapsed_s)
            case EventKind.LAP:
                self.session.lap(elapsed_s)
            case EventKind.BATTERY | EventKind.CONNECTION | EventKind.SENSOR:
                self._sensor_event(event, elapsed_s)
            case _:
                pass

    def _sensor_event(self, event: RecordedEvent, elapsed_s: float) -> None:
        """What a sensor's event says; nothing where it is damaged."""
        detail = event.detail
        sensor, state = text_in(detail, "sensor"), text_in(detail, "state")
        percent, location = whole_in(detail, "percent"), text_in(detail, "location")
        if sensor is None:
            return
        if event.kind is EventKind.BATTERY and percent is not None:
            self._battery(elapsed_s, sensor, percent)
        elif event.kind is EventKind.SENSOR and location:
            self.session.sensor_worn(elapsed_s, sensor, location)
        elif event.kind is EventKind.CONNECTION and state is not None:
            self._connection(sensor, state, elapsed_s)
            if state == LIVE and detail.get("is_primary"):
                self._primary_is_live(sensor, elapsed_s)

    def _battery(self, elapsed_s: float, sensor: str, percent: int) -> None:
        self.battery_percents[sensor] = percent
        self.session.battery(elapsed_s, min(self.battery_percents.values()))  # the alert is for any of them

    def _connection(self, sensor: str, state: str, elapsed_s: float) -> None:
        if state == LIVE:
            self._live_sensors.add(sensor)
        elif state != SILENT and sensor in self._live_sensors:
            self._live_sensors.remove(sensor)
            self.session.sensor_lost(elapsed_s, sensor)

    def _primary_is_live(self, sensor: str, elapsed_s: float) -> None:
        """Another than before was put first by hand, or bears a new address: it feeds from now on."""
        if self._primary not in {None, sensor}:
            self.session.choose_source(elapsed_s, sensor)
        self._primary = sensor


def end_us(recording: Recording) -> int:
    """Where the session ends on the timeline: at its stop, or at its last record if it was never stopped."""
    return recording.last_at_us if recording.stopped_at_us is None else recording.stopped_at_us


def records_of(recording: Recording) -> Iterator[Record]:
    """A recording's records within the session, in timeline order; at one instant, events come first."""
    last_us = end_us(recording)
    events: Iterable[Record] = recording.events
    merged = merge(events, recording.notifications, key=lambda record: record.at_us)
    return (record for record in merged if recording.started_at_us <= record.at_us <= last_us)
