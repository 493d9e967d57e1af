"""A session recorded after its watch's file came in is linked at its end, by the rules of an import."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.activity_row import ActivityRow
from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.engine.replay import replay
from app.sources.translation import translate
from app.storage.folders import Folders
from app.storage.history import History, Twin
from app.wiring.exporting import FitExporter
from app.wiring.house import SettingsKeeper
from app.wiring.known_activities import KnownActivities
from app.wiring.left_behind import complete_left_behind
from app.wiring.linking import RecordedSessions
from tests.storage.store import EVENING_US, HOUR_US, HandClocks, begin, recording_in
from tests.wiring.rides import record_ride, watch_file
from tests.wiring.terminal import sidebeat

EVENING_S = EVENING_US // 1_000_000
SETUP = session_setup(AthleteProfile())
LATER = HandClocks(utc_us=EVENING_US + HOUR_US)


def everyone(_athlete: str) -> None:
    """One history."""


def imported(home: Path, octets: bytes, *words: str) -> int:
    """The watch's file, in the store before anything is recorded; its activity id."""
    file = home.parent / "watch.fit"
    file.write_bytes(octets)
    (told,) = sidebeat("import", file, "--json", "--home", home, *words).objects
    return int(told["activity_id"])


def linked(home: Path, activity_id: int) -> tuple[Twin, ...]:
    """What the session is a twin of, once it has ended."""
    folders = Folders.locate(home)
    with recording_in(folders, LATER.clocks) as recorder:
        RecordedSessions(recorder, History(folders), everyone).link(activity_id)
    return History(folders).twins_of(activity_id)


def rows(home: Path) -> dict[int, ActivityRow]:
    return {row.activity_id: row for row in History(Folders.locate(home)).activities()}


@pytest.mark.parametrize("shift_s", [0, 47, 3600])
def test_the_strap_s_session_takes_the_load_of_the_watch_s_file(home: Path, shift_s: int) -> None:
    file = imported(home, watch_file(EVENING_S + shift_s, 900, noise_bpm=2.0))
    session = record_ride(home, SETUP, 900)
    assert linked(home, session) == (Twin(file, session, True, -shift_s),)
    assert rows(home)[file].load_that_counts == 0.0
    assert rows(home)[session].load_that_counts == rows(home)[session].training_load


def test_the_file_keeps_the_load_where_it_is_the_more_complete(home: Path) -> None:
    file = imported(home, watch_file(EVENING_S, 900))
    session = record_ride(home, SETUP, 900)
    with recording_in(Folders.locate(home), LATER.clocks) as recorder:
        activity = replay(recorder.load_recording(session), translate)
        recorder.store_activity(session, replace(activity, sensor="an optical armband"))
    assert linked(home, session) == (Twin(session, file, True, 0),)


def test_another_ride_of_the_day_is_no_twin(home: Path) -> None:
    imported(home, watch_file(EVENING_S - 6 * 3600, 600, level_bpm=22))
    assert linked(home, record_ride(home, SETUP, 600)) == ()


def test_one_that_may_be_the_same_waits_for_the_athlete_s_word(home: Path) -> None:
    file = imported(home, watch_file(EVENING_S + 1500, 1800))
    session = record_ride(home, SETUP, 2300)
    (twin,) = linked(home, session)
    assert {twin.activity_id, twin.carried_by} == {file, session}
    assert not twin.is_sure


def test_another_athlete_s_file_is_no_twin(home: Path) -> None:
    imported(home, watch_file(EVENING_S, 900), "--athlete", "Bob")
    session = record_ride(home, session_setup(AthleteProfile(name="Ada")), 900)
    keeper = SettingsKeeper(
        home / "settings.json", Settings(athletes=(AthleteProfile(name="Ada"), AthleteProfile(name="Bob")))
    )
    folders = Folders.locate(home)
    with recording_in(folders, LATER.clocks) as recorder:
        RecordedSessions(recorder, History(folders), keeper.names).link(session)
    assert History(folders).twins_of(session) == ()


def test_of_a_single_athlete_every_file_counts_whatever_name_it_came_in_under(home: Path) -> None:
    keeper = SettingsKeeper(home / "settings.json", Settings(athletes=(AthleteProfile(name="Ada"),)))
    assert keeper.names("Ada") is None
    assert keeper.names("") is None


def test_a_pair_that_the_athlete_parted_is_not_linked_again(home: Path) -> None:
    """A session is completed anew whenever its type is chosen on the summary."""
    imported(home, watch_file(EVENING_S, 900))
    session = record_ride(home, SETUP, 900)
    folders = Folders.locate(home)
    with recording_in(folders, LATER.clocks) as recorder:
        sessions = RecordedSessions(recorder, History(folders), everyone)
        sessions.link(session)
        (twin,) = History(folders).twins_of(session)
        recorder.drop_twin(twin.activity_id)
        sessions.link(session)
        recorder.flush()
    assert History(folders).twins_of(session) == ()


def test_the_better_recording_carries_though_the_pair_was_made_before_the_session_had_numbers(
    home: Path,
) -> None:
    session = record_ride(home, SETUP, 900)
    file = imported(home, watch_file(EVENING_S, 900, noise_bpm=1.0))
    folders = Folders.locate(home)
    with recording_in(folders, LATER.clocks) as recorder:  # as an import sees a session without numbers
        recorder.drop_twin(file)
        recorder.put_twin(session, file, is_sure=True, shift_s=3)
        recorder.settle()
    assert linked(home, session) == (Twin(file, session, True, -3),)
    assert linked(home, session) == (Twin(file, session, True, -3),)


def test_a_session_that_runs_is_not_compared_yet(home: Path) -> None:
    folders = Folders.locate(home)
    with recording_in(folders, HandClocks().clocks) as recorder:
        begin(recorder)
        recorder.flush()
        known = KnownActivities(History(folders).activities(), lambda _: pytest.fail("nothing to compare"))
        assert known.is_empty


def test_a_session_completed_by_the_next_start_is_linked_too(home: Path) -> None:
    imported(home, watch_file(EVENING_S, 900))
    session = record_ride(home, SETUP, 900)
    folders = Folders.locate(home)
    with recording_in(folders, LATER.clocks) as recorder:
        recorder.note_export(session, "No space left on device")
    again = HandClocks(utc_us=EVENING_US + 2 * HOUR_US)
    with recording_in(folders, again.clocks) as recorder:
        link = RecordedSessions(recorder, History(folders), everyone).link
        complete_left_behind(recorder, FitExporter(folders.exports), link)
    assert len(History(folders).twins_of(session)) == 1


def test_what_cannot_be_read_any_more_stays_as_it_is(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    record_ride(home, SETUP, 90)
    assert linked(home, 7) == ()
    assert "activity 7 is not compared" in caplog.text
