"""An alert machine told second by second, and what it said. Target: zone 2 of a threshold of 169 bpm."""

from dataclasses import replace
from typing import TypedDict, Unpack

from app.domain.alerts import AlertInput, AlertMachine, AlertSettings
from app.domain.snapshot import Alert, AlertKind, LiveStatus

LOWER, ABOVE, MIDDLE = 135, 152, 143.0
SECOND = AlertInput(
    elapsed_s=0.0,
    median_bpm=MIDDLE,
    slope_bpm_per_30s=0.0,
    status=LiveStatus.RUNNING,
    target_lower_bpm=LOWER,
    target_upper_bpm=ABOVE,
    step_duration_s=None,
    training_load=0.0,
    target_load=None,
    battery_percent=None,
)


class Changes(TypedDict, total=False):
    """Fields of AlertInput that a stretch changes."""

    slope_bpm_per_30s: float | None
    status: LiveStatus
    target_lower_bpm: int | None
    target_upper_bpm: int | None
    step_duration_s: float | None
    training_load: float
    target_load: float | None
    battery_percent: int | None
    silence_s: float | None
    zone_s: float
    target_zone_s: float | None
    noise_bpm: float


class Session:
    """Feeds an AlertMachine stretch by stretch and keeps what it said."""

    def __init__(self, settings: AlertSettings | None = None, *, ceiling_bpm: int | None = None) -> None:
        chosen = AlertSettings() if settings is None else settings
        self.machine = AlertMachine(chosen, resting_bpm=60, ceiling_bpm=ceiling_bpm)
        self.said: list[Alert] = []
        self.elapsed_s = 0.0
        self._second = SECOND

    def go(self, seconds: int, bpm: float | None, **changes: Unpack[Changes]) -> "Session":
        """So many seconds at this median; other changes of the input stay until changed again."""
        self._second = replace(self._second, median_bpm=bpm, **changes)
        for _ in range(seconds):
            self.said += self.machine.step(replace(self._second, elapsed_s=self.elapsed_s))
            self.elapsed_s += 1.0
        return self

    def heard(self) -> list[tuple[float, AlertKind]]:
        return [(alert.elapsed_s, alert.kind) for alert in self.said]

    def kinds(self) -> list[AlertKind]:
        return [alert.kind for alert in self.said]


def settled() -> Session:
    """300 s in the middle of the target."""
    return Session().go(300, MIDDLE)
