"""Recomputing in a real store: recorded and imported activities, shown first, applied, undone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.activity_row import ActivityRow
from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.engine.recompute import Recomputation
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.settings_file import save_settings
from app.wiring.computing import compute
from tests.storage.store import recording_in
from tests.wiring.rides import record_ride, watch_file
from tests.wiring.terminal import sidebeat

ADA = AthleteProfile(name="Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169, former_names=("Athlete 1",))
FITTER = replace(ADA, threshold_bpm=175)
MORNING_S = 1_795_071_600  # 2026-11-19T07:00Z, three days before what is recorded


@pytest.fixture
def ada_home(tmp_path: Path) -> Path:
    """A ride recorded under a former name, one of somebody else's, and a run from a watch."""
    home = tmp_path / "home"
    record_ride(home, session_setup(replace(ADA, name="Athlete 1")), 300)
    record_ride(home, session_setup(replace(ADA, name="Ben")), 60)
    save_settings(Folders.locate(home).settings, Settings(athletes=(ADA,)))
    file = tmp_path / "run.fit"
    file.write_bytes(watch_file(MORNING_S, 400, sport=1))
    assert sidebeat("import", file, "--home", home).status == 0
    return home


@contextmanager
def recomputation(home: Path) -> Iterator[Recomputation]:
    with recording_in(Folders.locate(home)) as recorder:
        yield Recomputation(recorder, compute)


def rows(home: Path) -> dict[int, ActivityRow]:
    return {row.activity_id: row for row in History(Folders.locate(home)).activities()}


def test_recorded_and_imported_activities_are_compared_applied_and_undone(ada_home: Path) -> None:
    before = rows(ada_home)
    told: list[tuple[int, int]] = []
    with recomputation(ada_home) as past:
        changes = past.preview(FITTER, lambda done, of: told.append((done, of)))
    assert [change.activity_id for change in changes] == [3, 1]  # by time; Ben's ride is not hers
    assert told == [(1, 2), (2, 2)]
    assert rows(ada_home) == before
    for change in changes:
        assert change.load_before == pytest.approx(before[change.activity_id].training_load)
        assert 0 < change.load_after < change.load_before
    told.clear()
    with recomputation(ada_home) as past:
        past.apply(changes, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
    applied = rows(ada_home)
    for change in changes:
        assert applied[change.activity_id].training_load == pytest.approx(change.load_after)
    assert applied[2] == before[2]
    with recomputation(ada_home) as past:
        assert past.preview(FITTER, lambda *_: None) == ()
        past.undo(changes, lambda *_: None)
    assert rows(ada_home) == before


def test_what_can_no_longer_be_read_is_left_out(ada_home: Path) -> None:
    with recording_in(Folders.locate(ada_home)) as recorder:
        recorder.change_setup(1, {}, {"athlete": "Ada", "constants": "nonsense"})
    with recomputation(ada_home) as past:
        assert [change.activity_id for change in past.preview(FITTER, lambda *_: None)] == [3]


def test_what_is_lost_after_the_comparison_stays_as_it_was_and_the_others_change(ada_home: Path) -> None:
    before = rows(ada_home)
    with recomputation(ada_home) as past:
        changes = past.preview(FITTER, lambda *_: None)
    with closing(sqlite3.connect(Folders.locate(ada_home).database)) as connection:
        connection.execute("UPDATE original SET octets = x'00'")
        connection.commit()
    with recomputation(ada_home) as past:
        past.apply(changes, lambda *_: None)
    assert rows(ada_home)[3] == before[3]
    assert rows(ada_home)[1] != before[1]


class TurnedAwayError(Exception):
    """Whoever asked does not wait any more."""


def test_who_does_not_wait_any_more_ends_the_work(ada_home: Path) -> None:
    def turn_away(_done: int, _of: int) -> None:
        raise TurnedAwayError

    with recomputation(ada_home) as past, pytest.raises(TurnedAwayError):
        past.preview(FITTER, turn_away)


@pytest.mark.parametrize("name", ["ada", "Athlete 1"])
def test_every_name_of_an_athlete_finds_all_of_the_history(ada_home: Path, name: str) -> None:
    listed = sidebeat("activities", "--json", "--home", ada_home, "--athlete", name).objects
    assert [each["activity_id"] for each in listed] == [1, 3]
    days = sidebeat("load", "--json", "--days", "20000", "--home", ada_home, "--athlete", name).objects
    whole = sum(row.training_load or 0.0 for row in rows(ada_home).values() if row.activity_id != 2)
    assert sum(day["training_load"] for day in days) == pytest.approx(whole)


@pytest.mark.parametrize("command", [("activities",), ("activities", "--json"), ("load",)])
def test_of_an_unknown_athlete_there_is_nothing_and_it_says_so(
    ada_home: Path, command: tuple[str, ...]
) -> None:
    done = sidebeat(*command, "--home", ada_home, "--athlete", "Eve")
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith("Nothing is kept for an athlete called Eve.")


def test_with_several_athletes_the_one_in_use_is_read(ada_home: Path) -> None:
    two = Settings(athletes=(AthleteProfile(name="Ben"), ADA))
    save_settings(Folders.locate(ada_home).settings, two)
    listed = sidebeat("activities", "--json", "--home", ada_home).objects
    assert [each["activity_id"] for each in listed] == [2]
