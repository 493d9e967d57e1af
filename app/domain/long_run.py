"""The long run of a history: its sessions, every day since the first, and what the last week amounts to."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.activity_row import ActivityRow
from app.domain.frozen import frozen
from app.domain.load_attribution import Attribution, why_it_moved
from app.domain.load_planning import WeeklyGuide, after_load, week_guide
from app.domain.long_term_load import (
    LoadAverages,
    LoadDay,
    SessionLoad,
    imported_until,
    long_term_load,
    seed_of_days,
)
from app.domain.monotony import WeekMonotony, week_monotony
from app.domain.profile import AthleteProfile

_UNKNOWN_TYPE = "activity"


@frozen
class LoadRow:
    """What the long run needs of one finished activity.

    `is_carried`: its load is 0 since another recording of the same has it. `recorder` is what wrote the file
    that it came from, `imported_on` the day on which that came in; None where there was none.
    """

    activity_id: int
    session: SessionLoad
    is_carried: bool = False
    recorder: str | None = None
    imported_on: date | None = None


@frozen
class LongRun:
    """`days` are every calendar day from the first session on; `seed` is None while nothing can be said.

    `off_season_from` is the first day of the block of cross-training that the athlete is in, if any.
    """

    sessions: tuple[SessionLoad, ...]
    days: tuple[LoadDay, ...]
    seed: float | None
    off_season_from: date | None = None

    def why(self, earlier: date, later: date) -> Attribution | None:
        """What moved Base Fitness between two days; None while it is not known."""
        if self.seed is None or not self.days:
            return None
        return why_it_moved(self.sessions, earlier, later, first_day=self.days[0].day, seed=self.seed)

    def on(self, day: date) -> LoadDay | None:
        """One day of the run; None before its first and after its last."""
        place = (day - self.days[0].day).days if self.days else -1
        return self.days[place] if 0 <= place < len(self.days) else None

    def guide_on(self, day: date) -> WeeklyGuide | None:
        """A week's load for an athlete on this day; None while Base Fitness is not known.

        By the evening before, in an off-season block by the block's first day.
        """
        before = self.on(day - timedelta(days=1))
        if before is None or before.base_fitness is None:
            return None
        first = self.on(self.off_season_from) if self.is_off_season(day) and self.off_season_from else None
        return week_guide(before.base_fitness, None if first is None else first.base_fitness)

    def is_off_season(self, day: date) -> bool:
        """Whether the day lies in the athlete's off-season block."""
        return self.off_season_from is not None and self.off_season_from <= day

    def outlook(self, more: float) -> LoadAverages | None:
        """What the last day ends at with so much load more; None while Base Fitness is not known."""
        if len(self.days) < 2:
            return None
        yesterday, today = self.days[-2:]
        if yesterday.base_fitness is None or yesterday.load_impact is None:
            return None
        return after_load(yesterday.base_fitness, yesterday.load_impact, today.training_load + more)

    def last_week(self) -> WeekMonotony | None:
        """The monotony of the last 7 days; None before there are so many."""
        if len(self.days) < 7:
            return None
        return week_monotony([day.training_load for day in self.days[-7:]])


def long_run(
    loads: Iterable[LoadRow], last_day: date, given_seed: float | None, off_season_from: date | None = None
) -> LongRun:
    """The history up to `last_day`; `given_seed` is the athlete's own estimate, load per day."""
    loads = tuple(loads)
    sessions = tuple(each.session for each in loads)
    days_by_source, last_imports = _imports(loads)
    until = imported_until(days_by_source, last_day, last_imports)
    days = long_term_load(sessions, last_day, seed=given_seed, imported_until=until)
    seed = seed_of_days([day.training_load for day in days]) if given_seed is None else given_seed
    return LongRun(sessions, days, seed, off_season_from)


def off_season_of(profile: AthleteProfile) -> date | None:
    """The first day of the athlete's off-season block; None without one, or where what is kept is no day."""
    try:
        return date.fromisoformat(profile.off_season_from)
    except ValueError:
        return None


def load_row(row: ActivityRow) -> LoadRow:
    """A history row's part in the long run; when its file came in it does not know."""
    session = SessionLoad(
        row.started_at.date(),
        row.identity,
        row.activity_type or _UNKNOWN_TYPE,
        row.load_that_counts or 0.0,
        bool(row.load_is_estimated),
    )
    recorder = (row.recorder or "") if row.is_imported else None
    return LoadRow(row.activity_id, session, row.is_carried, recorder)


def _imports(loads: Iterable[LoadRow]) -> tuple[dict[str, list[date]], dict[str, date]]:
    """By what wrote the files: the days that they tell of, and the day on which some last came in."""
    days: dict[str, list[date]] = defaultdict(list)
    last: dict[str, date] = {}
    for each in loads:
        if each.recorder is None:
            continue
        days[each.recorder].append(each.session.day)
        if each.imported_on is not None and each.imported_on > last.get(each.recorder, date.min):
            last[each.recorder] = each.imported_on
    return days, last
