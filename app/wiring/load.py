"""`load`: the long run, from the history's rows."""

import argparse
from collections import defaultdict
from datetime import date, datetime, timedelta

from app.cli.failure import CannotError
from app.cli.load import TOO_EARLY, print_days, print_reasons
from app.cli.output import line, note
from app.cli.sentences import no_activities
from app.domain.activity_row import ActivityRow
from app.domain.long_run import load_row, long_run
from app.domain.recording import SessionStatus
from app.storage.history import History
from app.wiring.archive import Archive
from app.wiring.house import House

DEFAULT_DAYS = 42


def load(house: House, arguments: argparse.Namespace) -> int:
    """Prints the last days, or why Base Fitness moved between two of them, or writes the coach's page."""
    if arguments.report is not None:
        return _write_report(house, arguments.report)
    rows = [
        row
        for row in Archive(History(house.folders)).rows(since=None, athlete=house.names())
        if row.status is SessionStatus.FINISHED
    ]
    if not rows and house.athlete_name:
        note(no_activities(house.athlete_name))
        return 0
    today = datetime.now().astimezone().date()
    kept = {each.activity_id: each for each in History(house.folders).loads(house.names())}
    loads = [kept.get(row.activity_id) or load_row(row) for row in rows]  # else computed on the spot
    run = long_run(loads, today, house.profile().load_per_day_seed)
    if arguments.why is not None:
        earlier, later = arguments.why
        reasons = run.why(earlier, later)
        if reasons is None:
            raise CannotError(TOO_EARLY)
        print_reasons(earlier, later, reasons, as_json=arguments.json)
        return 0
    first = today - timedelta(days=(arguments.days or DEFAULT_DAYS) - 1)
    shown = [day for day in run.days if day.day >= first]
    print_days(shown, coverage_by_day(rows), as_json=arguments.json)
    return 0


def _write_report(house: House, output: str) -> int:
    from app.wiring.reporting import report_file  # noqa: PLC0415 - a page's templates, for this option alone
    from app.wiring.store_commands import write_named  # noqa: PLC0415 - every file format: as above

    today, types = datetime.now().astimezone().date(), house.settings.activity_types()
    file = report_file(
        History(house.folders), house.profile(), house.names(), types, today=today, say=_as_it_is
    )
    line(str(write_named(output, house.folders.exports, file)))
    return 0


def _as_it_is(words: str) -> str:
    """The terminal speaks English."""
    return words


def coverage_by_day(rows: list[ActivityRow]) -> dict[date, float]:
    """Counted of unpaused seconds, over all sessions of a day."""
    counted: dict[date, float] = defaultdict(float)
    timed: dict[date, float] = defaultdict(float)
    for row in rows:
        counted[row.started_at.date()] += row.counted_s or 0.0
        timed[row.started_at.date()] += row.timer_s or 0.0
    return {day: counted[day] / timer_s for day, timer_s in timed.items() if timer_s > 0}
