"""History on a medium that cannot be written: an archive, a backup disk, another's home."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.database import read_only_uri
from app.storage.folders import Folders
from tests.storage.store import beat, begin, folders_in, recording_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode bits there")

REPOSITORY = Path(__file__).parents[2]
READ = """
import os, sys
from pathlib import Path
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.schema import MIGRATIONS
if os.geteuid() == 0:  # root ignores mode bits
    os.setuid(65534)
history = History(Folders.locate(Path(sys.argv[1])), (*MIGRATIONS, *[("SELECT 1",)] * int(sys.argv[2])))
for row in history.activities():
    print(row.activity_id, len(history.recording(row.activity_id).notifications), row.status.value)
"""


@pytest.fixture
def medium() -> Iterator[Path]:
    """A folder that every user can look into; pytest's own are private."""
    folder = Path(tempfile.mkdtemp(prefix="sidebeat-medium-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def freeze(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


def read_as_a_guest(home: Path, versions_later: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", READ, str(home), str(versions_later)],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def record_into(folders: Folders, beats: int) -> None:
    with recording_in(folders) as recorder:
        activity_id = begin(recorder)
        for _ in range(beats):
            beat(recorder)
        recorder.finish_session(activity_id, recorder.clock.now_us())


@pytest.mark.parametrize("is_empty_wal_left", [False, True])
def test_a_cleanly_closed_store_is_read_and_nothing_is_laid_beside_it(
    tmp_path: Path, medium: Path, is_empty_wal_left: bool
) -> None:
    folders = folders_in(tmp_path)
    record_into(folders, 20)
    shutil.copy(folders.database, medium)
    if is_empty_wal_left:
        (medium / "sidebeat.db-wal").touch()
    before = sorted(path.name for path in medium.iterdir())
    freeze(medium)
    done = read_as_a_guest(medium)
    assert (done.stdout, done.stderr) == ("1 20 finished\n", "")
    assert sorted(path.name for path in medium.iterdir()) == before


def test_a_store_of_an_older_version_is_read_too(tmp_path: Path, medium: Path) -> None:
    folders = folders_in(tmp_path)
    record_into(folders, 20)
    shutil.copy(folders.database, medium)
    freeze(medium)
    assert read_as_a_guest(medium, versions_later=2).stdout == "1 20 finished\n"


def test_a_store_with_records_in_its_wal_is_not_read_without_them(tmp_path: Path, medium: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        begin(recorder)
        beat(recorder)
        recorder.flush()
        for suffix in ("", "-wal"):
            shutil.copy(f"{folders.database}{suffix}", medium)
    freeze(medium)
    done = read_as_a_guest(medium)
    assert done.stdout == ""
    assert "app.storage.errors.StorageError" in done.stderr


def test_where_the_folder_can_be_written_the_file_is_never_taken_for_unchanging(tmp_path: Path) -> None:
    assert read_only_uri(tmp_path / "sidebeat.db").endswith("sidebeat.db?mode=ro")
