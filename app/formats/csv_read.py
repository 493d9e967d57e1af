"""Sidebeat's own CSV → FileActivity; the pair of csv_write."""

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from app.domain.activity import Pause
from app.domain.file_activity import FileActivity, FileLap
from app.domain.samples import HeartRateSample
from app.formats.csv_write import COLUMNS
from app.formats.errors import FormatError, FormatProblem
from app.formats.track import FILE_SOURCE, LONGEST_ACTIVITY, file_rate

HEADING = ",".join(COLUMNS).encode()
LARGEST_FILE = 64 * 1024 * 1024  # bytes; a week of seconds is about 40 MB
_TIME, _ELAPSED, _BPM, _RR = (COLUMNS.index(name) for name in ("time", "elapsed_s", "bpm", "rr_ms"))


def decode_csv(octets: bytes) -> list[FileActivity]:
    """One activity; seconds without a row were a pause. FormatError."""
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    try:
        _heading, *rows = csv.reader(octets.decode("utf-8-sig").splitlines())
        seconds = [int(row[_ELAPSED]) for row in rows]
        rates = [file_rate(float(row[_BPM])) if row[_BPM] else None for row in rows]
        rr_ms = [tuple(float(each) for each in row[_RR].split()) for row in rows]
        began = datetime.fromisoformat(rows[0][_TIME]) - timedelta(seconds=seconds[0])
    except (ValueError, IndexError, OverflowError, csv.Error) as error:
        raise FormatError(FormatProblem.MALFORMED, "not Sidebeat's CSV after all") from error
    longest_s = LONGEST_ACTIVITY.total_seconds()
    if began.tzinfo is None or any(later <= before for before, later in pairwise((-1, *seconds))):
        raise FormatError(FormatProblem.MALFORMED, "the file's times make no sense")
    if seconds[-1] > longest_s or any(not 0 < ms < 60_000 for row in rr_ms for ms in row):
        raise FormatError(FormatProblem.OUT_OF_RANGE, "the file's numbers make no sense")
    return [_activity(began, seconds, rates, rr_ms)]


def _activity(
    began: datetime,
    seconds: Sequence[int],
    rates: Sequence[float | None],
    rr_ms: Sequence[tuple[float, ...]],
) -> FileActivity:
    elapsed_s = float(seconds[-1] + 1)
    pauses = [
        Pause(float(before + 1), float(later))
        for before, later in pairwise((-1, *seconds))
        if later > before + 1
    ]
    return FileActivity(
        started_at=began,
        has_local_offset=True,
        elapsed_s=elapsed_s,
        reported_timer_s=float(len(seconds)),
        samples=tuple(
            HeartRateSample(float(second), bpm, FILE_SOURCE)
            for second, bpm in zip(seconds, rates, strict=True)
        ),
        pauses=tuple(pauses),
        laps=(FileLap(0.0, elapsed_s),),
        rr_ms=tuple(ms for row in rr_ms for ms in row),
        rr_at_s=tuple(float(second) for second, row in zip(seconds, rr_ms, strict=True) for _ in row),
        recorder="Sidebeat",
    )
