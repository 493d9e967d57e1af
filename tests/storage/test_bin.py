"""An activity goes into the bin and comes out of it while nobody records."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.storage.bin import delete_activity, restore_activity
from app.storage.history import History
from app.storage.lock import LockedError
from tests.storage.store import HandClocks, begin, folders_in, recording_in

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def test_deleting_can_be_undone(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
    before = History(folders).activities()
    delete_activity(folders, activity_id, NOW)
    assert History(folders).activities() == []
    assert [row.deleted_at for row in History(folders).activities(in_bin=True)] == [NOW]
    delete_activity(folders, activity_id, NOW + timedelta(days=1))
    assert History(folders).activity(activity_id).deleted_at == NOW
    restore_activity(folders, activity_id, NOW)
    restore_activity(folders, activity_id, NOW)
    assert History(folders).activities() == before


def test_what_is_not_there_cannot_be_deleted(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        delete_activity(folders_in(tmp_path), 7, NOW)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_deleted_under_a_recorder(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders, HandClocks().clocks) as recorder:
        activity_id = begin(recorder)
        recorder.flush()
        with pytest.raises(LockedError) as refusal:
            delete_activity(folders, activity_id, NOW)
        assert refusal.value.holder is not None
        assert refusal.value.path == folders.home
    assert History(folders).activity(activity_id).deleted_at is None
