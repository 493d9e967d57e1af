"""LiveSession: one session's numbers, updated record by record. Live, replay and review run this same class."""

from app.domain.activity import ActivitySummary, Pause
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.snapshot import Lap, LiveSnapshot, SessionEvent


class LiveSession:
    """Takes records in session-time order; time moves only by them and by `advance` (whole-second ticks).

    Every method that takes `elapsed_s` first advances through all whole seconds up to it, so that replaying the
    same records with any pacing gives bit-identical numbers. A record earlier than the last is moved up to it.
    With `started=False` the session is idle: heart rate, zone and «not started, but working» live, nothing counts.
    """

    def __init__(self, setup: SessionSetup, *, started: bool = True) -> None:
        raise NotImplementedError

    def accept(self, sample: HeartRateSample) -> None:
        """A sample from one of the session's sensors."""

    def advance(self, elapsed_s: float) -> None:
        """Time has come to `elapsed_s`; whole seconds passed are worked through one by one."""

    def pause(self, elapsed_s: float) -> None: ...
    def resume(self, elapsed_s: float) -> None: ...
    def lap(self, elapsed_s: float) -> None: ...
    def sensor_lost(self, elapsed_s: float) -> None:
        """The link broke (distinct from silence, which the session notices itself)."""

    def battery(self, elapsed_s: float, percent: int) -> None: ...

    def finish(self, elapsed_s: float) -> None:
        """Decides what is still suspect, closes the last lap. Nothing is accepted afterwards."""

    def snapshot(self) -> LiveSnapshot:
        """The session now. Cheap: constant time, whatever the session's length."""

    def take_events(self) -> tuple[SessionEvent, ...]:
        """Alerts and finished laps since the last call, in order."""

    def summary(self) -> ActivitySummary: ...
    def accepted_samples(self) -> tuple[HeartRateSample, ...]: ...
    def pauses(self) -> tuple[Pause, ...]: ...
    def laps(self) -> tuple[Lap, ...]: ...
