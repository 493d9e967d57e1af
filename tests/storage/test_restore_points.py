"""Everything that can be gone back to is listed, newest first."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from app.domain.restore_point import RestorePointKind
from app.storage.backups import back_up, restore
from app.storage.restore_points import restore_points
from tests.storage.store import begin, folders_in, recording_in


def test_daily_ones_those_before_updates_and_those_set_aside(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        begin(recorder)
    backup = back_up(folders, date(2026, 11, 22))
    assert backup is not None
    aside = restore(folders, backup.path, datetime(2026, 11, 22, 18, 3, tzinfo=UTC))
    assert aside is not None
    before_update = folders.backups / "sidebeat-before-version-2.db"
    before_update.write_bytes(b"no database")
    for age_s, path in enumerate((backup.path, before_update, aside)):
        os.utime(path, (1_795_374_180 - age_s, 1_795_374_180 - age_s))
    points = restore_points(folders)
    assert [(point.kind, point.activities, Path(point.file)) for point in points] == [
        (RestorePointKind.DAILY, 2, backup.path),
        (RestorePointKind.BEFORE_UPDATE, None, before_update),
        (RestorePointKind.SET_ASIDE, 2, aside),
    ]
    assert points[0].made_at == datetime.fromtimestamp(1_795_374_180, UTC)
    assert points[1].size_bytes == len(b"no database")


def test_none_of_nothing(tmp_path: Path) -> None:
    assert restore_points(folders_in(tmp_path)) == ()
