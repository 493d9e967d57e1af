"""Foreign files: what is no file, and what is absurdly large, is refused before it is read."""

import os
from pathlib import Path

import pytest

from app.storage.foreign_file import LARGEST_BYTES, local_moment, read_foreign, unknown_moment, written_at


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ride.fit"
    file.write_bytes(b"\x0e\x10 .FIT")
    assert read_foreign(file) == b"\x0e\x10 .FIT"


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes of this kind")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fit")
    with pytest.raises(OSError, match="it is not a plain file"):
        read_foreign(tmp_path / "pipe.fit")


def test_what_is_absurdly_large_is_not_read_at_all(tmp_path: Path) -> None:
    with (tmp_path / "huge.fit").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(OSError, match="the file is larger than 128 MB"):
        read_foreign(tmp_path / "huge.fit")


@pytest.mark.parametrize("unix_s", [1e12, -1e12, 1e300, float("nan")])
def test_a_time_that_no_calendar_knows_is_unknown(unix_s: float) -> None:
    assert local_moment(unix_s) == unknown_moment()


def test_a_file_was_written_when_its_disk_says(tmp_path: Path) -> None:
    file = tmp_path / "ride.fit"
    file.write_bytes(b"x")
    os.utime(file, (0, 1_795_374_180))
    assert written_at(file).timestamp() == 1_795_374_180
    assert written_at(file).utcoffset() is not None


def test_a_folder_and_what_is_not_there_keep_the_systems_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"(?i)is a directory|denied"):
        read_foreign(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_foreign(tmp_path / "none.fit")
