"""`sidebeat record` in the demo: what it says, as JSON Lines and in plain lines, and what is kept of it."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.settings import Settings
from app.storage.folders import Folders
from app.storage.settings_file import load_settings, save_settings
from tests.wiring.demo import record_demo
from tests.wiring.terminal import Done, sidebeat

# interfaces.md, "JSON Lines of `record --json`"
SNAPSHOT_KEYS = {
    *("event", "elapsed_s", "timer_s", "bpm", "zone", "zone_name", "training_load", "load_per_hour"),
    *("target_load", "minutes_left", "average_bpm", "max_bpm", "coverage", "sensor_state"),
    *("battery_percent", "sensor_contact", "rmssd_ms", "dfa_alpha1", "notifications", "malformed"),
}
FINISHED_KEYS = {
    *("event", "activity_id", "elapsed_s", "timer_s", "training_load", "average_bpm", "max_bpm"),
    *("time_in_zone_s", "coverage", "files"),
}


def test_the_session_lasts_as_long_as_asked_in_its_own_seconds(recording: Done) -> None:
    (finished,) = recording.of("session_finished")
    assert (finished["elapsed_s"], finished["timer_s"]) == (600.0, 600.0)


def test_it_begins_with_its_start_and_ends_with_its_end(recording: Done) -> None:
    (started,) = recording.of("session_started")
    assert started.keys() >= {"event", "activity_id", "started_at"}
    assert datetime.fromisoformat(started["started_at"]).tzinfo is not None
    assert recording.objects[-1]["event"] == "session_finished"
    assert recording.objects[-1]["activity_id"] == started["activity_id"] == 1
    before = recording.objects[: recording.objects.index(started)]
    assert {each["event"] for each in before} == {"connection"}


def test_a_snapshot_comes_once_a_second_with_every_key(recording: Done) -> None:
    snapshots = recording.of("snapshot")
    assert {frozenset(snapshot) for snapshot in snapshots} == {frozenset(SNAPSHOT_KEYS)}
    seconds = [int(snapshot["elapsed_s"]) for snapshot in snapshots]
    assert seconds == sorted(set(seconds))
    assert set(range(1, 600)) <= set(seconds)


def test_its_snapshots_are_plausible(recording: Done) -> None:
    snapshots = recording.of("snapshot")
    loads = [snapshot["training_load"] for snapshot in snapshots]
    assert loads == sorted(loads)
    assert 3.0 < loads[-1] < 30.0
    assert all(60 <= snapshot["bpm"] <= 190 for snapshot in snapshots)
    assert all(1 <= snapshot["zone"] <= 6 for snapshot in snapshots)
    assert {snapshot["sensor_state"] for snapshot in snapshots[5:]} == {"live"}
    assert snapshots[-1]["battery_percent"] == 90
    assert snapshots[-1]["sensor_contact"] is True
    assert snapshots[-1]["notifications"] >= 595
    assert snapshots[-1]["malformed"] == 0


def test_what_is_not_known_is_null_and_never_0(recording: Done) -> None:
    first, last = recording.of("snapshot")[0], recording.of("snapshot")[-1]
    assert first["coverage"] is None
    assert last["coverage"] > 0.99
    assert first["rmssd_ms"] is None
    assert last["rmssd_ms"] > 0
    assert {last[key] for key in ("target_load", "minutes_left")} == {None}
    assert first["dfa_alpha1"] is None
    assert 0.3 < last["dfa_alpha1"] < 1.5


def test_the_end_tells_every_number_and_file(recording: Done) -> None:
    (finished,) = recording.of("session_finished")
    assert finished.keys() >= FINISHED_KEYS
    assert finished["coverage"] > 0.99
    assert 60 < finished["average_bpm"] < finished["max_bpm"] <= 190
    zones = finished["time_in_zone_s"]
    assert [set(zone) for zone in zones] == [{"zone", "name", "lower_bpm", "seconds"}] * 6
    assert [zone["zone"] for zone in zones] == [1, 2, 3, 4, 5, 6]
    assert sum(zone["seconds"] for zone in zones) == pytest.approx(600.0, abs=2.0)
    (file,) = map(Path, finished["files"])
    assert file.is_absolute()
    assert file.parts[-3:-1] == ("demo", "exports")
    assert file.stat().st_size > 600


def test_the_connection_is_told_with_every_key(recording: Done) -> None:
    changes = recording.of("connection")
    assert all(change.keys() >= {"event", "state", "attempt", "retry_in_s", "reason"} for change in changes)
    states = [change["state"] for change in changes]
    assert states[:4] == ["scanning", "connecting", "subscribing", "live"]


def test_a_target_is_counted_down_and_its_alert_told(tmp_path: Path) -> None:
    done = record_demo(tmp_path, "--target-load", "0.2", duration_s=150)
    snapshots = done.of("snapshot")
    assert {snapshot["target_load"] for snapshot in snapshots} == {0.2}
    assert any((snapshot["minutes_left"] or 0) > 0 for snapshot in snapshots)
    (reached,) = [alert for alert in done.of("alert") if alert["kind"] == "target_reached"]
    assert reached.keys() >= {"event", "kind", "bpm", "limit_bpm"}


def test_a_zone_to_stay_in_alerts_by_direction(tmp_path: Path) -> None:
    done = record_demo(tmp_path, "--target-zone", "1", duration_s=480)
    kinds = [alert["kind"] for alert in done.of("alert")]
    assert "above" in kinds
    above = next(alert for alert in done.of("alert") if alert["kind"] == "above")
    assert above["bpm"] > above["limit_bpm"]


def test_the_constants_given_are_those_of_the_session(tmp_path: Path) -> None:
    options = ["--resting", "50", "--max", "190", "--threshold", "169", "--sex", "male"]
    done = record_demo(tmp_path, *options, "--activity", "outdoor run", duration_s=30)
    (finished,) = done.of("session_finished")
    bounds = [zone["lower_bpm"] for zone in finished["time_in_zone_s"]]
    assert bounds == [0, 135, 152, 161, 172, 179]  # domain.md: 80, 90, 95, 102, 106 % of 169, half up
    (shown,) = sidebeat("show", "1", "--json", "--demo", "--home", tmp_path).objects
    assert (shown["resting_bpm"], shown["threshold_bpm"], shown["sex"]) == (50, 169, "male")
    assert shown["load_is_estimated"] is False
    assert shown["activity_type"] == "outdoor_run"


def test_without_constants_they_are_estimated_and_marked_as_such(demo_home: Path) -> None:
    (shown,) = sidebeat("show", "1", "--json", "--demo", "--home", demo_home).objects
    assert shown["load_is_estimated"] is True
    assert shown["activity_type"] == "indoor_cycling"


def test_constants_that_contradict_each_other_are_wrong_usage(tmp_path: Path) -> None:
    done = sidebeat("record", "--demo", "--home", tmp_path, "--resting", "150", "--threshold", "140")
    assert done.status == 2
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert not tmp_path.joinpath("demo").exists()


def test_an_unknown_activity_type_cannot_be_recorded(tmp_path: Path) -> None:
    done = sidebeat("record", "--demo", "--home", tmp_path, "--activity", "chess")
    assert (done.status, done.out) == (1, "")
    assert "chess" in done.err


def test_without_json_it_writes_one_plain_line_a_second(tmp_path: Path) -> None:
    done = record_demo(tmp_path, duration_s=90, as_json=False)
    line = re.compile(r"(\d+:)?\d\d:\d\d   [ \d]\d\d   zone [1-6] [A-Z][a-z ]+   load ≈ \d+\.\d")
    assert [text for text in done.lines if not line.fullmatch(text)] == []
    assert 89 <= len(done.lines) <= 91
    assert done.lines[-1].startswith("01:29 ")
    assert "Recording since " in done.err
    assert re.search(r"Done: 01:30, Training Load ≈ \d+\.\d, average \d+, max \d+ \(activity 1\)\.", done.err)
    assert "Written: " in done.err


def test_the_demo_has_a_store_of_its_own(tmp_path: Path) -> None:
    record_demo(tmp_path, duration_s=5)
    assert len(sidebeat("activities", "--json", "--demo", "--home", tmp_path).objects) == 1
    assert sidebeat("activities", "--json", "--home", tmp_path).objects == []
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_sessions_follow_one_another_in_one_store(tmp_path: Path) -> None:
    for _ in range(2):
        record_demo(tmp_path, duration_s=5)
    rows = sidebeat("activities", "--json", "--demo", "--home", tmp_path).objects
    assert [row["activity_id"] for row in rows] == [2, 1]  # newest first
    assert [row["elapsed_s"] for row in rows] == [5.0, 5.0]


def test_the_sensor_can_be_named_by_a_part_of_its_name_or_its_address(tmp_path: Path) -> None:
    for name in ("demo", "STRAP", "de:30:00:00:00:01"):
        done = record_demo(tmp_path, "--sensor", name, duration_s=3)
        assert {each["sensor"] for each in done.of("connection") if each["sensor"]} == {"DE:30:00:00:00:01"}


def test_a_sensor_that_was_used_is_remembered(tmp_path: Path) -> None:
    record_demo(tmp_path, duration_s=5)
    (sensor,) = load_settings(Folders.locate(tmp_path, demo=True).settings).settings.remembered_sensors
    assert (sensor.address, sensor.name, sensor.serial_number) == ("DE:30:00:00:00:01", "Demo strap", "DEMO")


def test_the_home_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record_demo(tmp_path / "named", duration_s=3)
    monkeypatch.setenv("SIDEBEAT_HOME", str(tmp_path / "named"))
    assert len(sidebeat("activities", "--json", "--demo").objects) == 1
    assert sidebeat("activities", "--json", "--demo", "--home", tmp_path / "other").objects == []


def test_health_data_is_for_its_owner_alone(demo_home: Path) -> None:
    for path in (demo_home / "demo").rglob("*"):
        if path.suffix in {".db", ".fit", ".db-wal"} or path.name == "settings.json":
            assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("damage", ["not JSON", "[1, 2]", '{"volume": "loud", "theme": "dark"}'])
def test_damaged_settings_are_told_kept_and_cost_only_themselves(tmp_path: Path, damage: str) -> None:
    settings = Folders.locate(tmp_path, demo=True).settings
    settings.parent.mkdir(parents=True)
    settings.write_text(damage)
    done = record_demo(tmp_path, duration_s=3)
    first, *_ = done.err.splitlines()
    assert first.startswith("The settings file ")
    copy = settings.with_name("settings-damaged.json")
    assert copy.read_text() == damage
    assert str(copy) in first


def test_another_athlete_s_sessions_are_kept_apart(tmp_path: Path) -> None:
    save_path = Folders.locate(tmp_path, demo=True).settings
    save_path.parent.mkdir(parents=True)
    save_settings(save_path, Settings())
    for name in ("Ada", "Grace", "Ada"):
        record_demo(tmp_path, "--athlete", name, duration_s=3)
    rows = sidebeat("--athlete", "Ada", "--home", tmp_path, "activities", "--demo", "--json").objects
    assert [row["activity_id"] for row in rows] == [3, 1]
    assert len(sidebeat("--home", tmp_path, "activities", "--demo", "--json").objects) == 3


def test_a_zone_that_the_model_lacks_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = sidebeat("--demo", "--home", tmp_path, "record", "--target-zone", "7", "--duration", "5")
    assert (done.status, done.out, done.err) == (1, "", "There is no zone 7: your zones are 1 to 6.\n")
