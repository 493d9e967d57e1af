"""Finished activities for the tests: level stretches at 1 Hz, with real numbers in the summary."""

from datetime import datetime, timedelta, timezone

from app.domain.activity import Activity, ActivitySummary, Pause
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.counted_intervals import counted_intervals
from app.domain.samples import HeartRateSample
from app.domain.training_load import TimeInZone, TrainingLoad
from app.domain.zones import ZoneModelName, zone_model

CORE = HeartRateConstants(resting_bpm=50, max_bpm=190, threshold_bpm=169, sex=Sex.MALE)
MORNING = datetime(2026, 11, 3, 7, 30, tzinfo=timezone(timedelta(hours=1)))


def level(minutes: float, bpm: float, *, from_s: float = 0.0) -> tuple[HeartRateSample, ...]:
    """A reading a second, both ends included."""
    return tuple(HeartRateSample(from_s + second, bpm, "strap") for second in range(round(minutes * 60) + 1))


def finished(
    samples: tuple[HeartRateSample, ...],
    *,
    constants: HeartRateConstants = CORE,
    pauses: tuple[Pause, ...] = (),
    started_at: datetime = MORNING,
) -> Activity:
    """The activity that these readings amount to, in zones of the six-zone threshold model."""
    load, zones = TrainingLoad(constants), TimeInZone(zone_model(ZoneModelName.THRESHOLD6, constants))
    for interval in counted_intervals(samples, pauses):
        load.count(interval.duration_s, interval.earlier_bpm, interval.later_bpm)
        zones.count(interval.duration_s, interval.earlier_bpm)
    elapsed_s = samples[-1].elapsed_s if samples else 0.0
    timer_s = elapsed_s - sum(pause.end_s - pause.start_s for pause in pauses)
    counted_s = sum(zone.seconds for zone in zones.times())
    summary = ActivitySummary(
        elapsed_s=elapsed_s,
        timer_s=timer_s,
        counted_s=counted_s,
        coverage=counted_s / timer_s if timer_s else None,
        average_bpm=None,
        max_bpm=None,
        min_bpm=None,
        training_load=load.value,
        load_is_estimated=False,
        banister_trimp=load.banister_trimp,
        edwards_trimp=0.0,
        lucia_trimp=0.0,
        time_in_zone=zones.times(),
    )
    return Activity("identity", "outdoor_run", 1, 0, started_at, constants, samples, pauses, (), (), summary)
