"""The live part put together: recorder, source and engine, for real sensors or the demo."""

import asyncio
import importlib
import threading
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from app.domain.recording import Notification, Recording
from app.domain.sensors import ConnectionChanged, SensorDescribed, SensorsInRange
from app.domain.setup import SessionSetup
from app.engine.engine import Engine
from app.engine.events import EngineEvent
from app.engine.paced_loop import PacedLoop
from app.engine.ports import Link, SensorMemory
from app.engine.thread import EngineThread, LoopFactory, Publish
from app.sources.bluetooth import BluetoothSource, MakeTransport
from app.sources.translation import translate
from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import Clocks, local_offset_s, system_clocks
from app.wiring.care import StoreCare
from app.wiring.computing import compute
from app.wiring.exporting import FitExporter
from app.wiring.left_behind import complete_left_behind
from ble.transport import LinkError, Transport

if TYPE_CHECKING:
    from app.engine.recompute import Recomputation
    from app.wiring.linking import Names, RecordedSessions


def everyone(_athlete: str) -> None:
    """One history, whoever trained."""


class LiveEngine(EngineThread):
    """The engine's thread together with the recorder it writes to, and the store's care."""

    def __init__(
        self,
        make_engine: Callable[[Publish], Engine],
        publish: Publish,
        loop_factory: LoopFactory | None,
        recorder: SqliteRecorder,
        care: StoreCare,
    ) -> None:
        super().__init__(make_engine, publish, loop_factory)
        self._recorder = recorder
        self._care = care

    @property
    def rescued(self) -> Path | None:
        """Once closed: the file with what the disk would not take to the very end, None when it took all."""
        return self._recorder.rescued

    def start(self) -> None:
        """Starts the thread, and with it the store's care; to be called once."""
        super().start()
        self._care.start()

    @property
    def recorder(self) -> SqliteRecorder:
        """What it writes to, for imports and changes of the past; from worker threads."""
        return self._recorder

    def recomputation(self) -> "Recomputation":
        """What history would be with other constants; to be used from a worker thread."""
        from app.engine.recompute import Recomputation  # noqa: PLC0415 - when constants change
        from app.wiring.recomputing import StoredSessions  # noqa: PLC0415 - as above

        return Recomputation(StoredSessions(self._recorder), compute)

    def close(self, timeout_s: float = 10.0) -> bool:
        """Finishes what runs, lets go of the sensor, closes the recording; False if the engine was late."""
        in_time = super().close(timeout_s)
        self._recorder.close()
        self._care.close()
        return in_time


def open_live(
    folders: Folders,
    idle_setup: SessionSetup,
    memory: SensorMemory,
    publish: Callable[[EngineEvent], None],
    *,
    command: str,
    speed: float = 1.0,
    tells_each_second: bool = True,
    names: "Names" = everyone,
) -> LiveEngine:
    """Opens the recorder and makes the engine, not started yet. StorageError if the store cannot be used.

    `names`: whose imported files a session of that athlete is compared with at its end.
    """
    clocks, loop = _time(speed)
    try:
        recorder = SqliteRecorder.open(folders, clocks, command=command)
    except StorageError:
        if loop is not None:
            loop.close()
        raise
    exporter = FitExporter(folders.exports)
    link = _lazy_link(recorder, folders, names)
    make_transport = demo_transport(idle_setup) if idle_setup.is_demo else bluetooth_transport

    def make_engine(tell: Publish) -> Engine:
        return Engine(
            clock=recorder.clock,
            recorder=recorder,
            source=BluetoothSource(
                make_transport, lambda: (recorder.clock.now_us(), clocks.utc_us()), Random()
            ),
            translate=translate,
            compute=compute,
            exporter=exporter,
            memory=memory,
            publish=tell,
            idle_setup=idle_setup,
            utc_offset_s=recorder.clock.utc_offset_s,
            tells_each_second=tells_each_second,
            link=link,
        )

    loop_factory = None if loop is None else lambda: loop
    mend = partial(complete_left_behind, recorder, exporter, link)
    care = StoreCare(folders, recorder, publish, mend, partial(_refresh, recorder, folders))
    return LiveEngine(make_engine, publish, loop_factory, recorder, care)


def _refresh(recorder: SqliteRecorder, folders: Folders, closing: threading.Event) -> None:
    from app.storage.history import History  # noqa: PLC0415 - half a minute after the start, not before
    from app.wiring.refreshing import refresh_numbers  # noqa: PLC0415 - as above

    refresh_numbers(recorder, History(folders), closing)


def _lazy_link(recorder: SqliteRecorder, folders: Folders, names: "Names") -> Link:
    """Loaded with the first finished session: NumPy, and the history."""
    made: list[RecordedSessions] = []

    def link(activity_id: int) -> None:
        from app.storage.history import History  # noqa: PLC0415 - after a session, not before
        from app.wiring.linking import RecordedSessions  # noqa: PLC0415 - as above

        if not made:
            made.append(RecordedSessions(recorder, History(folders), names))
        made[0].link(activity_id)

    return link


def replaying(recording: Recording, publish: Callable[[EngineEvent], None], speed: float) -> EngineThread:
    """An engine that tells this recording again, not started yet."""
    from app.engine.replay_engine import ReplayEngine  # noqa: PLC0415 - no live session needs it

    def make_engine(tell: Publish) -> ReplayEngine:
        return ReplayEngine(recording, translate, tell)

    return EngineThread(make_engine, publish, lambda: PacedLoop(speed))


async def bluetooth_transport() -> Transport:
    """The real radio; bleak is imported beside the loop, since that takes a while."""
    module = await asyncio.to_thread(importlib.import_module, "ble.bleak_transport")
    transport: Transport = module.BleakTransport()
    return transport


async def look(make_transport: MakeTransport, seconds: float, *, show_all: bool) -> SensorsInRange:
    """Scans for so long, without an engine: the last word of the scan."""
    ears = _ScanEars()
    source = BluetoothSource(make_transport, lambda: (0, 0), Random())
    source.attach(ears)
    source.scan(show_all=show_all, seconds=seconds)
    found = await ears.finished
    await source.close()
    return found


class _ScanEars:
    """Listens to a scan only."""

    def __init__(self) -> None:
        self.finished: asyncio.Future[SensorsInRange] = asyncio.get_running_loop().create_future()

    def in_range(self, sensors: SensorsInRange) -> None:
        if sensors.finished and not self.finished.done():
            self.finished.set_result(sensors)

    def notified(self, notification: Notification) -> None:
        """No sensor is connected."""

    def connection_changed(self, change: ConnectionChanged) -> None:
        """No sensor is connected."""

    def described(self, description: SensorDescribed) -> None:
        """No sensor is connected."""


async def adapter_problem() -> str | None:
    """Why the real radio cannot be used (a LinkFailure's value), None when it can scan."""
    transport = await bluetooth_transport()
    try:
        async with transport.scan(heart_rate_only=True):
            return None
    except LinkError as error:
        return error.reason.value


def demo_transport(setup: SessionSetup) -> MakeTransport:
    """A simulated radio with one strap, worn by an athlete of these constants."""
    from app.domain.heart_model import HeartTraits  # noqa: PLC0415 - a real heart needs no model
    from app.sources.simulator import demo_radio  # noqa: PLC0415 - as above

    constants = setup.constants
    traits = HeartTraits(resting_bpm=constants.resting_bpm, max_bpm=constants.max_bpm)

    async def make() -> Transport:
        return demo_radio(Random(), traits)

    return make


def _time(speed: float) -> tuple[Clocks, PacedLoop | None]:
    """The machine's clocks and loop, or a loop that runs faster with clocks that follow it."""
    if speed == 1.0:
        return system_clocks(), None
    loop = PacedLoop(speed)
    began_utc_us = time.time_ns() // 1000

    def loop_us() -> int:
        return round(loop.time() * 1e6)

    clocks = Clocks(
        boot_id=f"paced {uuid.uuid4()}",
        clock_us=loop_us,
        utc_us=lambda: began_utc_us + loop_us(),
        utc_offset_s=local_offset_s,
    )
    return clocks, loop
