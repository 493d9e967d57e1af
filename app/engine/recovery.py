"""Heart-rate recovery: how far the heart comes down in the two minutes after a session."""

import asyncio
from collections.abc import Callable

from app.domain.forgotten import HeartRateRecovery, heart_rate_recovery
from app.domain.readings import reading_of
from app.domain.recording import Recording
from app.engine.events import EngineEvent, RecoveryMeasured
from app.engine.forgotten_watch import samples_of
from app.engine.ports import Recorder, Translate

LOOKED_FOR_AFTER_US = 123 * 1_000_000  # the last readings that count come 122 s after the stop
BEFORE_END_US = 10 * 1_000_000  # more than what the heart rate at the end is taken from


def recovery_of(recording: Recording, translate: Translate) -> HeartRateRecovery | None:
    """The recovery after a recording's stop, by the sensor that was heard last before it.

    None for an imported or unfinished session, and where there was no reading at the end.
    """
    end_us = recording.stopped_at_us
    if end_us is None or recording.original is not None:
        return None
    since_us = end_us - BEFORE_END_US
    tail = (each for each in recording.notifications if each.at_us >= since_us)
    samples = samples_of(tail, translate, since_us)
    end_s = BEFORE_END_US / 1e6
    sources = [
        sample.source for sample in samples if reading_of(sample) is not None and sample.elapsed_s <= end_s
    ]
    if not sources:
        return None
    return heart_rate_recovery([sample for sample in samples if sample.source == sources[-1]], end_s)


class RecoveryWatch:
    """Waits for the readings after the newest stop, and tells what they come to."""

    def __init__(
        self, recorder: Recorder, translate: Translate, publish: Callable[[EngineEvent], None]
    ) -> None:
        self._recorder = recorder
        self._translate = translate
        self._publish = publish
        self._activity_id: int | None = None
        self._due_us = 0

    def begin(self, activity_id: int, stopped_at_us: int) -> None:
        """A session was stopped there."""
        self._activity_id, self._due_us = activity_id, stopped_at_us + LOOKED_FOR_AFTER_US

    def forget(self, activity_id: int) -> None:
        """The session goes on after all."""
        if activity_id == self._activity_id:
            self._activity_id = None

    def take_due(self, now_us: int) -> int | None:
        """The activity whose recovery can be told by now, once."""
        if self._activity_id is None or now_us < self._due_us:
            return None
        activity_id, self._activity_id = self._activity_id, None
        return activity_id

    async def tell(self, activity_id: int) -> None:
        """Tells the recovery, if anything was measured."""
        recording = await asyncio.to_thread(self._recorder.load_recording, activity_id)
        recovery = await asyncio.to_thread(recovery_of, recording, self._translate)
        if recovery is not None and recovery.after_60_s_bpm is not None:
            self._publish(RecoveryMeasured(activity_id, recovery))
