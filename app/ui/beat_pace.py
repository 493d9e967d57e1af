"""BeatPace: which snapshots are worth showing. A tick between two beats is not: the beat shows all."""

from time import monotonic

from app.engine.events import SnapshotTaken

NEXT_BEAT_S = 1.3  # a sensor notifies once a second, with jitter; when none came, the tick is shown


class BeatPace:
    """Looks at every snapshot, in order."""

    def __init__(self) -> None:
        self._before: SnapshotTaken | None = None
        self._beat_s = float("-inf")

    def is_news(self, taken: SnapshotTaken) -> bool:
        """Whether it says more than that another second passed since a beat."""
        before, self._before = self._before, taken
        if taken.arrival_us is not None:
            self._beat_s = monotonic()
        if taken.arrival_us is not None or before is None:
            return True
        was, now = before.snapshot, taken.snapshot
        is_same = (was.status, was.bpm, was.lap_number) == (now.status, now.bpm, now.lap_number)
        return not is_same or monotonic() - self._beat_s >= NEXT_BEAT_S
