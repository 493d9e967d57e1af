"""What a coach wants to see on one page: the last twelve weeks, in numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from app.domain.activity_row import ActivityRow
from app.domain.constants_changes import ConstantsChange
from app.domain.frozen import frozen
from app.domain.intensity import SessionIntensity
from app.domain.load_planning import WeeklyGuide
from app.domain.long_run import LongRun, load_row
from app.domain.long_term_load import LoadDay
from app.domain.recording import SessionStatus

REPORT_DAYS = 84
MOST_SESSIONS = 18  # the newest: more do not fit a page


@frozen
class Planned:
    """What a session was to be; None: it was not said."""

    load: float | None = None
    minutes: float | None = None


@frozen
class ReportedSession:
    """One session as it was planned and done."""

    row: ActivityRow
    planned: Planned


@frozen
class ReportedWeek:
    """From Monday on: the loads by activity type, the guide for it, hours and sessions."""

    monday: date
    loads: tuple[tuple[str, float], ...]
    guide: WeeklyGuide | None
    hours: float
    sessions: int

    @property
    def load(self) -> float:
        """All of it."""
        return sum(load for _, load in self.loads)


@frozen
class ReportedType:
    """What one activity type amounts to."""

    key: str
    load: float
    hours: float
    sessions: int


@frozen
class CoachReport:
    """`days` are those of the report; `sessions` the newest first; `coverage` is None without heart rate."""

    athlete: str
    days: tuple[LoadDay, ...]
    weeks: tuple[ReportedWeek, ...]
    types: tuple[ReportedType, ...]
    sessions: tuple[ReportedSession, ...]
    session_count: int
    coverage: float | None
    changes: tuple[ConstantsChange, ...]
    split: SessionIntensity | None
    off_season_from: date | None


def coach_report(
    athlete: str,
    run: LongRun,
    rows: Iterable[ActivityRow],
    *,
    planned: Mapping[int, Planned],
    changes: Sequence[ConstantsChange],
    split: SessionIntensity | None,
) -> CoachReport:
    """The report on the last days of a long run; `rows` are the history's, newest first."""
    days = run.days[-REPORT_DAYS:]
    first = days[0].day if days else date.max
    recent = [row for row in rows if row.status is SessionStatus.FINISHED and row.started_at.date() >= first]
    return CoachReport(
        athlete=athlete,
        days=days,
        weeks=tuple(_weeks(run, days, recent)),
        types=tuple(_types(recent)),
        sessions=tuple(
            ReportedSession(row, planned.get(row.activity_id, Planned())) for row in recent[:MOST_SESSIONS]
        ),
        session_count=len(recent),
        coverage=_coverage(recent),
        changes=tuple(each for each in changes if each.day >= first),
        split=split,
        off_season_from=run.off_season_from,
    )


def _weeks(run: LongRun, days: Sequence[LoadDay], rows: Sequence[ActivityRow]) -> Iterable[ReportedWeek]:
    loads: dict[date, dict[str, float]] = {}
    for day in days:
        of_week = loads.setdefault(_monday(day.day), defaultdict(float))
        for key, load in day.by_activity_type:
            of_week[key] += load
    for monday, of_week in loads.items():
        done = [row for row in rows if _monday(row.started_at.date()) == monday]
        begins = max(monday, days[0].day)
        yield ReportedWeek(
            monday, tuple(sorted(of_week.items())), run.guide_on(begins), _hours(done), len(done)
        )


def _types(rows: Sequence[ActivityRow]) -> list[ReportedType]:
    by_type: dict[str, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        by_type[load_row(row).session.activity_type].append(row)
    types = [
        ReportedType(key, sum(row.load_that_counts or 0.0 for row in done), _hours(done), len(done))
        for key, done in by_type.items()
    ]
    return sorted(types, key=lambda each: -each.load)


def _hours(rows: Iterable[ActivityRow]) -> float:
    """Without pauses; an activity recorded twice once."""
    return sum(row.timer_s or row.elapsed_s for row in rows if not row.is_carried) / 3600


def _coverage(rows: Iterable[ActivityRow]) -> float | None:
    """Counted of unpaused time, over all sessions that have a heart rate."""
    measured = [row for row in rows if row.counted_s and row.timer_s]
    timer_s = sum(row.timer_s or 0.0 for row in measured)
    return sum(row.counted_s or 0.0 for row in measured) / timer_s if timer_s > 0 else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
