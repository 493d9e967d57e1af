"""Intensity split: easy below VT1, medium below VT2, hard from VT2, whatever the zone model (Seiler 2010)."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.frozen import frozen

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
class Intensity:
    """An activity's counted seconds and load by intensity."""

    seconds: Split
    load: Split


@frozen
class SessionIntensity:
    """An activity's intensity and its day; or that of many, up to this day."""

    day: date
    seconds: Split
    load: Split


def split_over_28_days(sessions: Iterable[SessionIntensity], last_day: date) -> SessionIntensity:
    """The sessions of the 28 days up to `last_day`, added up; `seconds` is the split shown by default."""
    first_day = last_day - timedelta(days=SPLIT_OVER_DAYS - 1)
    recent = [session for session in sessions if first_day <= session.day <= last_day]
    return SessionIntensity(
        last_day,
        sum((session.seconds for session in recent), Split()),
        sum((session.load for session in recent), Split()),
    )
