"""A running session computed anew, while its heart goes on beating."""

import asyncio
from random import Random

from app.domain.recording import EventKind, Notification
from app.engine.feed import SessionFeed, records_of
from app.engine.journal import Journal
from app.engine.mending import RECORDS_AT_ONCE, Mending
from app.sources.translation import translate
from tests.domain.sessions import STRAP, setup_for
from tests.engine.fakes import UTC_US, MemoryRecorder

BEATS = 20 * RECORDS_AT_ONCE
SECOND_US = 1_000_000


class HandClock:
    """Time by hand."""

    def __init__(self) -> None:
        self.at_us = UTC_US

    def now_us(self) -> int:
        return self.at_us

    def utc_us(self) -> int:
        return self.at_us


def test_no_heartbeat_waits_for_a_long_session_and_none_is_lost() -> None:
    clock, recorder, random = HandClock(), MemoryRecorder(), Random(1)
    journal = Journal(clock, recorder)
    activity_id = recorder.begin_session(UTC_US, UTC_US, 0, {})
    old, new = SessionFeed(setup_for(), UTC_US, translate), []
    while_mending = []

    def beat() -> None:
        clock.at_us += SECOND_US
        payload = bytes((0, random.randint(120, 160)))
        journal.notification(Notification(clock.at_us, clock.at_us, STRAP, "2a37", payload))

    async def play() -> None:
        for _ in range(BEATS):
            beat()
        mending = Mending(clock, recorder, journal, translate)
        task = mending.begin(activity_id, old, lambda _, feed: new.append(feed))
        while mending.is_under_way:
            beat()
            while_mending.append(clock.at_us)
            if len(while_mending) == 3:
                journal.event(EventKind.LAP, activity_id)
            await asyncio.sleep(0)
        await task

    asyncio.run(play())
    assert len(while_mending) > BEATS / RECORDS_AT_ONCE
    (feed,) = new
    at_once = SessionFeed(setup_for(), UTC_US, translate)
    at_once.take(records_of(recorder.load_recording(activity_id)))
    assert feed.notifications == at_once.notifications == BEATS + len(while_mending)
    assert feed.session.accepted_samples() == at_once.session.accepted_samples()
    assert feed.session.summary() == at_once.session.summary()
    assert len(feed.session.laps()) == 1
