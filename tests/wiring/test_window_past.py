"""What the window offers of a real store to be like."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, find_activity_type
from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.storage.folders import Folders
from app.wiring.house import SettingsKeeper
from app.wiring.window_past import WindowPast
from tests.storage.store import DAY_US, HandClocks, recording_in
from tests.wiring.rides import record_ride

ADA = AthleteProfile(name="Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)
RUNNING = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "outdoor_run")
ROWING = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "rowing")


def past_of(home: Path, *athletes: AthleteProfile) -> WindowPast:
    folders = Folders.locate(home)
    return WindowPast(folders, SettingsKeeper(folders.settings, Settings(athletes=athletes)))


def test_the_newest_finished_activities_are_offered_with_what_they_amount_to(tmp_path: Path) -> None:
    clocks = HandClocks()
    first = record_ride(tmp_path, session_setup(ADA), 300, clocks)
    clocks.pass_us(DAY_US)
    second = record_ride(tmp_path, session_setup(ADA, ROWING), 600, clocks)
    newest, oldest = past_of(tmp_path, ADA).earlier()
    assert (newest.activity_id, newest.activity_type) == (second, "rowing")
    assert newest.wanted.minutes == pytest.approx(10.0, abs=0.1)
    assert newest.wanted.load > oldest.wanted.load > 0
    assert oldest.activity_id == first


def test_each_athlete_is_offered_their_own(tmp_path: Path) -> None:
    ben = replace(ADA, name="Ben")
    record_ride(tmp_path, session_setup(ADA), 120)
    of_ben = record_ride(tmp_path, session_setup(ben), 120)
    assert [each.activity_id for each in past_of(tmp_path, ben, ADA).earlier()] == [of_ben]


def test_without_runs_the_easy_run_is_assumed(tmp_path: Path) -> None:
    easy = past_of(tmp_path, ADA).easy_run()
    assert easy is not None
    assert (easy.runs, easy.minutes, easy.bpm) == (0, 30.0, 130)  # 77 % of 169


def test_a_run_that_cannot_be_read_or_was_recorded_twice_costs_itself_alone(tmp_path: Path) -> None:
    folders, clocks = Folders.locate(tmp_path), HandClocks(utc_us=time.time_ns() // 1000 - 9 * DAY_US)
    runs = []
    for _ in range(5):
        runs.append(
            record_ride(tmp_path, session_setup(replace(ADA, threshold_bpm=188), RUNNING), 1500, clocks)
        )
        clocks.pass_us(DAY_US)
    with recording_in(folders, clocks.clocks) as recorder:
        recorder.change_setup(runs[0], {}, {"athlete": "Ada", "constants": "nonsense"})
        recorder.put_twin(runs[1], runs[2], is_sure=True, shift_s=0)
    easy = past_of(tmp_path, ADA).easy_run()
    assert easy is not None
    assert easy.runs == 3
    assert easy.minutes == pytest.approx(25.0, abs=0.1)


def test_a_store_that_cannot_be_read_offers_nothing(tmp_path: Path) -> None:
    folders = Folders.locate(tmp_path)
    folders.prepare()
    folders.database.write_bytes(b"no database at all" * 1000)
    past = past_of(tmp_path, ADA)
    assert past.earlier() == ()
    assert past.easy_run() is None
