"""The window's past on a real store: files in and out, another type, and back."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.cuts import Cut
from app.domain.import_outcome import ImportStatus
from app.domain.profile import AthleteProfile
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_read import decode_activity
from app.storage.errors import StorageError, StorageFailure
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.ui.history import problem_sentences
from app.ui.history.ports import HistoryProblemError, ImportProgress
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_history import WindowHistory
from benchmarks.import_runs import write_archive


@pytest.fixture
def past(home: Path) -> Iterator[WindowHistory]:
    house = House.open(home, demo=False, athlete=None)
    recorder = SqliteRecorder.open(house.folders, system_clocks())
    yield WindowHistory(house, SettingsKeeper(house.folders.settings, house.settings), lambda: recorder)
    recorder.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("watch") / "files"
    write_archive(folder, 3, kinds=("outdoor_run",))
    return sorted(folder.iterdir())


@pytest.mark.parametrize("is_same", [True, False])
def test_a_word_on_a_pair_is_taken_back_whole(past: WindowHistory, files: list[Path], is_same: bool) -> None:
    past.import_files(files, lambda _progress: True)
    carrier, carried, _other = (row.activity_id for row in past.rows())
    past._recorder.put_twin(carried, carrier, is_sure=False, shift_s=3600)
    (pair,) = past.unsure_pairs()
    assert (pair.carried.activity_id, pair.carrier.activity_id, pair.shift_s) == (carried, carrier, 3600)
    past.settle_pair(pair, is_same=is_same)
    assert past.unsure_pairs() == []
    past.reopen_pair(pair)
    assert past.unsure_pairs() == [pair]


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
    past.take_back(before)
    assert past.reviewed(activity_id).row.training_load == pytest.approx(before.row.training_load)

    written = past.export(activity_id, "tcx", tmp_path / "out")
    assert written.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("module", ["window_history", "archive"])
def test_a_list_waits_for_no_numpy_and_no_file_format(module: str) -> None:
    """The pages of the past are seen within a seventh of a second; each of these takes as long."""
    loaded = "sorted(name for name in sys.modules if name in ('numpy', 'fitdecode', 'defusedxml'))"
    code = f"import sys, app.wiring.{module}; print({loaded})"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_what_is_not_there_is_one_sentence(past: WindowHistory) -> None:
    with pytest.raises(HistoryProblemError, match="not there any more"):
        past.reviewed(4711)


def test_a_cut_lies_over_the_recording_and_is_put_back(
    past: WindowHistory, files: list[Path], tmp_path: Path
) -> None:
    past.import_files([files[0]], lambda _progress: True)
    (row,) = past.rows()
    before = past.reviewed(row.activity_id)
    past.cut(row.activity_id, (Cut(300.0, 600.0),))
    after = past.reviewed(row.activity_id)
    assert after.activity.cuts == (Cut(300.0, 600.0),)
    assert not any(300.0 <= each.elapsed_s < 600.0 for each in after.activity.samples)
    assert past.rows()[0].training_load == pytest.approx(after.activity.summary.training_load)
    assert (past.rows()[0].training_load or 0.0) < (row.training_load or 0.0)

    written = past.export(row.activity_id, "fit", tmp_path / "out")
    (back,) = decode_activity(written.read_bytes())
    assert {each.bpm for each in back.samples if 300.0 <= each.elapsed_s <= 599.0} == {None}

    past.take_back(before)
    assert past.reviewed(row.activity_id).activity == before.activity
    past.cut(row.activity_id, (Cut(300.0, 600.0),))
    past.cut(row.activity_id, ())
    assert past.rows()[0].training_load == pytest.approx(row.training_load)


def test_an_activity_given_away_counts_for_the_other_athlete_until_it_is_taken_back(
    home: Path, files: list[Path]
) -> None:
    ada = AthleteProfile("Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)
    ben = AthleteProfile("Ben", resting_bpm=60, max_bpm=180, threshold_bpm=150)
    house = House.open(home, demo=False, athlete=None)
    keeper = SettingsKeeper(house.folders.settings, replace(house.settings, athletes=(ada, ben)))
    recorder = SqliteRecorder.open(house.folders, system_clocks())
    try:
        past = WindowHistory(house, keeper, lambda: recorder)
        past.import_files(files, lambda _progress: True)
        second, first = past.rows()[:2]
        recorder.put_twin(first.activity_id, second.activity_id, is_sure=True, shift_s=3600)
        assert past.athletes() == ("Ada", "Ben")
        before = past.reviewed(second.activity_id)
        assert load_of(past) == pytest.approx(load_of(past, but=first.activity_id))

        past.give_to(second.activity_id, "Ben")
        assert second.activity_id not in {row.activity_id for row in past.rows()}
        assert load_of(past, but=first.activity_id) < load_of(past)  # hers counts for itself again
        keeper.choose(replace(keeper.settings, athletes=(ben, ada)))
        (his,) = past.rows()
        assert his.activity_id == second.activity_id
        assert his.athlete == "Ben"
        assert past.reviewed(his.activity_id).setup.constants.threshold_bpm == 150
        assert (his.training_load or 0.0) > (second.training_load or 0.0)

        past.take_back(before)
        keeper.choose(replace(keeper.settings, athletes=(ada, ben)))
        rows = {row.activity_id: row for row in past.rows()}
        assert rows[second.activity_id].training_load == pytest.approx(second.training_load)
        assert rows[first.activity_id].load_that_counts == 0.0  # the pair is a pair again
    finally:
        recorder.close()


def load_of(past: WindowHistory, but: int | None = None) -> float:
    """What the history adds up to."""
    return sum(row.load_that_counts or 0.0 for row in past.rows() if row.activity_id != but)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StorageError(StorageFailure.DISK_FULL, Path("x.db")), "The disk is full: free some space"),
        (StorageError(StorageFailure.BUSY, Path("x.db")), "Another program holds x.db"),
        (FormatError(FormatProblem.CUT_OFF, "at byte 7"), "The activity's file is cut off"),
        (
            FormatError(FormatProblem.MALFORMED, "at byte 7"),
            "The activity's file cannot be read (malformed).",
        ),
        (PermissionError(13, "Permission denied", "/there"), "/there cannot be written: Permission denied."),
        (ValueError("a setup without constants"), "What was recorded of this activity is damaged."),
    ],
)
def test_every_failure_is_one_sentence_that_says_what_to_do(
    past: WindowHistory, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def fails(_activity_id: int) -> None:
        raise error

    monkeypatch.setattr(past._activities, "reviewed", fails)
    with pytest.raises(HistoryProblemError) as told:
        past.reviewed(1)
    assert str(told.value).startswith(sentence)


@pytest.mark.parametrize("reason", list(StorageFailure))
def test_every_storage_failure_has_words_of_its_own(reason: StorageFailure) -> None:
    assert reason.value not in problem_sentences.store(reason.value, "x.db")
