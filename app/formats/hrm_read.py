"""Polar HRM → FileActivity: heart rate at an interval, or RR intervals (Interval=238).

Source: Polar's description of the HRM file format, sections Params and HRData.
"""

from collections.abc import Iterator
from datetime import datetime

from app.domain.file_activity import FileActivity, FileLap
from app.domain.samples import HeartRateSample
from app.formats.beats import LONGEST_MS
from app.formats.errors import FormatError, FormatProblem
from app.formats.rr_read import activity_of_beats
from app.formats.track import FILE_SOURCE, file_rate

LARGEST_FILE = 32 * 1024 * 1024  # bytes; a day of RR intervals is about 600 kB
RR_INTERVAL = 238
INTERVALS_S = (1, 2, 5, 15, 60)


def decode_hrm(octets: bytes) -> list[FileActivity]:
    """One activity, on the clock of the wall. FormatError."""
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    sections = _sections(octets.decode("latin-1"))
    if "params" not in sections:
        raise FormatError(FormatProblem.NOT_THIS_FORMAT, "not a Polar HRM file")
    params = dict(line.split("=", 1) for line in sections["params"] if "=" in line)
    started_at = _start(params)
    numbers = list(_first_numbers(sections.get("hrdata", [])))
    if not numbers:
        raise FormatError(FormatProblem.NO_ACTIVITY, "the file holds no heart rate")
    if params.get("Interval", "").strip() == str(RR_INTERVAL):
        rr_ms = tuple(float(number) for number in numbers)
        if not all(0 < interval < LONGEST_MS for interval in rr_ms):
            raise FormatError(FormatProblem.OUT_OF_RANGE, "not all numbers can be RR intervals")
        return [activity_of_beats(rr_ms, started_at, recorder="Polar", is_wall_clock=True)]
    return [_at_an_interval(numbers, _interval_s(params), started_at)]


def _at_an_interval(numbers: list[int], interval_s: int, started_at: datetime) -> FileActivity:
    samples = tuple(
        HeartRateSample(float(place * interval_s), file_rate(bpm), FILE_SOURCE)
        for place, bpm in enumerate(numbers)
    )
    elapsed_s = samples[-1].elapsed_s
    return FileActivity(
        sport="generic",
        sub_sport="generic",
        started_at=started_at,
        has_local_offset=False,
        elapsed_s=elapsed_s,
        samples=samples,
        laps=(FileLap(0.0, elapsed_s),),
        recorder="Polar",
        is_wall_clock=True,
    )


def _sections(text: str) -> dict[str, list[str]]:
    """The lines below each [Heading], by the heading in lower case."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1].casefold(), [])
        elif line:
            lines.append(line)
    return sections


def _start(params: dict[str, str]) -> datetime:
    try:
        told = f"{params['Date'].strip()} {params['StartTime'].strip().split('.')[0]} +0000"
        return datetime.strptime(told, "%Y%m%d %H:%M:%S %z")
    except (KeyError, ValueError) as error:
        raise FormatError(FormatProblem.MALFORMED, "the file does not tell when it began") from error


def _interval_s(params: dict[str, str]) -> int:
    text = params.get("Interval", "").strip()
    if not text.isdecimal() or int(text) not in INTERVALS_S:
        raise FormatError(FormatProblem.MALFORMED, "the file does not tell its interval")
    return int(text)


def _first_numbers(lines: list[str]) -> Iterator[int]:
    for line in lines:
        word = line.split()[0]
        if not word.isdecimal() or len(word) > 6:
            raise FormatError(FormatProblem.MALFORMED, f"«{word[:20]}» is no heart rate")
        yield int(word)
