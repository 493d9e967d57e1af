"""A long session at accelerated time through the real engine and the real window, watched hour by hour.

    python -m benchmarks.children.long_session HOME HOURS SPEED

Tells one row after each hour (in a session shorter than two hours: each half), namely what the process holds
then, and what a heartbeat cost since the row before; all of them again at the end.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from app.domain.session_setups import session_setup
from app.domain.snapshot import LiveStatus
from app.engine.events import EngineEvent, SessionFinished, SnapshotTaken
from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME
from app.ui.application import run_window
from app.ui.display import check_window
from app.ui.window_options import RunningEngine, WindowOptions
from app.wiring.house import House, SettingsKeeper
from app.wiring.live import open_live
from benchmarks.children.told import tell

Publish = Callable[[EngineEvent], None]
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True, slots=True)
class Row:
    """What the process held at a moment of the session, and what it had cost since the row before."""

    elapsed_s: float
    memory_mb: float
    handles: int
    threads: int
    none_references: int
    heartbeats: int
    beat_ms: float
    busy: float


class Watch(QObject):
    """Stands between engine and window, and looks at the process once in each stretch of the session."""

    _over = Signal()

    def __init__(self, stretch_s: float) -> None:
        super().__init__()
        self._over.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)
        self.rows: list[Row] = []
        self.finish_s = 0.0
        self._stretch_s = stretch_s
        self._heartbeats = 0
        self._cpu_s = self._wall_s = 0.0

    def look(self, event: EngineEvent) -> None:
        """Called for each event, in the engine's thread."""
        if isinstance(event, SessionFinished):
            self.finish_s = time.perf_counter() - self._wall_s
            self._over.emit()
        elif isinstance(event, SnapshotTaken) and event.snapshot.status is LiveStatus.RUNNING:
            if not self._cpu_s:
                self._begin(event)
            elif event.snapshot.elapsed_s >= (len(self.rows) + 1) * self._stretch_s:
                self.rows.append(self._row(event))
                tell(row=asdict(self.rows[-1]))
                self._begin(event)
        elif isinstance(event, SnapshotTaken) and event.snapshot.status is LiveStatus.FINISHED:
            self._begin(event)

    def _begin(self, taken: SnapshotTaken) -> None:
        self._cpu_s, self._wall_s = time.process_time(), time.perf_counter()
        self._heartbeats = taken.notifications

    def _row(self, taken: SnapshotTaken) -> Row:
        cpu_s, wall_s = time.process_time() - self._cpu_s, time.perf_counter() - self._wall_s
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return Row(
            elapsed_s=taken.snapshot.elapsed_s,
            memory_mb=pages * PAGE_MB,
            handles=sum(1 for _ in Path("/proc/self/fd").iterdir()),
            threads=threading.active_count(),
            none_references=sys.getrefcount(None),
            heartbeats=taken.notifications,
            beat_ms=cpu_s * 1e3 / max(1, taken.notifications - self._heartbeats),
            busy=cpu_s / wall_s,
        )


def main(home: Path, hours: float, speed: float) -> None:
    """Runs the window until its session is over."""
    house = House.open(home, demo=True, athlete=None)
    setup = session_setup(house.profile(), house.activity_type(None), is_demo=True)
    watch = Watch(3600.0 if hours >= 2 else hours * 1800.0)

    def make_engine(publish: Publish) -> RunningEngine:
        def watched(event: EngineEvent) -> None:
            publish(event)
            watch.look(event)

        keeper = SettingsKeeper(house.folders.settings, house.settings)
        engine = open_live(house.folders, setup, keeper, watched, command="soak", speed=speed)
        engine.select_sensor(DEMO_ADDRESS, DEMO_NAME)
        engine.start_session(setup, at_first_reading=True, duration_s=hours * 3600.0 + 30.0)
        return engine

    run_window(make_engine, WindowOptions(setup), check_window())
    tell(rows=[asdict(row) for row in watch.rows], finish_s=watch.finish_s)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
