"""The long run of a history: its sessions, every day since the first, and what the last week amounts to."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from app.domain.activity_row import ActivityRow
from app.domain.frozen import frozen
from app.domain.load_attribution import Attribution, why_it_moved
from app.domain.long_term_load import LoadDay, SessionLoad, imported_until, long_term_load, seed_of_days
from app.domain.monotony import WeekMonotony, week_monotony
from app.domain.recording import SessionStatus

_UNKNOWN_TYPE = "activity"


@frozen
class LongRun:
    """`days` are every calendar day from the first session on; `seed` is None while nothing can be said."""

    sessions: tuple[SessionLoad, ...]
    days: tuple[LoadDay, ...]
    seed: float | None

    def why(self, earlier: date, later: date) -> Attribution | None:
        """What moved Base Fitness between two days; None while it is not known."""
        if self.seed is None or not self.days:
            return None
        return why_it_moved(self.sessions, earlier, later, first_day=self.days[0].day, seed=self.seed)

    def last_week(self) -> WeekMonotony | None:
        """The monotony of the last 7 days; None before there are so many."""
        if len(self.days) < 7:
            return None
        return week_monotony([day.training_load for day in self.days[-7:]])


def long_run(rows: Iterable[ActivityRow], last_day: date, given_seed: float | None) -> LongRun:
    """The history up to `last_day`; `given_seed` is the athlete's own estimate, load per day."""
    finished = [row for row in rows if row.status is SessionStatus.FINISHED]
    sessions = tuple(session_of(row) for row in finished)
    until = imported_until(_imported_days(finished), last_day)
    days = long_term_load(sessions, last_day, seed=given_seed, imported_until=until)
    seed = seed_of_days([day.training_load for day in days]) if given_seed is None else given_seed
    return LongRun(sessions, days, seed)


def session_of(row: ActivityRow) -> SessionLoad:
    """A history row's part in the long run."""
    return SessionLoad(
        row.started_at.date(),
        row.identity,
        row.activity_type or _UNKNOWN_TYPE,
        row.load_that_counts or 0.0,
        bool(row.load_is_estimated),
    )


def _imported_days(rows: Iterable[ActivityRow]) -> dict[str, list[date]]:
    """By what wrote the files, the days that they tell of."""
    days: dict[str, list[date]] = defaultdict(list)
    for row in rows:
        if row.is_imported:
            days[row.recorder or ""].append(row.started_at.date())
    return days
