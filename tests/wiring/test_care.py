"""The store is looked after beside the engine, and can be taken back to an earlier copy."""

import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.engine.events import EngineEvent, RecordsCameHome
from app.storage.backups import list_backups as list_daily
from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.lock import LockedError
from app.wiring import care as care_module
from app.wiring.care import StoreCare, list_backups, restore_backup
from tests.storage.store import beat, begin, folders_in, limit_to_present_size, recording_in
from tests.storage.test_salvage import PAGE, record_a_session

NOW = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)
NEVER_S = 3600.0


def tell_nobody(_event: EngineEvent) -> None:
    """Nobody listens."""


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        if is_so():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came")


def damage_a_table(folders: Folders) -> None:
    octets = bytearray(folders.database.read_bytes())
    octets[20 * PAGE : 24 * PAGE] = random.Random(1).randbytes(4 * PAGE)
    folders.database.write_bytes(octets)


def test_a_session_that_ends_early_leaves_its_backup_at_the_end(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, tell_nobody)
        care.start()
        begin(recorder)
        assert list_daily(folders) == ()
    assert care.close()
    (backup,) = list_backups(folders)
    assert (backup.activities, Path(backup.file).parent) == (1, folders.backups)
    assert recorder.trouble() is None


def test_one_that_goes_on_is_backed_up_in_the_background_and_once_a_day(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, tell_nobody, first_after_s=0.0, every_s=0.01)
        care.start()
        wait_until(lambda: bool(list_daily(folders)))
        threading.Event().wait(0.05)
        assert care.close()
    assert len(list_daily(folders)) == 1


def test_damage_is_found_in_the_background_and_told_as_trouble(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    record_a_session(folders)
    damage_a_table(folders)
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, tell_nobody, first_after_s=0.0)
        care.start()
        wait_until(lambda: recorder.trouble() is not None)
        assert recorder.trouble() == StorageFailure.CORRUPT_DATABASE
        assert care.close()
    assert list_daily(folders) == ()


def test_a_full_disk_s_trouble_goes_before_the_damage_s(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        recorder.tell_damage(StorageFailure.CORRUPT_DATABASE)
        begin(recorder)
        limit_to_present_size(recorder)
        for _ in range(200):
            beat(recorder)
        recorder.settle()
        assert recorder.trouble() == StorageFailure.DISK_FULL


def test_what_was_rescued_last_time_is_told_at_the_start(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        limit_to_present_size(recorder)
        for _ in range(200):
            beat(recorder)
    assert recorder.rescued is not None
    torn = recorder.rescued.with_name("sidebeat-rescued (2).db")
    torn.write_bytes(b"torn")
    told: list[EngineEvent] = []
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, told.append)
        care.start()
        assert told == [RecordsCameHome(1, (str(torn),))]
    assert care.close()


def test_leftovers_are_swept_and_a_backup_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        folders.backups.write_bytes(b"a file where the folder should be")
        care = StoreCare(folders, recorder, tell_nobody)
        care.start()
        begin(recorder)
    assert care.close()
    assert recorder.trouble() is None
    assert len(History(folders).activities()) == 1


def test_care_that_never_began_ends_at_once(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, tell_nobody)
    assert care.close()
    assert list_daily(folders) == ()


def test_a_backup_that_takes_too_long_does_not_hold_up_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def slow(*_: object) -> None:
        may_go_on.wait(10)

    monkeypatch.setattr(care_module, "back_up", slow)
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, tell_nobody)
        care.start()
    assert not care.close(limit_s=0.05)
    may_go_on.set()
    assert care.close()


def test_restoring_takes_the_store_back_and_keeps_what_was(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        care = StoreCare(folders, recorder, tell_nobody)
        care.start()
        begin(recorder)
    assert care.close()
    with recording_in(folders) as recorder:
        begin(recorder)
    (backup,) = list_backups(folders)
    aside = restore_backup(folders, Path(backup.file), NOW)
    assert len(History(folders).activities()) == 1
    assert aside is not None
    restore_backup(folders, aside, NOW)
    assert len(History(folders).activities()) == 2


def test_nothing_is_restored_under_a_recorder(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        with pytest.raises(LockedError):
            restore_backup(folders, folders.database, NOW)


def test_another_program_s_file_is_not_restored(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    (tmp_path / "notes.txt").write_bytes(b"no database at all " * 100)
    with pytest.raises(StorageError) as refusal:
        restore_backup(folders, tmp_path / "notes.txt", NOW)
    assert refusal.value.reason is StorageFailure.CORRUPT_DATABASE
    assert not folders.database.exists()


def test_an_earlier_version_s_numbers_are_brought_up_to_date_once_there_is_a_backup(
    tmp_path: Path,
) -> None:
    folders = folders_in(tmp_path)
    backed_up: list[int] = []
    is_refreshed = threading.Event()

    def refresh(closing: threading.Event) -> None:
        assert not closing.is_set()
        backed_up.append(len(list_daily(folders)))
        is_refreshed.set()

    with recording_in(folders) as recorder:
        begin(recorder)
        recorder.flush()
        care = StoreCare(folders, recorder, tell_nobody, refresh=refresh, first_after_s=0.0)
        care.start()
        assert is_refreshed.wait(30.0)
        assert care.close()
    assert backed_up == [1]


def test_at_the_end_nothing_is_computed_any_more(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        care = StoreCare(
            folders, recorder, tell_nobody, refresh=lambda _: pytest.fail("too late"), first_after_s=NEVER_S
        )
        care.start()
    assert care.close()
