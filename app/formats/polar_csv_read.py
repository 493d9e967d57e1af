"""CSV as Polar Flow exports a training session: two lines about it, then a line for each sample."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.file_activity import FileActivity, FileLap
from app.domain.samples import HeartRateSample
from app.formats.errors import FormatError, FormatProblem
from app.formats.sports import sport_named
from app.formats.track import FILE_SOURCE, file_rate

LARGEST_FILE = 64 * 1024 * 1024  # bytes; a day of samples is about 5 MB
HEAD = b"Name,Sport,Date,Start time,Duration"
_DATES = ("%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
_RATE, _TIME = "HR (bpm)", "Time"


def decode_polar_csv(octets: bytes) -> list[FileActivity]:
    """One activity, on the clock of the wall. FormatError."""
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    try:
        rows = list(csv.reader(octets.decode("utf-8-sig", errors="replace").splitlines()))
    except csv.Error as error:
        raise FormatError(FormatProblem.MALFORMED, f"not understood as CSV: {error}") from error
    if len(rows) < 4 or _RATE not in rows[2] or _TIME not in rows[2]:
        raise FormatError(FormatProblem.NO_ACTIVITY, "the file holds no heart rate")
    about = dict(zip(rows[0], rows[1], strict=False))
    samples = _samples(rows[2], rows[3:])
    if not samples:
        raise FormatError(FormatProblem.NO_ACTIVITY, "the file holds no heart rate")
    sport = sport_named(about.get("Sport", ""))
    elapsed_s = samples[-1].elapsed_s
    return [
        FileActivity(
            sport=sport.name,
            sub_sport=sport.sub_name,
            fit_sport=sport.number,
            fit_sub_sport=sport.sub_number,
            started_at=_start(about),
            has_local_offset=False,
            elapsed_s=elapsed_s,
            reported_timer_s=_seconds(about.get("Duration", "")),
            samples=tuple(samples),
            laps=(FileLap(0.0, elapsed_s),),
            recorder="Polar",
            is_wall_clock=True,
        )
    ]


def _samples(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[HeartRateSample]:
    """One for each line with a time that goes on."""
    time_at, rate_at = heads.index(_TIME), heads.index(_RATE)
    samples: list[HeartRateSample] = []
    for row in rows:
        second = _seconds(row[time_at]) if len(row) > time_at else None
        if second is None or (samples and second <= samples[-1].elapsed_s):
            continue
        text = row[rate_at].strip() if len(row) > rate_at else ""
        bpm = file_rate(float(text)) if text.isdecimal() and len(text) <= 3 else None
        samples.append(HeartRateSample(second, bpm, FILE_SOURCE))
    return samples


def _seconds(text: str) -> float | None:
    """«00:12:34» in seconds."""
    parts = text.strip().split(".")[0].split(":")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    hours, minutes, seconds = map(int, parts)
    return float(hours * 3600 + minutes * 60 + seconds)


def _start(about: dict[str, str]) -> datetime:
    told = f"{about.get('Date', '').strip()} {about.get('Start time', '').strip()}"
    for date in _DATES:
        try:
            return datetime.strptime(told, f"{date} %H:%M:%S").replace(tzinfo=UTC)
        except ValueError:
            continue
    raise FormatError(FormatProblem.MALFORMED, "the file does not tell when it began")
