"""Files that somebody else wrote, one after the other: named, in folders, and in ZIP archives."""

import errno
import lzma
import os
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from app.domain.frozen import frozen
from app.storage.foreign_file import (
    ARCHIVE,
    LARGEST_BYTES,
    MOST_FILES,
    may_hold_an_activity,
    read_foreign,
    unknown_moment,
    written_at,
)

LARGEST_INNER_ARCHIVE = 4_000_000_000  # bytes; Garmin packs a life's activities in archives of 1 GB
_IN_MEMORY = 32_000_000  # bytes of an inner archive; a larger one waits on the disk
_STEP = 1 << 20
_ZIP = b"PK\x03\x04"
# What zipfile raises on nonsense: its own family, and what it lets through; RuntimeError also for a password.
_UNREADABLE = (
    OSError,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
)


@frozen
class ForeignFile:
    """A file as read, or why it could not be: `problem`. `name` tells where it lies, for people."""

    name: str
    short_name: str
    octets: bytes
    written_at: datetime
    problem: str | None = None


class ForeignFiles:
    """Iterates over the files that paths name, reading each when its turn comes.

    Of folders, and of archives (one within another is looked into once), only what may hold an activity.
    `count` is how many there are, as far as is known: what lies in an inner archive shows only when it opens.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(_walk(paths))
        self.count = sum(_count(path) for path in self._paths)

    def __iter__(self) -> Iterator[ForeignFile]:
        for path in self._paths:
            name = str(path.absolute())
            try:
                if _is_archive(path):
                    with path.open("rb") as file:
                        yield from self._members(file, name, depth=0)
                else:
                    yield ForeignFile(name, path.name, read_foreign(path), written_at(path))
            except OSError as error:
                yield _unreadable(name, error)

    def _members(self, file: IO[bytes], name: str, *, depth: int) -> Iterator[ForeignFile]:
        try:
            with zipfile.ZipFile(file) as archive:
                members = _wanted(archive)
                self.count += len(members) - 1 if depth else 0
                for member in members:
                    yield from self._member(archive, member, f"{name}/{member.filename}", depth)
        except _UNREADABLE as error:
            yield _unreadable(name, OSError(errno.EINVAL, f"not understood as a ZIP archive: {error}"))

    def _member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, depth: int
    ) -> Iterator[ForeignFile]:
        try:
            if member.filename.lower().endswith(ARCHIVE):
                if depth == 0:
                    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as inner:
                        _copy(archive, member, inner.write, LARGEST_INNER_ARCHIVE)
                        inner.seek(0)
                        yield from self._members(inner, name, depth=1)
                else:
                    yield _unreadable(name, OSError(errno.EINVAL, "archives within archives within archives"))
                return
            octets = bytearray()
            _copy(archive, member, octets.extend, LARGEST_BYTES)
        except _UNREADABLE as error:
            yield _unreadable(name, error)
        else:
            yield ForeignFile(name, Path(member.filename).name, bytes(octets), _written_at(member))


def _walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in folders named that may hold an activity, sorted, links not followed.

    A folder that cannot be opened is among them, for reading it tells why.
    """
    for path in paths:
        if _is(stat.S_ISDIR, path.stat):
            yield from sorted(_inside(path))[:MOST_FILES]
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    closed: list[str] = []
    for place, _folders, names in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        found = (Path(place, name) for name in names if may_hold_an_activity(name))
        yield from (each for each in found if _is(stat.S_ISREG, each.lstat, where_untold=True))
    yield from map(Path, closed)


def _is(
    kind: Callable[[int], bool], look: Callable[[], os.stat_result], *, where_untold: bool = False
) -> bool:
    try:
        return kind(look().st_mode)
    except OSError:
        return where_untold


def _is_archive(path: Path) -> bool:
    if not stat.S_ISREG(path.stat().st_mode):
        return False
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def _count(path: Path) -> int:
    """1 for a file, also for one that will turn out to be unreadable."""
    try:
        if not _is_archive(path):
            return 1
        with zipfile.ZipFile(path) as archive:
            return len(_wanted(archive))
    except _UNREADABLE:
        return 1


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    found = (each for each in archive.infolist() if not each.is_dir())
    return [each for each in found if may_hold_an_activity(each.filename)][:MOST_FILES]


def _copy(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, take: Callable[[bytes], object], most: int
) -> None:
    """Unpacks in steps, whatever size the archive claims. OSError when it is too much."""
    size = 0
    with archive.open(member) as packed:
        while step := packed.read(_STEP):
            size += len(step)
            if size > most:
                raise OSError(errno.EFBIG, f"unpacked it is larger than {most // 10**6} MB")
            take(step)


def _written_at(member: zipfile.ZipInfo) -> datetime:
    """ZIP keeps local time without an offset; nonsense counts as unknown."""
    try:
        return datetime(*member.date_time).astimezone()
    except (ValueError, OverflowError):
        return unknown_moment()


def _unreadable(name: str, error: Exception) -> ForeignFile:
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    problem = words[:1].lower() + words[1:]
    return ForeignFile(name, name.rpartition("/")[2], b"", unknown_moment(), problem)
