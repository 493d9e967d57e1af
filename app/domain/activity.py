"""A finished activity: what a recording, replayed, or an imported file amounts to."""

from datetime import datetime

from app.domain.athlete import HeartRateConstants
from app.domain.cuts import Cut
from app.domain.frozen import frozen
from app.domain.intensity import Intensity
from app.domain.samples import HeartRateSample
from app.domain.snapshot import Alert, Lap, ZoneTime

# Stored with derived numbers; raise it whenever one of them would come out differently: what an earlier
# version computed is then computed anew in the background (app.wiring.refreshing).
# 2: a file's timer is its own; a primary changed by hand is followed; the intensity split is kept.
ALGORITHM_VERSION = 2


@frozen
class Pause:
    """The timer stood still from `start_s` to `end_s` (session seconds)."""

    start_s: float
    end_s: float


@frozen
class MaxSuggestion:
    """The maximum may be higher: `bpm` was reached, and the old maximum passed for `seconds_above`."""

    bpm: int
    seconds_above: float


@frozen
class ActivitySummary:
    """The numbers of an activity. Loads have no unit; None where the file or session cannot tell.

    `gap_s` is timer time without readings. `filled_in_load` is an estimate beside `training_load`, never in
    its place: with every gap between two readings bridged linearly.
    """

    elapsed_s: float
    timer_s: float
    counted_s: float
    coverage: float | None
    average_bpm: float | None
    max_bpm: int | None
    min_bpm: int | None
    training_load: float
    load_is_estimated: bool
    banister_trimp: float
    edwards_trimp: float
    lucia_trimp: float
    time_in_zone: tuple[ZoneTime, ...]
    algorithm_version: int = ALGORITHM_VERSION
    gap_s: float = 0.0
    filled_in_load: float | None = None
    max_suggestion: MaxSuggestion | None = None


@frozen
class Activity:
    """A finished activity. `started_at` is aware and carries the athlete's local offset of that day.

    `samples` are the accepted readings (implausible and dropped ones absent), in order, on session time;
    accepted heart rates only, so a second without one has no sample. `fit_sport`, `fit_sub_sport` are FIT's.
    `identity` is a UUID that survives export and import; `sensor` the name of what measured. `cuts` are the
    stretches that the athlete took out afterwards: no sample lies within one. `intensity` is None until it is
    computed (app.domain.session_intensity).
    """

    identity: str
    activity_type: str
    fit_sport: int
    fit_sub_sport: int
    started_at: datetime
    constants: HeartRateConstants
    samples: tuple[HeartRateSample, ...]
    pauses: tuple[Pause, ...]
    laps: tuple[Lap, ...]
    alerts: tuple[Alert, ...]
    summary: ActivitySummary
    sensor: str | None = None
    manufacturer: str | None = None
    energy_kcal: float | None = None
    cuts: tuple[Cut, ...] = ()
    intensity: Intensity | None = None
