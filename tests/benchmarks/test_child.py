import shutil
import subprocess
import sys

import pytest

from benchmarks import child
from benchmarks.start import measure as measure_start


def answer(monkeypatch: pytest.MonkeyPatch, stdout: str, status: int = 0) -> None:
    """What the child's process is to end with, none being started."""

    def ended(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, status, stdout=stdout, stderr="it broke")

    monkeypatch.setattr(subprocess, "run", ended)


def test_a_child_is_believed_in_its_last_line(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, 'Qt says something\n{"exposed_at_s": 1.5}\n')
    assert child.run_child("empty_window", environment={}) == {"exposed_at_s": 1.5}


@pytest.mark.parametrize(("stdout", "status"), [("", 0), ("{}\n", 1)])
def test_a_child_that_failed_is_no_figure(monkeypatch: pytest.MonkeyPatch, stdout: str, status: int) -> None:
    answer(monkeypatch, stdout, status)
    with pytest.raises(RuntimeError, match="it broke"):
        child.run_child("empty_window", environment={})


def test_without_a_display_the_start_says_that_it_was_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert {figure.remark for figure in measure_start()} == {"not measured: no display"}
