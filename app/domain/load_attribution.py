"""Why it moved: the change of an average between two days, split exactly by session and by activity type.

The average is linear: B = dⁿ·B₀ + Σ (1 − d)·d^age·load with d = e^(−1/42) (or 7 for the impact). So every
session holds its own part of it on any day, and the parts add up to the average (domain.md, "Why it moved").
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from app.domain.frozen import frozen
from app.domain.long_term_load import BASE_FITNESS_DAYS, SessionLoad, decay


@frozen
class SessionPart:
    """What one session held of the average on either day; 0 before it was done."""

    session: SessionLoad
    earlier: float
    later: float

    @property
    def change(self) -> float:
        """By how much it moved the average."""
        return self.later - self.earlier


@frozen
class Attribution:
    """The average on two days and what moved it; the largest movers first.

    `later - earlier` is the sum of the sessions' changes and of `seed_change`, and of those of the types.
    """

    earlier: float
    later: float
    seed_change: float
    by_session: tuple[SessionPart, ...]
    by_activity_type: tuple[tuple[str, float], ...]


def why_it_moved(
    sessions: Iterable[SessionLoad],
    earlier_day: date,
    later_day: date,
    *,
    first_day: date,
    seed: float,
    average_days: int = BASE_FITNESS_DAYS,
) -> Attribution:
    """Splits the change of the average from the end of one day to the end of another.

    `first_day` is the first of the series, before which the average stood at `seed`.
    """
    daily = decay(average_days)
    last_day = max(earlier_day, later_day)
    parts = []
    for session in sessions:
        if first_day <= session.day <= last_day:
            held = (1.0 - daily) * session.training_load
            before_days, after_days = (earlier_day - session.day).days, (later_day - session.day).days
            earlier = held * daily**before_days if before_days >= 0 else 0.0
            parts.append(SessionPart(session, earlier, held * daily**after_days if after_days >= 0 else 0.0))

    def seed_part(day: date) -> float:
        return seed * daily ** max(0, (day - first_day).days + 1)

    by_type: dict[str, float] = defaultdict(float)
    for each in parts:
        by_type[each.session.activity_type] += each.change
    return Attribution(
        earlier=seed_part(earlier_day) + sum(each.earlier for each in parts),
        later=seed_part(later_day) + sum(each.later for each in parts),
        seed_change=seed_part(later_day) - seed_part(earlier_day),
        by_session=tuple(sorted(parts, key=lambda each: -abs(each.change))),
        by_activity_type=tuple(sorted(by_type.items(), key=lambda item: -abs(item[1]))),
    )
