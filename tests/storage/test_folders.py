"""Where things lie."""

import sys
from pathlib import Path

import pytest

from app.storage.errors import StorageError, StorageFailure
from app.storage.folders import Folders


def test_a_given_home_holds_everything(tmp_path: Path) -> None:
    folders = Folders.locate(tmp_path / "here")
    places = (
        folders.settings,
        folders.exports,
        folders.logs,
        folders.database,
        folders.backups,
        folders.lock_file,
    )
    assert all(place.is_relative_to(tmp_path / "here") for place in places)


def test_the_demo_shares_no_file_with_real_sessions(tmp_path: Path) -> None:
    for home in (tmp_path, None):
        real, demo = Folders.locate(home), Folders.locate(home, demo=True)
        real_places = {real.settings, real.exports, real.logs, real.database, real.backups, real.lock_file}
        demo_places = {demo.settings, demo.exports, demo.logs, demo.database, demo.backups, demo.lock_file}
        assert real_places.isdisjoint(demo_places)


def test_without_a_home_exports_lie_among_the_documents() -> None:
    exports = Folders.locate().exports
    assert exports.name == "Sidebeat"
    assert exports.is_absolute()


def test_a_stranger_s_home_is_the_package_s_own_error() -> None:
    with pytest.raises(StorageError) as caught:
        Folders.locate(Path("~nobody-of-that-name/sidebeat"))
    assert caught.value.reason is StorageFailure.CANNOT_WRITE


def test_a_home_whose_name_is_no_text_is_the_package_s_own_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        Folders.locate(tmp_path / "h\udcff")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that somebody stands in")
def test_a_home_in_a_folder_that_was_removed_is_the_package_s_own_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = tmp_path / "removed"
    removed.mkdir()
    monkeypatch.chdir(removed)
    removed.rmdir()
    with pytest.raises(StorageError):
        Folders.locate(Path("here"))


def test_locating_touches_no_disk(tmp_path: Path) -> None:
    Folders.locate(tmp_path / "not" / "yet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_a_new_home_is_for_its_owner_alone(tmp_path: Path) -> None:
    folders = Folders.locate(tmp_path / "new")
    folders.prepare()
    assert folders.home.stat().st_mode & 0o777 == 0o700


def test_a_home_that_exists_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o755)
    before = (tmp_path / "mine").stat().st_mode
    Folders.locate(tmp_path / "mine").prepare()
    assert (tmp_path / "mine").stat().st_mode == before


@pytest.mark.parametrize("home", ["file", "file/below/it"])
def test_a_file_in_the_homes_place_is_refused_and_stays(tmp_path: Path, home: str) -> None:
    (tmp_path / "file").write_bytes(b"the athlete's own")
    with pytest.raises(StorageError) as refusal:
        Folders.locate(tmp_path / home).prepare()
    assert refusal.value.reason is StorageFailure.CANNOT_WRITE
    assert (tmp_path / "file").read_bytes() == b"the athlete's own"
