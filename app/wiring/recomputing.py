"""The store as a recomputation reads it, its troubles in sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.domain.activity import Activity
from app.domain.recording import Recording
from app.engine.recompute import RecomputeError
from app.storage.errors import StorageError
from app.storage.recorder import SqliteRecorder
from app.wiring.failures import storage_sentence


class StoredSessions:
    """Fills app.engine.recompute.RecomputableStore."""

    def __init__(self, recorder: SqliteRecorder) -> None:
        self._recorder = recorder

    def finished_sessions(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The ids of an athlete's finished sessions, under any name. RecomputeError."""
        with _in_sentences():
            return self._recorder.finished_sessions(names)

    def load_recording(self, activity_id: int) -> Recording:
        """One session's records. KeyError, RecomputeError."""
        with _in_sentences():
            return self._recorder.load_recording(activity_id)

    def change_setup(self, activity_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Queues another setup for a session."""
        self._recorder.change_setup(activity_id, before, after)

    def store_activity(self, activity_id: int, activity: Activity) -> None:
        """Queues derived numbers."""
        self._recorder.store_activity(activity_id, activity)


@contextmanager
def _in_sentences() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise RecomputeError(storage_sentence(error)) from error
