"""What storage keeps, with the numbers of unfinished sessions computed on the spot, and as files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, find_activity_type
from app.domain.forgotten import HeartRateRecovery
from app.domain.profile import AthleteProfile, constants_for
from app.domain.recording import Recording, SessionStatus
from app.domain.targets import EASY_RUN_WITHIN_DAYS, EasyRun, easy_run, past_run
from app.domain.verdict import WantedSession, wanted_like
from app.engine.recovery import recovery_of
from app.formats.csv_write import encode_csv
from app.formats.fit_write import encode_activity
from app.formats.raw_lines import encode_raw_lines
from app.sources.translation import translate
from app.storage.history import History
from app.wiring.computing import compute
from app.wiring.exporting import Check, export_name, fit_check

RUNS = frozenset({"outdoor_run", "treadmill"})

ExportedFile = tuple[str, bytes, Check]
"""The name, the bytes, and the check that what was written can be read again."""


class Archive:
    """Read side of everything recorded. KeyError for an activity that is not there; StorageError."""

    def __init__(self, history: History) -> None:
        self._history = history

    def rows(
        self, *, since: datetime | None, athlete: tuple[str, ...] | None, in_bin: bool = False
    ) -> list[ActivityRow]:
        """Newest first, all with numbers; or those in the bin. `athlete`: all names, or everyone."""
        rows = self._history.activities(since=since, athlete=athlete, in_bin=in_bin)
        return [self._with_numbers(row) for row in rows]

    def row(self, activity_id: int) -> ActivityRow:
        """One line of the history, with numbers."""
        return self._with_numbers(self._history.activity(activity_id))

    def recording(self, activity_id: int) -> Recording:
        """One session as recorded."""
        return self._history.recording(activity_id)

    def activity(self, activity_id: int) -> Activity:
        """One activity, computed from its recording."""
        return compute(self.recording(activity_id))

    def recovery(self, activity_id: int) -> HeartRateRecovery | None:
        """How far the heart came down after a recorded session's stop."""
        return recovery_of(self.recording(activity_id), translate)

    def wanted_like(self, activity_id: int) -> WantedSession:
        """As much as this activity. KeyError; ValueError when nothing of it was counted."""
        wanted = wanted_like(self.activity(activity_id).summary)
        if wanted is None:
            raise ValueError(f"activity {activity_id} holds no heart rate")
        return wanted

    def easy_run(self, profile: AthleteProfile, today: date) -> EasyRun:
        """The athlete's own easy run, from the runs of the last 42 days."""
        running = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "outdoor_run")
        since = datetime.combine(today - timedelta(days=EASY_RUN_WITHIN_DAYS), time()).astimezone()
        rows = self._history.activities(since=since, athlete=profile.names)
        runs = self.computed(row for row in rows if row.activity_type in RUNS)
        return easy_run(map(past_run, runs), today, constants_for(profile, running))

    def computed(self, rows: Iterable[ActivityRow]) -> Iterator[Activity]:
        """The finished ones, each once however often it was recorded; what cannot be read is left out."""
        for row in rows:
            if row.status is SessionStatus.FINISHED and not row.is_carried:
                with suppress(KeyError, ValueError):  # gone meanwhile; a damaged file or setup
                    yield self.activity(row.activity_id)

    def file(self, activity_id: int, kind: str) -> ExportedFile:
        """An activity as a fit, csv or raw file."""
        return _KINDS[kind](self.recording(activity_id))

    def _with_numbers(self, row: ActivityRow) -> ActivityRow:
        if row.training_load is not None:
            return row
        try:
            activity = self.activity(row.activity_id)
        except (KeyError, ValueError):
            return row  # gone meanwhile; a damaged file or setup: the others are listed all the same
        summary = activity.summary
        return replace(
            row,
            activity_type=activity.activity_type,
            elapsed_s=summary.elapsed_s,
            timer_s=summary.timer_s,
            counted_s=summary.counted_s,
            coverage=summary.coverage,
            average_bpm=summary.average_bpm,
            max_bpm=summary.max_bpm,
            min_bpm=summary.min_bpm,
            training_load=summary.training_load,
            load_is_estimated=summary.load_is_estimated,
            banister_trimp=summary.banister_trimp,
            edwards_trimp=summary.edwards_trimp,
            lucia_trimp=summary.lucia_trimp,
            time_in_zone=summary.time_in_zone,
            source=activity.sensor,
        )


def _fit(recording: Recording) -> ExportedFile:
    activity = compute(recording)
    return export_name(activity, "fit"), encode_activity(activity), fit_check(activity)


def _tcx(recording: Recording) -> ExportedFile:
    from app.formats.tcx_write import check_tcx, encode_tcx  # noqa: PLC0415 - XML, for this kind alone

    activity = compute(recording)
    return export_name(activity, "tcx"), encode_tcx(activity), lambda octets: check_tcx(octets, activity)


def _csv(recording: Recording) -> ExportedFile:
    activity = compute(recording)
    return export_name(activity, "csv"), encode_csv(activity), _is_text


def _raw(recording: Recording) -> ExportedFile:
    activity = compute(recording)
    lines = encode_raw_lines(
        recording.notifications, started_at_us=recording.started_at_us, utc_offset_s=recording.utc_offset_s
    )
    return export_name(activity, "raw.jsonl"), "".join(lines).encode(), _is_text


def _is_text(data: bytes) -> None:
    data.decode("utf-8")


_KINDS: Mapping[str, Callable[[Recording], ExportedFile]] = {
    "fit": _fit,
    "tcx": _tcx,
    "csv": _csv,
    "raw": _raw,
}
