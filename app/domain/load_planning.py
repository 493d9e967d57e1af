"""Planning: which load today, which load a day, which load a week (domain.md, "Long-term load")."""

from app.domain.frozen import frozen
from app.domain.long_term_load import BASE_FITNESS_DAYS, LOAD_IMPACT_DAYS, LoadAverages, decay

BUILDING = (1.0, 1.3)  # of what keeps base fitness level
OFF_SEASON = (0.75, 1.0)  # of what kept it level on the block's first day: a slow decline is expected


@frozen
class WeeklyGuide:
    """A week's load, from and to."""

    at_least: float
    at_most: float


def load_for_ratio(base_fitness: float, load_impact: float, wanted_ratio: float) -> float:
    """The load today that makes today's ratio the wanted one; below 0: even a day of rest leaves it higher.

    ValueError for a ratio that no load reaches (5.66 and more).
    """
    base_kept, impact_kept = decay(BASE_FITNESS_DAYS), decay(LOAD_IMPACT_DAYS)
    gained = (1.0 - impact_kept) - wanted_ratio * (1.0 - base_kept)
    if gained <= 0:
        raise ValueError(f"no load reaches a ratio of {wanted_ratio}")
    return (wanted_ratio * base_fitness * base_kept - load_impact * impact_kept) / gained


def load_for_form(base_fitness: float, load_impact: float, wanted_form: float) -> float:
    """The load today after which base fitness less impact is as wanted; below 0: rest does not reach it."""
    base_kept, impact_kept = decay(BASE_FITNESS_DAYS), decay(LOAD_IMPACT_DAYS)
    return (base_fitness * base_kept - load_impact * impact_kept - wanted_form) / (base_kept - impact_kept)


def daily_load_for_change(base_fitness: float, days: int, wanted_change: float) -> float:
    """The load on each of `days` days that moves base fitness by so much. ValueError without days."""
    if days < 1:
        raise ValueError("a plan needs at least one day")
    return base_fitness + wanted_change / (1.0 - decay(BASE_FITNESS_DAYS) ** days)


def building_week(base_fitness: float) -> WeeklyGuide:
    """A week that keeps or raises the current base fitness."""
    return _guide(BUILDING, base_fitness)


def off_season_week(base_fitness_on_first_day: float) -> WeeklyGuide:
    """A week of an off-season block of cross-training, by the base fitness of the block's first day."""
    return _guide(OFF_SEASON, base_fitness_on_first_day)


def week_guide(base_fitness: float, base_fitness_on_first_day: float | None) -> WeeklyGuide:
    """A week in an off-season block, or (None: there is no block) a building week."""
    if base_fitness_on_first_day is None:
        return building_week(base_fitness)
    return off_season_week(base_fitness_on_first_day)


def after_load(base_fitness: float, load_impact: float, training_load: float) -> LoadAverages:
    """What a day's load makes of the averages of the evening before."""
    averages = LoadAverages()
    averages.base_fitness, averages.load_impact = base_fitness, load_impact
    averages.add_day(training_load)
    return averages


def _guide(shares: tuple[float, float], base_fitness: float) -> WeeklyGuide:
    return WeeklyGuide(shares[0] * 7.0 * base_fitness, shares[1] * 7.0 * base_fitness)
