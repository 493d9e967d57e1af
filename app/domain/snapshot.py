"""What the live session shows: LiveSnapshot (latest wins) and SessionEvents (never dropped)."""

from enum import StrEnum

from app.domain.frozen import frozen


class LiveStatus(StrEnum):
    """Where the session stands. Idle: heart rate is shown, nothing is counted."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"

    @property
    def is_under_way(self) -> bool:
        """Whether a session has been started and not been stopped."""
        return self is LiveStatus.RUNNING or self is LiveStatus.PAUSED


@frozen
class ZoneTime:
    """Seconds counted in one zone. `number` 0 is «below zones» where the model has it."""

    number: int
    name: str
    lower_bpm: int
    seconds: float


@frozen
class LiveSnapshot:
    """Everything the live page shows, at one moment. None means «not known now», never 0.

    Seconds are session seconds, rates per hour. `bpm` is None when the last reading is older than 5 s;
    `suspect` says that the shown reading is not counted yet. `trend_bpm_per_min` is the slope of the last
    30 s. `coverage` is None during the first 60 s. `load_is_estimated`: the athlete's constants are guesses.
    `rmssd_ms` is of the last 60 s, `dfa_alpha1` of 120 s, reckoned every 20 s; rough where many artefacts had
    to be left out. `energy_kcal` is an estimate; None without age, sex and weight.
    `drift_percent` is heart-rate drift, only meaningful at constant effort; None during the first 40 min.
    """

    status: LiveStatus = LiveStatus.IDLE
    elapsed_s: float = 0.0
    timer_s: float = 0.0
    bpm: int | None = None
    suspect: bool = False
    trend_bpm_per_min: float | None = None
    zone: int | None = None
    zone_name: str | None = None
    training_load: float = 0.0
    load_is_estimated: bool = False
    load_per_hour: float | None = None
    target_load: float | None = None
    minutes_left: float | None = None
    minutes_left_is_estimated: bool = False
    average_bpm: float | None = None
    max_bpm: int | None = None
    coverage: float | None = None
    counted_s: float = 0.0
    time_in_zone: tuple[ZoneTime, ...] = ()
    lap_number: int = 1
    lap_elapsed_s: float = 0.0
    sensor_contact: bool | None = None
    source: str | None = None
    rmssd_ms: float | None = None
    dfa_alpha1: float | None = None
    dfa_alpha1_is_rough: bool = False
    energy_kcal: float | None = None
    drift_percent: float | None = None
    target_zone: int | None = None
    target_lower_bpm: int | None = None
    target_upper_bpm: int | None = None


class AlertKind(StrEnum):
    """The alerts of domain.md; the values are the words of `record --json`."""

    ABOVE = "above"
    BELOW = "below"
    BACK = "back"
    CEILING = "ceiling"
    SENSOR_LOST = "sensor_lost"
    SENSOR_BACK = "sensor_back"
    BATTERY_LOW = "battery_low"
    TARGET_REACHED = "target_reached"
    PAUSED_BUT_WORKING = "paused_but_working"
    NOT_STARTED_BUT_WORKING = "not_started_but_working"


@frozen
class Alert:
    """An alert at a moment of the session. `repeated` is true for the one reminder after 60 s."""

    elapsed_s: float
    kind: AlertKind
    bpm: int | None = None
    limit_bpm: int | None = None
    repeated: bool = False


@frozen
class Lap:
    """A finished lap: where it began and ended (session seconds), and what it held."""

    number: int
    start_s: float
    end_s: float
    timer_s: float
    training_load: float
    average_bpm: float | None
    max_bpm: int | None


SessionEvent = Alert | Lap
