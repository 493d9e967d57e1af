"""The recorder of a command that changes the store: closed whatever happens, and nothing is lost silently."""

from pathlib import Path

import pytest

from app.storage.history import History
from app.storage.lock import is_held
from app.wiring.terminal_recorder import terminal_recorder
from tests.storage.store import beat, begin, folders_in, limit_to_present_size


def test_what_a_full_disk_does_not_take_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = folders_in(tmp_path)
    with terminal_recorder(folders, "sidebeat cut") as recorder:
        begin(recorder)
        limit_to_present_size(recorder)
        while recorder.settle():
            beat(recorder)
    assert recorder.rescued is not None
    assert f"is kept in {recorder.rescued}" in capsys.readouterr().err


def test_the_store_is_free_again_whatever_happens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = folders_in(tmp_path)

    def fail() -> None:
        with terminal_recorder(folders, "sidebeat cut") as recorder:
            begin(recorder)
            raise KeyError("no such activity")

    with pytest.raises(KeyError):
        fail()
    assert not is_held(folders.lock_file)
    assert len(History(folders).activities()) == 1
    assert capsys.readouterr().err == ""
