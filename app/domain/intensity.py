"""Intensity split: easy below VT1, medium below VT2, hard from VT2, whatever the zone model (Seiler 2010)."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.activity import Activity
from app.domain.counted_intervals import counted_intervals
from app.domain.frozen import frozen
from app.domain.training_load import TrainingLoad
from app.domain.zones import ventilatory_thresholds

SPLIT_OVER_DAYS = 28


@frozen
class Split:
    """Seconds or load by intensity."""

    easy: float = 0.0
    medium: float = 0.0
    hard: float = 0.0

    def __add__(self, other: "Split") -> "Split":
        return Split(self.easy + other.easy, self.medium + other.medium, self.hard + other.hard)

    def shares(self) -> "Split | None":
        """Each as a share of the whole, 0 to 1; None where there is nothing to share."""
        whole = self.easy + self.medium + self.hard
        return Split(self.easy / whole, self.medium / whole, self.hard / whole) if whole > 0 else None


@frozen
class SessionIntensity:
    """One activity's counted seconds and load by intensity."""

    day: date
    seconds: Split
    load: Split


def session_intensity(activity: Activity) -> SessionIntensity:
    """Splits a finished activity by the thresholds of its day. An interval belongs to its earlier reading."""
    vt1_bpm, vt2_bpm = ventilatory_thresholds(activity.constants)
    seconds = [0.0, 0.0, 0.0]
    totals = [TrainingLoad(activity.constants) for _ in seconds]
    for interval in counted_intervals(activity.samples, activity.pauses):
        place = (interval.earlier_bpm >= vt1_bpm) + (interval.earlier_bpm >= vt2_bpm)
        seconds[place] += interval.duration_s
        totals[place].count(interval.duration_s, interval.earlier_bpm, interval.later_bpm)
    return SessionIntensity(
        activity.started_at.date(), Split(*seconds), Split(*(total.value for total in totals))
    )


def split_over_28_days(sessions: Iterable[SessionIntensity], last_day: date) -> SessionIntensity:
    """The sessions of the 28 days up to `last_day`, added up; `seconds` is the split shown by default."""
    first_day = last_day - timedelta(days=SPLIT_OVER_DAYS - 1)
    recent = [session for session in sessions if first_day <= session.day <= last_day]
    return SessionIntensity(
        last_day,
        sum((session.seconds for session in recent), Split()),
        sum((session.load for session in recent), Split()),
    )
