"""Who starts Sidebeat by its icon sees no terminal: what keeps the window from opening is said in a box."""

from pathlib import Path

import pytest

from tests.wiring.terminal import sidebeat


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences in boxes."""
    sentences: list[str] = []
    monkeypatch.setattr("app.ui.failure.show_failure", sentences.append)
    return sentences


def test_a_home_that_is_a_file_is_told_in_a_box(tmp_path: Path, shown: list[str]) -> None:
    (tmp_path / "home").write_bytes(b"a file where the folder should be")
    done = sidebeat("--home", tmp_path / "home")
    assert done.status == 1
    assert [done.err.strip()] == shown
    assert shown[0].startswith("Sidebeat cannot write in ")


def test_a_command_in_the_terminal_opens_no_box(tmp_path: Path, shown: list[str]) -> None:
    (tmp_path / "home").write_bytes(b"a file where the folder should be")
    assert sidebeat("activities", "--home", tmp_path / "home").status == 1
    assert shown == []
