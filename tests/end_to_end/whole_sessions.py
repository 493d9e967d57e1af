"""Sidebeat without its window: real engine, source and store, a simulated radio, and clocks to play with."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from app.domain.activity import Activity, ActivitySummary, Pause
from app.domain.live import LiveSession
from app.domain.recording import Notification
from app.domain.samples import HeartRateSample
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorsInRange
from app.domain.settings import RememberedSensor
from app.domain.snapshot import Lap, LiveStatus
from app.engine.engine import Engine
from app.engine.events import EngineEvent, SessionFinished, SessionStarted, SnapshotTaken, StorageTrouble
from app.engine.ports import SourceListener
from app.engine.replay import replay
from app.sources.bluetooth import BluetoothSource
from app.sources.translation import translate
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import Clocks
from app.wiring.computing import compute
from ble.heart_rate import HeartRateMeasurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import Transport
from tests import virtual_time
from tests.domain.sessions import setup_for

ADDRESS = "00:00:5E:00:53:01"
FALLBACK = RememberedSensor("00:00:5E:00:53:02", "Second strap", is_fallback=True)
EVENING_US = 1_795_374_180_000_000  # 2026-11-22 18:03 UTC
BOOTED_BEFORE_US = 5_000_000_000
SETUP = setup_for(target_load=20.0, target_zone=2)


def beating_heart(at_s: float) -> HeartRateMeasurement:
    """Intervals of three minutes between 110 and 160 bpm; each measurement tells its own second."""
    second = round(at_s)
    bpm = 110 + min(second % 360, 360 - second % 360) * 50 // 180 // 2 * 2
    return HeartRateMeasurement(bpm, contact=True, rr_ticks=(second % 0x10000,))


def told_by_fallback(bpm: float) -> bool:
    """Whether this heart rate comes from the second strap: its bpm are odd, the primary's even."""
    return round(bpm) % 2 == 1


def heart_at_fallback(at_s: float) -> HeartRateMeasurement:
    """The same heart, told so that its source can be seen."""
    measured = beating_heart(at_s)
    return replace(measured, bpm=measured.bpm + 1)


@dataclass
class StageClocks:
    """The machine's clocks: they follow the loop, run on while it slept, and can be set."""

    slept_us: int = 0
    set_by_us: int = 0
    _began_s: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    def clock_us(self) -> int:
        passed_s = asyncio.get_running_loop().time() - self._began_s
        return BOOTED_BEFORE_US + self.slept_us + round(passed_s * 1e6)

    def utc_us(self) -> int:
        return self.clock_us() - BOOTED_BEFORE_US + EVENING_US + self.set_by_us

    def clocks(self) -> Clocks:
        return Clocks("one boot", self.clock_us, self.utc_us, lambda _: 3600)


@dataclass(frozen=True)
class Ending:
    """What a session amounts to: as the live session said last, or as its activity says."""

    summary: ActivitySummary
    laps: tuple[Lap, ...]
    pauses: tuple[Pause, ...]
    samples: tuple[HeartRateSample, ...]

    @classmethod
    def of_session(cls, session: LiveSession) -> "Ending":
        return cls(session.summary(), session.laps(), session.pauses(), session.accepted_samples())

    @classmethod
    def of_activity(cls, activity: Activity) -> "Ending":
        return cls(activity.summary, activity.laps, activity.pauses, activity.samples)


class Witness:
    """Stands between source and engine, and notes each notification that arrived."""

    def __init__(self, listener: SourceListener, arrived: list[Notification]) -> None:
        self._listener = listener
        self._arrived = arrived

    def notified(self, notification: Notification) -> None:
        self._arrived.append(notification)
        self._listener.notified(notification)

    def connection_changed(self, change: ConnectionChanged) -> None:
        self._listener.connection_changed(change)

    def described(self, description: SensorDescribed) -> None:
        self._listener.described(description)

    def in_range(self, sensors: SensorsInRange) -> None:
        self._listener.in_range(sensors)


class WitnessedSource(BluetoothSource):
    """A source whose notifications are witnessed on their way."""

    def __init__(
        self,
        make_transport: Callable[[], Awaitable[Transport]],
        stamp: Callable[[], tuple[int, int]],
        arrived: list[Notification],
    ) -> None:
        super().__init__(make_transport, stamp, Random(1))
        self._arrived = arrived

    def attach(self, listener: SourceListener) -> None:
        super().attach(Witness(listener, self._arrived))


class MortalEngine(Engine):
    """An engine that can be killed: it then ends without stopping its session."""

    is_killed = False

    def stop_session(self, at_us: int | None = None) -> None:
        if not self.is_killed:
            super().stop_session(at_us)


class Forgetful:
    """Fills app.engine.ports.SensorMemory and Exporter: remembers nothing, writes nothing."""

    def remember(self, description: SensorDescribed) -> None:
        del description

    def export(self, activity: Activity) -> Iterable[Path]:
        del activity
        return ()


@dataclass
class Stage:
    """One home with its radio; `engine` and `recorder` are those of the present life.

    The second strap is in range, and unused until it is asked for as `fallbacks`.
    """

    folders: Folders
    clocks: StageClocks
    strap: SimulatedStrap
    second: SimulatedStrap
    radio: SimulatedRadio
    fallbacks: tuple[RememberedSensor, ...] = ()
    arrived: list[Notification] = field(default_factory=list)
    told: list[EngineEvent] = field(default_factory=list)
    endings: dict[int, Ending] = field(default_factory=dict)
    killed: set[int | None] = field(default_factory=set)
    answered: int = 0  # of the interrupted sessions that were told
    live_after_s: float = 0.0
    when_link_is: dict[str, Callable[[], None]] = field(default_factory=dict)

    async def begin_life(self) -> None:
        """Starts Sidebeat in this home, and connects to the strap."""
        clocks = self.clocks.clocks()
        self.recorder = SqliteRecorder.open(self.folders, clocks, retry_s=0.01)
        self.engine = MortalEngine(
            clock=self.recorder.clock,
            recorder=self.recorder,
            source=WitnessedSource(
                self._transport, lambda: (self.recorder.clock.now_us(), clocks.utc_us()), self.arrived
            ),
            translate=translate,
            compute=compute,
            exporter=Forgetful(),
            memory=Forgetful(),
            publish=self._publish,
            idle_setup=SETUP,
            utc_offset_s=self.recorder.clock.utc_offset_s,
        )
        self.running = asyncio.create_task(self.engine.run())
        await asyncio.sleep(0)  # the engine names itself to the source first
        self.engine.use_fallbacks(self.fallbacks)
        self.engine.select_sensor(ADDRESS, "Simulated strap")

    async def end_life(self, *, killed: bool = False) -> None:
        """Ends Sidebeat as asked, or as by kill -9."""
        self.engine.is_killed = killed
        if killed:
            self.killed.add(self.engine._activity_id)
        self.engine.close()
        await self.running
        if killed:
            self.killed.add(self.engine._activity_id)  # it was just being continued
        await asyncio.to_thread(self.recorder.close)

    def finished(self) -> list[SessionFinished]:
        """All endings that were told, in order."""
        return [event for event in self.told if isinstance(event, SessionFinished)]

    def troubles(self) -> list[str | None]:
        """What was told of the disk."""
        return [event.reason for event in self.told if isinstance(event, StorageTrouble)]

    async def _transport(self) -> Transport:
        return self.radio

    def _publish(self, event: EngineEvent) -> None:
        self.told.append(event)
        if isinstance(event, SessionStarted):
            self.endings.pop(event.activity_id, None)  # it was stopped by mistake and runs on
        if isinstance(event, ConnectionChanged) and event.state in self.when_link_is:
            asyncio.get_running_loop().call_soon(self.when_link_is.pop(event.state))
        if isinstance(event, SnapshotTaken) and event.snapshot.status is LiveStatus.FINISHED:
            feed, activity_id = self.engine._feed, self.engine._activity_id
            assert activity_id is not None
            self.endings[activity_id] = Ending.of_session(feed.session)


Play = Callable[[Stage], Awaitable[None]]


def play(home: Path, story: Play, fallbacks: tuple[RememberedSensor, ...] = ()) -> Stage:
    """Plays a story in virtual time: Sidebeat lives from its beginning to its end, and then is closed."""

    async def on_stage() -> Stage:
        strap = SimulatedStrap(beating_heart, address=ADDRESS)
        second = SimulatedStrap(
            heart_at_fallback, address=FALLBACK.address, name=FALLBACK.name, serial_number="S2"
        )
        radio = SimulatedRadio([strap, second])
        stage = Stage(Folders.locate(home), StageClocks(), strap, second, radio, fallbacks)
        await stage.begin_life()
        await story(stage)
        await stage.end_life()
        return stage

    return virtual_time.run(on_stage())


def replayed(stage: Stage, activity_id: int) -> Activity:
    """The activity as computed from the disk, by a reader of its own."""
    from app.storage.history import History

    return replay(History(stage.folders).recording(activity_id), translate)


def kept_notifications(stage: Stage) -> list[Notification]:
    """All that is on disk, in the order in which it was recorded."""
    with closing(sqlite3.connect(stage.folders.database)) as connection:
        rows = connection.execute(
            "SELECT at_us, utc_us, address, characteristic, payload FROM notification"
            " JOIN sensor USING (sensor_id) ORDER BY notification_id"
        ).fetchall()
    return [Notification(*row) for row in rows]
