"""The recorder of a command that changes the store and ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.cli.output import note
from app.cli.sentences import rescued
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks


@contextmanager
def terminal_recorder(folders: Folders, command: str) -> Iterator[SqliteRecorder]:
    """Open while the command works; where its disk is full to the end, says what became of the changes.

    `command` is how it signs the lock. StorageError, LockedError.
    """
    recorder = SqliteRecorder.open(folders, system_clocks(), command=command)
    try:
        yield recorder
    finally:
        recorder.close()
        if recorder.rescued is not None:
            note(rescued(recorder.rescued))
