"""`activities`, `show` and `export`: what is kept, told and written to files, never over others."""

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.cli.arguments import parse
from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.wiring import store_commands
from app.wiring.house import House
from tests.wiring.demo import record_demo
from tests.wiring.rides import record_ride
from tests.wiring.terminal import Done, hashes, sidebeat

# interfaces.md, the rows of `activities` and `export`
ROW_KEYS = {
    *("activity_id", "status", "started_at", "activity_type", "elapsed_s", "timer_s", "training_load"),
    *("average_bpm", "max_bpm", "coverage", "source"),
}
RAW_KEYS = {"arrival_s", "received_at", "sensor", "characteristic", "payload_hex"}


def demo(home: Path, *words: str | Path) -> Done:
    return sidebeat(*words, "--demo", "--home", home)


def test_activities_are_told_with_every_key(demo_home: Path, recording: Done) -> None:
    done = demo(demo_home, "activities", "--json")
    (row,) = done.objects
    assert row.keys() >= ROW_KEYS
    (finished,) = recording.of("session_finished")
    for key in ("activity_id", "elapsed_s", "timer_s", "training_load", "average_bpm", "max_bpm", "coverage"):
        assert row[key] == finished[key], key
    assert (row["status"], row["activity_type"], row["source"]) == (
        *("finished", "indoor_cycling", "Demo strap"),
    )
    assert row["started_at"] == recording.of("session_started")[0]["started_at"]
    assert (done.status, done.err) == (0, "")


def test_for_people_activities_are_a_table(demo_home: Path) -> None:
    heading, row = demo(demo_home, "activities").lines
    assert heading.split() == ["ID", "Started", "Activity", "Time", "Load", "Avg", "Max", "Status"]
    assert " indoor cycling " in row
    assert " 10:00 " in row
    assert row.endswith("finished")


def test_where_nothing_is_recorded_it_says_how_to_begin(tmp_path: Path) -> None:
    done = sidebeat("activities", "--home", tmp_path)
    assert (done.status, done.out) == (0, "")
    assert "sidebeat record" in done.err
    assert sidebeat("activities", "--json", "--home", tmp_path) == Done(0, b"", "")


def test_a_day_to_begin_with_leaves_out_what_was_before(demo_home: Path, recording: Done) -> None:
    day = datetime.fromisoformat(recording.of("session_started")[0]["started_at"]).date()
    assert len(demo(demo_home, "activities", "--json", "--since", day.isoformat()).objects) == 1
    after = (day + timedelta(days=1)).isoformat()
    assert demo(demo_home, "activities", "--json", "--since", after).objects == []


def test_one_activity_is_shown_with_its_row_and_more(demo_home: Path, recording: Done) -> None:
    (row,) = demo(demo_home, "activities", "--json").objects
    (shown,) = demo(demo_home, "show", "1", "--json").objects
    assert {key: shown[key] for key in row} == row
    (finished,) = recording.of("session_finished")
    assert shown["time_in_zone_s"] == finished["time_in_zone_s"]
    assert [lap["timer_s"] for lap in shown["laps"]] == [600.0]


def test_with_samples_every_accepted_reading_follows(demo_home: Path) -> None:
    shown, *samples = demo(demo_home, "show", "1", "--samples", "--json").objects
    assert 590 <= len(samples) <= 601
    assert all(sample.keys() >= {"elapsed_s", "bpm"} for sample in samples)
    assert max(sample["bpm"] for sample in samples) == shown["max_bpm"]
    assert [sample["elapsed_s"] for sample in samples] == sorted(sample["elapsed_s"] for sample in samples)


def test_for_people_an_activity_is_a_few_lines(demo_home: Path) -> None:
    done = demo(demo_home, "show", "1")
    assert done.lines[0].startswith("Indoor cycling, ")
    assert "10:00 of 10:00, finished" in done.lines[1]
    assert "Training Load ≈ " in done.lines[2]
    assert len([line for line in done.lines if line.startswith(("  1 Recovery", "  6 Anaerobic"))]) == 2


@pytest.mark.parametrize("words", [["show", "7"], ["export", "7"], ["replay", "7"]])
def test_an_activity_that_is_not_there_is_one_sentence_and_status_1(
    demo_home: Path, words: list[str]
) -> None:
    done = demo(demo_home, *words)
    assert (done.status, done.out) == (1, "")
    assert done.err == "There is no activity 7. See: sidebeat activities\n"


# Files


def test_every_notification_is_exported_as_received(demo_home: Path, recording: Done) -> None:
    done = demo(demo_home, "export", "1", "--format", "raw", "--output", "-")
    assert {frozenset(line) for line in done.objects} == {frozenset(RAW_KEYS)}
    heart = [line for line in done.objects if line["characteristic"] == "2a37"]
    assert len(heart) >= recording.of("snapshot")[-1]["notifications"]
    assert heart[0]["arrival_s"] == 0.0  # the session begins at the first reading
    assert all(line["payload_hex"] == line["payload_hex"].lower() for line in heart)
    assert {line["sensor"] for line in heart} == {"DE:30:00:00:00:01"}
    first = datetime.fromisoformat(heart[0]["received_at"])
    started = datetime.fromisoformat(recording.of("session_started")[0]["started_at"])
    assert abs(first - started) < timedelta(milliseconds=10)
    (shown, *samples) = demo(demo_home, "show", "1", "--samples", "--json").objects
    in_session = [line for line in heart if 0.0 <= line["arrival_s"] <= shown["elapsed_s"]]
    assert [int(line["payload_hex"][2:4], 16) for line in in_session] == [each["bpm"] for each in samples]


def test_a_csv_file_holds_a_line_a_second(demo_home: Path) -> None:
    done = demo(demo_home, "export", "1", "--format", "csv", "--output", "-")
    rows = list(csv.reader(done.lines))
    assert len({len(row) for row in rows}) == 1
    assert 600 <= len(rows) <= 603


def test_an_export_lands_in_the_exports_folder_and_says_where(demo_home: Path) -> None:
    for suffix in ("fit", "csv", "raw"):
        done = demo(demo_home, "export", "1", "--format", suffix)
        path = Path(done.out.rstrip("\n"))
        assert path.is_absolute()
        assert path.parent == demo_home / "demo" / "exports"
        assert path.stat().st_size > 0
        assert (done.status, done.err) == (0, "")


def test_an_export_never_goes_over_another_file(demo_home: Path) -> None:
    before = hashes(demo_home / "demo" / "exports")
    first, second = (Path(demo(demo_home, "export", "1").out.rstrip("\n")) for _ in range(2))
    assert first != second
    assert first.read_bytes() == second.read_bytes()
    after = hashes(demo_home / "demo" / "exports")
    assert len(after) == len(before) + 2
    assert before.items() <= after.items()


def test_a_named_file_that_is_there_is_left_alone(demo_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.fit"
    path.write_text("mine")
    done = demo(demo_home, "export", "1", "--output", path)
    assert (done.status, done.out) == (1, "")
    assert str(path) in done.err
    assert path.read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["mine.fit"]


def test_an_export_can_be_named_or_given_a_folder(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "folder"
    folder.mkdir()
    named = Path(demo(demo_home, "export", "1", "--output", "ride.fit").out.rstrip("\n"))
    placed = Path(demo(demo_home, "export", "1", "--output", "folder").out.rstrip("\n"))
    assert named == tmp_path / "ride.fit"
    assert placed.parent == folder
    assert named.read_bytes() == placed.read_bytes()


def test_who_does_not_read_where_the_file_is_is_not_told_that_it_was_not_written(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_text: str) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(store_commands, "line", closed)
    house = House.open(demo_home, demo=True, athlete=None)
    with pytest.raises(BrokenPipeError):  # which ends the program without a word
        store_commands.export(house, parse(["export", "1", "--demo", "--output", str(tmp_path)]))
    assert list(tmp_path.glob("*.fit"))


def test_a_folder_that_is_not_there_is_one_sentence(demo_home: Path, tmp_path: Path) -> None:
    done = demo(demo_home, "export", "1", "--output", tmp_path / "nowhere" / "ride.fit")
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
    folder = tmp_path / "nowhere"
    assert done.err == f"The file cannot be written: there is no such folder ({folder}).\n"
    assert demo(demo_home, "export", "1", "--output", f"{folder}/").err == done.err
    assert not folder.exists()


def test_reading_changes_nothing(demo_home: Path, tmp_path: Path) -> None:
    before = hashes(demo_home)
    for words in (["activities"], ["show", "1", "--samples"], ["export", "1", "--output", "-"], ["doctor"]):
        demo(demo_home, *words)
    assert hashes(demo_home) == before


# Replay


def test_a_recording_is_played_again_with_the_numbers_it_had(demo_home: Path, recording: Done) -> None:
    done = demo(demo_home, "replay", "1", "--speed", "100000", "--json")
    assert done.status == 0
    for again, live in zip(done.of("snapshot"), recording.of("snapshot")[-600:], strict=False):
        assert again.keys() == live.keys()
    (again,), (live,) = done.of("session_finished"), recording.of("session_finished")
    assert again | {"files": None} == live | {"files": None}
    assert again["files"] == []
    assert [int(each["elapsed_s"]) for each in done.of("snapshot")][:599] == list(range(1, 600))


def test_a_raw_file_is_played_with_the_athlete_s_own_constants(
    demo_home: Path, recording: Done, tmp_path: Path
) -> None:
    path = tmp_path / "ride.raw.jsonl"
    demo(demo_home, "export", "1", "--format", "raw", "--output", path)
    done = demo(demo_home, "replay", path, "--speed", "100000", "--json")
    again = next(each for each in done.of("snapshot") if int(each["elapsed_s"]) == 599)
    live = next(each for each in recording.of("snapshot") if int(each["elapsed_s"]) == 599)
    assert again["training_load"] == pytest.approx(live["training_load"], rel=1e-3)
    assert again["max_bpm"] == live["max_bpm"]


@pytest.mark.parametrize("content", ["", "\n\n", "not JSON\n", '{"arrival_s": 1}\n'])
def test_a_file_that_holds_no_recording_is_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ride.raw.jsonl"
    path.write_text(content)
    done = sidebeat("replay", path, "--home", tmp_path)
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert str(path) in done.err


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = sidebeat("replay", tmp_path / "nothing.jsonl", "--home", tmp_path)
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)


def test_a_replay_does_not_claim_to_record(demo_home: Path) -> None:
    done = demo(demo_home, "replay", "1", "--speed", "100000")
    assert "ecording" not in done.err.replace("Playing a recording", "")
    assert done.err.startswith("Playing a recording of ")


def test_the_replay_of_a_file_is_no_activity_of_the_store(demo_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "ride.jsonl"
    demo(demo_home, "export", "1", "--format", "raw", "--output", path)
    as_json = sidebeat("replay", path, "--speed", "100000", "--json", "--home", tmp_path / "home")
    (started,), (finished,) = as_json.of("session_started"), as_json.of("session_finished")
    assert (started["activity_id"], finished["activity_id"]) == (None, None)
    told = sidebeat("replay", path, "--speed", "100000", "--home", tmp_path / "home")
    assert "activity 0" not in told.err


@pytest.mark.parametrize("words", [["replay", "1"], ["export", "1", "--format", "raw"]])
def test_what_no_sensor_recorded_has_nothing_to_play_or_to_give_out_raw(
    tmp_path: Path, words: list[str]
) -> None:
    sidebeat("log", "yoga", "--minutes", "45", "--rpe", "3", "--home", tmp_path)
    done = sidebeat(*words, "--home", tmp_path)
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "activity 1" in done.err.lower()
    assert not (tmp_path / "exports").exists()


def test_a_raw_file_with_a_time_years_ahead_is_not_played_for_ever(tmp_path: Path) -> None:
    line = {"arrival_s": 0.0, "received_at": "2026-11-22T18:03:05+00:00", "sensor": "A0"}
    line |= {"characteristic": "2a37", "payload_hex": "0646"}
    path = tmp_path / "ride.jsonl"
    path.write_text("\n".join(json.dumps(line | {"arrival_s": each}) for each in (0.0, 1.0, 9e8)))
    done = sidebeat("replay", path, "--home", tmp_path)
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)


def test_a_replay_stores_nothing(demo_home: Path) -> None:
    before = hashes(demo_home)
    assert demo(demo_home, "replay", "1", "--speed", "100000").status == 0
    assert hashes(demo_home) == before


def test_a_session_without_a_single_reading_more_than_the_first_is_shown_and_exported(tmp_path: Path) -> None:
    record_demo(tmp_path, duration_s=0.5)
    (row,) = demo(tmp_path, "activities", "--json").objects
    assert (row["elapsed_s"], row["training_load"]) == (0.5, 0.0)
    assert demo(tmp_path, "show", "1").status == 0
    for kind in ("fit", "csv", "raw"):
        assert demo(tmp_path, "export", "1", "--format", kind).status == 0, kind


def test_output_is_utf_8_whatever_the_names(demo_home: Path) -> None:
    done = demo(demo_home, "show", "1")
    assert "≈" in done.octets.decode("utf-8")
    assert json.dumps(demo(demo_home, "show", "1", "--json").objects)


def test_the_recovery_after_the_stop_is_shown(tmp_path: Path) -> None:
    with_strap = record_ride(tmp_path, session_setup(AthleteProfile()), 300, after_s=130)
    (shown,) = sidebeat("show", str(with_strap), "--json", "--home", tmp_path).objects
    assert shown["recovery_60_s_bpm"] == pytest.approx(20.0, abs=1.0)  # a third of a bpm a second
    assert shown["recovery_120_s_bpm"] == pytest.approx(40.0, abs=1.0)
    assert "  heart-rate recovery 20 bpm in 60 s, 40 bpm in 120 s" in (
        sidebeat("show", str(with_strap), "--home", tmp_path).lines
    )


def test_without_readings_after_the_stop_the_recovery_is_unknown(tmp_path: Path) -> None:
    taken_off = record_ride(tmp_path, session_setup(AthleteProfile()), 60)
    (shown,) = sidebeat("show", str(taken_off), "--json", "--home", tmp_path).objects
    assert (shown["recovery_60_s_bpm"], shown["recovery_120_s_bpm"]) == (None, None)
