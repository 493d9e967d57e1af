"""`import` and `log`: what comes in, what is there already, what is the same, what is not read."""

import gzip
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.domain.zones import ZoneModelName
from app.formats.tcx_write import encode_tcx
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.foreign_files import ForeignFile
from app.storage.settings_file import save_settings
from app.wiring.importing import Importer, Outcomes
from tests.formats import wild_fit as wild
from tests.formats.activities import make_activity, make_lap, reading, steady
from tests.storage.store import EVENING_US, recording_in
from tests.wiring.rides import record_ride, ride_bpm, watch_file
from tests.wiring.terminal import Done, sidebeat

EVENING_S = EVENING_US // 1_000_000
OTHER_DAY_S = EVENING_S - 3 * 86_400
KEYS = {"file", "status", "activity_id", "reason"}  # interfaces.md, the row of `import`
SETUP = session_setup(AthleteProfile())
RIDE = make_activity(steady(300), elapsed_s=300.0, laps=(make_lap(1, 0.0, 300.0, 140.0),))


def bring(home: Path, *words: str | Path) -> Done:
    return sidebeat("import", *words, "--json", "--home", home)


def laid(folder: Path, name: str, octets: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(octets)
    return path


def listed(home: Path) -> dict[int, dict[str, object]]:
    rows = sidebeat("activities", "--json", "--home", home).objects
    return {row["activity_id"]: row for row in rows}


def whole_load(home: Path) -> float:
    days = sidebeat("load", "--json", "--days", "20000", "--home", home).objects
    return float(sum(day["training_load"] for day in days))


def test_a_watch_file_goes_in_with_its_numbers(tmp_path: Path) -> None:
    file = laid(tmp_path, "run.fit", watch_file(OTHER_DAY_S, 600, sport=1))
    done = bring(tmp_path / "home", file)
    (told,) = done.objects
    assert (done.status, done.err) == (0, "")
    assert told == {"file": str(file), "status": "imported", "activity_id": 1, "reason": None}
    row = listed(tmp_path / "home")[1]
    assert (row["activity_type"], row["status"]) == ("outdoor_run", "finished")
    assert row["elapsed_s"] == 600.0
    assert str(row["started_at"]).endswith("+01:00")


def test_our_own_file_coming_back_is_a_duplicate(tmp_path: Path) -> None:
    home = tmp_path / "home"
    activity_id = record_ride(home, SETUP, 300)
    file = tmp_path / "back.fit"
    assert sidebeat("export", str(activity_id), "--output", file, "--home", home).status == 0
    (told,) = bring(home, file).objects
    assert (told["status"], told["activity_id"]) == ("duplicate", activity_id)
    assert set(listed(home)) == {activity_id}


@pytest.mark.parametrize("at_once", [True, False])
def test_the_same_file_twice_is_a_duplicate(tmp_path: Path, at_once: bool) -> None:
    octets = watch_file(OTHER_DAY_S, 300)
    one, other = laid(tmp_path, "a.fit", octets), laid(tmp_path, "b.fit", octets)
    home = tmp_path / "home"
    told = (
        bring(home, one, other).objects if at_once else bring(home, one).objects + bring(home, other).objects
    )
    assert [each["status"] for each in told] == ["imported", "duplicate"]
    assert [each["activity_id"] for each in told] == [1, 1]
    assert set(listed(home)) == {1}


@pytest.mark.parametrize("shift_s", [0, 47, -170, 3600, -7200 + 33])
def test_the_watch_s_file_of_a_recorded_ride_is_linked_and_counts_once(tmp_path: Path, shift_s: int) -> None:
    home = tmp_path / "home"
    recorded = record_ride(home, SETUP, 900)
    before = whole_load(home)
    file = laid(tmp_path, "watch.fit", watch_file(EVENING_S + shift_s, 900, noise_bpm=2.0))
    (told,) = bring(home, file).objects
    assert told["status"] == "linked"
    assert str(recorded) in told["reason"]
    assert told["reason"].endswith(f"{recorded} has the load")
    assert len(listed(home)) == 2
    assert whole_load(home) == pytest.approx(before)


def test_another_ride_of_the_day_counts_for_itself(tmp_path: Path) -> None:
    home = tmp_path / "home"
    record_ride(home, SETUP, 600)
    before = whole_load(home)
    file = laid(tmp_path, "other.fit", watch_file(EVENING_S - 6 * 3600, 600, level_bpm=22))
    (told,) = bring(home, file).objects
    assert told["status"] == "imported"
    assert whole_load(home) > before + 1.0


def test_a_bad_file_is_named_and_skipped_and_the_rest_goes_in(tmp_path: Path) -> None:
    good = watch_file(OTHER_DAY_S, 300)
    files = tmp_path / "files"
    laid(files, "1 good.fit", good)
    laid(files, "2 cut off.fit", good[:400])
    laid(files, "deeper/3 text.csv", b"no activity at all\nreally none\n")
    laid(files, "deeper/4 ride.tcx", encode_tcx(RIDE))
    laid(files, "notes.md", b"not looked at")
    done = bring(tmp_path / "home", files)
    assert done.status == 0
    assert all(told.keys() == KEYS for told in done.objects)
    assert {Path(told["file"]).name: told["status"] for told in done.objects} == {
        "1 good.fit": "imported",
        "2 cut off.fit": "skipped",
        "3 text.csv": "skipped",
        "4 ride.tcx": "imported",
    }
    assert all(bool(told["reason"]) for told in done.objects if told["status"] == "skipped")
    assert len(listed(tmp_path / "home")) == 2


def test_for_people_only_what_is_noteworthy_is_named(tmp_path: Path) -> None:
    laid(tmp_path, "files/good.fit", watch_file(OTHER_DAY_S, 300))
    laid(tmp_path, "files/bad.fit", b"FIT? no")
    bad, in_all = sidebeat("import", tmp_path / "files", "--home", tmp_path / "home").lines
    assert "bad.fit: skipped, " in bad
    assert in_all == "2 files: 1 imported, 0 linked, 0 duplicate, 1 skipped."


def test_nothing_that_can_be_read_is_a_failure(tmp_path: Path) -> None:
    done = bring(tmp_path / "home", laid(tmp_path, "bad.fit", b"?"), tmp_path / "missing.fit")
    assert done.status == 1
    assert [told["status"] for told in done.objects] == ["skipped", "skipped"]
    assert "no such file" in done.objects[1]["reason"]


def test_a_damaged_file_is_read_where_damage_is_tolerated(tmp_path: Path) -> None:
    octets = bytearray(watch_file(OTHER_DAY_S, 300))
    octets[-1] ^= 0xFF  # the checksum
    file = laid(tmp_path, "damaged.fit", bytes(octets))
    assert [told["status"] for told in bring(tmp_path / "home", file).objects] == ["skipped"]
    (told,) = bring(tmp_path / "home", "--tolerant", file).objects
    assert told["status"] == "imported"
    assert sidebeat("show", str(told["activity_id"]), "--home", tmp_path / "home").status == 0


def test_many_files_are_read_by_several_processes_with_the_same_outcome(tmp_path: Path) -> None:
    for day in range(8):
        laid(tmp_path, f"files/{day}.fit", watch_file(OTHER_DAY_S - day * 7 * 86_400, 120, level_bpm=day))
    told = bring(tmp_path / "home", tmp_path / "files").objects
    assert [Path(each["file"]).name for each in told] == [f"{day}.fit" for day in range(8)]
    assert [each["activity_id"] for each in told] == list(range(1, 9))
    again = bring(tmp_path / "home", tmp_path / "files").objects
    assert {each["status"] for each in again} == {"duplicate"}


def test_a_fit_file_of_ours_in_another_home_gives_the_same_load(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    activity_id = record_ride(home, SETUP, 1200)
    file = tmp_path / "ride.fit"
    assert sidebeat("export", str(activity_id), "--output", file, "--home", home).status == 0
    (told,) = bring(other, file).objects
    assert told["status"] == "imported"
    here, there = listed(home)[activity_id], listed(other)[told["activity_id"]]
    assert there["training_load"] == pytest.approx(here["training_load"], rel=0.005)
    assert there["timer_s"] == pytest.approx(here["timer_s"], abs=0.999)
    assert there["activity_type"] == here["activity_type"]


def test_a_session_nobody_measured_is_typed_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = ("--minutes", "45", "--rpe", "6", "--started", "2024-11-20T18:00")
    done = sidebeat("log", "strength", *words, "--home", home)
    assert (done.status, done.err) == (0, "")
    assert done.lines == ["Kept as activity 1; its load is an estimate."]
    row = listed(home)[1]
    assert (row["activity_type"], row["timer_s"]) == ("strength", 2700.0)
    assert float(str(row["training_load"])) > 0
    assert str(row["started_at"]).startswith("2024-11-20T18:00:00")
    (day,) = [
        each
        for each in sidebeat("load", "--json", "--days", "20000", "--home", home).objects
        if each["date"] == "2024-11-20"
    ]
    assert day["estimated_share"] == 1.0


def test_an_unknown_activity_type_cannot_be_typed_in(tmp_path: Path) -> None:
    done = sidebeat("log", "quidditch", "--minutes", "45", "--rpe", "6", "--home", tmp_path)
    assert (done.status, done.out) == (1, "")
    assert "quidditch" in done.err


def test_while_another_records_nothing_goes_in_and_it_says_why(tmp_path: Path) -> None:
    file = laid(tmp_path, "ride.fit", watch_file(OTHER_DAY_S, 120))
    with recording_in(Folders.locate(tmp_path / "home")):
        done = bring(tmp_path / "home", file)
    assert (done.status, done.out) == (1, "")
    assert "Another Sidebeat is recording" in done.err
    assert bring(tmp_path / "home", file).objects[0]["status"] == "imported"


def test_what_nobody_measured_has_a_load_and_no_other_number(tmp_path: Path) -> None:
    home = tmp_path / "home"
    sidebeat("log", "yoga", "--minutes", "30", "--rpe", "2", "--started", "2024-11-01T08:00", "--home", home)
    (shown,) = sidebeat("show", "1", "--json", "--home", home).objects
    assert (shown["training_load"], shown["load_is_estimated"]) == (17.5, True)
    others = ("banister_trimp", "edwards_trimp", "lucia_trimp", "average_bpm", "max_bpm", "min_bpm")
    assert {shown[name] for name in others} == {None}
    assert "Banister" not in sidebeat("show", "1", "--home", home).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--minutes", "30000"), "Nothing was kept: minutes or RPE cannot be.\n"),
        (("--minutes", "30", "--started", "2199-12-31T08:00"), "2199-12-31 08:00 has not been yet.\n"),
    ],
)
def test_a_session_that_cannot_have_been_is_not_kept(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = sidebeat("log", "yoga", "--rpe", "2", *words, "--home", tmp_path)
    assert (done.status, done.out, done.err) == (1, "", said)
    assert sidebeat("activities", "--json", "--home", tmp_path).objects == []


def test_an_archive_of_packed_files_goes_in_and_is_known_again_unpacked(tmp_path: Path) -> None:
    export = tmp_path / "export.zip"
    ride, run = watch_file(OTHER_DAY_S, 300), watch_file(OTHER_DAY_S - 86_400 * 9, 300, sport=1)
    with zipfile.ZipFile(export, "w") as archive:
        archive.writestr("activities/1.fit.gz", gzip.compress(ride))
        archive.writestr("activities/2.fit", run)
        archive.writestr("activities.csv", "Activity ID,Activity Date\n1,2024\n")
    told = bring(tmp_path / "home", export).objects
    assert [(each["file"].rpartition("export.zip/")[2], each["status"]) for each in told] == [
        ("activities/1.fit.gz", "imported"),
        ("activities/2.fit", "imported"),
        ("activities.csv", "skipped"),
    ]
    (again,) = bring(tmp_path / "home", laid(tmp_path, "unpacked.fit", ride)).objects
    assert (again["status"], again["activity_id"]) == ("duplicate", 1)
    assert sidebeat("show", "1", "--home", tmp_path / "home").status == 0


def test_a_third_recording_joins_the_better_of_the_two(tmp_path: Path) -> None:
    home = tmp_path / "home"
    watch = laid(tmp_path, "watch.fit", watch_file(EVENING_S, 700, noise_bpm=2.0))
    assert bring(home, watch).objects[0]["status"] == "imported"
    for number, (shift_s, seconds) in enumerate(((20, 880), (31, 860)), start=2):
        file = laid(tmp_path, f"{number}.fit", watch_file(EVENING_S + shift_s, seconds, noise_bpm=1.0))
        (told,) = bring(home, file).objects
        assert (told["status"], told["activity_id"]) == ("linked", number)
    loads = {activity_id: row["training_load"] for activity_id, row in listed(home).items()}
    assert len(loads) == 3
    assert whole_load(home) in [pytest.approx(load) for load in loads.values()]  # of one of them alone


def test_a_file_that_holds_an_activity_twice_counts_once_beside_the_lesser_recording(tmp_path: Path) -> None:
    rates = [reading(second + 0.5, ride_bpm(second)) for second in range(900)]
    laps = (make_lap(1, 0.0, 900.0, 140.0),)
    whole = encode_tcx(make_activity(rates, elapsed_s=900.0, laps=laps, identity="whole")).decode()
    holed = encode_tcx(make_activity(rates[:300] + rates[360:], elapsed_s=900.0, laps=laps, identity="holed"))
    before, activity, behind = re.split("(<Activity .*</Activity>)", whole, flags=re.DOTALL)
    home = tmp_path / "home"
    bring(home, laid(tmp_path, "holed.tcx", holed))
    told = bring(home, laid(tmp_path, "twice.tcx", f"{before}{activity}{activity}{behind}".encode())).objects
    assert [each["status"] for each in told] == ["linked", "linked"]
    assert whole_load(home) == pytest.approx(listed(home)[2]["training_load"])


def test_the_same_notes_do_not_make_two_files_one(tmp_path: Path) -> None:
    day = encode_tcx(RIDE)
    notes = RIDE.identity.encode()
    other = day.replace(notes, b"Easy run").replace(b"2026-11-22", b"2026-11-18")
    one = day.replace(notes, b"Easy run").replace(b"2026-11-22", b"2026-11-15")
    told = bring(tmp_path / "home", laid(tmp_path, "1.tcx", one), laid(tmp_path, "2.tcx", other)).objects
    assert [each["status"] for each in told] == ["imported", "imported"]


def test_what_came_in_before_the_disk_was_full_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bring_one(_importer: Importer, files: Iterable[ForeignFile]) -> Iterator[Outcomes]:
        yield (ImportOutcome(next(iter(files)).name, ImportStatus.IMPORTED, 1, None),)
        raise StorageError(StorageFailure.DISK_FULL, tmp_path)

    monkeypatch.setattr(Importer, "bring", bring_one)
    laid(tmp_path, "files/a.fit", b"1")
    laid(tmp_path, "files/b.fit", b"2")
    done = sidebeat("import", tmp_path / "files", "--home", tmp_path / "home")
    assert (done.status, done.lines) == (1, ["1 file: 1 imported, 0 linked, 0 duplicate, 0 skipped."])
    assert "is full" in done.err


def test_what_lies_in_the_bin_is_a_duplicate_that_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    file = laid(tmp_path, "a.fit", watch_file(OTHER_DAY_S, 300))
    bring(home, file)
    sidebeat("delete", "1", "--home", home)
    (again,) = bring(home, file).objects
    assert (again["status"], again["activity_id"]) == ("duplicate", 1)
    assert "bin" in again["reason"]
    assert str(file) in sidebeat("import", file, "--home", home).out


def test_for_people_files_that_are_known_are_counted_not_listed(tmp_path: Path) -> None:
    laid(tmp_path, "files/good.fit", watch_file(OTHER_DAY_S, 300))
    sidebeat("import", tmp_path / "files", "--home", tmp_path / "home")
    again = sidebeat("import", tmp_path / "files", "--home", tmp_path / "home")
    assert again.lines == ["1 file: 0 imported, 0 linked, 1 duplicate, 0 skipped."]


def test_an_activity_whose_numbers_and_file_are_lost_is_listed_with_the_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for number, day in enumerate((EVENING_S, OTHER_DAY_S)):
        bring(home, laid(tmp_path, f"{number}.fit", watch_file(day, 300)))
    with closing(sqlite3.connect(Folders.locate(home).database)) as connection, connection:
        connection.execute("DELETE FROM activity WHERE activity_id = 1")
        connection.execute("UPDATE original SET octets = ?", (zlib.compress(b"no file any more"),))
    rows = listed(home)
    assert rows[1]["training_load"] is None
    assert rows[2]["training_load"] is not None


def test_a_multi_sport_file_is_several_activities_and_known_as_a_whole(tmp_path: Path) -> None:
    octets = wild.fit_file(
        *(wild.RECORD, wild.records(range(300), 130), wild.records(range(320, 700), 150)),
        *(
            wild.SESSION,
            wild.session(0, 300, sport=5, sub_sport=17),
            wild.session(320, 700, sport=1, sub_sport=0),
        ),
    )
    file = laid(tmp_path, "swimrun.fit", octets)
    told = bring(tmp_path / "home", file).objects
    assert [(each["status"], each["activity_id"]) for each in told] == [("imported", 1), ("imported", 2)]
    rows = listed(tmp_path / "home")
    assert [rows[number]["activity_type"] for number in (1, 2)] == ["swimming", "outdoor_run"]
    assert [each["status"] for each in bring(tmp_path / "home", file).objects] == ["duplicate"]


def test_an_earlier_activity_that_can_no_longer_be_read_keeps_no_file_out(tmp_path: Path) -> None:
    home = tmp_path / "home"
    bring(home, laid(tmp_path, "first.fit", watch_file(EVENING_S, 600)))
    with closing(sqlite3.connect(Folders.locate(home).database)) as connection, connection:
        connection.execute("UPDATE original SET octets = ?", (zlib.compress(b"no file any more"),))
    (told,) = bring(home, laid(tmp_path, "second.fit", watch_file(EVENING_S + 9, 580))).objects
    assert told["status"] == "imported"


def test_own_zones_without_bounds_are_said_before_anything_is_imported(tmp_path: Path) -> None:
    home = tmp_path / "home"
    without = AthleteProfile("Ada", zone_model=ZoneModelName.OWN)
    save_settings(Folders.locate(home).settings, Settings(athletes=(without,)))
    done = bring(home, laid(tmp_path, "run.fit", watch_file(OTHER_DAY_S, 600, sport=1)))
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("You have no zones of your own yet:")
