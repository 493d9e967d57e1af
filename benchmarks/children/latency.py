"""How long a reading takes from its arrival to the screen while a session is recorded; as JSON."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from app.domain.heart_model import simulated_heart
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveStatus
from app.engine.events import SnapshotTaken
from app.sources.bluetooth import MakeTransport
from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME, WornHeart
from app.storage.timeline import suspend_proof_us
from app.wiring import live as wiring
from benchmarks.children.live_window import LiveWindow, application
from benchmarks.children.told import tell
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import Transport

INTERVAL_S = (
    0.1  # ten times as fast as a real strap: enough readings in a minute for the slowest of a hundred
)
READINGS = 400
BEFORE = 20  # readings that warm up


class Waits(QObject):
    """Notes which reading the window was handed, and when the paint that shows it was over."""

    def __init__(self, live: LiveWindow) -> None:
        super().__init__()
        self._live = live
        self._page = live.window.live
        self._collect = self._page.collect
        self._handed: list[int] = []
        self._is_due = False
        self._painted_us: list[tuple[int, int]] = []  # on the timeline the arrival, on the clock the paint
        self._page.trace.installEventFilter(self)

    def collect(self, taken: SnapshotTaken) -> None:
        """In place of the page's own, which it calls."""
        self._collect(taken)
        if taken.arrival_us is not None and taken.snapshot.status is LiveStatus.RUNNING:
            self._handed.append(taken.arrival_us)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """A paint begins; it is over when Qt comes back to its loop."""
        if event.type() is QEvent.Type.Paint and self._handed and not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        self._is_due = False
        now_us = suspend_proof_us()
        self._painted_us += [(arrival_us, now_us) for arrival_us in self._handed]
        self._handed.clear()
        if len(self._painted_us) >= BEFORE + READINGS:
            self._page.trace.removeEventFilter(self)
            self._end()

    def _end(self) -> None:
        offset_us = timeline_offset_us(self._live.database)
        waits = sorted(
            (now_us + offset_us - arrival_us) / 1e3 for arrival_us, now_us in self._painted_us[BEFORE:]
        )
        tell(median_ms=waits[len(waits) // 2], p99_ms=waits[int(len(waits) * 0.99)], longest_ms=waits[-1])
        self._live.life.end()
        QCoreApplication.quit()


def timeline_offset_us(database: Path) -> int:
    """What lies between the recorder's timeline and the clock behind it."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        query = "SELECT timeline_us - clock_us FROM segment ORDER BY segment_id DESC"
        return int(connection.execute(query).fetchone()[0])


def fast_radio(_setup: SessionSetup) -> MakeTransport:
    """A radio with a strap that speaks ten times a second."""
    heart = WornHeart(simulated_heart(Random(7)))
    strap = SimulatedStrap(
        heart.measure, address=DEMO_ADDRESS, name=DEMO_NAME, interval_s=INTERVAL_S, random=Random(7)
    )

    async def make() -> Transport:
        return SimulatedRadio([strap])

    return make


def main() -> None:
    qt = application()
    with patch.object(wiring, "demo_transport", fast_radio):
        live = LiveWindow(Path(sys.argv[1]), speed=1.0)
        waits = Waits(live)
        with patch.object(live.window.live, "collect", waits.collect):
            live.life.show()
            qt.exec()


if __name__ == "__main__":
    main()
