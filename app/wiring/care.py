"""The store looked after while Sidebeat runs, in a thread of its own; and the way back to an earlier copy."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.engine.events import EngineEvent, RecordsCameHome
from app.storage.backups import back_up, restore
from app.storage.database import quick_check
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.leftovers import sweep_leftovers
from app.storage.lock import LockHolder, RecorderLock
from app.storage.recorder import SqliteRecorder

if TYPE_CHECKING:
    from app.domain.restore_point import RestorePoint

FIRST_AFTER_S = (
    30.0  # by then the start is over, and a look through the whole file slows nothing that is seen
)
EVERY_S = 3600.0  # a Sidebeat that stays open makes its backup in the first hour of a day
CLOSING_LIMIT_S = 5.0  # a large store's backup may be left to the next start; it is whole or not there

_log = logging.getLogger(__name__)


def _nothing_to_mend() -> None:
    """Nobody left anything undone."""


def _nothing_to_refresh(_closing: threading.Event) -> None:
    """All is of this version."""


class StoreCare:
    """Checks the file once, sweeps leftovers, and backs the database up once a day.

    What the check finds is told by the recorder's `trouble`; then `mend` does what an earlier process left
    undone. Once there is a backup, `refresh` brings up to date what an earlier version computed; it ends when
    its event is set. `close` comes after the recorder's.
    """

    def __init__(
        self,
        folders: Folders,
        recorder: SqliteRecorder,
        publish: Callable[[EngineEvent], None],
        mend: Callable[[], None] = _nothing_to_mend,
        refresh: Callable[[threading.Event], object] = _nothing_to_refresh,
        *,
        first_after_s: float = FIRST_AFTER_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._folders = folders
        self._recorder = recorder
        self._publish = publish
        self._mend = mend
        self._refresh = refresh
        self._first_after_s = first_after_s
        self._every_s = every_s
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store care", daemon=True)

    def start(self) -> None:
        """Tells what the start found in rescued files; the rest follows by itself."""
        found = self._recorder.came_home
        if found.home or found.staying:
            staying = tuple(str(path) for path in found.staying)
            self._publish(RecordsCameHome(len(found.home), staying))
        self._thread.start()

    def close(self, limit_s: float = CLOSING_LIMIT_S) -> bool:
        """Makes the day's backup if there is none yet, then ends; False if that took too long."""
        if self._thread.ident is None:
            return True
        self._closing.set()
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        if not self._closing.wait(self._first_after_s):
            self._check()
            self._mend()
        sweep_leftovers(self._folders, time.time())
        self._back_up()
        if not self._closing.is_set():
            self._refresh(self._closing)
        while not self._closing.wait(self._every_s):
            self._back_up()

    def _check(self) -> None:
        try:
            problems = quick_check(self._folders.database)
        except StorageError as error:
            _log.warning("the database could not be checked: %s", error)
            return
        if problems:
            _log.error("the database is damaged: %s", "; ".join(problems))
            self._recorder.tell_damage(StorageFailure.CORRUPT_DATABASE)

    def _back_up(self) -> None:
        try:
            back_up(self._folders, datetime.now().astimezone().date())
        except (StorageError, OSError) as error:
            _log.warning("no backup was made: %s", error)
            if isinstance(error, StorageError) and error.reason is StorageFailure.CORRUPT_DATABASE:
                self._recorder.tell_damage(error.reason)


def list_backups(folders: Folders) -> "tuple[RestorePoint, ...]":
    """What can be restored, newest first."""
    from app.storage.restore_points import restore_points  # noqa: PLC0415 - when the list is asked for

    return restore_points(folders)


def restore_backup(folders: Folders, file: Path, now: datetime) -> Path | None:
    """Puts a copy in the database's place; where the present one lies now, None if there was none.

    The engine must be closed. LockedError while any Sidebeat records; StorageError: an unsound copy, and
    nothing is changed.
    """
    folders.prepare()
    with RecorderLock.acquire(
        folders.lock_file, LockHolder.of_this_process("sidebeat doctor --restore", now)
    ):
        return restore(folders, file.expanduser().absolute(), now)
