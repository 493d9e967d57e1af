"""RR intervals as text: one a line in ms or s, or a table with a column of them, as the apps export it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from app.domain.averages import median
from app.domain.file_activity import FileActivity, FileLap
from app.formats.beats import LONGEST_MS, samples_of_beats
from app.formats.errors import FormatError, FormatProblem
from app.formats.track import read_time

LARGEST_FILE = 32 * 1024 * 1024  # bytes; a day of beats is about one megabyte
FEWEST_BEATS = 10  # less is a text with some numbers in it
SECONDS_BELOW = 10.0  # a median below this is seconds, above milliseconds
_FIRST_UNIX_S, _LAST_UNIX_S = 1e9, 7e9  # 2001 to 2191: no other number in such a text is as large
PLAUSIBLE_S = (0.25, 2.5)  # a median outside is no column of RR intervals
_OFFSET = re.compile(r" ([+-]\d{2}):?(\d{2})$")
_HEADING = re.compile(r"(?<![a-z])rr")  # "RR-interval", "corrected_rr"; not "error" or "arrival"
_HEADINGS = frozenset({"duration", "ibi", "interval", "intervals", "nn"})  # Polar Flow's word, and others'
_DECIMAL_COMMA = re.compile(r"\d+,\d+")


def decode_rr_text(octets: bytes, recorded_at: datetime) -> list[FileActivity]:
    """One activity. `recorded_at` (aware) stands in where the text has no time of its own. FormatError."""
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    rows = _rows(_text(octets))
    column = _column(rows)
    numbers = [value for value in (_number(row, column) for row in rows) if value is not None]
    if len(numbers) < FEWEST_BEATS or len(numbers) < 0.8 * (len(rows) - 1):
        raise FormatError(FormatProblem.NOT_THIS_FORMAT, "not a list of RR intervals")
    factor = 1000.0 if median(numbers) < SECONDS_BELOW else 1.0
    rr_ms = tuple(value * factor for value in numbers)
    if not all(0 < interval < LONGEST_MS for interval in rr_ms):
        raise FormatError(FormatProblem.OUT_OF_RANGE, "not all numbers can be RR intervals")
    told, is_wall_clock = _start(rows)
    return [activity_of_beats(rr_ms, told or recorded_at, is_wall_clock=is_wall_clock)]


def activity_of_beats(
    rr_ms: Sequence[float],
    started_at: datetime,
    *,
    has_local_offset: bool = False,
    recorder: str | None = None,
    is_wall_clock: bool = False,
) -> FileActivity:
    """An activity of which only the beats are known."""
    samples, ends = samples_of_beats(rr_ms)
    elapsed_s = ends[-1]
    return FileActivity(
        sport="generic",
        sub_sport="generic",
        started_at=started_at,
        has_local_offset=has_local_offset,
        elapsed_s=elapsed_s,
        samples=samples,
        laps=(FileLap(0.0, elapsed_s),),
        rr_ms=tuple(rr_ms),
        rr_at_s=ends,
        recorder=recorder,
        is_wall_clock=is_wall_clock,
    )


def _text(octets: bytes) -> str:
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in octets:
            raise FormatError(FormatProblem.NOT_THIS_FORMAT, "not a text") from None
        return octets.decode("latin-1")


def _rows(text: str) -> list[list[str]]:
    """The lines split as a table: at tabs, else semicolons, else commas, else blanks."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    is_headed_table = bool(lines) and "," in lines[0] and not _DECIMAL_COMMA.fullmatch(lines[0])
    if lines and not is_headed_table and all(map(_DECIMAL_COMMA.fullmatch, lines[1:])):
        return [[line.replace(",", ".")] for line in lines]
    separator = next((each for each in "\t;," if any(each in line for line in lines[:3])), None)
    rows = [[word.strip() for word in line.split(separator)] for line in lines]
    if separator != ",":
        rows = [[word.replace(",", ".") for word in row] for row in rows]
    return rows


def _column(rows: Sequence[Sequence[str]]) -> int:
    """The column that a heading calls RR; without headings the last that may be one; no time, which rises.

    FormatError for a table whose headings name other things only: watts and prices may look like beats.
    """
    if not rows:
        return 0
    headed = [place for place, word in enumerate(rows[0]) if _HEADING.search(word.casefold())]
    headed = headed or [place for place, word in enumerate(rows[0]) if word.casefold() in _HEADINGS]
    if headed:
        return headed[0]
    if len(rows[0]) > 1 and all(any(map(str.isalpha, word)) for word in rows[0]):
        raise FormatError(FormatProblem.NOT_THIS_FORMAT, "a table without a column of RR intervals")
    width = min(len(row) for row in rows)
    for place in reversed(range(width)):
        values = [value for value in (_number(row, place) for row in rows) if value is not None]
        if values and _may_be_intervals(values):
            return place
    return 0


def _may_be_intervals(values: Sequence[float]) -> bool:
    middle = median(values)
    seconds = middle if middle < SECONDS_BELOW else middle / 1000.0
    low, high = PLAUSIBLE_S
    return low <= seconds <= high and not all(earlier < later for earlier, later in pairwise(values))


def _number(row: Sequence[str], column: int) -> float | None:
    try:
        value = float(row[column])
    except (IndexError, ValueError):
        return None
    return value if abs(value) < float("inf") else None


def _start(rows: Sequence[Sequence[str]]) -> tuple[datetime | None, bool]:
    """The first time that the text names, if its first rows name one: a date, or seconds of Unix time.

    And whether it is what the clock on the wall showed: a phone's time without an offset is.
    """
    for word in (word for row in rows[:3] for word in row):
        if len(word) >= len("2026-11-22") and word[:4].isdigit() and "-" in word:
            text = _OFFSET.sub(r"\1:\2", word)
            time = read_time(text)
            return time, time is not None and datetime.fromisoformat(text).tzinfo is None
        value = _number([word], 0)
        if value is not None and value >= _FIRST_UNIX_S:
            seconds = value / 1000.0 if value >= _FIRST_UNIX_S * 1000.0 else value
            return datetime.fromtimestamp(min(seconds, _LAST_UNIX_S), UTC), False
    return None, False
