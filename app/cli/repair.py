"""`sidebeat doctor --repair`, `--backups` and `--restore`: what was done to the store, in the terminal."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.cli.output import json_line, line, note, table
from app.domain.frozen import frozen
from app.domain.restore_point import RestorePoint

_TABLE_WORDS = {
    "session": "sessions",
    "notification": "packets",
    "event": "events",
    "activity": "computed results",
    "remark": "remarks",
    "sensor": "sensors",
    "segment": "runs of Sidebeat",
    "original": "imported files",
    "imported": "imports",
    "twin": "pairs",
}


@frozen
class RepairReport:
    """What a repair found and did.

    `rows` are those in the new database, `from_backup` those of them that only `backup` still had; both are
    empty where nothing was salvaged. `set_aside` is the damaged file's place now; `found_nothing`: not one
    session or heartbeat could be read in it.
    """

    problems: tuple[str, ...]
    rows: Mapping[str, int]
    from_backup: Mapping[str, int]
    backup: Path | None
    set_aside: Path | None
    found_nothing: bool
    restored_whole: bool
    came_home: tuple[Path, ...]
    staying: tuple[Path, ...]


class Progress:
    """One line on standard error that is written over; silent where nobody looks."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()

    def begin(self) -> None:
        """The whole file is read first."""
        self._show("checking the database")

    def tell(self, of: str, rows: int) -> None:
        """So many rows of a table were read."""
        self._show(f"saving {_TABLE_WORDS.get(of, of)}: {rows}")

    def end(self) -> None:
        """Takes the line away."""
        self._show("")

    def _show(self, text: str) -> None:
        if self._is_seen:
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()


def print_repair(report: RepairReport, *, as_json: bool) -> None:
    """One JSON object, or sentences."""
    if as_json:
        json_line(
            {
                "repaired": bool(report.set_aside or report.restored_whole or report.came_home),
                "problems": list(report.problems),
                "rows": dict(report.rows),
                "rows_from_backup": dict(report.from_backup),
                "backup": report.backup,
                "set_aside": report.set_aside,
                "came_home": [str(path) for path in report.came_home],
                "staying": [str(path) for path in report.staying],
            }
        )
        return
    for sentence in _sentences(report):
        line(sentence)


def _sentences(report: RepairReport) -> list[str]:
    told: list[str] = []
    if report.restored_whole:
        told.append(f"The database was gone. The newest good backup took its place: {report.backup}")
    if report.set_aside is not None:
        told.extend(_salvage_sentences(report))
    told.extend(f"Rescued records came home from {path}" for path in report.came_home)
    told.extend(f"Rescued records stay in {path}: they could not be taken in" for path in report.staying)
    return told or ["The database is sound. Nothing needs repair."]


def _salvage_sentences(report: RepairReport) -> list[str]:
    told = [f"The database was damaged ({'; '.join(report.problems[:3]) or 'it could not be read'})."]
    if not report.found_nothing:
        saved = {name: count - report.from_backup.get(name, 0) for name, count in report.rows.items()}
        told.append(f"Saved from it: {_counts(saved)}.")
    elif report.backup is None:
        told.append("Nothing in it could be read, and there is no good backup. A new, empty one is in place.")
    else:
        told.append("Nothing in it could be read. The newest good backup took its place.")
    if report.backup is not None and any(report.from_backup.values()):
        told.append(f"From the backup {report.backup}: {_counts(report.from_backup)}.")
    told.append(f"The damaged file is kept: {report.set_aside}")
    return told


def _counts(rows: Mapping[str, int]) -> str:
    counted = [_count(rows[name], words) for name, words in _TABLE_WORDS.items() if rows.get(name)]
    return ", ".join(counted) or "nothing"


def _count(number: int, words: str) -> str:
    return f"1 {words.replace('s of', ' of').removesuffix('s')}" if number == 1 else f"{number} {words}"


def print_restore_points(points: Sequence[RestorePoint], *, as_json: bool) -> None:
    """One line a copy, newest first."""
    if as_json:
        for point in points:
            json_line(
                {
                    "made_at": point.made_at,
                    "kind": point.kind.value,
                    "size_bytes": point.size_bytes,
                    "activities": point.activities,
                    "path": point.file,
                }
            )
    elif points:
        table(
            ("Made", "Kind", "Size", "Activities", "File"),
            [
                (
                    f"{point.made_at:%Y-%m-%d %H:%M}",
                    point.kind.value.replace("_", " "),
                    f"{point.size_bytes / 1e6:.1f} MB",
                    "–" if point.activities is None else str(point.activities),
                    point.file,
                )
                for point in points
            ],
        )
        note("To go back to one: sidebeat doctor --restore FILE")
    else:
        note("There is no backup yet. Sidebeat makes one a day when it runs.")


def print_restored(restored: Path, set_aside: Path | None, *, as_json: bool) -> None:
    """What took the database's place, and where the one before lies now."""
    if as_json:
        json_line({"restored": restored, "set_aside": set_aside})
        return
    line(f"In place now: {restored}")
    if set_aside is not None:
        line(f"The database before is kept: {set_aside}")
