"""What a heartbeat costs the whole application, at several ages of the session; as JSON.

Each figure is a list: the mean of each batch of beats, one batch after the other.
"""

import sys
from collections.abc import Callable
from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from app.domain.heart_model import DEMO_WORKOUT
from benchmarks.children.costs import processor_s, spent_ms
from benchmarks.children.live_window import LiveWindow, application
from benchmarks.children.stages import stages_ms
from benchmarks.children.told import tell

BEATS_PER_S = 25.0  # slow enough that each is painted by itself, fast enough to be done today
BATCHES, BATCH_BEATS = 6, 40
SETTLED_AFTER_MS = 1000
WORKOUT_S = sum(stage.duration_s for stage in DEMO_WORKOUT)  # then the simulated athlete begins it again
FIRST_S = 60.0


def same_moment_s(hours: float) -> float:
    """The first moment of at least this age at which the athlete does what he did at `FIRST_S`.

    A warm-up, an interval and a rest change other digits at each beat: only like is compared with like.
    """
    return ceil(hours * 3600.0 / WORKOUT_S) * WORKOUT_S + FIRST_S


AGES = {
    "minute 1": FIRST_S,
    "minute 10": 600.0,
    "hour 1": same_moment_s(1),
    "hour 4": same_moment_s(4),
    "hour 12": same_moment_s(12),
}


class Costs(QObject):
    """Forwards to one age after the other, and measures there."""

    def __init__(self, live: LiveWindow) -> None:
        super().__init__()
        self._live = live
        self._ages = list(AGES.items())
        self._paints = 0
        self.told: dict[str, list[float]] = {}
        live.window.live.trace.installEventFilter(self)
        live.window.exposed.connect(self._next_age)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Counts the paints."""
        if event.type() is QEvent.Type.Paint:
            self._paints += 1
        return super().eventFilter(watched, event)

    def _next_age(self) -> None:
        if not self._ages:
            self._live.life.end()
            tell(**self.told, **stages_ms(self._live.database))
            QCoreApplication.quit()
            return
        name, elapsed_s = self._ages.pop(0)
        self._live.forward(
            elapsed_s, lambda: self._after(SETTLED_AFTER_MS, lambda: self._measure(name, BATCHES))
        )

    def _measure(self, name: str, batches: int) -> None:
        before, arrivals, paints = processor_s(), self._live.arrivals, self._paints

        def end() -> None:
            arrived = self._live.arrivals - arrivals
            if arrived < BATCH_BEATS:
                self._after(20, end)
                return
            self._note(f"{name}: painted", (self._paints - paints) / arrived)
            for thread, ms in spent_ms(before, arrived).items():
                self._note(f"{name}: {thread}", ms)
            if batches > 1:
                self._measure(name, batches - 1)
            else:
                self._next_age()

        self._after(round(BATCH_BEATS / BEATS_PER_S * 1e3), end)

    def _note(self, name: str, value: float) -> None:
        self.told.setdefault(name, []).append(value)

    def _after(self, wait_ms: int, act: Callable[[], None]) -> None:
        QTimer.singleShot(wait_ms, act)


def main() -> None:
    qt = application()
    live = LiveWindow(Path(sys.argv[1]), speed=BEATS_PER_S)
    costs = Costs(live)
    live.life.show()
    qt.exec()
    del costs


if __name__ == "__main__":
    main()
