"""Reading a file that somebody else wrote: only a real file, and only so much of it."""

import errno
import stat
from pathlib import Path

LARGEST_BYTES = 128_000_000  # no format takes more; a day with every sensor is half of it


def read_foreign(path: Path) -> bytes:
    """All of it. OSError, also for a pipe (which may never end) and for what is absurdly large."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file", str(path))
    if status.st_size > LARGEST_BYTES:
        raise OSError(errno.EFBIG, f"the file is larger than {LARGEST_BYTES // 10**6} MB", str(path))
    return path.read_bytes()
