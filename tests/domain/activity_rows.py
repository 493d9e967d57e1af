"""A finished line of the history, to be changed where a test needs another."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from app.domain.activity_row import ActivityRow
from app.domain.long_run import LoadRow, load_row
from app.domain.recording import SessionStatus

EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=1)))


def make_row(number: int, days_ago: int = 0, **changes: object) -> ActivityRow:
    """An hour of Ada's on the evening so many days before 2026-11-22."""
    row = ActivityRow(
        activity_id=number,
        identity=f"identity {number}",
        status=SessionStatus.FINISHED,
        started_at=EVENING - timedelta(days=days_ago),
        activity_type="rowing",
        athlete="Ada",
        elapsed_s=3700.0,
        timer_s=3600.0,
        counted_s=3500.0,
        coverage=0.972,
        average_bpm=141.0,
        max_bpm=171,
        min_bpm=88,
        training_load=60.0,
        load_is_estimated=False,
        banister_trimp=80.0,
        edwards_trimp=150.0,
        lucia_trimp=90.0,
        time_in_zone=(),
        source="Polar H10 8C4CA7",
        energy_kcal=None,
        algorithm_version=1,
        deleted_at=None,
    )
    return replace(row, **changes)  # type: ignore[arg-type]  # any field, by name


def load_rows(rows: Iterable[ActivityRow]) -> list[LoadRow]:
    """The part that finished ones have in the long run, as the store tells it."""
    return [load_row(row) for row in rows if row.status is SessionStatus.FINISHED]
