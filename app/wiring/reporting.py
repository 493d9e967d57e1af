"""The coach's report from a store: what it is made of, and the file."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.domain.coach_report import REPORT_DAYS, coach_report
from app.domain.constants_changes import constants_changes
from app.domain.intensity import SPLIT_OVER_DAYS, SessionIntensity, split_over_28_days
from app.domain.long_run import long_run, off_season_of
from app.domain.profile import AthleteProfile
from app.domain.session_intensity import session_intensity
from app.formats.report_check import check_report
from app.formats.report_html import Say, encode_report, report_name
from app.storage.history import History
from app.wiring.archive import Archive
from app.wiring.exporting import Check


def report_file(
    history: History,
    profile: AthleteProfile,
    names: tuple[str, ...] | None,
    types: Iterable[ActivityType],
    *,
    today: date,
    say: Say,
) -> tuple[str, bytes, Check]:
    """An athlete's last weeks as one page of HTML: its name, its bytes, and their check. StorageError.

    `names` are all names of the athlete, None everyone's. Reads recordings only where nothing is kept.
    """
    rows = history.activities(athlete=names, with_zones=False)
    run = long_run(history.loads(names), today, profile.load_per_day_seed, off_season_of(profile))
    since = datetime.combine(today - timedelta(days=REPORT_DAYS), time()).astimezone()
    report = coach_report(
        profile.name,
        run,
        rows,
        planned=history.planned(since),
        changes=constants_changes(history.constants(names)),
        split=_split(history, rows, names, today),
    )
    return report_name(profile.name, today), encode_report(report, tuple(types), say), check_report


def _split(
    history: History, rows: Iterable[ActivityRow], names: tuple[str, ...] | None, today: date
) -> SessionIntensity:
    """As kept, else of what can be read; without what another recording carries already."""
    first = today - timedelta(days=SPLIT_OVER_DAYS - 1)
    recent = [row for row in rows if row.started_at.date() >= first and not row.is_carried]
    kept = history.intensities(datetime.combine(first - timedelta(days=1), time()).astimezone(), names)
    lacking = Archive(history).computed(row for row in recent if row.activity_id not in kept)
    found = [kept[row.activity_id] for row in recent if row.activity_id in kept]
    return split_over_28_days([*found, *map(session_intensity, lacking)], today)
