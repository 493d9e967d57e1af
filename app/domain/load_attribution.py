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
    gain = 1.0 - daily
    first, earlier_on, later_on = (day.toordinal() for day in (first_day, earlier_day, later_day))
    last = max(earlier_on, later_on)
    parts = []
    by_type: dict[str, float] = defaultdict(float)
    for session in sessions:
        on = session.day.toordinal()
        if first <= on <= last:
            held = gain * session.training_load
            earlier = held * daily ** (earlier_on - on) if on <= earlier_on else 0.0
            later = held * daily ** (later_on - on) if on <= later_on else 0.0
            parts.append(SessionPart(session, earlier, later))
            by_type[session.activity_type] += later - earlier

    def seed_part(day: int) -> float:
        return seed * daily ** max(0, day - first + 1)

    return Attribution(
        earlier=seed_part(earlier_on) + sum(each.earlier for each in parts),
        later=seed_part(later_on) + sum(each.later for each in parts),
        seed_change=seed_part(later_on) - seed_part(earlier_on),
        by_session=tuple(sorted(parts, key=lambda each: abs(each.later - each.earlier), reverse=True)),
        by_activity_type=tuple(sorted(by_type.items(), key=lambda item: -abs(item[1]))),
    )
