"""Did it count? A session done in place of another, judged in numbers; the sentence is the screen's."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.frozen import frozen
from app.domain.snapshot import ZoneTime

if TYPE_CHECKING:
    from app.domain.activity import ActivitySummary

MINUTES_WITHIN = 0.10
IN_ZONE_AT_LEAST = 0.80
LOAD_WITHIN = 0.15
_ROUNDING = 1e-9  # 33 of 30 minutes is within 10 %, whatever a float makes of it


class Shortfall(StrEnum):
    """Why a session does not count as the one wanted."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    OUT_OF_ZONE = "out_of_zone"
    TOO_LITTLE_LOAD = "too_little_load"
    TOO_MUCH_LOAD = "too_much_load"
    NO_READINGS = "no_readings"


@frozen
class WantedSession:
    """What was to be done: so many minutes, most of them in a zone, for a load."""

    minutes: float
    zone: int
    load: float


@frozen
class EarlierActivity:
    """A finished activity that another may be like. `activity_type` is its key."""

    activity_id: int
    activity_type: str
    started_at: datetime
    wanted: WantedSession


@frozen
class Verdict:
    """What was done, beside what was wanted. `in_zone_share` is of counted time, None without any."""

    wanted: WantedSession
    minutes: float
    in_zone_share: float | None
    load: float
    shortfalls: tuple[Shortfall, ...]

    @property
    def counts(self) -> bool:
        """Whether it counts as the session wanted."""
        return not self.shortfalls


def wanted_like(summary: "ActivitySummary") -> WantedSession | None:
    """As much as a past activity: its minutes, the zone it was mostly in, its load; None without any."""
    return wanted_session(summary.timer_s, summary.time_in_zone, summary.training_load)


def wanted_session(
    timer_s: float, time_in_zone: Iterable[ZoneTime], training_load: float
) -> WantedSession | None:
    """As much as these numbers of a past activity; None without any heart rate counted."""
    zone = max(time_in_zone, key=lambda time: time.seconds, default=None)
    if zone is None or zone.seconds <= 0:
        return None
    return WantedSession(timer_s / 60.0, zone.number, training_load)


def did_it_count(wanted: WantedSession, done: "ActivitySummary") -> Verdict:
    """Minutes within 10 %, 80 % of them in the wanted zone (by its own model), load within 15 %."""
    minutes = done.timer_s / 60.0
    in_zone_s = sum(time.seconds for time in done.time_in_zone if time.number == wanted.zone)
    share = in_zone_s / done.counted_s if done.counted_s > 0 else None
    checks = {
        Shortfall.TOO_SHORT: minutes < wanted.minutes * (1 - MINUTES_WITHIN) - _ROUNDING,
        Shortfall.TOO_LONG: minutes > wanted.minutes * (1 + MINUTES_WITHIN) + _ROUNDING,
        Shortfall.OUT_OF_ZONE: share is not None and share < IN_ZONE_AT_LEAST - _ROUNDING,
        Shortfall.TOO_LITTLE_LOAD: done.training_load < wanted.load * (1 - LOAD_WITHIN) - _ROUNDING,
        Shortfall.TOO_MUCH_LOAD: done.training_load > wanted.load * (1 + LOAD_WITHIN) + _ROUNDING,
        Shortfall.NO_READINGS: share is None,
    }
    shortfalls = tuple(shortfall for shortfall, found in checks.items() if found)
    return Verdict(wanted, minutes, share, done.training_load, shortfalls)
