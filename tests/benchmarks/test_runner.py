import json
import sys
from pathlib import Path

import pytest

import benchmarks
from benchmarks import __main__ as runner
from benchmarks.figures import Figure

MODULE = """
from benchmarks.figures import Figure

def measure():
    return [Figure("beat", 3.0, "ms", budget=BUDGET)]

def soak(limit_s):
    return [Figure("soaked", limit_s, "s")]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two measurements instead of the project's own, and a place for results."""
    for name, budget in (("lean", "4.0"), ("fat", "2.0")):
        (tmp_path / f"{name}.py").write_text(MODULE.replace("BUDGET", budget))
    monkeypatch.setattr(benchmarks, "__path__", [str(tmp_path)])
    monkeypatch.setattr(runner, "RESULTS", tmp_path / "results")
    for name in ("lean", "fat"):
        monkeypatch.delitem(sys.modules, f"benchmarks.{name}", raising=False)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    return runner.main()


def test_a_kept_budget_is_success_and_the_figures_are_written_down(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "bench", "lean") == 0
    assert "beat" in capsys.readouterr().out
    (path,) = (folder / "results").glob("bench-*.json")
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    assert [Figure(**figure) for figure in figures] == [Figure("beat", 3.0, "ms", budget=4.0)]


def test_a_missed_budget_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "bench") == 1


def test_a_campaign_is_told_how_long_it_may_take(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "soak", "fat", "--limit", "90") == 0
    assert "90 s" in capsys.readouterr().out


def test_an_unknown_measurement_is_wrong_usage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "bench", "nonesuch") == 2


STOPPED = """
from benchmarks.figures import Figure

def soak(limit_s):
    yield Figure("reached", 7.0, "tries")
    raise KeyboardInterrupt
"""


def test_ctrl_c_ends_a_campaign_with_what_was_reached(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "stopped.py").write_text(STOPPED)
    monkeypatch.delitem(sys.modules, "benchmarks.stopped", raising=False)
    assert run(monkeypatch, "soak", "fat", "stopped") == 130
    (path,) = (folder / "results").glob("soak-*.json")
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    assert [figure["name"] for figure in figures] == ["soaked", "reached"]
    assert "7 tries" in capsys.readouterr().out
