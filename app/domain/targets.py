"""Targets: minutes left, the same work in another activity, the athlete's easy run (domain.md, Targets)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from app.domain.activity import Activity
from app.domain.athlete import HeartRateConstants, percent_of
from app.domain.averages import median
from app.domain.counted_intervals import counted_intervals
from app.domain.frozen import frozen
from app.domain.training_load import TimeInZone, TrainingLoad
from app.domain.zones import ZoneModel, ZoneModelName, zone_model

SETTLING_S = 300.0  # before, the mean heart rate is that of a warm-up
LOWEST_LOAD_PER_HOUR = 1.0  # slower than that the end is no time one could name
EASY_RUN_WITHIN_DAYS = 42
EASY_RUN_S = (20 * 60.0, 50 * 60.0)
EASY_RUN_EASY_SHARE = 0.80  # in zones 1 and 2
EASY_RUN_HARD_SHARE = 0.02  # above zone 3
FEWEST_EASY_RUNS = 3
ASSUMED_EASY_RUN_MINUTES = 30.0
ASSUMED_EASY_RUN_PERCENT = 77  # of threshold


@frozen
class MinutesLeft:
    """Minutes until the target at the present rate; `is_estimated`: the heart rate has not settled yet."""

    minutes: float
    is_estimated: bool


def minutes_left(
    *,
    target_load: float,
    training_load: float,
    timer_s: float,
    mean_bpm: float | None,
    target_middle_bpm: float | None,
    load_per_hour: Callable[[float], float],
) -> MinutesLeft | None:
    """Minutes to a load at the 3-min mean heart rate `mean_bpm`; None when the rate is below 1 per hour.

    In the first 5 minutes at the middle of the target zone, where there is one. `load_per_hour` maps bpm to
    load (TrainingLoad.per_hour).
    """
    if training_load >= target_load:
        return MinutesLeft(0.0, is_estimated=False)
    settling = timer_s < SETTLING_S
    bpm = target_middle_bpm if settling and target_middle_bpm is not None else mean_bpm
    per_hour = 0.0 if bpm is None else load_per_hour(bpm)
    if per_hour < LOWEST_LOAD_PER_HOUR:
        return None
    return MinutesLeft(60.0 * (target_load - training_load) / per_hour, is_estimated=settling)


def zone_middle_bpm(model: ZoneModel, number: int, max_bpm: int) -> float:
    """The heart rate in the middle of a zone. KeyError when the model has no such zone.

    The lowest zone reaches down to 0 bpm: it is taken to be as wide as the one above it. The highest ends at
    the maximum, or is its first beat where it begins above that.
    """
    lower_bpm, above_bpm = model.bounds(number)
    if above_bpm is None:
        return (lower_bpm + max(lower_bpm, max_bpm)) / 2
    if lower_bpm == 0:
        next_lower_bpm, next_above_bpm = _zone_from(model, above_bpm)
        width_bpm = (max_bpm + 1 if next_above_bpm is None else next_above_bpm) - next_lower_bpm
        lower_bpm = max(0, above_bpm - max(1, width_bpm))
    return (lower_bpm + above_bpm - 1) / 2


def _zone_from(model: ZoneModel, lower_bpm: int) -> tuple[int, int | None]:
    return model.bounds(model.zone_at(lower_bpm).number)


@frozen
class Substitute:
    """The same time at the same intensity in another activity, in that activity's own zones."""

    minutes: float
    zone: int
    lower_bpm: int
    upper_bpm: int | None
    middle_bpm: float
    load: float


def equal_time_and_intensity(
    minutes: float, zone: int, model: ZoneModel, constants: HeartRateConstants
) -> Substitute:
    """What `minutes` in a zone are in an activity with these zones and constants. KeyError: no such zone."""
    lower_bpm, upper_bpm = model.bounds(zone)
    middle_bpm = zone_middle_bpm(model, zone, constants.max_bpm)
    load = minutes / 60.0 * TrainingLoad(constants).per_hour(middle_bpm)
    return Substitute(minutes, zone, lower_bpm, upper_bpm, middle_bpm, load)


@frozen
class PastRun:
    """A past run as far as «like an easy recovery run» asks; zones by the six-zone threshold model."""

    day: date
    timer_s: float
    counted_s: float
    zones_1_and_2_s: float
    above_zone_3_s: float
    training_load: float

    def is_easy(self) -> bool:
        """20 to 50 minutes, nearly all of it in zones 1 and 2, next to nothing above zone 3."""
        shortest_s, longest_s = EASY_RUN_S
        return (
            shortest_s <= self.timer_s <= longest_s
            and self.counted_s > 0
            and self.zones_1_and_2_s >= EASY_RUN_EASY_SHARE * self.counted_s
            and self.above_zone_3_s <= EASY_RUN_HARD_SHARE * self.counted_s
        )


def past_run(activity: Activity) -> PastRun:
    """A finished run, judged by the constants of its day."""
    times = TimeInZone(zone_model(ZoneModelName.THRESHOLD6, activity.constants))
    for interval in counted_intervals(activity.samples, activity.pauses):
        times.count(interval.duration_s, interval.earlier_bpm)
    return PastRun(
        day=activity.started_at.date(),
        timer_s=activity.summary.timer_s,
        counted_s=sum(zone.seconds for zone in times.times()),
        zones_1_and_2_s=times.seconds_in(1) + times.seconds_in(2),
        above_zone_3_s=sum(zone.seconds for zone in times.times() if zone.number > 3),
        training_load=activity.summary.training_load,
    )


@frozen
class EasyRun:
    """The athlete's own easy run: its load and minutes, from so many runs (0: assumed, at `bpm`)."""

    load: float
    minutes: float
    runs: int
    bpm: int | None = None


def easy_run(runs: Iterable[PastRun], today: date, running: HeartRateConstants) -> EasyRun:
    """The median of the easy runs of the last 42 days; with fewer than three 30 min at 77 % of threshold."""
    earliest = today - timedelta(days=EASY_RUN_WITHIN_DAYS - 1)
    easy = [run for run in runs if earliest <= run.day <= today and run.is_easy()]
    if len(easy) >= FEWEST_EASY_RUNS:
        load = median([run.training_load for run in easy])
        return EasyRun(load, median([run.timer_s for run in easy]) / 60.0, len(easy))
    bpm = percent_of(ASSUMED_EASY_RUN_PERCENT, running.threshold_bpm)
    load = ASSUMED_EASY_RUN_MINUTES / 60.0 * TrainingLoad(running).per_hour(bpm)
    return EasyRun(load, ASSUMED_EASY_RUN_MINUTES, 0, bpm)
