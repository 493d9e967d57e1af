"""The window's past on a real store: files in and out, another type, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.import_outcome import ImportStatus
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.ui.history.ports import HistoryProblemError, ImportProgress
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_history import WindowHistory
from benchmarks.archive import write_files


@pytest.fixture
def past(home: Path) -> Iterator[WindowHistory]:
    house = House.open(home, demo=False, athlete=None)
    recorder = SqliteRecorder.open(house.folders, system_clocks())
    yield WindowHistory(house, SettingsKeeper(house.folders.settings, house.settings), lambda: recorder)
    recorder.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return sorted(write_files(tmp_path_factory.mktemp("watch") / "files", 3))


def test_files_come_in_once_change_type_and_go_out_again(
    past: WindowHistory, files: list[Path], tmp_path: Path
) -> None:
    told: list[ImportProgress] = []

    def tell(progress: ImportProgress) -> bool:
        told.append(progress)
        return progress.done < 2

    past.import_files([files[0].parent], tell)  # ended after the second
    assert [row.is_imported for row in past.rows()] == [True, True]
    past.import_files(files, lambda progress: tell(progress) or True)
    assert len(past.rows()) == 3
    statuses = [outcome.status for progress in told for outcome in progress.outcomes]
    assert statuses.count(ImportStatus.IMPORTED) == 3
    assert statuses.count(ImportStatus.DUPLICATE) == 2
    assert len(past.rows(1)) == 1

    activity_id = past.rows()[0].activity_id
    before = past.reviewed(activity_id)
    past.reassign(activity_id, "indoor_cycling")
    after = past.reviewed(activity_id)
    assert after.row.activity_type == "indoor_cycling"
    assert after.row.training_load == pytest.approx(after.activity.summary.training_load)
    past.use_setup(activity_id, before.setup)
    assert past.reviewed(activity_id).row.training_load == pytest.approx(before.row.training_load)

    written = past.export(activity_id, "tcx", tmp_path / "out")
    assert written.read_bytes().startswith(b"<?xml")


def test_what_is_not_there_is_one_sentence(past: WindowHistory) -> None:
    with pytest.raises(HistoryProblemError, match="not there any more"):
        past.reviewed(4711)
