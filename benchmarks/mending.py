"""A long session computed anew because a button was pressed late: how long its heartbeats have to wait."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.engine.events import EngineEvent
from app.engine.feed import SessionFeed
from app.engine.journal import Journal
from app.engine.mending import Mending
from app.engine.news import News
from app.sources.translation import translate
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from benchmarks.figures import Figure, figure_of_runs
from benchmarks.replay import BEGAN_UTC_US, HOUR_S, heart_rates

HOURS = 10
RUNS = 5
LONGEST_HELD_BUDGET_MS = 25.0  # what arrival to paint may take at its worst
SECOND_US = 1_000_000


def measure() -> list[Figure]:
    """Processor time of the loop's own thread: the recording is read in another."""
    setup = session_setup(AthleteProfile())
    with TemporaryDirectory() as folder:
        recorder = SqliteRecorder.open(Folders.locate(Path(folder)), system_clocks())
        began_us = recorder.clock.now_us() - HOURS * HOUR_S * SECOND_US
        activity_id = recorder.begin_session(began_us, BEGAN_UTC_US, 0, setup.to_json())
        for second, notification in enumerate(heart_rates(HOURS * HOUR_S)):
            at_us = began_us + second * SECOND_US
            recorder.record_notification(replace(notification, at_us=at_us))
        before = SessionFeed(setup, began_us, translate)
        runs = [asyncio.run(mended(recorder, activity_id, before)) for _ in range(RUNS)]
        recorder.close()
    return [
        figure_of_runs(f"mending {HOURS} hours", [whole_s for whole_s, _ in runs], "s"),
        figure_of_runs(
            f"mending {HOURS} hours, longest the loop is held",
            [1000 * held_s for _, held_s in runs],
            "ms",
            budget=LONGEST_HELD_BUDGET_MS,
        ),
    ]


async def mended(recorder: SqliteRecorder, activity_id: int, before: SessionFeed) -> tuple[float, float]:
    """Seconds in all, and the longest that nothing else could be done."""

    def show(_: int, feed: SessionFeed) -> None:
        News(tell_nobody).trace(feed)

    journal = Journal(recorder.clock, recorder)
    mending = Mending(recorder.clock, recorder, journal, translate)
    began_s = last_s = time.thread_time()
    task = mending.begin(activity_id, before, show)
    longest_s = 0.0
    while not task.done():
        await asyncio.sleep(0)
        now_s = time.thread_time()
        longest_s = max(longest_s, now_s - last_s)
        last_s = now_s
    await task
    return last_s - began_s, longest_s


def tell_nobody(event: EngineEvent) -> None:
    """A listener who does not care."""
