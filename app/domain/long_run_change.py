"""What one day did to the long run (domain.md, "Long-term load"): it describes change, no more."""

from collections.abc import Iterable
from datetime import date

from app.domain.frozen import frozen
from app.domain.long_term_load import BASE_FITNESS_DAYS, SessionLoad, long_term_load


@frozen
class LongRunChange:
    """The day's end against the evening before. `is_estimated`: the athlete's own estimate still counts."""

    base_fitness_before: float
    base_fitness: float
    load_ratio: float | None
    is_estimated: bool


def long_run_change(
    sessions: Iterable[SessionLoad], day: date, *, seed: float | None = None
) -> LongRunChange | None:
    """What this day did; None without a seed of the athlete's own or 28 days to take one from."""
    days = long_term_load(sessions, day, seed=seed)
    if not days or days[-1].base_fitness is None:
        return None
    before = days[-2].base_fitness if len(days) > 1 else seed
    if before is None:
        return None
    is_estimated = seed is not None and len(days) < BASE_FITNESS_DAYS
    return LongRunChange(before, days[-1].base_fitness, days[-1].load_ratio, is_estimated)
