"""What the long run reads: the same as the history's lines tell, on the days that the athlete lived."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.athlete import HeartRateConstants
from app.domain.coach_report import Planned
from app.domain.constants_changes import ConstantsOfDay
from app.domain.intensity import Intensity, SessionIntensity, Split
from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.session_setups import session_setup
from app.storage.database import open_writer
from app.storage.history import History
from app.storage.import_statements import ImportedActivity, Provenance
from app.storage.recorder import SqliteRecorder
from tests.domain.activity_rows import load_rows
from tests.storage.store import EVENING_US, begin, finished_activity, folders_in, recording_in

SETUP = session_setup(AthleteProfile("Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)).to_json()


def bring_in(
    recorder: SqliteRecorder,
    identity: str,
    started_at: datetime,
    load: float = 35.0,
    intensity: Intensity | None = None,
    **setup: object,
) -> int:
    activity = replace(finished_activity(identity, load), started_at=started_at, intensity=intensity)
    provenance = Provenance(None, 0, "COROS")
    return recorder.import_activities((ImportedActivity(activity, {**SETUP, **setup}, provenance),))[0]


def test_loads_are_those_of_the_history_s_lines(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    noon = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=13)))
    with recording_in(folders) as recorder:
        ids = [bring_in(recorder, f"file {place}", noon + timedelta(hours=9 * place)) for place in range(5)]
        recorder.put_twin(ids[0], ids[1], is_sure=True, shift_s=0)
        recorder.put_twin(ids[2], ids[3], is_sure=False, shift_s=0)
        recorder.remark(ids[3], Remark(uses_filled_in_load=True))  # whose load was never filled in
        recorder.delete_activity(ids[4])
        bens = bring_in(recorder, "Ben's", noon, athlete="Ben")
        recorded = begin(recorder)
        recorder.finish_session(recorded, recorder.clock.now_us())
        filled_in = finished_activity("recorded")
        summary = replace(filled_in.summary, filled_in_load=38.0)
        recorder.store_activity(recorded, replace(filled_in, summary=summary))
        recorder.remark(recorded, Remark(uses_filled_in_load=True))
        begin(recorder)  # runs on
    history = History(folders)
    for names in (None, ("ada",), ("Ben",), ("Nobody",)):
        loads = history.loads(names)
        assert [replace(each, imported_on=None) for each in loads] == load_rows(
            history.activities(athlete=names)
        )
    today = datetime.fromtimestamp(EVENING_US / 1e6, UTC).astimezone().date()
    told = {each.activity_id: each for each in history.loads(None)}
    assert (told[ids[0]].session.training_load, told[ids[0]].is_carried) == (0.0, True)
    assert (told[recorded].session.training_load, told[recorded].imported_on) == (38.0, None)
    assert (told[bens].recorder, told[bens].imported_on) == ("COROS", today)


def test_where_nothing_was_recorded_there_is_nothing(tmp_path: Path) -> None:
    history = History(folders_in(tmp_path))
    assert history.loads(None) == []
    assert history.constants(None) == ()
    assert history.planned(datetime(2026, 1, 1, tzinfo=UTC)) == {}


@given(
    st.lists(
        st.tuples(
            st.integers(915_000_000, 2_140_000_000),  # from 1999 to 2037
            st.sampled_from(("Europe/Berlin", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "UTC")),
        ),
        min_size=1,
        max_size=8,
        unique=True,
    )
)
def test_an_activity_s_day_is_that_of_the_athlete_s_calendar_through_summer_time_and_travel(
    tmp_path_factory: pytest.TempPathFactory, moments: list[tuple[int, str]]
) -> None:
    folders = folders_in(tmp_path_factory.mktemp("travel"))
    starts = [datetime.fromtimestamp(utc_s, ZoneInfo(zone)) for utc_s, zone in moments]
    with recording_in(folders) as recorder:
        days = {
            bring_in(recorder, f"file {place}", start): start.date() for place, start in enumerate(starts)
        }
    history = History(folders)
    assert {each.activity_id: each.session.day for each in history.loads(None)} == days
    assert {row.activity_id: row.started_at.date() for row in history.activities()} == days


def test_constants_are_those_of_each_day_oldest_first(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    fitter = session_setup(AthleteProfile("Ada", resting_bpm=48, max_bpm=190, threshold_bpm=171)).to_json()
    late = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    with recording_in(folders) as recorder:
        bring_in(recorder, "second", late + timedelta(hours=1), constants=fitter["constants"])
        bring_in(recorder, "first", late)
        bring_in(recorder, "unreadable", late, constants={"resting_bpm": "fifty"})
    first, unreadable, second = sorted(
        History(folders).constants(("Ada",)), key=lambda each: (each.day, each.resting_bpm is None)
    )
    own = HeartRateConstants(50, 190, 169)
    assert first == ConstantsOfDay(date(2026, 11, 20), "indoor_cycling", 50, 183, own.threshold_bpm - 7)
    assert second == ConstantsOfDay(date(2026, 11, 21), "indoor_cycling", 48, 183, 164)
    assert unreadable == ConstantsOfDay(date(2026, 11, 20), "indoor_cycling", None, None, None)


def test_a_setup_that_is_no_json_costs_itself_alone(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        spoiled = bring_in(recorder, "spoiled", datetime(2026, 11, 20, 12, tzinfo=UTC))
        bring_in(recorder, "whole", datetime(2026, 11, 21, 12, tzinfo=UTC), target_load=60)
    with closing(open_writer(folders.database, folders.backups)) as connection:
        connection.execute("UPDATE session SET setup = '{' WHERE activity_id = ?", (spoiled,))
    history = History(folders)
    assert [each.resting_bpm for each in history.constants(None)] == [None, 50]
    assert list(history.planned(datetime(2026, 11, 1, tzinfo=UTC)).values()) == [Planned(60.0)]


def test_what_a_session_was_to_be_is_its_target_or_the_one_it_stood_in_for(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    day = datetime(2026, 11, 20, 12, tzinfo=UTC)
    wanted = {"minutes": 27.0, "zone": 2, "load": 24.0}
    with recording_in(folders) as recorder:
        old = bring_in(recorder, "old", day - timedelta(days=200), target_load=50)
        aimed = bring_in(recorder, "aimed", day, target_load=60)
        like = bring_in(recorder, "like", day + timedelta(days=1), wanted=wanted)
        free = bring_in(recorder, "free", day + timedelta(days=2))
    planned = History(folders).planned(day - timedelta(days=84))
    assert planned == {aimed: Planned(60.0), like: Planned(24.0, 27.0)}
    assert not {old, free} & planned.keys()


def test_a_day_of_23_or_25_hours_is_one_day(tmp_path: Path) -> None:
    berlin, folders = ZoneInfo("Europe/Berlin"), folders_in(tmp_path)
    nights = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)]
    with recording_in(folders) as recorder:
        for place, day in enumerate(nights):
            for hour, minute in ((0, 10), (23, 50)):
                start = datetime(day.year, day.month, day.day, hour, minute, tzinfo=berlin)
                bring_in(recorder, f"{place} at {hour}", start)
    days = [each.session.day for each in History(folders).loads(None)]
    assert {day: days.count(day) for day in days} == dict.fromkeys(nights, 2)


def test_the_intensity_of_each_activity_is_kept_with_its_numbers(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    split = Intensity(Split(600.0, 60.5, 0.0), Split(12.25, 3.0, 0.0))
    noon = datetime(2026, 11, 20, 23, tzinfo=timezone(timedelta(hours=-11)))
    with recording_in(folders) as recorder:
        kept = bring_in(recorder, "kept", noon, intensity=split)
        bens = bring_in(recorder, "Ben's", noon, intensity=split, athlete="Ben")
        bring_in(recorder, "of an earlier version", noon)
        bring_in(recorder, "long ago", noon - timedelta(days=40), intensity=split)
        recorder.delete_activity(bring_in(recorder, "in the bin", noon, intensity=split))
        recorder.flush()
        since, history = noon - timedelta(days=28), History(folders)
        expected = SessionIntensity(noon.date(), split.seconds, split.load)
        assert history.intensities(since, None) == {kept: expected, bens: expected}
        assert history.intensities(since, ("ada",)) == {kept: expected}
    assert History(folders_in(tmp_path / "nothing")).intensities(since, None) == {}


@pytest.mark.parametrize("stored", ["no json", "[1, 2]", '[1, 2, 3, 4, 5, "six"]', "7", None])
def test_an_intensity_that_is_none_is_left_out(tmp_path: Path, stored: str | None) -> None:
    folders = folders_in(tmp_path)
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with recording_in(folders) as recorder:
        bring_in(recorder, "kept", noon, intensity=Intensity(Split(1.0), Split(1.0)))
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.execute("UPDATE activity SET intensity = ?", (stored,))
    assert History(folders).intensities(noon, None) == {}


def test_what_a_recording_in_the_bin_carried_counts_again_until_that_is_taken_out(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with recording_in(folders) as recorder:
        watch = bring_in(recorder, "watch", noon, 35.0)
        strap = bring_in(recorder, "strap", noon, 40.0)
        recorder.put_twin(watch, strap, is_sure=True, shift_s=0)
        recorder.flush()
        history = History(folders)
        for in_bin, load in ((False, 40.0), (True, 35.0), (False, 40.0)):
            if in_bin:
                recorder.delete_activity(strap)
            else:
                recorder.restore_activity(strap)
            recorder.flush()
            assert sum(each.session.training_load for each in history.loads(None)) == load
            assert sum(row.load_that_counts or 0.0 for row in history.activities()) == load
        assert history.activity(watch).is_carried
