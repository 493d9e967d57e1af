"""Long-term load: one entry per local calendar day, two exponentially weighted averages, and what they say.

domain.md, "Long-term load". It describes change; it does not predict injury (Impellizzeri 2020, 2021).
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from app.domain.averages import mean
from app.domain.frozen import frozen

BASE_FITNESS_DAYS = 42
LOAD_IMPACT_DAYS = 7
SEEDING_DAYS = 28  # without a seed of the athlete's own, the mean of so many first days is the seed
TREND_OVER_DAYS = 7
TREND_HOLDS_DAYS = 3  # steady weeks swing by 12 % with the weekday
REGULAR_WITHIN_DAYS = 42
REGULAR_FROM_DAYS = 3  # a source with fewer days of late is no habit whose files could be missing


class TrendWord(StrEnum):
    """What the ratio of the last week amounts to."""

    RESTING = "resting"
    EASING = "easing"
    MAINTAINING = "maintaining"
    BUILDING = "building"
    SHARP_INCREASE = "sharp_increase"


class Hardness(StrEnum):
    """How hard the athlete says they train, for the seed."""

    EASY = "easy"
    MIXED = "mixed"
    HARD = "hard"


@frozen
class SessionLoad:
    """One activity's part in the long run. `day` is its local start date."""

    day: date
    identity: str
    activity_type: str
    training_load: float
    is_estimated: bool = False


@frozen
class LoadDay:
    """One calendar day. Without a seed the averages are None until the first 28 days are over.

    `form` is yesterday's base fitness less its impact. `estimated_share` is of the day's load, 0 to 1.
    """

    day: date
    training_load: float
    estimated_share: float
    by_activity_type: tuple[tuple[str, float], ...]
    base_fitness: float | None
    load_impact: float | None
    load_ratio: float | None
    form: float | None
    trend_word: TrendWord | None
    is_imported: bool


def decay(days: int) -> float:
    """What is left of an average of this time constant after one day: e^(−1/days)."""
    return math.exp(-1.0 / days)


_BASE_FITNESS_GAIN = 1.0 - decay(BASE_FITNESS_DAYS)
_LOAD_IMPACT_GAIN = 1.0 - decay(LOAD_IMPACT_DAYS)


def seed_of_hours(hours_per_week: float, hardness: Hardness) -> float:
    """The athlete's own estimate as load per day: hours × 40, 50 or 60 per week."""
    per_hour = {Hardness.EASY: 40.0, Hardness.MIXED: 50.0, Hardness.HARD: 60.0}[hardness]
    return hours_per_week * per_hour / 7.0


class LoadAverages:
    """Both averages, day by day: the same class for a history and for tomorrow's what-if."""

    __slots__ = ("base_fitness", "load_impact")

    def __init__(self, seed: float = 0.0) -> None:
        self.base_fitness = seed
        self.load_impact = seed

    def add_day(self, training_load: float) -> None:
        """Ends a day with this load; days without training are 0 and must be added too."""
        self.base_fitness += (training_load - self.base_fitness) * _BASE_FITNESS_GAIN
        self.load_impact += (training_load - self.load_impact) * _LOAD_IMPACT_GAIN

    @property
    def form(self) -> float:
        """Base fitness less impact."""
        return self.base_fitness - self.load_impact

    @property
    def load_ratio(self) -> float | None:
        """Impact over base fitness; None where there is no fitness to compare with."""
        return self.load_impact / self.base_fitness if self.base_fitness > 1e-9 else None


class TrendWatch:
    """The word of the 7-day mean ratio; it changes only when the new word has held 3 days."""

    __slots__ = ("_held_days", "_new", "_ratios", "word")

    def __init__(self) -> None:
        self.word: TrendWord | None = None
        self._ratios: deque[float] = deque(maxlen=TREND_OVER_DAYS)
        self._new: TrendWord | None = None
        self._held_days = 0

    def add_day(self, load_ratio: float) -> TrendWord | None:
        """The word after this day; None during the first week."""
        self._ratios.append(load_ratio)
        if len(self._ratios) < TREND_OVER_DAYS:
            return None
        new = trend_word(mean(self._ratios))
        self._held_days = self._held_days + 1 if new is self._new else 1
        self._new = new
        if self.word is None or self._held_days >= TREND_HOLDS_DAYS:
            self.word = new
        return self.word


def trend_word(mean_ratio: float) -> TrendWord:
    """The word for a week's mean ratio."""
    if mean_ratio > 1.5:
        return TrendWord.SHARP_INCREASE
    if mean_ratio >= 1.15:
        return TrendWord.BUILDING
    if mean_ratio >= 0.85:
        return TrendWord.MAINTAINING
    return TrendWord.EASING if mean_ratio >= 0.6 else TrendWord.RESTING


def long_term_load(
    sessions: Iterable[SessionLoad],
    last_day: date,
    *,
    seed: float | None = None,
    imported_until: date | None = None,
) -> tuple[LoadDay, ...]:
    """Every day from the first session's to `last_day`, in order; later sessions are left out.

    `seed` is the athlete's own estimate, load per day. Days after `imported_until` are not imported yet.
    """
    by_day: dict[date, list[SessionLoad]] = defaultdict(list)
    for session in sessions:
        if session.day <= last_day:
            by_day[session.day].append(session)
    if not by_day:
        return ()
    days = tuple(_calendar(min(by_day), last_day))
    loads = [sum(session.training_load for session in by_day.get(day, ())) for day in days]
    start = seed_of_days(loads) if seed is None else seed
    averages = None if start is None else LoadAverages(start)
    trend = TrendWatch()
    result: list[LoadDay] = []
    for day, load in zip(days, loads, strict=True):
        form = averages.form if averages is not None and result else None
        if averages is not None:
            averages.add_day(load)
        is_imported = imported_until is None or day <= imported_until
        done = by_day.get(day, ())
        result.append(_load_day(day, done, averages, form, trend, load=load, is_imported=is_imported))
    return tuple(result)


def seed_of_days(loads: list[float]) -> float | None:
    """The mean of the first 28 days; None as long as there are fewer."""
    return mean(loads[:SEEDING_DAYS]) if len(loads) >= SEEDING_DAYS else None


def _calendar(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _load_day(
    day: date,
    sessions: Sequence[SessionLoad],
    averages: LoadAverages | None,
    form: float | None,
    trend: TrendWatch,
    *,
    load: float,
    is_imported: bool,
) -> LoadDay:
    ratio = None if averages is None else averages.load_ratio
    return LoadDay(
        day=day,
        training_load=load,
        estimated_share=_estimated_share(load, sessions) if load > 0 else 0.0,
        by_activity_type=_by_type(sessions) if sessions else (),
        base_fitness=None if averages is None else averages.base_fitness,
        load_impact=None if averages is None else averages.load_impact,
        load_ratio=ratio,
        form=form,
        trend_word=None if ratio is None else trend.add_day(ratio),
        is_imported=is_imported,
    )


def _estimated_share(load: float, sessions: Sequence[SessionLoad]) -> float:
    return sum(session.training_load for session in sessions if session.is_estimated) / load


def _by_type(sessions: Sequence[SessionLoad]) -> tuple[tuple[str, float], ...]:
    loads: dict[str, float] = defaultdict(float)
    for session in sessions:
        loads[session.activity_type] += session.training_load
    return tuple(sorted(loads.items()))


def imported_until(
    days_by_source: Mapping[str, Iterable[date]], today: date, last_imports: Mapping[str, date] | None = None
) -> date | None:
    """The last day up to which every regularly imported source was heard of; None without such a source.

    Per source the days on which it had an activity, and the day on which its files were last brought in.
    Regular: at least 3 of them in the last 42 days; a source silent for longer has been given up.
    """
    earliest = today - timedelta(days=REGULAR_WITHIN_DAYS - 1)
    last_days = []
    for source, days in days_by_source.items():
        recent = {day for day in days if earliest <= day <= today}
        if len(recent) >= REGULAR_FROM_DAYS:
            brought_in = (last_imports or {}).get(source, date.min)
            last_days.append(max(*recent, min(brought_in, today)))
    return min(last_days, default=None)
