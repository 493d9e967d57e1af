"""What a session did to the long run, from a real store."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.settings import Settings
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.wiring.house import SettingsKeeper
from app.wiring.window_long_run import WindowLongRun
from tests.domain.sessions import setup_for
from tests.ui.fakes import finished_session

ADA = AthleteProfile("Ada", former_names=("A.",), load_per_day_seed=40.0)
BEA = AthleteProfile("Bea")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A store with two of Ada's sessions on one day, one under her former name, and one of Bea's."""
    folders = Folders.locate(tmp_path, demo=False)
    recorder = SqliteRecorder.open(folders, system_clocks())
    activity = finished_session().activity
    day_us = round(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1e6)
    for number, athlete in enumerate(("Ada", "A.", "Bea"), start=1):
        began_us = recorder.clock.now_us()
        setup = setup_for(athlete=athlete).to_json()
        assert recorder.begin_session(began_us, day_us, 0, setup) == number
        recorder.finish_session(number, began_us + 1_000_000)
        summary = replace(activity.summary, training_load=41.0)
        recorder.store_activity(number, replace(activity, identity=str(number), summary=summary))
    recorder.close()
    return folders


def keeper(folders: Folders, *athletes: AthleteProfile) -> SettingsKeeper:
    return SettingsKeeper(folders.settings, Settings(athletes=athletes))


def test_all_of_the_athletes_sessions_count_and_nobody_elses(folders: Folders) -> None:
    change = WindowLongRun(folders, keeper(folders, BEA, ADA)).change(1)
    assert change is not None
    assert change.base_fitness_before == 40.0
    assert change.base_fitness == pytest.approx(40.0 + (82.0 - 40.0) * 0.0235, abs=0.01)
    assert change.is_estimated


def test_nothing_is_said_of_who_gave_no_estimate_or_is_not_there(folders: Folders) -> None:
    assert WindowLongRun(folders, keeper(folders, BEA, ADA)).change(3) is None
    assert WindowLongRun(folders, keeper(folders, ADA)).change(99) is None


def test_the_athletes_latest_word_on_which_load_counts_is_heard_before_the_store_has_it(
    folders: Folders,
) -> None:
    recorder = SqliteRecorder.open(folders, system_clocks())
    activity = finished_session().activity
    summary = replace(activity.summary, training_load=41.0, filled_in_load=61.0)
    recorder.store_activity(1, replace(activity, identity="1", summary=summary))
    recorder.close()
    long_run = WindowLongRun(folders, keeper(folders, BEA, ADA))
    for remark, load in ((None, 82.0), (Remark(uses_filled_in_load=True), 102.0), (Remark(), 82.0)):
        change = long_run.change(1, remark)
        assert change is not None
        assert change.base_fitness == pytest.approx(40.0 + (load - 40.0) * 0.0235, abs=0.01)
