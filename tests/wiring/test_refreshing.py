"""A store of an earlier version: its numbers are brought up to date, and nothing else of it changes."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.activity import ALGORITHM_VERSION
from app.domain.activity_row import ActivityRow
from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.session_intensity import session_intensity
from app.domain.session_setups import session_setup
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.schema import MIGRATIONS
from app.wiring import refreshing
from app.wiring.computing import compute
from app.wiring.refreshing import refresh_numbers
from tests.storage.store import EVENING_US, HOUR_US, HandClocks, begin, finished_activity, recording_in
from tests.wiring.rides import record_ride, watch_file
from tests.wiring.terminal import sidebeat

ADA = session_setup(AthleteProfile("Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169))
LATER = HandClocks(utc_us=EVENING_US + HOUR_US)
NEVER = threading.Event()
BEFORE_INTENSITY = 3  # the schema's version


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "REST_PER_WORK", 0.0)


@pytest.fixture
def old(home: Path) -> Folders:
    """A ride and a watch's run, with remark and twin, as the first version of the numbers left them."""
    ride = record_ride(home, ADA, 900)
    file = home.parent / "run.fit"
    file.write_bytes(watch_file(EVENING_US // 1_000_000 - 86_400, 600, sport=1))
    (told,) = sidebeat("import", file, "--json", "--home", home).objects
    folders = Folders.locate(home)
    with recording_in(folders, LATER.clocks) as recorder:
        recorder.remark(ride, Remark("hills", 6, uses_filled_in_load=True))
        recorder.put_twin(told["activity_id"], ride, is_sure=False, shift_s=7)
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.execute("UPDATE activity SET algorithm_version = 1, timer_s = timer_s + 5")
        connection.execute("DROP VIEW standing_twin")
        connection.execute("ALTER TABLE activity DROP COLUMN intensity")
        connection.execute(f"PRAGMA user_version = {BEFORE_INTENSITY}")
    return folders


def refreshed(folders: Folders, ended: threading.Event = NEVER) -> int:
    with recording_in(folders, HandClocks(utc_us=EVENING_US + 2 * HOUR_US).clocks) as recorder:
        return refresh_numbers(recorder, History(folders), ended)


def rows(folders: Folders) -> dict[int, ActivityRow]:
    return {row.activity_id: row for row in History(folders).activities()}


def rest(row: ActivityRow) -> ActivityRow:
    """All but what the earlier version had wrong, or had not."""
    return replace(row, timer_s=0.0, algorithm_version=0)


def test_an_earlier_version_s_numbers_are_computed_anew_and_all_else_stays(old: Folders) -> None:
    before = rows(old)
    setups = {number: History(old).recording(number).setup for number in before}
    assert {row.algorithm_version for row in before.values()} == {1}
    assert refreshed(old) == 2
    after = rows(old)
    assert {row.algorithm_version for row in after.values()} == {ALGORITHM_VERSION}
    assert [row.timer_s for row in after.values()] == pytest.approx([900.0, 600.0], abs=1.5)
    for number, row in before.items():
        assert rest(after[number]) == rest(row)
        assert History(old).recording(number).setup == setups[number]
    assert [path.name for path in old.backups.iterdir()] == [f"sidebeat-before-version-{len(MIGRATIONS)}.db"]


def test_what_the_trends_need_is_read_only_once_from_then_on(old: Folders) -> None:
    since = min(row.started_at for row in rows(old).values())
    assert History(old).intensities(since, None) == {}
    refreshed(old)
    kept = History(old).intensities(since, None)
    assert kept == {
        number: session_intensity(compute(History(old).recording(number))) for number in rows(old)
    }


def test_a_second_start_finds_nothing_to_do(old: Folders) -> None:
    refreshed(old)
    assert History(old).outdated(ALGORITHM_VERSION) == ()
    assert refreshed(old) == 0


def test_it_ends_at_once_and_goes_on_after_the_next_start(old: Folders) -> None:
    ended = threading.Event()
    ended.set()
    assert refreshed(old, ended) == 0
    assert refreshed(old) == 2


def test_while_a_session_runs_nothing_is_computed(old: Folders) -> None:
    ends = threading.Event()
    done: list[int] = []
    with recording_in(old, LATER.clocks) as recorder:
        begin(recorder)
        work = threading.Thread(target=lambda: done.append(refresh_numbers(recorder, History(old), ends)))
        work.start()
        work.join(0.1)
        assert work.is_alive()
        ends.set()
        work.join(30.0)
    assert done == [0]


def test_a_store_that_is_closing_is_left_for_the_next_start(
    old: Folders, caplog: pytest.LogCaptureFixture
) -> None:
    with recording_in(old, LATER.clocks) as recorder:
        recorder.flush()
        recorder.close()
        assert refresh_numbers(recorder, History(old), NEVER) == 0
    assert caplog.text.count("wait for the next start") == 1


def test_what_the_athlete_changes_meanwhile_is_not_undone(old: Folders) -> None:
    """The numbers were computed by the setup of before; those of the change are of this version already."""
    with recording_in(old, LATER.clocks) as recorder:
        stale = compute(recorder.load_recording(1))
        recorder.store_activity(1, finished_activity(training_load=77.0))
        recorder.refresh_activity(1, stale)
    assert rows(old)[1].training_load == 77.0


def test_numbers_outlive_the_records_they_came_from(old: Folders, caplog: pytest.LogCaptureFixture) -> None:
    """A repair may have saved the one and not the other; a file may no longer be readable."""
    before = rows(old)
    with recording_in(old, LATER.clocks):
        pass  # migrated
    with closing(sqlite3.connect(old.database)) as connection, connection:
        connection.execute("DELETE FROM notification WHERE notification_id > 300")
        connection.execute("UPDATE original SET octets = x'00'")
    caplog.set_level("INFO")
    assert refreshed(old) == 0
    assert {number: row.timer_s for number, row in rows(old).items()} == {
        number: row.timer_s for number, row in before.items()
    }
    assert "too few are left" in caplog.text
    assert "keeps the numbers of an earlier version" in caplog.text
