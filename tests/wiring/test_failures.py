"""Bad input and bad luck: one plain sentence on standard error, the right status, nothing overwritten."""

import shutil
import sqlite3
import zlib
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from app.cli.sensor_choice import find_named
from tests.storage.store import EVENING_US, SECOND_US
from tests.wiring.demo import record_demo
from tests.wiring.rides import watch_file
from tests.wiring.terminal import Done, hashes, sidebeat, started

STORE_COMMANDS = [
    ["activities"],
    ["activities", "--json"],
    ["show", "1"],
    ["show", "1", "--json"],
    ["export", "1"],
    ["cut", "1"],
    ["cut", "1", "--out", "0:01", "0:03"],
    ["load"],
    ["load", "--report", "."],
    ["replay", "1", "--speed", "100000"],
    ["record", "--duration", "2", "--speed", "100000"],
]


def assert_one_sentence(done: Done, *words: str) -> None:
    assert done.status == 1
    assert done.out == ""
    (sentence,) = done.err.splitlines()
    assert sentence[0].isupper() or sentence.startswith("/"), sentence
    assert sentence.endswith((".", "record", "--all")), sentence
    assert [word for word in words if word not in sentence] == []


# Wrong usage


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["record", "--speed", "10"],  # a real heart cannot be hurried
        ["record", "--speed", "0", "--demo"],
        ["record", "--speed", "nan", "--demo"],
        ["record", "--duration", "-5"],
        ["record", "--duration", "soon"],
        ["record", "--resting", "7"],
        ["record", "--max", "many"],
        ["record", "--sex", "yes"],
        ["record", "--target-zone", "9"],
        ["record", "--target-load", "0"],
        ["show"],
        ["show", "one"],
        ["export", "1", "--format", "pdf"],
        ["activities", "--since", "yesterday"],
        ["scan", "--seconds", "0"],
        ["replay", "1", "--speed", "-1"],
        ["--home"],
        ["--home", "", "activities"],
        ["activities", "--home", ""],
        ["import", ""],
        ["analyse", ""],
        ["export", "1", "--output", ""],
        ["load", "--report", ""],
        ["record", "--like", "easy-run", "--target-load", "10"],  # two targets
        ["analyse", "a.fit", "--age", "200"],
        ["activities", "--athlete", ""],
        ["record", "--athlete", " "],
        ["record", "--sensor", ""],
        ["activities", "--athlete", "An\udcff"],  # no text in the terminal's encoding
        ["record", "--sensor", "H\udcff"],
        ["log", "y\udcff", "--minutes", "5", "--rpe", "3"],
    ],
)
def test_wrong_usage_is_status_2_and_a_usage_line(words: list[str], home: Path) -> None:
    done = sidebeat(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: sidebeat")
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (["record", "--sex", "yes"], "male, female, unspecified"),
        (["analyse", "a.fit", "--zone-model", "six"], "threshold6, reserve6, maximum6"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(words: list[str], choices: str) -> None:
    last = sidebeat(*words).err.splitlines()[-1]
    assert words[-1] in last
    assert choices in last


def test_help_and_version_are_no_failures() -> None:
    assert sidebeat("--help").status == 0
    assert sidebeat("record", "--help").status == 0
    assert sidebeat("--version").out.startswith("sidebeat ")


@pytest.mark.parametrize("place", range(3))
def test_common_options_go_before_and_after_the_command(demo_home: Path, place: int) -> None:
    common = ["--demo", "--home", str(demo_home)]
    words = [*common[:place], "activities", *common[place:], "--json"] if place != 2 else []
    done = sidebeat(*(words or ["--home", str(demo_home), "activities", "--demo", "--json"]))
    assert [row["activity_id"] for row in done.objects] == [1]


# No Bluetooth (there is no D-Bus here), no such sensor


@pytest.mark.parametrize("words", [["record"], ["scan"], ["record", "--sensor", "Polar"], ["scan", "--json"]])
def test_without_bluetooth_one_sentence_says_what_to_do(
    words: list[str], home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'no_bus'}")
    assert_one_sentence(sidebeat(*words), "Bluetooth", "demo")


def test_an_unknown_sensor_is_given_up_after_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = partial(find_named, limit_s=0.3)
    monkeypatch.setattr("app.wiring.live_commands.find_named", impatient)
    done = sidebeat("record", "--demo", "--sensor", "Nobody", "--home", tmp_path, "--speed", "1000")
    assert_one_sentence(done, "«Nobody»", "sidebeat scan --all")


# A home that cannot be


@pytest.mark.parametrize("words", STORE_COMMANDS, ids=" ".join)
def test_a_home_that_is_a_file_is_one_sentence_and_stays_as_it_was(words: list[str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("mine")
    assert_one_sentence(sidebeat(*words, "--demo", "--home", home), str(home))
    assert home.read_text() == "mine"


def test_a_home_below_a_file_cannot_be_either(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert_one_sentence(sidebeat("record", "--demo", "--home", tmp_path / "file" / "home"))


# A database that is not ours to touch


@pytest.mark.parametrize("words", STORE_COMMANDS, ids=" ".join)
def test_a_database_of_a_newer_version_is_one_sentence_and_left_alone(
    words: list[str], demo_home: Path
) -> None:
    database = demo_home / "demo" / "sidebeat.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 99")
    before = hashes(demo_home)
    assert_one_sentence(sidebeat(*words, "--demo", "--home", demo_home), str(database), "newer")
    assert hashes(demo_home) == before


@pytest.mark.parametrize("words", STORE_COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("begins", "ends"), [(0, 100), (0, 4096), (100, 8192), (4096, None), (0, None)], ids=str
)
def test_a_corrupted_database_is_one_sentence_and_left_alone(
    words: list[str], begins: int, ends: int | None, demo_home: Path
) -> None:
    database = demo_home / "demo" / "sidebeat.db"
    octets = bytearray(database.read_bytes())
    ends = len(octets) if ends is None else ends
    octets[begins:ends] = b"\xa5" * (ends - begins)
    database.write_bytes(octets)
    before = hashes(demo_home)
    assert_one_sentence(sidebeat(*words, "--demo", "--home", demo_home), str(database))
    assert hashes(demo_home) == before


@pytest.mark.parametrize(
    "damage",
    [
        ("UPDATE original SET octets = ?", zlib.compress(b"no file any more")),
        ("UPDATE original SET octets = ?", b"not packed at all"),
        ("UPDATE imported SET place = ?", 7),
    ],
    ids=["another file", "garbage", "too few activities"],
)
@pytest.mark.parametrize("words", [["show", "1"], ["export", "1"], ["cut", "1", "--out", "0:01", "0:03"]])
def test_an_imported_activity_whose_file_is_damaged_is_one_sentence(
    tmp_path: Path, words: list[str], damage: tuple[str, bytes | int]
) -> None:
    home, file = tmp_path / "home", tmp_path / "ride.fit"
    file.write_bytes(watch_file(EVENING_US // SECOND_US, 60))
    assert sidebeat("import", file, "--home", home).status == 0
    statement, value = damage
    with closing(sqlite3.connect(home / "sidebeat.db")) as connection, connection:
        connection.execute(statement, (value,))
    done = sidebeat(*words, "--home", home)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("What was recorded is damaged (")
    assert done.err.endswith("Look with: sidebeat doctor\n")


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "demo" / "sidebeat.db"
    database.parent.mkdir()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    before = hashes(tmp_path)
    assert_one_sentence(sidebeat("record", "--demo", "--home", tmp_path), str(database), "another program")
    assert hashes(tmp_path) == before


def test_the_session_is_kept_where_its_file_cannot_be_written(tmp_path: Path) -> None:
    exports = tmp_path / "demo" / "exports"
    exports.parent.mkdir()
    exports.write_text("in the way")
    done = record_demo(tmp_path, duration_s=5, as_json=False)
    assert "The session is kept, but its file could not be written" in done.err
    assert "sidebeat export 1" in done.err
    assert exports.read_text() == "in the way"
    assert sidebeat("export", "1", "--demo", "--home", tmp_path, "--output", tmp_path / "a.fit").status == 0


def test_a_lost_database_is_a_new_beginning_and_no_failure(demo_home: Path) -> None:
    shutil.rmtree(demo_home / "demo")
    assert sidebeat("activities", "--demo", "--home", demo_home).status == 0
    record_demo(demo_home, duration_s=3)


# A reader that has seen enough, a terminal that knows few letters


def test_a_closed_pipe_is_no_failure(demo_home: Path) -> None:
    with started("show", "1", "--samples", "--demo", "--home", demo_home) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60.0) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_stream_of_few_letters_gets_utf_8(demo_home: Path) -> None:
    with started("show", "1", "--demo", "--home", demo_home, PYTHONIOENCODING="ascii") as process:
        out, err = process.communicate(timeout=60.0)
    assert (process.returncode, err) == (0, b"")
    assert "≈" in out.decode("utf-8")
