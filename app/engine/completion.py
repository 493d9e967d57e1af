"""Completion: from a stopped session to its activity in the store and its files, beside the loop."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from app.domain.activity import Activity
from app.domain.activity_types import ActivityType
from app.domain.profile import AthleteProfile
from app.domain.reference import load_curve
from app.domain.session_setups import reassigned_setup
from app.domain.setup import SessionSetup
from app.domain.verdict import did_it_count
from app.engine.events import EngineEvent, InterruptedSessionFound, ReferenceLoaded, SessionFinished
from app.engine.ports import Compute, Exporter, ExportError, Link, Recorder
from app.engine.replay import local_time

_log = logging.getLogger(__name__)


def no_link(_activity_id: int) -> None:
    """Nobody looks for other recordings of the same."""


class Completion:
    """Computes finished activities from their recordings, stores them and writes their files."""

    def __init__(
        self,
        recorder: Recorder,
        exporter: Exporter,
        compute: Compute,
        publish: Callable[[EngineEvent], None],
        link: Link = no_link,
    ) -> None:
        self._recorder = recorder
        self._exporter = exporter
        self._compute = compute
        self._publish = publish
        self._link = link

    async def complete(self, activity_id: int) -> None:
        """Tells SessionFinished in the end, with or without files.

        The numbers are stored last: a finished session without them is one whose completion was cut off.
        """
        recording = await asyncio.to_thread(self._recorder.load_recording, activity_id)
        activity = await asyncio.to_thread(self._compute, recording, None)
        files, problem = await asyncio.to_thread(self._export, activity)
        if problem is not None:
            _log.warning("activity %d is recorded but not exported: %s", activity_id, problem)
            self._recorder.note_export(activity_id, problem)
        self._recorder.store_activity(activity_id, activity)
        await asyncio.to_thread(self._recorder.settle)
        await asyncio.to_thread(self._link, activity_id)  # before anybody looks at the history again
        setup = SessionSetup.from_json(recording.setup)
        verdict = None if setup.wanted is None else did_it_count(setup.wanted, activity.summary)
        name = setup.reference_name
        self._publish(SessionFinished(activity_id, activity, files, problem, verdict, name, setup))

    async def tell_interrupted(self) -> None:
        """Tells each session that a process which is gone never stopped, newest first."""
        for session in await asyncio.to_thread(self._recorder.interrupted_sessions):
            started_at = local_time(session.started_utc_us, session.utc_offset_s)
            self._publish(InterruptedSessionFound(session.activity_id, started_at, session.elapsed_s))

    async def finish_interrupted(self, activity_id: int) -> None:
        """Finishes an interrupted session at its last record."""
        recording = await asyncio.to_thread(self._recorder.load_recording, activity_id)
        self._recorder.finish_session(activity_id, recording.last_at_us)
        await self.complete(activity_id)

    async def reassign(self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile) -> None:
        """Another activity type, with the constants that the athlete has for it; completed anew."""
        recording = await asyncio.to_thread(self._recorder.load_recording, activity_id)
        setup = reassigned_setup(SessionSetup.from_json(recording.setup), activity_type, profile)
        self._recorder.change_setup(activity_id, recording.setup, setup.to_json())
        await self.complete(activity_id)

    async def tell_reference(self, setup: SessionSetup) -> None:
        """Tells the load curve of the setup's reference session, if it has one that is still there."""
        if setup.reference_id is None:
            return
        try:
            recording = await asyncio.to_thread(self._recorder.load_recording, setup.reference_id)
            activity = await asyncio.to_thread(self._compute, recording, None)
        except (KeyError, ValueError):
            return  # deleted since, or not to be read any more: the session does without a ghost
        self._publish(ReferenceLoaded(setup.reference_name, load_curve(activity)))

    def _export(self, activity: Activity) -> tuple[tuple[Path, ...], str | None]:
        try:
            return tuple(self._exporter.export(activity)), None
        except ExportError as error:
            return (), str(error)
