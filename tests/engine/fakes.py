"""What the engine's tests put at its edges: a recorder in memory, a source worked by hand."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.domain.activity import Activity
from app.domain.recording import InterruptedSession, Notification, RecordedEvent, Recording, SessionStatus
from app.domain.remark import Remark
from app.domain.sensors import ConnectionChanged, SensorDescribed
from app.domain.settings import RememberedSensor
from app.domain.snapshot import Alert, Lap, LiveSnapshot, LiveStatus
from app.engine.engine import Engine
from app.engine.events import (
    EngineEvent,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
)
from app.engine.ports import ExportError, SourceListener
from app.sources.translation import translate
from app.wiring.computing import compute
from tests import virtual_time
from tests.domain.sessions import STRAP, setup_for

UTC_US = 1_795_370_580_000_000  # 2026-11-22 18:03 UTC, where the loop's second 0 lies
OFFSET_S = 3600

E = TypeVar("E")


class LoopClock:
    """The timeline by the running loop's time, never twice the same."""

    def __init__(self) -> None:
        self.wall_is_ahead_us = 0
        self._last_us = 0

    def now_us(self) -> int:
        now_us = UTC_US + round(asyncio.get_running_loop().time() * 1e6)
        self._last_us = max(self._last_us + 1, now_us)
        return self._last_us

    def utc_us(self) -> int:
        return UTC_US + self.wall_is_ahead_us + round(asyncio.get_running_loop().time() * 1e6)


@dataclass
class Stored:
    """One session in memory."""

    started_at_us: int
    started_utc_us: int
    utc_offset_s: int
    setup: dict[str, Any]
    stopped_at_us: int | None = None
    activity: Activity | None = None
    is_deleted: bool = False
    remark: Remark | None = None


class MemoryRecorder:
    """Fills app.engine.ports.Recorder: everything in lists, in the order in which it came."""

    def __init__(self) -> None:
        self.records: list[Notification | RecordedEvent] = []
        self.sessions: dict[int, Stored] = {}
        self.export_problems: dict[int, str | None] = {}
        self.reason: str | None = None
        self.refuses: Exception | None = None
        self._lock = threading.Lock()

    @property
    def notifications(self) -> list[Notification]:
        return [record for record in self.records if isinstance(record, Notification)]

    @property
    def events(self) -> list[RecordedEvent]:
        return [record for record in self.records if isinstance(record, RecordedEvent)]

    def record_notification(self, notification: Notification) -> None:
        self.records.append(notification)

    def record_event(self, event: RecordedEvent) -> None:
        self.records.append(event)

    def begin_session(self, started_at_us: int, utc_us: int, utc_offset_s: int, setup: dict[str, Any]) -> int:
        activity_id = len(self.sessions) + 1
        self.sessions[activity_id] = Stored(started_at_us, utc_us, utc_offset_s, setup)
        return activity_id

    def finish_session(self, activity_id: int, stopped_at_us: int) -> None:
        self.sessions[activity_id].stopped_at_us = stopped_at_us

    def store_activity(self, activity_id: int, activity: Activity) -> None:
        self.sessions[activity_id].activity = activity

    def note_export(self, activity_id: int, problem: str | None) -> None:
        self.export_problems[activity_id] = problem

    def kept_notifications(self, since_us: int) -> tuple[Notification, ...]:
        return tuple(each for each in sorted_by_place(self.notifications) if each.at_us >= since_us)

    def load_recording(self, activity_id: int) -> Recording:
        if self.refuses is not None:
            raise self.refuses
        session = self.sessions[activity_id]
        begins_us = session.started_at_us
        notifications = [each for each in sorted_by_place(self.notifications) if each.at_us >= begins_us]
        events = [
            each
            for each in sorted_by_place(self.events)
            if each.activity_id == activity_id or (each.activity_id is None and each.at_us >= begins_us)
        ]
        places = [each.at_us for each in notifications] + [each.at_us for each in events]
        stopped = session.stopped_at_us is not None
        return Recording(
            activity_id=activity_id,
            identity=f"identity {activity_id}",
            status=SessionStatus.FINISHED if stopped else SessionStatus.RUNNING,
            started_at_us=begins_us,
            started_utc_us=session.started_utc_us,
            utc_offset_s=session.utc_offset_s,
            stopped_at_us=session.stopped_at_us,
            last_at_us=max(places, default=begins_us),
            setup=session.setup,
            notifications=tuple(notifications),
            events=tuple(events),
        )

    def interrupted_sessions(self) -> tuple[InterruptedSession, ...]:
        return ()

    def resume_session(self, activity_id: int) -> None:
        self.sessions[activity_id].stopped_at_us = None

    def change_setup(self, activity_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        assert self.sessions[activity_id].setup == before
        self.sessions[activity_id].setup = after

    def delete_activity(self, activity_id: int) -> None:
        self.sessions[activity_id].is_deleted = True

    def restore_activity(self, activity_id: int) -> None:
        self.sessions[activity_id].is_deleted = False

    def remark(self, activity_id: int, remark: Remark) -> None:
        self.sessions[activity_id].remark = remark

    def settle(self) -> bool:
        return self.reason is None

    def trouble(self) -> str | None:
        return self.reason

    def close(self) -> None:
        """Nothing is open."""


def sorted_by_place(records: Iterable[E]) -> list[E]:
    """In timeline order; at one place in the order in which they came."""
    return sorted(records, key=lambda record: record.at_us)  # type: ignore[attr-defined]  # records have one


@dataclass
class HandSource:
    """Fills app.engine.ports.SensorSource; the test says what the sensor does."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    closing_takes_s: float = 0.0
    listener: SourceListener | None = None

    def attach(self, listener: SourceListener) -> None:
        self.listener = listener

    def select(self, address: str | None, name: str | None, serial_number: str | None) -> None:
        self.asked.append(("select", address, name, serial_number))

    def scan(self, *, show_all: bool) -> None:
        self.asked.append(("scan", show_all))

    def retry_now(self) -> None:
        self.asked.append(("retry_now",))

    def use_fallbacks(self, sensors: Iterable[RememberedSensor]) -> None:
        self.asked.append(("use_fallbacks", *(sensor.address for sensor in sensors)))

    async def close(self) -> None:
        await asyncio.sleep(self.closing_takes_s)
        self.asked.append(("close",))


@dataclass
class NotingExporter:
    """Fills app.engine.ports.Exporter."""

    exported: list[Activity] = field(default_factory=list)
    problem: str | None = None

    def export(self, activity: Activity) -> tuple[Path, ...]:
        if self.problem is not None:
            raise ExportError(self.problem)
        self.exported.append(activity)
        return (Path("/exports/activity.fit"),)


@dataclass
class NotingMemory:
    """Fills app.engine.ports.SensorMemory."""

    remembered: list[SensorDescribed] = field(default_factory=list)

    def remember(self, description: SensorDescribed) -> None:
        self.remembered.append(description)


@dataclass
class FinishedLive:
    """What the running session itself came to at its last moment, before any replay."""

    snapshot: LiveSnapshot
    summary: object
    laps: tuple[Lap, ...]
    samples: tuple[object, ...]
    pauses: tuple[object, ...]
    alerts: tuple[Alert, ...]


class Stage:
    """An engine with fakes around it, and everything it told."""

    def __init__(
        self, listener: Callable[[EngineEvent], None] | None = None, *, tells_each_second: bool = True
    ) -> None:
        self.clock = LoopClock()
        self.recorder = MemoryRecorder()
        self.source = HandSource()
        self.exporter = NotingExporter()
        self.memory = NotingMemory()
        self.told: list[EngineEvent] = []
        self._listener = listener
        self.finished_live: list[FinishedLive] = []
        self.setup = setup_for()
        self.engine = Engine(
            clock=self.clock,
            recorder=self.recorder,
            source=self.source,
            translate=translate,
            compute=compute,
            exporter=self.exporter,
            memory=self.memory,
            publish=self._publish,
            idle_setup=self.setup,
            utc_offset_s=lambda: OFFSET_S,
            tells_each_second=tells_each_second,
        )

    def _publish(self, event: EngineEvent) -> None:
        self.told.append(event)
        if self._listener is not None:
            self._listener(event)
        if isinstance(event, SnapshotTaken) and event.snapshot.status is LiveStatus.FINISHED:
            session = self.engine._feed.session
            self.finished_live.append(
                FinishedLive(
                    event.snapshot,
                    session.summary(),
                    session.laps(),
                    session.accepted_samples(),
                    session.pauses(),
                    tuple(self.alerts_since_start()),
                )
            )

    # What the sensor does

    def send(self, payload: bytes, characteristic: str = "2a37", sensor: str = STRAP) -> Notification:
        """A notification arrives now."""
        at_us = self.clock.now_us()
        notification = Notification(at_us, self.clock.utc_us(), sensor, characteristic, payload)
        self.engine.notified(notification)
        return notification

    def beat(self, bpm: int = 140, sensor: str = STRAP) -> Notification:
        return self.send(bytes((0, bpm)), sensor=sensor)

    async def beats(self, *rates: int, sensor: str = STRAP) -> None:
        """One measurement a second, each a second after the last moment."""
        for bpm in rates:
            await asyncio.sleep(1.0)
            self.beat(bpm, sensor)

    def link(self, state: str, sensor: str = STRAP, reason: str | None = None) -> None:
        self.engine.connection_changed(ConnectionChanged(sensor, "Strap", state, 1, None, reason))

    # What was told

    def all(self, kind: type[E]) -> list[E]:
        return [event for event in self.told if isinstance(event, kind)]

    def one(self, kind: type[E]) -> E:
        (event,) = self.all(kind)
        return event

    @property
    def snapshot(self) -> SnapshotTaken:
        """The latest."""
        return self.all(SnapshotTaken)[-1]

    @property
    def finished(self) -> SessionFinished:
        return self.one(SessionFinished)

    @property
    def started(self) -> SessionStarted:
        return self.one(SessionStarted)

    def happened(self, kind: type[E]) -> list[E]:
        """Alerts or laps."""
        told = (event for each in self.all(SessionEventsHappened) for event in each.events)
        return [event for event in told if isinstance(event, kind)]

    def alerts(self) -> list[Alert]:
        return self.happened(Alert)

    def alerts_since_start(self) -> list[Alert]:
        """Those of the newest session."""
        later = self.told[::-1]
        starts = [place for place, event in enumerate(later) if isinstance(event, SessionStarted)]
        of_session = later[: starts[0]][::-1] if starts else self.told
        told = (
            alert for each in of_session if isinstance(each, SessionEventsHappened) for alert in each.events
        )
        return [alert for alert in told if isinstance(alert, Alert)]


Play = Callable[[Stage], Any]


def act(
    play: Play,
    loop_factory: Callable[[], asyncio.AbstractEventLoop] = virtual_time.VirtualTimeLoop,
    *,
    tells_each_second: bool = True,
) -> Stage:
    """Runs an engine while `play` goes on, then closes it."""

    async def on_stage() -> Stage:
        stage = Stage(tells_each_second=tells_each_second)
        running = asyncio.create_task(stage.engine.run())
        await asyncio.sleep(0)
        await play(stage)
        stage.engine.close()
        await running
        assert stage.source.asked[-1] == ("close",)
        return stage

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(on_stage())
