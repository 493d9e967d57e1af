"""ReplayEngine: a recording told again at its own pace, with the events of a live session."""

import asyncio
from collections.abc import Callable, Iterator

from app.domain.activity import Activity
from app.domain.activity_types import ActivityType
from app.domain.cuts import cuts_of
from app.domain.event_details import number_in, text_in, whole_in
from app.domain.profile import AthleteProfile
from app.domain.recording import EventKind, Notification, RecordedEvent, Recording
from app.domain.remark import Remark
from app.domain.sensors import LIVE, ConnectionChanged
from app.domain.settings import RememberedSensor
from app.domain.setup import SessionSetup
from app.engine.events import (
    EngineEvent,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
)
from app.engine.feed import Record, SessionFeed, end_us, records_of
from app.engine.known_sensors import KnownSensors, battery_of
from app.engine.ports import Translate
from app.engine.replay import local_time, replay


class ReplayEngine:
    """Runs in place of Engine under an EngineThread; takes one order, to stop. Nothing is recorded."""

    def __init__(
        self, recording: Recording, translate: Translate, publish: Callable[[EngineEvent], None]
    ) -> None:
        self._recording = recording
        self._translate = translate
        self._publish = publish
        setup, cuts = SessionSetup.from_json(recording.setup), cuts_of(recording.events)
        self._feed = SessionFeed(setup, recording.started_at_us, translate, cuts=cuts)
        self._closing = asyncio.Event()
        self._sensors = KnownSensors()
        self._has_links = False

    async def run(self) -> None:
        """Tells the whole recording, a session second a loop second, or until closed."""
        recording = self._recording
        self._publish(
            SessionStarted(
                recording.activity_id,
                local_time(recording.started_utc_us, recording.utc_offset_s),
                is_replay=True,
            )
        )
        began_s = asyncio.get_running_loop().time()
        end_s = self._feed.elapsed_s(end_us(recording))
        for second, records in self._seconds():
            for record in records:
                await self._until(began_s + self._feed.elapsed_s(record.at_us))
                if self._closing.is_set():
                    break
                self._take(record)
            moment_s = min(second, end_s)
            await self._until(began_s + moment_s)
            if self._closing.is_set():
                break
            self._feed.advance(recording.started_at_us + round(moment_s * 1e6))
            self._tell()
        self._finish()

    def close(self) -> None:
        """Ends `run`."""
        self._closing.set()

    def stop_session(self, at_us: int | None = None) -> None:
        """Ends the replay early."""
        del at_us  # it ends where it is
        self._closing.set()

    def pause(self) -> None:
        """The recording's own pauses are played; it takes no others."""

    def resume(self, at_us: int | None = None) -> None:
        """As `pause`."""

    def continue_session(self, activity_id: int) -> None:
        """A replay takes no such order."""

    def finish_interrupted(self, activity_id: int) -> None:
        """A replay takes no such order."""

    def discard_activity(self, activity_id: int) -> None:
        """A replay takes no such order."""

    def restore_activity(self, activity_id: int) -> None:
        """A replay takes no such order."""

    def remark_activity(self, activity_id: int, remark: Remark) -> None:
        """A replay takes no such order."""

    def reassign_activity(
        self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile
    ) -> None:
        """A replay takes no such order."""

    def lap(self) -> None:
        """As `pause`."""

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        """A recording has the sensors it has."""

    def use_fallbacks(self, sensors: tuple[RememberedSensor, ...]) -> None:
        """As `select_sensor`."""

    def scan(self, *, show_all: bool = False) -> None:
        """As `select_sensor`."""

    def retry_now(self) -> None:
        """As `select_sensor`."""

    def use_setup(self, setup: SessionSetup) -> None:
        """A recording has its own setup."""

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        """A recording is its own session."""

    def _seconds(self) -> Iterator[tuple[int, list[Record]]]:
        """For each whole second of the session: its number, and the records that came up to it."""
        waiting: list[Record] = []
        second = 1
        for record in records_of(self._recording):
            while self._feed.elapsed_s(record.at_us) > second:
                yield second, waiting
                waiting = []
                second += 1
            waiting.append(record)
        yield second, waiting

    async def _until(self, time_s: float) -> None:
        wait_s = time_s - asyncio.get_running_loop().time()
        if wait_s > 0:
            try:
                async with asyncio.timeout(wait_s):
                    await self._closing.wait()
            except TimeoutError:
                pass

    def _take(self, record: Record) -> None:
        if isinstance(record, Notification):
            self._feed.notification(record)
            self._tell(record.at_us)
            return
        self._feed.event(record)
        if record.kind is EventKind.CONNECTION:
            self._connection(record)

    def _connection(self, event: RecordedEvent) -> None:
        detail = event.detail
        sensor, state = text_in(detail, "sensor"), text_in(detail, "state")
        if sensor is None or state is None:
            return
        change = ConnectionChanged(
            sensor=sensor,
            sensor_name=text_in(detail, "sensor_name"),
            state=state,
            attempt=whole_in(detail, "attempt") or 0,
            retry_in_s=number_in(detail, "retry_in_s"),
            reason=text_in(detail, "reason"),
            is_primary=bool(detail.get("is_primary", True)),
            rssi_dbm=whole_in(detail, "rssi_dbm"),
            instead_of=text_in(detail, "instead_of"),
        )
        self._sensors.learn_link(change)
        self._has_links = True
        self._publish(change)

    def _tell(self, arrival_us: int | None = None) -> None:
        events = self._feed.session.take_events()
        if events:
            self._publish(SessionEventsHappened(events))
        self._publish(
            SnapshotTaken(
                self._feed.session.snapshot(),
                notifications=self._feed.notifications,
                malformed=self._feed.malformed,
                battery_percent=battery_of(self._feed.battery_percents, self._feed.session.source),
                sensor_state=self._sensors.sensor_state() if self._has_links else LIVE,
                arrival_us=arrival_us,
            )
        )

    def _finish(self) -> None:
        """Where it was stopped; the numbers told are the whole recording's."""
        self._feed.session.finish(self._feed.session.snapshot().elapsed_s)
        self._tell()
        activity: Activity = replay(self._recording, self._translate)
        self._publish(SessionFinished(self._recording.activity_id, activity, (), is_replay=True))
