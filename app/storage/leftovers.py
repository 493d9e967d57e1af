"""Unfinished files that a killed process left behind, swept once they are a day old."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.storage.folders import Folders

OLD_AFTER_S: Final = 86_400.0  # nobody writes one file for a day

# As `write_beside` and `copy_verified` name them. The athlete's own files lie in the exports folder too.
_UNFINISHED_EXPORT: Final = re.compile(r"\.\d{4}-\d{2}-\d{2} \d{2}\.\d{2} .+\.\d+\.part")
_UNFINISHED_SETTINGS: Final = re.compile(r"\.settings\.json\.\d+\.part")
_UNFINISHED_DATABASE: Final = re.compile(r"sidebeat.*\.part")


def sweep_leftovers(folders: Folders, now_s: float) -> tuple[Path, ...]:
    """Removes them, as far as the disk allows; which. `now_s` is the wall clock, in Unix seconds."""
    return tuple(path for path in _leftovers(folders) if _remove_old(path, now_s))


def _leftovers(folders: Folders) -> Iterator[Path]:
    for folder, name in (
        (folders.exports, _UNFINISHED_EXPORT),
        (folders.settings.parent, _UNFINISHED_SETTINGS),
        (folders.home, _UNFINISHED_DATABASE),
        (folders.backups, _UNFINISHED_DATABASE),
    ):
        with suppress(OSError):
            yield from [path for path in folder.iterdir() if name.fullmatch(path.name)]


def _remove_old(path: Path, now_s: float) -> bool:
    try:
        is_old = path.is_file() and path.stat().st_mtime < now_s - OLD_AFTER_S
        if is_old:
            path.unlink()
    except OSError:
        return False
    return is_old
