"""A finished session is linked to other recordings of the same before anybody is told of it."""

import asyncio

from app.engine.completion import Completion
from app.engine.events import EngineEvent, SessionFinished
from app.wiring.computing import compute
from tests.domain.sessions import setup_for
from tests.engine.fakes import UTC_US, MemoryRecorder, NotingExporter


def test_the_link_is_looked_for_once_the_numbers_are_kept_and_before_the_news() -> None:
    happened: list[str] = []
    recorder = MemoryRecorder()
    activity_id = recorder.begin_session(UTC_US, UTC_US, 0, setup_for().to_json())
    recorder.finish_session(activity_id, UTC_US + 60_000_000)

    def link(linked_id: int) -> None:
        assert recorder.sessions[linked_id].activity is not None
        happened.append(f"{linked_id} linked")

    def publish(event: EngineEvent) -> None:
        assert isinstance(event, SessionFinished)
        happened.append(f"{event.activity_id} told")

    completion = Completion(recorder, NotingExporter(), compute, publish, link)
    asyncio.run(completion.complete(activity_id))
    assert happened == [f"{activity_id} linked", f"{activity_id} told"]
