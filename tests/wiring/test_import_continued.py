"""An import that is cancelled, or killed, keeps what it took in; the same command goes on from there."""

import signal
from pathlib import Path

import pytest

from app.storage.folders import Folders
from app.storage.history import History
from benchmarks.import_runs import run_import
from tests.storage.store import EVENING_US
from tests.wiring.rides import watch_file
from tests.wiring.terminal import LIMIT_S

FILES = 16
DAY_S = 86_400


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGINT, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, id="ended"),
        pytest.param(9, id="kill -9"),
    ],
)
def test_what_was_taken_in_stays_and_is_not_read_again(tmp_path: Path, number: int) -> None:
    files, home = tmp_path / "files", tmp_path / "home"
    files.mkdir()
    for day in range(FILES):
        octets = watch_file(EVENING_US // 1_000_000 - day * 7 * DAY_S, 60, level_bpm=day)
        (files / f"{day:02}.fit").write_bytes(octets)
    first = run_import(home, files, LIMIT_S, until=FILES // 2, end_by=number)
    kept = {row.identity for row in History(Folders.locate(home)).activities()}
    second = run_import(home, files, LIMIT_S)
    rows = History(Folders.locate(home)).activities()
    assert len(rows) == FILES
    assert kept <= {row.identity for row in rows}
    assert second.count("imported") == FILES - len(kept)
    assert second.count("duplicate") == len(kept)
    assert all(row.training_load is not None for row in rows)
    if number == signal.SIGINT:
        assert FILES // 2 <= first.count("imported") <= len(kept) < FILES
