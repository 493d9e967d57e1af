"""`twins`: pairs that may be one activity wait for the athlete's word, and count twice until then."""

from pathlib import Path

import pytest

from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from tests.storage.store import EVENING_US
from tests.wiring.rides import record_ride, watch_file
from tests.wiring.terminal import Done, sidebeat

EVENING_S = EVENING_US // 1_000_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A recorded ride, and what a loosely worn watch made of it: near, but not near enough to be sure."""
    home = tmp_path / "home"
    record_ride(home, session_setup(AthleteProfile()), 900)
    file = tmp_path / "watch.fit"
    file.write_bytes(watch_file(EVENING_S, 900, noise_bpm=14.0))
    (told,) = sidebeat("import", file, "--json", "--home", home).objects
    assert told["status"] == "imported"
    assert told["reason"] == "perhaps the same as activity 1: waits for your word"
    return home


def twins(home: Path, *words: str) -> Done:
    return sidebeat("twins", *words, "--home", home)


def whole_load(home: Path) -> float:
    days = sidebeat("load", "--json", "--days", "20000", "--home", home).objects
    return float(sum(day["training_load"] for day in days))


def load_of(home: Path, activity_id: int) -> float:
    (shown,) = sidebeat("show", str(activity_id), "--json", "--home", home).objects
    return float(shown["training_load"])


def test_an_unsure_pair_is_listed_and_counts_twice_until_it_is_settled(home: Path) -> None:
    (pair,) = twins(home, "--json").objects
    assert pair == {"activity_id": 2, "carried_by": 1}
    told = twins(home)
    assert "Polar H10 8C4CA721" in told.out
    assert "sidebeat twins --same 2" in told.out
    assert whole_load(home) == pytest.approx(load_of(home, 1) + load_of(home, 2))


@pytest.mark.parametrize("named", ["1", "2"])
def test_one_activity_counts_once(home: Path, named: str) -> None:
    done = twins(home, "--same", named)
    assert (done.status, done.out) == (0, "")
    assert done.err == "2 and 1 are one; 1 has the load.\n"
    assert whole_load(home) == pytest.approx(load_of(home, 1))
    assert twins(home, "--json").objects == []


def test_two_activities_count_each(home: Path) -> None:
    assert twins(home, "--different", "2").err == "2 and 1 are two activities; each counts.\n"
    assert whole_load(home) == pytest.approx(load_of(home, 1) + load_of(home, 2))
    assert twins(home).err == "No pair of activities waits for your word.\n"


def test_what_is_in_no_pair_cannot_be_settled(home: Path) -> None:
    done = twins(home, "--same", "7")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Activity 7 is in no pair that waits for your word.")
