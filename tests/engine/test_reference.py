"""The session that runs along: recorded here or imported, or no longer to be had."""

import asyncio
from dataclasses import replace

import pytest

from app.domain.recording import OriginalFile, Recording
from app.engine.completion import Completion
from app.engine.events import EngineEvent, ReferenceLoaded
from app.wiring.computing import compute
from tests.domain.sessions import setup_for
from tests.engine.fakes import MemoryRecorder, NotingExporter
from tests.wiring.rides import watch_file

START_S = 1_795_330_800  # 2026-11-22T07:00Z


class WithFile(MemoryRecorder):
    """A store in which the first activity came from a file: not a single notification belongs to it."""

    def __init__(self, octets: bytes) -> None:
        super().__init__()
        self._octets = octets
        started_us = START_S * 1_000_000
        self.begin_session(started_us, started_us, 0, setup_for().to_json())

    def load_recording(self, activity_id: int) -> Recording:
        recording = super().load_recording(activity_id)
        if activity_id != 1:
            return recording
        return replace(recording, notifications=(), original=OriginalFile("run.fit", self._octets, 0))


async def told_by(octets: bytes) -> list[EngineEvent]:
    """What an engine tells of the session to run along with, when that is the file's activity."""
    told: list[EngineEvent] = []
    completion = Completion(WithFile(octets), NotingExporter(), compute, told.append)
    await completion.tell_reference(replace(setup_for(), reference_id=1, reference_name="Sunday's run"))
    return told


def test_an_imported_activity_runs_along_with_its_load() -> None:
    (told,) = asyncio.run(told_by(watch_file(START_S, 600)))
    assert isinstance(told, ReferenceLoaded)
    assert told.name == "Sunday's run"
    assert told.curve.timer_s == pytest.approx(600.0)
    assert told.curve.loads[-1] > 3.0


def test_a_file_that_can_no_longer_be_read_leaves_the_session_without_a_ghost() -> None:
    assert asyncio.run(told_by(b"no file")) == []
