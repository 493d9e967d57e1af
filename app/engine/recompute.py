"""Recomputation: what history would be with other constants, shown first, done on request, and undone."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from app.domain.activity import Activity
from app.domain.frozen import frozen
from app.domain.profile import AthleteProfile
from app.domain.recording import Recording
from app.domain.session_setups import updated_setup
from app.domain.setup import SessionSetup
from app.engine.ports import Compute
from app.engine.replay import local_time

Progress = Callable[[int, int], None]
"""Told how many are done, of how many; what it raises ends the work."""


class RecomputeError(Exception):
    """The store cannot be read just now; the text is a sentence for the athlete."""


class RecomputableStore(Protocol):
    """What a recomputation needs of the recorder. All but the queueing may raise RecomputeError."""

    def finished_sessions(self, names: tuple[str, ...]) -> Sequence[int]:
        """The ids of an athlete's finished sessions, under any name, oldest first; not those in the bin."""

    def load_recording(self, activity_id: int) -> Recording:
        """One session's records. KeyError when it is gone meanwhile; ValueError: its file is damaged."""

    def change_setup(self, activity_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Queues another setup for a session; the one before stays in the events."""

    def store_activity(self, activity_id: int, activity: Activity) -> None:
        """Queues derived numbers."""


@frozen
class RecomputedActivity:
    """One activity before and after. `setup_before` and `setup_after` are as stored."""

    activity_id: int
    started_at: datetime
    activity_type: str
    load_before: float
    load_after: float
    setup_before: dict[str, Any]
    setup_after: dict[str, Any]


class Recomputation:
    """Changing the athlete's constants never rewrites history silently (domain.md): this is the loud way.

    For a worker thread: about a tenth of a second for each hour recorded, imported ones too.
    """

    def __init__(self, store: RecomputableStore, compute: Compute) -> None:
        self._store = store
        self._compute = compute

    def preview(self, profile: AthleteProfile, on_progress: Progress) -> tuple[RecomputedActivity, ...]:
        """What each of the athlete's activities would become; those that stay the same are left out.

        So are those that can no longer be read: there is nothing to compute them from.
        """
        return tuple(self._changed(profile, on_progress))

    def apply(self, changes: Sequence[RecomputedActivity], on_progress: Progress) -> None:
        """Gives the activities their new constants and numbers."""
        for done, change in enumerate(changes, start=1):
            self._give(change.activity_id, change.setup_after)
            on_progress(done, len(changes))

    def undo(self, changes: Sequence[RecomputedActivity], on_progress: Progress) -> None:
        """Gives them back what they had."""
        for done, change in enumerate(changes, start=1):
            self._give(change.activity_id, change.setup_before)
            on_progress(done, len(changes))

    def _changed(self, profile: AthleteProfile, on_progress: Progress) -> Iterator[RecomputedActivity]:
        activity_ids = self._store.finished_sessions(profile.names)
        for done, activity_id in enumerate(activity_ids, start=1):
            try:
                change = self._change(activity_id, profile)
            except (ValueError, KeyError):  # a salvaged setup, an unreadable file, or gone meanwhile
                change = None
            if change is not None:
                yield change
            on_progress(done, len(activity_ids))

    def _change(self, activity_id: int, profile: AthleteProfile) -> RecomputedActivity | None:
        recording = self._store.load_recording(activity_id)
        before = SessionSetup.from_json(recording.setup)
        after = updated_setup(before, profile)
        if after == before:
            return None
        return RecomputedActivity(
            activity_id,
            local_time(recording.started_utc_us, recording.utc_offset_s),
            before.activity_type.key,
            self._compute(recording, before).summary.training_load,
            self._compute(recording, after).summary.training_load,
            recording.setup,
            after.to_json(),
        )

    def _give(self, activity_id: int, setup: dict[str, Any]) -> None:
        try:
            recording = self._store.load_recording(activity_id)
            activity = self._compute(recording, SessionSetup.from_json(setup))
        except (KeyError, ValueError):
            return  # gone for good meanwhile, or not to be read any more: it stays as it is
        self._store.change_setup(activity_id, recording.setup, setup)
        self._store.store_activity(activity_id, activity)
