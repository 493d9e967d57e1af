"""Reading a file that somebody else wrote: only a real file, and only so much of it."""

import errno
import stat
from datetime import datetime
from pathlib import Path

SUFFIXES = frozenset({".fit", ".tcx", ".gpx", ".hrm", ".txt", ".csv", ".rr"})  # what is looked at in folders
MOST_FILES = 200_000  # in one folder or archive; more is a whole disk, and a slip of the hand
ARCHIVE = ".zip"
_PACKED = ".gz"
LARGEST_BYTES = 128_000_000  # no format takes more; a day with every sensor is half of it


def read_foreign(path: Path) -> bytes:
    """All of it. OSError, also for a pipe (which may never end) and for what is absurdly large."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file", str(path))
    if status.st_size > LARGEST_BYTES:
        raise OSError(errno.EFBIG, f"the file is larger than {LARGEST_BYTES // 10**6} MB", str(path))
    return path.read_bytes()


def written_at(path: Path) -> datetime:
    """When it was last written to, as `local_moment`. OSError."""
    return local_moment(path.stat().st_mtime)


def local_moment(unix_s: float) -> datetime:
    """Aware, where this machine is; what no calendar knows, as broken disks may say, counts as unknown."""
    try:
        return datetime.fromtimestamp(unix_s).astimezone()
    except (ValueError, OverflowError, OSError):
        return unknown_moment()


def unknown_moment() -> datetime:
    """In place of one that nobody knows: the first that ZIP archives can tell."""
    return datetime(1980, 1, 1).astimezone()


def may_hold_an_activity(name: str) -> bool:
    """By its name alone: `ride.fit`, `ride.fit.gz`, `export.zip`; not what macOS lays beside them."""
    lower = name.rpartition("/")[2].lower()
    suffix = Path(lower.removesuffix(_PACKED)).suffix
    return not lower.startswith("._") and (suffix in SUFFIXES or lower.endswith(ARCHIVE))
