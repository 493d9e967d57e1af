"""The engine: notifications in; recording, live session and events out. All of it runs in one event loop."""

import asyncio
import logging
from collections.abc import Callable

from app.domain.activity import Activity
from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.sensors import IDLE, ConnectionChanged, SensorDescribed, SensorsInRange
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveStatus
from app.engine.events import (
    EngineEvent,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)
from app.engine.feed import SessionFeed
from app.engine.ports import Clock, Exporter, ExportError, Recorder, SensorMemory, SensorSource, Translate
from app.engine.replay import local_time, replay

TICK_MARGIN_S = 0.0005  # a tick that came a moment early would fall short of its second

_log = logging.getLogger(__name__)


class Engine:
    """Runs sessions. To be called in the loop's thread only; EngineThread is the way in from others."""

    def __init__(
        self,
        *,
        clock: Clock,
        recorder: Recorder,
        source: SensorSource,
        translate: Translate,
        exporter: Exporter,
        memory: SensorMemory,
        publish: Callable[[EngineEvent], None],
        idle_setup: SessionSetup,
        utc_offset_s: Callable[[], int],
    ) -> None:
        self._clock = clock
        self._recorder = recorder
        self._source = source
        self._translate = translate
        self._exporter = exporter
        self._memory = memory
        self._publish = publish
        self._utc_offset_s = utc_offset_s
        self._feed = SessionFeed(idle_setup, clock.now_us(), translate, started=False)
        self._activity_id: int | None = None
        self._waiting_setup: SessionSetup | None = None
        self._duration_s: float | None = None
        self._link = ConnectionChanged("", None, IDLE)
        self._described: SensorDescribed | None = None
        self._battery_percent: int | None = None
        self._trouble: str | None = None
        self._malformed_told: set[str] = set()
        self._closing = asyncio.Event()
        self._finishing: set[asyncio.Task[None]] = set()

    # What the athlete asks

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        """Connects to this sensor from now on, or to none."""
        self._described = None
        self._battery_percent = None
        self._source.select(address, name, serial)

    def scan(self, *, show_all: bool = False) -> None:
        """Looks for sensors."""
        self._source.scan(show_all=show_all)

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""
        self._source.retry_now()

    def use_setup(self, setup: SessionSetup) -> None:
        """What an idle engine shows from now on; a running session keeps the setup that it began with."""
        if self._activity_id is None:
            self._feed = self._idle_feed(setup)
            self._tell_snapshot()

    def start_session(
        self, setup: SessionSetup, *, at_first_reading: bool = False, duration_s: float | None = None
    ) -> None:
        """Begins a session now, or with the next reading; it stops by itself after `duration_s`."""
        if self._activity_id is not None:
            return
        self._duration_s = duration_s
        if at_first_reading:
            self._waiting_setup = setup
        else:
            self._begin(setup, self._clock.now_us())

    def pause(self) -> None:
        """The timer stands still; the sensor goes on."""
        if self._feed.session.status is LiveStatus.RUNNING:
            self._happened(EventKind.PAUSE)

    def resume(self) -> None:
        """The timer goes on."""
        if self._feed.session.status is LiveStatus.PAUSED:
            self._happened(EventKind.RESUME)

    def lap(self) -> None:
        """Ends the lap and begins the next."""
        if self._feed.session.status is LiveStatus.RUNNING:
            self._happened(EventKind.LAP)

    def stop_session(self) -> None:
        """Finishes the session. Never discards anything."""
        self._waiting_setup = None
        if self._activity_id is not None:
            self._finish(self._clock.now_us())

    # What the source tells

    def notified(self, notification: Notification) -> None:
        """Onto the disk's queue first, then into the session, then to the listener."""
        self._recorder.record_notification(notification)
        if self._waiting_setup is not None and self._is_reading(notification):
            self._begin(self._waiting_setup, notification.at_us)
        if self._is_past_the_end(notification.at_us):
            return
        problem = self._feed.notification(notification)
        if problem is not None and notification.sensor not in self._malformed_told:
            self._malformed_told.add(notification.sensor)
            _log.warning(
                "malformed notification from %s kept but not counted: %s", notification.sensor, problem
            )
        self._battery_percent = self._feed.battery_percent or self._battery_percent
        self._tell_snapshot(notification.at_us)

    def connection_changed(self, change: ConnectionChanged) -> None:
        """Into the recording, the session, and to the listener."""
        self._link = change
        self._record(EventKind.CONNECTION, _connection_detail(change))
        self._publish(change)
        self._tell_events()

    def described(self, description: SensorDescribed) -> None:
        """Remembered for the next time; its battery level goes into the session."""
        self._described = description
        self._record(EventKind.SENSOR, _sensor_detail(description))
        if description.battery_percent is not None:
            self._battery_percent = description.battery_percent
            self._record(
                EventKind.BATTERY, {"sensor": description.sensor, "percent": description.battery_percent}
            )
        self._memory.remember(description)
        self._publish(description)

    def in_range(self, sensors: SensorsInRange) -> None:
        """To the listener."""
        self._publish(sensors)

    # Its life

    async def run(self) -> None:
        """Ticks until `close`; a session that still runs then is finished."""
        self._source.attach(self)
        try:
            while not self._closing.is_set():
                await self._until_next_second()
                self._tick()
        finally:
            self.stop_session()
            await self._source.close()
            if self._finishing:
                await asyncio.wait(self._finishing)

    def close(self) -> None:
        """Ends `run`."""
        self._closing.set()

    async def _until_next_second(self) -> None:
        elapsed_us = self._clock.now_us() - self._feed.started_at_us
        wait_s = 1.0 - (elapsed_us % 1_000_000) / 1e6 + TICK_MARGIN_S
        try:
            async with asyncio.timeout(wait_s):
                await self._closing.wait()
        except TimeoutError:
            pass

    def _tick(self) -> None:
        now_us = self._clock.now_us()
        if self._is_past_the_end(now_us):
            self._finish(self._feed.started_at_us + round((self._duration_s or 0.0) * 1e6))
            return
        self._feed.advance(now_us)
        self._tell_trouble()
        self._tell_snapshot()

    # The session's beginning and end

    def _begin(self, setup: SessionSetup, at_us: int) -> None:
        self._waiting_setup = None
        utc_us, offset_s = self._clock.utc_us(), self._utc_offset_s()
        utc_us -= self._clock.now_us() - at_us
        self._activity_id = self._recorder.begin_session(at_us, utc_us, offset_s, setup.to_json())
        self._feed = SessionFeed(setup, at_us, self._translate)
        self._publish(SessionStarted(self._activity_id, local_time(utc_us, offset_s)))
        self._restate(at_us)

    def _restate(self, at_us: int) -> None:
        """Says in the session's own records what was known of the sensor before it began."""
        self._record(EventKind.START, {}, at_us)
        if self._link.state != IDLE:
            self._record(EventKind.CONNECTION, _connection_detail(self._link), at_us)
        if self._described is not None:
            self._record(EventKind.SENSOR, _sensor_detail(self._described), at_us)
        if self._battery_percent is not None:
            self._record(
                EventKind.BATTERY, {"sensor": self._link.sensor, "percent": self._battery_percent}, at_us
            )

    def _finish(self, at_us: int) -> None:
        activity_id = self._activity_id
        if activity_id is None:
            return
        self._record(EventKind.STOP, {}, at_us)
        self._feed.session.finish(self._feed.elapsed_s(at_us))
        self._tell_events()
        self._tell_snapshot()
        self._recorder.finish_session(activity_id, at_us)
        setup = self._feed.setup
        self._activity_id = None
        self._duration_s = None
        self._feed = self._idle_feed(setup)
        task = asyncio.get_running_loop().create_task(self._complete(activity_id))
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def _complete(self, activity_id: int) -> None:
        """Computes the activity from its recording and writes its files, beside the loop."""
        activity = await asyncio.to_thread(self._activity_of, activity_id)
        self._recorder.store_activity(activity_id, activity)
        try:
            files = await asyncio.to_thread(lambda: tuple(self._exporter.export(activity)))
            problem = None
        except ExportError as error:
            files, problem = (), str(error)
            _log.warning("activity %d is recorded but not exported: %s", activity_id, error)
        await asyncio.to_thread(self._recorder.flush)
        self._publish(SessionFinished(activity_id, activity, files, problem))

    def _activity_of(self, activity_id: int) -> Activity:
        return replay(self._recorder.load_recording(activity_id), self._translate)

    def _idle_feed(self, setup: SessionSetup) -> SessionFeed:
        return SessionFeed(setup, self._clock.now_us(), self._translate, started=False)

    # Records and news

    def _happened(self, kind: EventKind) -> None:
        self._record(kind, {})
        self._tell_events()
        self._tell_snapshot()

    def _record(self, kind: EventKind, detail: dict[str, object], at_us: int | None = None) -> None:
        at_us = self._clock.now_us() if at_us is None else at_us
        event = RecordedEvent(at_us, self._clock.utc_us(), kind, self._activity_id, detail)
        self._recorder.record_event(event)
        self._feed.event(event)

    def _is_reading(self, notification: Notification) -> bool:
        try:
            sample = self._translate(notification, 0.0)
        except ValueError:
            return False
        return getattr(sample, "bpm", None) is not None

    def _is_past_the_end(self, at_us: int) -> bool:
        if self._duration_s is None or self._activity_id is None:
            return False
        return self._feed.elapsed_s(at_us) >= self._duration_s

    def _tell_snapshot(self, arrival_us: int | None = None) -> None:
        self._tell_events()
        self._publish(
            SnapshotTaken(
                self._feed.session.snapshot(),
                notifications=self._feed.notifications,
                malformed=self._feed.malformed,
                battery_percent=self._battery_percent,
                sensor_state=self._link.state,
                arrival_us=arrival_us,
            )
        )

    def _tell_events(self) -> None:
        events = self._feed.session.take_events()
        if events:
            self._publish(SessionEventsHappened(events))

    def _tell_trouble(self) -> None:
        trouble = self._recorder.trouble()
        if trouble != self._trouble:
            self._trouble = trouble
            self._publish(StorageTrouble(trouble))


def _connection_detail(change: ConnectionChanged) -> dict[str, object]:
    return {
        "sensor": change.sensor,
        "state": change.state,
        "attempt": change.attempt,
        "retry_in_s": change.retry_in_s,
        "reason": change.reason,
    }


def _sensor_detail(description: SensorDescribed) -> dict[str, object]:
    return {
        "sensor": description.sensor,
        "name": description.name,
        "manufacturer": description.manufacturer,
        "model": description.model,
        "serial_number": description.serial_number,
        "firmware": description.firmware,
        "location": description.location,
    }
