"""What can be saved from a damaged database is saved; the damaged file stays."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.recording import EventKind, RecordedEvent, Recording
from app.storage.database import quick_check
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.salvage import salvage
from tests.storage.store import (
    SECOND_US,
    HandClocks,
    beat,
    begin,
    finished_activity,
    folders_in,
    recording_in,
)

NOW = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)
PAGE = 4096
BEATS = 3000


def record_a_session(folders: Folders) -> Recording:
    """A finished session of BEATS notifications and some events."""
    clocks = HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        activity_id = begin(recorder)
        for number in range(BEATS):
            clocks.pass_us(SECOND_US)
            beat(recorder, number % 200)
            if number % 100 == 0:
                at_us = recorder.clock.now_us()
                recorder.record_event(RecordedEvent(at_us, at_us, EventKind.LAP, activity_id, {"n": number}))
        recorder.finish_session(activity_id, recorder.clock.now_us())
        recorder.store_activity(activity_id, finished_activity())
        return recorder.load_recording(activity_id)


def damage(folders: Folders, first: int, count: int, seed: int = 1) -> bytes:
    """Random bytes over part of the file; all of it as it is then."""
    octets = bytearray(folders.database.read_bytes())
    octets[first : first + count] = random.Random(seed).randbytes(count)
    folders.database.write_bytes(octets)
    return bytes(octets)


def test_a_sound_database_comes_out_as_it_went_in(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    row = History(folders).activity(recording.activity_id)
    saved = salvage(folders, NOW)
    assert saved.rows["notification"] == BEATS
    assert saved.problems == ()
    assert History(folders).recording(recording.activity_id) == recording
    assert History(folders).activity(recording.activity_id) == row


@pytest.mark.parametrize(("first", "count"), [(0, 16), (0, 100), (16, 84), (0, PAGE), (100, 3996)])
def test_a_damaged_first_page_costs_nothing(tmp_path: Path, first: int, count: int) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    damaged = damage(folders, first, count)
    saved = salvage(folders, NOW)
    assert History(folders).recording(recording.activity_id) == recording
    assert saved.set_aside.read_bytes() == damaged
    assert quick_check(folders.database) == ()


@pytest.mark.parametrize("page", [30, 40, 50])
def test_a_damaged_page_in_the_middle_costs_its_own_rows(tmp_path: Path, page: int) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    damaged = damage(folders, page * PAGE, PAGE)
    saved = salvage(folders, NOW)
    assert saved.set_aside.read_bytes() == damaged
    assert saved.problems != ()
    kept = History(folders).recording(recording.activity_id).notifications
    assert len(kept) >= BEATS - 200
    assert set(kept) <= set(recording.notifications)
    assert quick_check(folders.database) == ()


@pytest.mark.parametrize("seed", range(6))
def test_damage_anywhere_gives_a_sound_database_that_can_be_recorded_to(tmp_path: Path, seed: int) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    chance = random.Random(seed)
    size = folders.database.stat().st_size
    for _ in range(3):
        damaged = damage(folders, chance.randrange(size), chance.randrange(1, 3 * PAGE), seed)
    saved = salvage(folders, NOW)
    assert saved.set_aside.read_bytes() == damaged
    assert quick_check(folders.database) == ()
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        last = beat(recorder)
        assert last in recorder.load_recording(activity_id).notifications
    for row in History(folders).activities():
        History(folders).recording(row.activity_id)


def test_a_truncated_file_gives_what_is_left_of_it(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    recording = record_a_session(folders)
    octets = folders.database.read_bytes()
    folders.database.write_bytes(octets[: len(octets) * 2 // 3])
    saved = salvage(folders, NOW)
    assert saved.rows["notification"] > BEATS // 3
    assert set(History(folders).recording(recording.activity_id).notifications) <= set(
        recording.notifications
    )
