"""`analyse` as a program calls it: exact numbers, absent ones null, every bad file one sentence."""

import os
import re
from pathlib import Path

import pytest

from tests.domain.beat_series import SYN200_CORRUPTED_MS, SYN200_MS
from tests.formats import wild_fit
from tests.wiring.terminal import Done, sidebeat

CORE = ("--resting", "50", "--max", "190", "--threshold", "169", "--sex", "male")


def steady(folder: Path, bpm: int, seconds: int) -> Path:
    """A file with a record a second of this heart rate, seconds + 1 of them."""
    start = wild_fit.START
    records = b"".join(wild_fit.record(start + second, bpm) for second in range(seconds + 1))
    file = folder / f"{bpm} bpm.fit"
    file.write_bytes(
        wild_fit.fit_file(
            *(wild_fit.FILE_ID, wild_fit.file_id(), wild_fit.EVENT, wild_fit.timer(start, 0)),
            *(wild_fit.RECORD, records, wild_fit.timer(start + seconds, 4)),
            *(wild_fit.SESSION, wild_fit.session(start, start + seconds)),
        )
    )
    return file


def analyse(*words: str | Path) -> Done:
    return sidebeat("analyse", *words, "--json")


@pytest.mark.parametrize(
    ("bpm", "minutes", "load"),
    [(169, 60, 100.0), (190, 60, 156.9), (195, 60, 156.9), (45, 60, 0.0), (143, 30, 27.36), (130, 30, 19.69)],
)
def test_loads_are_those_of_the_definition(tmp_path: Path, bpm: int, minutes: int, load: float) -> None:
    """The core set of the definition of Training Load: resting 50, maximum 190, threshold 169, male."""
    done = analyse(steady(tmp_path, bpm, minutes * 60), *CORE)
    (numbers,) = done.objects
    assert (done.status, done.err) == (0, "")
    assert numbers["training_load"] == pytest.approx(load, rel=3e-4)
    assert numbers["counted_s"] == minutes * 60
    assert sum(zone["seconds"] for zone in numbers["time_in_zone_s"]) == minutes * 60


def test_without_heart_rate_no_load_is_0_anywhere(tmp_path: Path) -> None:
    (numbers,) = analyse(steady(tmp_path, 0, 60), *CORE).objects
    loads = ("training_load", "banister_trimp", "edwards_trimp", "lucia_trimp", "average_bpm", "max_bpm")
    assert {numbers[name] for name in loads} == {None}
    assert {lap["training_load"] for lap in numbers["laps"]} == {None}
    assert "no_heart_rate" in numbers["warnings"]


def test_a_single_reading_is_heart_rate_without_a_load(tmp_path: Path) -> None:
    (numbers,) = analyse(steady(tmp_path, 140, 0), *CORE).objects
    assert (numbers["max_bpm"], numbers["training_load"]) == (140, None)
    assert "no_heart_rate" not in numbers["warnings"]


def test_own_zones_need_bounds_of_ones_own(tmp_path: Path) -> None:
    done = analyse(steady(tmp_path, 140, 60), "--zone-model", "own", "--home", tmp_path / "home")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "You have no zones of your own yet: enter them in the window's settings, or name another model.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes of this kind")
def test_a_bad_file_costs_one_sentence_and_none_of_the_others(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fit")
    (tmp_path / "empty.fit").write_bytes(b"")
    (tmp_path / "folder.fit").mkdir()
    done = analyse(
        *(tmp_path / f"{name}.fit" for name in ("pipe", "empty", "folder", "none")),
        *(steady(tmp_path, 140, 60), *CORE),
    )
    assert done.status == 1
    assert len(done.objects) == 1
    assert done.err.splitlines() == [
        "pipe.fit cannot be analysed: it is not a plain file.",
        "empty.fit cannot be analysed: the file is empty.",
        "folder.fit cannot be analysed: is a directory.",
        "none.fit cannot be analysed: no such file or directory.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("analyse", "x.fit", "--max", "abc"), "argument --max: abc is not a whole number"),
        (("analyse", "x.fit", "--max", "nan"), "argument --max: nan is not a whole number"),
        (("analyse", "x.fit", "--weight-kg", "heavy"), "heavy is not a number above 0"),
        (("activities", "--since", "yesterday"), "yesterday is not a day, as 2026-11-22 is"),
        (("log", "yoga", "--minutes", "9", "--rpe", "3", "--started", "soon"), "soon is not a time, as "),
        (("activities", "--since", "0001-01-01"), "0001-01-01 lies outside of 1970 to 2199"),
        (("load", "--days", "1000000"), "1000000 days are more than a life (40000 at most)"),
        (("record", "--demo", "--resume", "--duration", "60"), "one that goes on ends when you stop it"),
        (("show", "9" * 30), "is no activity's number"),
        (("record", "--demo", "--speed", "1e-9"), "1e-9 is slower than anybody can wait for (0.1 at least)"),
    ],
)
def test_a_wrong_word_is_told_in_words(words: tuple[str, ...], said: str) -> None:
    done = sidebeat(*words)
    assert done.status == 2
    assert said in done.err.splitlines()[-1]


def test_a_number_larger_than_any_activity_s_is_told_like_any_other(tmp_path: Path) -> None:
    sidebeat("log", "yoga", "--minutes", "30", "--rpe", "2", "--home", tmp_path)
    for words in (("replay", "9" * 30), ("record", "--like", "9" * 30)):
        done = sidebeat(*words, "--home", tmp_path)
        assert (done.status, done.out) == (1, "")
        assert "9" * 30 in done.err
        assert len(done.err.splitlines()) == 1


def test_a_text_of_beats_has_their_variability(tmp_path: Path) -> None:
    beats = tmp_path / "beats.rr"
    beats.write_text("\n".join(map(str, SYN200_CORRUPTED_MS)), encoding="utf-8")
    (numbers,) = analyse(beats, *CORE).objects
    assert (numbers["rr_count"], numbers["artefact_fraction"], numbers["pnn50_percent"]) == (200, 0.025, 0.0)
    assert numbers["rmssd_ms"] == pytest.approx(21.12, abs=0.2)
    assert numbers["sdnn_ms"] == pytest.approx(30.89, abs=0.3)
    assert [window["elapsed_s"] for window in numbers["dfa_alpha1"]] == [120.0, 140.0, 160.0]
    assert {tuple(window) for window in numbers["dfa_alpha1"]} == {
        ("elapsed_s", "value", "artefact_fraction")
    }
    assert all(1.0 < window["value"] < 1.6 for window in numbers["dfa_alpha1"])


def test_the_variability_is_told_in_a_line_and_artefacts_in_words(tmp_path: Path) -> None:
    beats = tmp_path / "beats.rr"
    spoilt = (2 * ms if place % 25 == 7 else ms for place, ms in enumerate(SYN200_MS * 2))
    beats.write_text("\n".join(map(str, spoilt)), encoding="utf-8")
    done = sidebeat("analyse", beats, *CORE)
    (told,) = [line for line in done.out.splitlines() if "RMSSD" in line]
    assert re.fullmatch(r"  RMSSD \d+ ms   SDNN \d+ ms   pNN50 0 %   DFA α1 1\.\d\d to 1\.\d\d", told)
    assert "note: 3 % or more of the beats were missed or misread" in done.out


def test_a_file_without_beats_has_no_variability(tmp_path: Path) -> None:
    (numbers,) = analyse(steady(tmp_path, 140, 60), *CORE).objects
    names = ("rr_count", "artefact_fraction", "rmssd_ms", "sdnn_ms", "pnn50_percent", "dfa_alpha1")
    assert {numbers[name] for name in names} == {None}
