"""`sidebeat doctor` and the bin, as the athlete meets a store that is sound, damaged, locked or gone."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.recording import EventKind, RecordedEvent
from app.storage.backups import back_up, list_backups
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.lock import LockHolder, RecorderLock
from app.storage.recorder import SqliteRecorder
from app.wiring import doctor as doctor_module
from tests.storage.store import HandClocks, beat, begin, limit_to_present_size, recording_in
from tests.storage.test_repair import ruin
from tests.storage.test_salvage import BEATS, PAGE, damage, record_a_session
from tests.wiring.terminal import sidebeat

TODAY = date(2026, 11, 22)
H10 = "A0:9E:1A:7E:2D:4B"


@pytest.fixture(autouse=True)
def _no_radio(monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_daemon() -> str:
        return "no_daemon"

    monkeypatch.setattr(doctor_module, "adapter_problem", no_daemon)


@pytest.fixture
def folders(home: Path) -> Folders:
    return Folders.locate(home)


def test_what_does_not_work_is_status_1_and_one_sentence_beside_the_findings() -> None:
    done = sidebeat("doctor", "--json")
    assert "failed" in {each["status"] for each in done.objects}
    assert (done.status, len(done.err.splitlines())) == (1, 1)


def finding(check: str) -> dict[str, object]:
    return next(each for each in sidebeat("doctor", "--json").objects if each["check"] == check)


def test_a_sound_store_needs_no_repair(folders: Folders) -> None:
    record_a_session(folders)
    done = sidebeat("doctor", "--repair")
    assert (done.status, done.lines) == (0, ["The database is sound. Nothing needs repair."])
    (told,) = sidebeat("doctor", "--repair", "--json").objects
    assert (told["repaired"], told["problems"], told["rows"], told["set_aside"]) == (False, [], {}, None)


def test_a_damaged_store_is_named_repaired_and_sound_again(folders: Folders) -> None:
    record_a_session(folders)
    damaged = damage(folders, 20 * PAGE, 12 * PAGE)
    assert finding("database")["status"] == "failed"
    assert "sidebeat doctor --repair" in str(finding("database")["advice"])
    done = sidebeat("doctor", "--repair")
    assert done.status == 0
    (aside,) = folders.home.glob("sidebeat-set-aside-*.db")
    assert aside.read_bytes() == damaged
    assert done.lines[-1] == f"The damaged file is kept: {aside}"
    assert "1 session, " in done.lines[1]
    assert finding("database")["status"] == "ok"


def test_the_report_for_programs_counts_rows_and_those_of_the_backup(folders: Folders) -> None:
    record_a_session(folders)
    backup = back_up(folders, TODAY)
    assert backup is not None
    ruin(folders)
    (told,) = sidebeat("doctor", "--repair", "--json").objects
    assert told["repaired"] is True
    assert told["rows"]["notification"] == told["rows_from_backup"]["notification"] == BEATS
    assert told["backup"] == str(backup.path)
    assert Path(told["set_aside"]).exists()


def test_it_is_said_plainly_that_the_backup_is_all_there_is(folders: Folders) -> None:
    record_a_session(folders)
    back_up(folders, TODAY)
    ruin(folders)
    out = sidebeat("doctor", "--repair").out
    assert "Nothing in it could be read. The newest good backup took its place." in out
    assert len(History(folders).activities()) == 1


def test_a_ruin_without_a_backup_is_said_to_be_one(folders: Folders) -> None:
    record_a_session(folders)
    ruin(folders)
    assert "there is no good backup" in sidebeat("doctor", "--repair").out


def test_a_database_that_is_gone_is_missed_and_brought_back(folders: Folders) -> None:
    record_a_session(folders)
    backup = back_up(folders, TODAY)
    assert backup is not None
    folders.database.unlink()
    assert finding("database")["status"] == "failed"
    assert str(backup.path) in sidebeat("doctor", "--repair").out
    assert len(History(folders).activities()) == 1


def test_a_store_in_use_is_not_repaired_restored_or_deleted_from(folders: Folders) -> None:
    record_a_session(folders)
    back_up(folders, TODAY)
    holder = LockHolder(os.getpid(), "sidebeat record", "2026-11-22T18:03:00+00:00")
    with RecorderLock.acquire(folders.lock_file, holder):
        for words in (
            ["doctor", "--repair"],
            ["doctor", "--restore", str(list_backups(folders)[0].path)],
            ["delete", "1"],
        ):
            done = sidebeat(*words)
            assert (done.status, done.out) == (1, "")
            assert f"«sidebeat record», process {os.getpid()}" in done.err
            assert str(folders.home) in done.err
        for words in (["doctor", "--backups"], ["activities"], ["activities", "--bin"]):
            assert sidebeat(*words).status == 0


def test_a_setup_that_makes_no_sense_costs_its_session_alone(folders: Folders) -> None:
    with recording_in(folders) as recorder:
        begin(recorder)
        beat(recorder)
    assert [row["activity_id"] for row in sidebeat("activities", "--json").objects] == [1]
    done = sidebeat("show", "1")
    assert done.status == 1
    assert done.err.startswith("What was recorded is damaged")
    assert done.err.count("\n") == 1


def test_copies_are_listed_and_one_is_restored(folders: Folders) -> None:
    assert "no backup yet" in sidebeat("doctor", "--backups").err
    with recording_in(folders) as recorder:
        begin(recorder)
    backup = back_up(folders, TODAY)
    assert backup is not None
    with recording_in(folders, HandClocks(boot_id="second").clocks) as recorder:
        begin(recorder)
    (listed,) = sidebeat("doctor", "--backups", "--json").objects
    assert (listed["kind"], listed["activities"], listed["path"]) == ("daily", 1, str(backup.path))
    assert str(backup.path) in sidebeat("doctor", "--backups").out
    (restored,) = sidebeat("doctor", "--restore", backup.path, "--json").objects
    assert restored["restored"] == str(backup.path)
    assert len(History(folders).activities()) == 1
    assert sidebeat("doctor", "--restore", restored["set_aside"]).status == 0
    assert len(History(folders).activities()) == 2


@pytest.mark.parametrize("name", ["none.db", "sidebeat.db"])
def test_only_a_copy_that_is_there_is_restored(folders: Folders, name: str) -> None:
    record_a_session(folders)
    before = folders.database.read_bytes()
    done = sidebeat("doctor", "--restore", folders.home / name)
    assert (done.status, done.out) == (1, "")
    assert name in done.err
    assert folders.database.read_bytes() == before


def test_rescued_records_are_found_and_taken_home(folders: Folders) -> None:
    with recording_in(folders) as recorder:
        begin(recorder)
        limit_to_present_size(recorder)
        for _ in range(200):
            beat(recorder)
    assert finding("rescued records")["seen"] == str(recorder.rescued)
    assert f"came home from {recorder.rescued}" in sidebeat("doctor", "--repair").out


def test_deleting_has_a_way_back(folders: Folders) -> None:
    record_a_session(folders)
    assert "sidebeat restore 1" in sidebeat("delete", "1").err
    assert sidebeat("activities", "--json").objects == []
    assert [row["activity_id"] for row in sidebeat("activities", "--bin", "--json").objects] == [1]
    assert sidebeat("restore", "1").status == 0
    assert [row["activity_id"] for row in sidebeat("activities", "--json").objects] == [1]
    done = sidebeat("delete", "7")
    assert (done.status, done.err) == (1, "There is no activity 7. See: sidebeat activities\n")


def test_settings_that_could_not_be_read_are_a_finding(folders: Folders) -> None:
    assert finding("settings")["status"] == "ok"
    folders.prepare()
    folders.settings.write_text('{"volume": 7}')
    assert finding("settings")["status"] == "warning"
    assert "volume" in str(finding("settings")["seen"])


def test_an_old_backup_beside_a_newer_database_is_to_be_looked_at(folders: Folders) -> None:
    record_a_session(folders)
    assert finding("backups")["status"] == "ok"
    back_up(folders, date(2026, 1, 1))
    os.utime(folders.database, (datetime(2026, 1, 8, 12, tzinfo=UTC).timestamp(),) * 2)
    assert finding("backups")["status"] == "ok"
    os.utime(folders.database, (datetime(2026, 2, 1, 12, tzinfo=UTC).timestamp(),) * 2)
    assert finding("backups")["status"] == "warning"


def tell(recorder: SqliteRecorder, kind: EventKind, **detail: object) -> None:
    clock = recorder.clock
    recorder.record_event(
        RecordedEvent(clock.now_us(), clock.utc_us(), kind, None, {"sensor": H10, **detail})
    )


def test_the_link_s_story_is_told_with_addresses_and_serials_masked(folders: Folders) -> None:
    clocks = HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        tell(recorder, EventKind.CONNECTION, state="live")
        tell(recorder, EventKind.SENSOR, name="Polar H10 7E2D4B2A", serial_number="7E2D4B2A", model="H10")
        tell(recorder, EventKind.BATTERY, percent=80)
        for _ in range(3):
            clocks.pass_us(1_000_000)
            beat(recorder, sensor=H10)
        clocks.pass_us(4_000_000)
        tell(recorder, EventKind.CONNECTION, state="waiting", attempt=2, retry_in_s=1.0, reason="link_lost")
    done = sidebeat("doctor")
    rows = [line for line in done.lines if "  link: " in line]
    assert "A0…4B connected, for 7.0 s, 3 packets, one every 1.00 s, longest gap 4.0 s" in done.out
    assert "is Polar H10 7E…2A, H10" in done.out
    assert "battery 80 %" in done.out
    assert rows[-1].startswith("look")
    assert rows[-1].endswith("waiting before the next try, 2nd try, next in 1 s: the connection broke")
    as_json = sidebeat("doctor", "--json")
    for text in (done.out, as_json.out):
        assert "7E2D4B2A" not in text
        assert H10 not in text
    details = [each["detail"] for each in as_json.objects if each["check"] == "link"]
    live = next(detail for detail in details if detail["state"] == "live")
    assert (live["packets"], live["median_interval_s"], live["longest_gap_s"]) == (3, 1.0, 4.0)
    assert live["sensor"] == "A0…4B"
    assert datetime.fromisoformat(live["at"]).utcoffset() is not None


def test_only_one_thing_at_a_time_is_asked_of_the_doctor() -> None:
    done = sidebeat("doctor", "--repair", "--backups")
    assert done.status == 2
