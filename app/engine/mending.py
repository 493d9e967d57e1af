"""Mending: a running session computed anew from its records, because one of them was put in the past."""

import asyncio
from collections.abc import Callable
from itertools import islice

from app.domain.recording import Recording
from app.engine.feed import SessionFeed, records_of
from app.engine.journal import Journal
from app.engine.ports import Clock, Recorder, Translate

RECORDS_AT_ONCE = 250  # three milliseconds: a heartbeat that comes meanwhile hardly waits


class Mending:
    """Reads the recording beside the loop, plays it piece by piece, hands over a feed that is up to date."""

    def __init__(self, clock: Clock, recorder: Recorder, journal: Journal, translate: Translate) -> None:
        self._clock = clock
        self._recorder = recorder
        self._journal = journal
        self._translate = translate
        self._task: asyncio.Task[None] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the present feed is out of date."""
        return self._task is not None and not self._task.done()

    def begin(
        self, activity_id: int, before: SessionFeed, take_over: Callable[[int, SessionFeed], None]
    ) -> asyncio.Task[None]:
        """Computes the session; what was being computed is out of date already, and is dropped."""
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.get_running_loop().create_task(self._compute(activity_id, before, take_over))
        return self._task

    async def _compute(
        self, activity_id: int, before: SessionFeed, take_over: Callable[[int, SessionFeed], None]
    ) -> None:
        recording = await asyncio.to_thread(self._recorder.load_recording, activity_id)
        feed = SessionFeed(before.setup, before.started_at_us, self._translate, cuts=before.cuts)
        newest_us = await _play(feed, recording)
        feed.take(self._journal.since(newest_us, activity_id))
        feed.advance(self._clock.now_us())
        feed.session.take_events()  # they were told when they happened
        take_over(activity_id, feed)


async def _play(feed: SessionFeed, recording: Recording) -> int:
    """Takes the whole recording in, with pauses for the loop; the place of its last record."""
    newest_us = feed.started_at_us
    records = records_of(recording)
    while some := tuple(islice(records, RECORDS_AT_ONCE)):
        newest_us = feed.take(some)
        await asyncio.sleep(0)
    return newest_us
