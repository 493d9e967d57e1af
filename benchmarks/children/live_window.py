"""The whole application in this process, on a screen, with a simulated strap and a real recording."""

import asyncio
import os
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.engine.events import EngineEvent, SnapshotTaken
from app.engine.paced_loop import PacedLoop
from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME
from app.storage.folders import Folders
from app.ui.application import WindowLife
from app.ui.window_options import RunningEngine, WindowOptions
from app.wiring.house import SettingsKeeper
from app.wiring.live import open_live

SCREEN_PX = (1920, 1080)
NO_WAIT = 1e9  # session seconds in a real one: as fast as the engine can
AS_IN_LIFE = 1.0
LOOK_EVERY_MS = 20


class LiveWindow(QObject):
    """`speed` 1.0 runs on the machine's own clocks, any other on a paced loop that `forward` can hurry."""

    def __init__(self, home: Path, *, speed: float) -> None:
        super().__init__()
        self._speed = speed
        self._setup = session_setup(AthleteProfile(), is_demo=True)
        self._folders = Folders.locate(home, demo=True)
        self._loop: PacedLoop | None = None
        self._forward_to_s: float | None = None
        self._collected: deque[SnapshotTaken] = deque()
        self._arrived = threading.Event()
        self._reached: Callable[[], None] | None = None
        self.elapsed_s = 0.0  # of the session, as last published
        self.arrivals = 0
        self.life = WindowLife(self._make_engine, WindowOptions(self._setup))
        self.window = self.life.window
        self.window.resize(*SCREEN_PX)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_forward)

    @property
    def database(self) -> Path:
        """Where the session is recorded."""
        return self._folders.database

    def forward(self, elapsed_s: float, reached: Callable[[], None]) -> None:
        """Lets the session run to that second without drawing, then goes on at the speed and calls back.

        What the trace would have collected meanwhile it gets all the same.
        """
        self._reached = reached
        self._arrived.clear()
        self._forward_to_s = elapsed_s
        self._look.start()
        if self._loop is not None:
            self._loop.speed = NO_WAIT

    def _make_engine(self, publish: Callable[[EngineEvent], None]) -> RunningEngine:
        keeper = SettingsKeeper(self._folders.settings, Settings())

        def heard(event: EngineEvent) -> None:
            if not isinstance(event, SnapshotTaken) or not self._take(event):
                publish(event)

        engine = open_live(
            self._folders,
            self._setup,
            keeper,
            heard,
            command="sidebeat bench",
            speed=self._speed,
            tells_each_second=False,
        )
        engine.select_sensor(DEMO_ADDRESS, DEMO_NAME)
        engine.start_session(self._setup, at_first_reading=True)
        return engine

    def _take(self, taken: SnapshotTaken) -> bool:
        """In the engine's thread: counts arrivals; whether the window is not to hear of this one yet."""
        if self._loop is None:
            loop = asyncio.get_running_loop()
            self._loop = loop if isinstance(loop, PacedLoop) else None
        self.elapsed_s = taken.snapshot.elapsed_s
        if taken.arrival_us is not None:
            self.arrivals += 1
        return self._pass_over(taken)

    def _pass_over(self, taken: SnapshotTaken) -> bool:
        if self._forward_to_s is None or self._loop is None:
            return False
        self._loop.speed = NO_WAIT
        if taken.arrival_us is not None:
            self._collected.append(taken)
        if self.elapsed_s >= self._forward_to_s:
            self._loop.speed = AS_IN_LIFE
            self._arrived.set()
        return True

    def _look_forward(self) -> None:
        """In Qt's thread: hands over what was collected; goes on as before once the engine has come there."""
        is_over = self._arrived.is_set()
        while self._collected:
            self.window.live.collect(self._collected.popleft())
        if not is_over or self._loop is None:
            return
        self._look.stop()
        self._forward_to_s = None
        self._loop.speed = self._speed
        if self._reached is not None:
            self._reached()


def application() -> QApplication:
    """Qt's application, as Sidebeat sets it up."""
    sys.excepthook = _end_at_once
    made = QApplication([])
    made.setStyle("Fusion")
    made.setQuitOnLastWindowClosed(False)
    return made


def _end_at_once(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Qt would print what a slot raises and wait on for ever."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)
