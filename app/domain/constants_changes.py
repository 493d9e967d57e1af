"""Changes of the athlete's constants, found among the constants that sessions were computed with.

Nobody writes down when a constant was changed: each session bears those of its day. Resting heart rate is
shared by all activity types; maximum and threshold belong to each (domain.md), and what is suggested from
running's moves with it, so that one change shows up in several types, each at its next session.
"""

from collections.abc import Iterable
from datetime import date

from app.domain.frozen import frozen

FIELDS = ("resting_bpm", "max_bpm", "threshold_bpm")
_SHARED = "resting_bpm"


@frozen
class ConstantsOfDay:
    """What one session was computed with, in bpm; None where that cannot be read any more."""

    day: date
    activity_type: str
    resting_bpm: int | None
    max_bpm: int | None
    threshold_bpm: int | None


@frozen
class ConstantsChange:
    """From this day on one constant was another. `activity_type` is "" for resting, which all types share."""

    day: date
    activity_type: str
    field: str
    before: int
    after: int


def constants_changes(seen: Iterable[ConstantsOfDay]) -> tuple[ConstantsChange, ...]:
    """The changes, oldest first; `seen` is in the order of time.

    A change by as many beats that another type has shown since this one's last session is the same change.
    """
    last: dict[tuple[str, str], tuple[date, int]] = {}
    found: list[ConstantsChange] = []
    for each in seen:
        for field in FIELDS:
            value: int | None = getattr(each, field)
            if value is None:
                continue
            key = ("" if field == _SHARED else each.activity_type, field)
            since, before = last.get(key, (each.day, value))
            last[key] = (each.day, value)
            change = ConstantsChange(each.day, key[0], field, before, value)
            if before != value and not _is_known(change, since, found):
                found.append(change)
    return tuple(found)


def _is_known(change: ConstantsChange, since: date, found: list[ConstantsChange]) -> bool:
    shift = change.after - change.before
    return any(
        each.field == change.field and each.after - each.before == shift and each.day > since
        for each in reversed(found)
    )
