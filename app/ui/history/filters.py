"""Which lines of the history are shown, and in which order."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from operator import itemgetter

from app.domain.activity_row import ActivityRow
from app.domain.frozen import frozen


class Origin(StrEnum):
    """Where an activity comes from."""

    RECORDED = "recorded"
    IMPORTED = "imported"
    LINKED = "linked"


class Column(StrEnum):
    """The list's columns, in order."""

    START = "start"
    ACTIVITY = "activity"
    TIME = "time"
    LOAD = "load"
    AVERAGE = "average"
    MAXIMUM = "maximum"
    COVERAGE = "coverage"
    SOURCE = "source"
    NOTES = "notes"


@frozen
class RowFilter:
    """What is looked for; None and empty words take everything. Days are local and inclusive."""

    activity_type: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    origin: Origin | None = None
    words: str = ""

    def matching(self, rows: Iterable[ActivityRow], type_names: Mapping[str, str]) -> list[ActivityRow]:
        """The lines that all of it holds for, in their order. `type_names` are by key."""
        words = self.words.casefold().split()
        return [row for row in rows if self._takes(row) and (not words or _says(row, type_names, words))]

    def _takes(self, row: ActivityRow) -> bool:
        if self.activity_type is not None and row.activity_type != self.activity_type:
            return False
        return self._is_in_time(row) and (self.origin is None or origin_of(row) is self.origin)

    def _is_in_time(self, row: ActivityRow) -> bool:
        if self.first_day is None and self.last_day is None:
            return True
        day = row.started_at.date()
        return (self.first_day is None or day >= self.first_day) and (
            self.last_day is None or day <= self.last_day
        )


def origin_of(row: ActivityRow) -> Origin:
    """Linked goes first: it is what one looks for."""
    if row.carried_by is not None:
        return Origin.LINKED
    return Origin.IMPORTED if row.is_imported else Origin.RECORDED


def _says(row: ActivityRow, type_names: Mapping[str, str], words: list[str]) -> bool:
    key = row.activity_type or ""
    said = (type_names.get(key, key), row.remark.notes, row.source or "", row.recorder or "")
    text = " ".join((*said, f"{row.started_at:%Y-%m-%d}")).casefold()
    return all(word in text for word in words)


def in_order(rows: Iterable[ActivityRow], column: Column, *, is_descending: bool) -> list[ActivityRow]:
    """Sorted by a column; lines without a value come last, equal ones stay in their order."""
    key_of = _KEYS[column]
    keyed = [(key_of(row), row) for row in rows]
    known = [each for each in keyed if each[0] is not None]
    known.sort(key=itemgetter(0), reverse=is_descending)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


_KEYS: dict[Column, Callable[[ActivityRow], float | str | None]] = {
    Column.START: lambda row: row.started_at.timestamp(),
    Column.ACTIVITY: lambda row: None if row.activity_type is None else row.activity_type.casefold(),
    Column.TIME: lambda row: row.elapsed_s if row.timer_s is None else row.timer_s,
    Column.LOAD: lambda row: row.training_load,
    Column.AVERAGE: lambda row: row.average_bpm,
    Column.MAXIMUM: lambda row: row.max_bpm,
    Column.COVERAGE: lambda row: row.coverage,
    Column.SOURCE: lambda row: _folded(row.source or row.recorder),
    Column.NOTES: lambda row: _folded(row.remark.notes),
}


def _folded(words: str | None) -> str | None:
    return words.casefold() if words else None
