"""What a killed process left half written is swept; nobody else's files are."""

import os
import time
from pathlib import Path

from app.storage.folders import Folders
from app.storage.leftovers import OLD_AFTER_S, sweep_leftovers
from tests.storage.store import folders_in

NOW_S = time.time()

OURS = (
    "exports/.2026-11-22 18.03 indoor cycling.fit.4711.part",
    "exports/.2026-11-22 18.03 indoor cycling.raw.jsonl.4711.part",
    ".settings.json.4711.part",
    "sidebeat.db.part",
    "sidebeat.db.restored.part",
    "backups/sidebeat-2026-11-22.db.part",
)
THEIRS = (
    "exports/.film.mkv.part",
    "exports/2026-11-22 18.03 indoor cycling.fit",
    "exports/notes.part",
    "exports/.notes.4711.part",
    "backups/sidebeat-2026-11-22.db",
    "sidebeat.db",
)


def lay(folders: Folders, names: tuple[str, ...], age_s: float) -> list[Path]:
    paths = [folders.home / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        os.utime(path, (NOW_S - age_s, NOW_S - age_s))
    return paths


def test_old_ones_of_ours_go_and_everything_else_stays(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    ours = lay(folders, OURS, OLD_AFTER_S + 60)
    theirs = lay(folders, THEIRS, OLD_AFTER_S + 60)
    assert sorted(sweep_leftovers(folders, NOW_S)) == sorted(ours)
    assert not any(path.exists() for path in ours)
    assert all(path.exists() for path in theirs)


def test_one_that_may_be_in_the_making_stays(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    ours = lay(folders, OURS, OLD_AFTER_S - 60)
    assert sweep_leftovers(folders, NOW_S) == ()
    assert all(path.exists() for path in ours)


def test_where_there_are_no_folders_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    assert sweep_leftovers(folders_in(tmp_path), NOW_S) == ()


def test_a_folder_of_that_name_is_no_leftover(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folder = folders.home / OURS[0]
    folder.mkdir(parents=True)
    os.utime(folder, (NOW_S - 2 * OLD_AFTER_S, NOW_S - 2 * OLD_AFTER_S))
    assert sweep_leftovers(folders, NOW_S) == ()
    assert folder.is_dir()
