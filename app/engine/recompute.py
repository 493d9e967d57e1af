"""Recomputation: what history would be with other constants, shown first, done on request, and undone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.domain.activity import Activity
from app.domain.profile import AthleteProfile
from app.domain.recording import Recording
from app.domain.session_setups import updated_setup
from app.domain.setup import SessionSetup
from app.engine.ports import Translate
from app.engine.replay import local_time, replay


class RecomputableStore(Protocol):
    """What a recomputation needs of the recorder."""

    def finished_sessions(self, athlete: str) -> Sequence[int]:
        """The activity ids of this athlete's finished sessions, oldest first, without those in the bin."""

    def load_recording(self, activity_id: int) -> Recording:
        """One session's records."""

    def change_setup(self, activity_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Queues another setup for a session; the one before stays in the events."""

    def store_activity(self, activity_id: int, activity: Activity) -> None:
        """Queues derived numbers."""


@dataclass(frozen=True, slots=True)
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
    """Changing the athlete's constants never rewrites history silently (domain.md): this is the loud way."""

    def __init__(self, store: RecomputableStore, translate: Translate) -> None:
        self._store = store
        self._translate = translate

    def preview(
        self, profile: AthleteProfile, on_progress: Callable[[int, int], None]
    ) -> tuple[RecomputedActivity, ...]:
        """What each of the athlete's activities would become; those that stay the same are left out.

        Takes about a tenth of a second for each hour recorded; `on_progress(done, of)` tells how far it is.
        """
        return tuple(self._changed(profile, on_progress))

    def apply(self, changes: Sequence[RecomputedActivity]) -> None:
        """Gives the activities their new constants and numbers."""
        for change in changes:
            self._give(change.activity_id, change.setup_after)

    def undo(self, changes: Sequence[RecomputedActivity]) -> None:
        """Gives them back what they had."""
        for change in changes:
            self._give(change.activity_id, change.setup_before)

    def _changed(
        self, profile: AthleteProfile, on_progress: Callable[[int, int], None]
    ) -> Iterator[RecomputedActivity]:
        activity_ids = self._store.finished_sessions(profile.name)
        for done, activity_id in enumerate(activity_ids, start=1):
            recording = self._store.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            after = updated_setup(before, profile)
            if after != before:
                yield RecomputedActivity(
                    activity_id,
                    local_time(recording.started_utc_us, recording.utc_offset_s),
                    before.activity_type.key,
                    self._load(recording, before),
                    self._load(recording, after),
                    recording.setup,
                    after.to_json(),
                )
            on_progress(done, len(activity_ids))

    def _load(self, recording: Recording, setup: SessionSetup) -> float:
        return replay(recording, self._translate, setup).summary.training_load

    def _give(self, activity_id: int, setup: dict[str, Any]) -> None:
        recording = self._store.load_recording(activity_id)
        activity = replay(recording, self._translate, SessionSetup.from_json(setup))
        self._store.change_setup(activity_id, recording.setup, setup)
        self._store.store_activity(activity_id, activity)
