"""The intensity of a finished activity, from its samples. An interval belongs to its earlier reading."""

from dataclasses import replace

from app.domain.activity import Activity
from app.domain.counted_intervals import counted_intervals
from app.domain.intensity import Intensity, SessionIntensity, Split
from app.domain.training_load import TrainingLoad
from app.domain.zones import ventilatory_thresholds


def with_intensity(activity: Activity) -> Activity:
    """The activity with its intensity, to be kept with its other numbers."""
    return replace(activity, intensity=intensity_of(activity))


def session_intensity(activity: Activity) -> SessionIntensity:
    """An activity's intensity, on the day on which it began."""
    intensity = activity.intensity or intensity_of(activity)
    return SessionIntensity(activity.started_at.date(), intensity.seconds, intensity.load)


def intensity_of(activity: Activity) -> Intensity:
    """Splits a finished activity by the thresholds of its day."""
    vt1_bpm, vt2_bpm = ventilatory_thresholds(activity.constants)
    seconds = [0.0, 0.0, 0.0]
    totals = [TrainingLoad(activity.constants) for _ in seconds]
    for interval in counted_intervals(activity.samples, activity.pauses):
        place = (interval.earlier_bpm >= vt1_bpm) + (interval.earlier_bpm >= vt2_bpm)
        seconds[place] += interval.duration_s
        totals[place].count(interval.duration_s, interval.earlier_bpm, interval.later_bpm)
    return Intensity(Split(*seconds), Split(*(total.value for total in totals)))
