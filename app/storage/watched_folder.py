"""A folder whose new and changed files are told once each, when nobody writes to them any more."""

import json
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.domain.frozen import frozen
from app.storage.atomic import replace_file
from app.storage.foreign_file import MOST_FILES, may_hold_an_activity

RECORD: Final = "watched.json"  # in Sidebeat's home

Mark = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds: when both stay, nobody writes."""


@frozen
class Look:
    """`ready` files are new or changed, and were the same at the look before; `unfinished` were not yet."""

    is_there: bool
    ready: tuple[Path, ...] = ()
    unfinished: int = 0


def forget_told(home: Path) -> None:
    """Another store takes the place of this one; what was taken into this one it may lack. OSError."""
    (home / RECORD).unlink(missing_ok=True)


class WatchedFolder:
    """Only ever reads the folder. What was told is kept in `record`; where that is gone, all is told anew."""

    def __init__(self, folder: Path, record: Path) -> None:
        self._folder = folder
        self._record = record
        self._told = _read(record, folder)
        self._is_kept = record.exists()
        self._before: dict[str, Mark] = {}

    def look(self) -> Look:
        """One look at the folder and all below it."""
        if self._is_kept and not self._record.exists():
            self._told, self._is_kept = {}, False
        try:
            with os.scandir(self._folder):
                pass
        except OSError:
            self._before = {}
            return Look(is_there=False)
        now = dict(_marks(self._folder))
        new = {path: mark for path, mark in now.items() if self._told.get(path) != mark}
        ready = sorted(path for path, mark in new.items() if self._before.get(path) == mark)
        self._before = now
        return Look(True, tuple(Path(path) for path in ready), len(new) - len(ready))

    def tell(self, taken: Iterable[Path]) -> None:
        """These were taken in, or will never be: not again until they change. StorageError."""
        for path in map(str, taken):
            if path in self._before and _mark(path) == self._before[path]:
                self._told[path] = self._before[path]
        kept = {path: mark for path, mark in self._told.items() if path in self._before}
        stored = {"folder": str(self._folder), "told": kept}
        replace_file(self._record, json.dumps(stored, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        self._is_kept = True


def _marks(folder: Path) -> Iterable[tuple[str, Mark]]:
    count = 0
    for place, _folders, names in os.walk(folder):
        for path in (f"{place}{os.sep}{name}" for name in names if may_hold_an_activity(name)):
            mark = _mark(path)
            if mark is not None:
                count += 1
                yield path, mark
        if count > MOST_FILES:
            return


def _mark(path: str) -> Mark | None:
    """None for what is gone, empty or a link."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    is_file = stat.S_ISREG(status.st_mode)
    return (status.st_size, status.st_mtime_ns) if is_file and status.st_size else None


def _read(record: Path, folder: Path) -> dict[str, Mark]:
    try:
        stored = json.loads(record.read_bytes().decode("utf-8", "surrogatepass"))
        if stored["folder"] != str(folder):
            return {}
        return {str(path): (int(size), int(changed)) for path, (size, changed) in stored["told"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
