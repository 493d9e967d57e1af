"""`sidebeat cut`: out, listed, put back."""

from pathlib import Path

import pytest

from benchmarks.ten_years import make_store
from tests.wiring.terminal import sidebeat


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store") / "home", 3).home


def test_a_stretch_is_cut_out_listed_and_put_back(store: Path) -> None:
    before = sidebeat("--home", store, "show", "2", "--json").objects[0]
    assert "Nothing is cut out" in sidebeat("--home", store, "cut", "2").err
    told = sidebeat("--home", store, "cut", "2", "--out", "5:00", "10:00")
    assert told.status == 0
    assert told.err.startswith("Computed without what is cut out: the load was ")
    assert "sidebeat cut 2 --put-back 05:00" in told.out
    assert sidebeat("--home", store, "cut", "2", "--json").objects == [
        {"activity_id": 2, "start_s": 300.0, "end_s": 600.0}
    ]
    cut = sidebeat("--home", store, "show", "2", "--json").objects[0]
    assert cut["training_load"] < before["training_load"]
    assert cut["elapsed_s"] == before["elapsed_s"]
    assert cut["coverage"] < before["coverage"]

    assert sidebeat("--home", store, "cut", "2", "--put-back", "7:30").status == 0
    assert sidebeat("--home", store, "show", "2", "--json").objects[0] == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("9", "--out", "1:00", "2:00"), "There is no activity 9."),
        (("2", "--out", "2:00", "1:00"), "From before to, at least a second"),
        (("2", "--out", "90:00:00", "91:00:00"), "From before to, at least a second"),
        (("2", "--put-back", "1:00"), "Nothing is cut out at 01:00."),
    ],
)
def test_what_cannot_be_is_one_sentence(store: Path, words: tuple[str, ...], sentence: str) -> None:
    told = sidebeat("--home", store, "cut", *words)
    assert told.status == 1
    assert told.err.startswith(sentence)


def test_a_time_that_is_none_is_wrong_usage(store: Path) -> None:
    assert sidebeat("--home", store, "cut", "2", "--out", "5", "ten").status == 2
