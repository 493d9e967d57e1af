"""Completion: from a stopped session to its activity in the store and its files, beside the loop."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from app.domain.activity import Activity
from app.engine.events import EngineEvent, SessionFinished
from app.engine.ports import Exporter, ExportError, Recorder, Translate
from app.engine.replay import replay

_log = logging.getLogger(__name__)


class Completion:
    """Computes finished activities from their recordings, stores them and writes their files."""

    def __init__(
        self,
        recorder: Recorder,
        exporter: Exporter,
        translate: Translate,
        publish: Callable[[EngineEvent], None],
    ) -> None:
        self._recorder = recorder
        self._exporter = exporter
        self._translate = translate
        self._publish = publish

    async def complete(self, activity_id: int) -> None:
        """Tells SessionFinished in the end, with or without files."""
        activity = await asyncio.to_thread(self._compute, activity_id)
        self._recorder.store_activity(activity_id, activity)
        files, problem = await asyncio.to_thread(self._export, activity)
        if problem is not None:
            _log.warning("activity %d is recorded but not exported: %s", activity_id, problem)
        await asyncio.to_thread(self._recorder.settle)
        self._publish(SessionFinished(activity_id, activity, files, problem))

    def _compute(self, activity_id: int) -> Activity:
        return replay(self._recorder.load_recording(activity_id), self._translate)

    def _export(self, activity: Activity) -> tuple[tuple[Path, ...], str | None]:
        try:
            return tuple(self._exporter.export(activity)), None
        except ExportError as error:
            return (), str(error)
