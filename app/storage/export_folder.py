"""Files for the athlete: safe names, written beside, checked as read back, renamed, never over others."""

import glob
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.storage.atomic import sync_folder, write_beside
from app.storage.folders import PRIVATE_FOLDER
from app.storage.free_names import free_path, taken_paths

FALLBACK_STEM: Final = "activity"
LONGEST_SUFFIX: Final = 12  # characters; what follows the last dot of a sentence is no suffix
EARLIER: Final = "Earlier versions"  # of sessions that went on, or became another activity
LONGEST_NAME: Final = 120  # bytes in UTF-8; file systems take 255, old Windows paths 260 in all

# Windows: not these characters, not these names whatever follows the dot, no dot or space at the end.
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
# Unicode categories of controls, direction marks, halves of letters and letters that do not exist.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(wanted: str) -> str:
    """A file name that Linux, macOS and Windows all take, near to `wanted`; its suffix stays."""
    named = unicodedata.normalize("NFC", wanted)
    visible = "".join(" " if unicodedata.category(letter) in _INVISIBLE else letter for letter in named)
    cleaned = Path(" ".join(_FORBIDDEN.sub("-", visible).split()).strip(". ") or FALLBACK_STEM)
    suffix = cleaned.suffix if len(cleaned.suffix) <= LONGEST_SUFFIX else ""
    room = LONGEST_NAME - len(suffix.encode())
    stem = cleaned.name.removesuffix(suffix).encode()[:room].decode(errors="ignore").strip(". ")
    if stem.split(".")[0].strip().casefold() in _RESERVED:
        stem = f"_{stem}"
    return (stem or FALLBACK_STEM) + suffix


class ExportFolder:
    """The folder that finished activities are written into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str, content: bytes) -> Path | None:
        """The file that holds just this under that name or a numbered one, as `write` gives them."""
        wanted = self._folder / safe_name(name)
        for path in taken_paths(wanted):
            with suppress(OSError):
                if path.stat().st_size == len(content) and path.read_bytes() == content:
                    return path
        return None

    def put_earlier_away(self, beginning: str, suffix: str, identity: str) -> None:
        """Moves what was written of the same activity before into a folder of its own.

        Looked for among the files whose names begin and end so; `identity` stands in each of them. OSError.
        """
        mark, earlier = identity.encode(), self._folder / EARLIER
        for path in sorted(self._folder.glob(f"{glob.escape(safe_name(beginning))}*.{suffix}")):
            if path.is_symlink() or not path.is_file() or mark not in path.read_bytes():
                continue
            earlier.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            _take_free_name(path, earlier / path.name)
            path.unlink(missing_ok=True)
            sync_folder(self._folder)

    def write(self, name: str, content: bytes, check: Callable[[bytes], None]) -> Path:
        """Writes under the first free name near to `name`, and has what is on disk checked; the path.

        `check` raises ValueError when the bytes are not what they should be; then, and on OSError, nothing is
        left behind.
        """
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        return write_checked(self._folder / safe_name(name), content, check)


def write_checked(wanted: Path, content: bytes, check: Callable[[bytes], None]) -> Path:
    """Writes to `wanted` or the next free name, checked as read back. OSError, ValueError of `check`."""
    unfinished = write_beside(wanted, content)
    try:
        check(unfinished.read_bytes())
        return _take_free_name(unfinished, wanted)
    finally:
        unfinished.unlink(missing_ok=True)


def _take_free_name(unfinished: Path, wanted: Path) -> Path:
    """Gives the file its name, never one that exists, even if another process takes it this very moment."""
    while True:
        target = free_path(wanted)
        try:
            _rename_to_new(unfinished, target)
        except FileExistsError:
            continue
        sync_folder(target.parent)
        return target


if sys.platform == "win32":

    def _rename_to_new(source: Path, target: Path) -> None:
        source.rename(target)  # Windows refuses by itself where the name is taken

else:

    def _rename_to_new(source: Path, target: Path) -> None:
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: the name is taken first, then replaced
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            source.replace(target)
