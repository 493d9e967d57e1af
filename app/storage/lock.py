"""One recorder at a time: a lock of the operating system's, which a crash frees, signed by its holder."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Self

from app.domain.frozen import frozen
from app.storage.errors import StorageError, StorageFailure, storage_error
from app.storage.folders import PRIVATE_FILE

if sys.platform == "win32":
    import msvcrt

    _FAR_BYTE = (
        1 << 30
    )  # Windows forbids reading locked bytes: lock one that is not there, the name stays legible

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        del shared  # Windows knows one kind
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


ATTEMPTS = 10  # a reader that asks whether the lock is held has it for an instant
PAUSE_BETWEEN_S = 0.03


@frozen
class LockHolder:
    """Who records: process id, its command, and when it began (ISO 8601)."""

    pid: int
    command: str
    started_at: str

    @classmethod
    def of_this_process(cls, command: str, began: datetime) -> "LockHolder":
        """Signs for this process. `began` is aware."""
        return cls(os.getpid(), command, began.isoformat(timespec="seconds"))


class LockedError(StorageError):
    """Another process records in this home. `holder` is None where it could not be read."""

    def __init__(self, home: Path, holder: LockHolder | None) -> None:
        super().__init__(StorageFailure.LOCKED, home)
        self.holder = holder


class RecorderLock:
    """The lock, held from `acquire` to `release` or the process's end."""

    def __init__(self, path: Path, descriptor: int, holder: LockHolder) -> None:
        self._path = path
        self._name = str(path)
        self._holder = holder
        self._descriptor: int | None = descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    @classmethod
    def acquire(
        cls, path: Path, holder: LockHolder, sleep: Callable[[float], None] = time.sleep
    ) -> "RecorderLock":
        """Takes the lock and signs it. LockedError when another holds it; else StorageError."""
        return cls(path, _take(path, holder, sleep), holder)

    @property
    def is_lost(self) -> bool:
        """Whether its file was moved or deleted, so that another could take what is taken for the lock."""
        return self._descriptor is not None and not _is_file(self._name, os.fstat(self._descriptor))

    def renew(self) -> None:
        """Takes the lock anew where its file was moved or deleted. LockedError when another was faster."""
        if self._descriptor is None or not self.is_lost:
            return
        try:
            fresh = _take(self._path, self._holder, time.sleep)
        except LockedError as error:
            if error.holder == self._holder:
                return  # our own file, to which a network's file system has given another number
            raise
        os.close(self._descriptor)
        self._descriptor = fresh

    def release(self) -> None:
        """Lets others record. Idempotent; the file stays, for deleting it would let two hold «the» lock."""
        if self._descriptor is None:
            return
        _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None


def _take(path: Path, holder: LockHolder, sleep: Callable[[float], None]) -> int:
    """The locked and signed file's descriptor."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE)
    except OSError as error:
        raise storage_error(error, path.parent) from error
    try:
        for _ in range(ATTEMPTS):
            if _try_lock(descriptor, shared=False):
                _sign(descriptor, holder)
                return descriptor
            sleep(PAUSE_BETWEEN_S)
    except OSError as error:  # a file system that knows no locks
        os.close(descriptor)
        raise storage_error(error, path.parent) from error
    os.close(descriptor)
    raise LockedError(path.parent, read_holder(path))


def _is_file(name: str, found: os.stat_result) -> bool:
    try:
        there = os.stat(name)  # noqa: PTH116 - at every heartbeat: a Path's own stat takes four times as long
    except OSError:
        return False
    return os.path.samestat(there, found)


def _sign(descriptor: int, holder: LockHolder) -> None:
    text = json.dumps(asdict(holder)).encode()
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)
    except OSError:
        return  # a full disk: the lock holds all the same, only without a name


def read_holder(path: Path) -> LockHolder | None:
    """Who signed last, whether the lock is still held or not; None where nothing legible is there."""
    try:
        stored = json.loads(path.read_bytes())
        return LockHolder(int(stored["pid"]), str(stored["command"]), str(stored["started_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_held(path: Path) -> bool:
    """Whether some process, this one included, holds the lock now."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        is_free = _try_lock(descriptor, shared=True)
        if is_free:
            _unlock(descriptor)
    except OSError:  # where there are no locks, nobody holds one
        is_free = True
    finally:
        os.close(descriptor)
    return not is_free
