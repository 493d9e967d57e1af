"""The log: made late, bounded, private, without addresses; and never in the way."""

import logging
import os
from pathlib import Path

import pytest

from app.storage.log_file import KEPT_BEFORE, LARGEST_BYTES, LOG_NAME, LogFile, last_line, without_addresses


def said(text: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord("app.engine", logging.WARNING, __file__, 1, text, values, None)


def test_nothing_is_made_before_there_is_something_to_say(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "logs", "Sidebeat 0")
    assert not (tmp_path / "logs").exists()
    assert last_line(tmp_path / "logs") is None
    log.emit(said("malformed: %s", "00"))
    first, second = log.path.read_text(encoding="utf-8").splitlines()
    assert first == "– Sidebeat 0"
    assert second.endswith("WARNING app.engine: malformed: 00")
    assert last_line(tmp_path / "logs") == second


@pytest.mark.skipif(os.name == "nt", reason="modes are a matter of POSIX")
def test_the_log_is_for_its_owner_alone(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "logs", "Sidebeat 0")
    log.emit(said("hello"))
    assert log.path.stat().st_mode & 0o777 == 0o600
    assert log.path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "address",
    [
        "A0:9E:1A:00:11:22",
        "a0-9e-1a-00-11-22",
        "A0_9E_1A_00_11_22",
        "0F4C9B5E-0A5B-4C7E-9A3B-2B7A1C0D9E22",
    ],
)
def test_addresses_are_masked_wherever_they_stand(tmp_path: Path, address: str) -> None:
    log = LogFile(tmp_path, "Sidebeat 0")
    log.emit(said("lost %s, was at /org/bluez/hci0/dev %s.", address, address))
    written = log.path.read_text(encoding="utf-8")
    assert address not in written
    assert f"{address[:2]}…22" in written
    assert without_addresses("60 bpm at 18:03:12, 00:11:22") == "60 bpm at 18:03:12, 00:11:22"


def test_a_flood_is_bounded_and_the_newest_is_kept(tmp_path: Path) -> None:
    log = LogFile(tmp_path, "Sidebeat 0")
    for number in range(3 * (KEPT_BEFORE + 1)):
        log.emit(said("%d %s", number, "x" * (LARGEST_BYTES // 2)))
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in range(1, KEPT_BEFORE + 1))]
    assert all(path.stat().st_size < 2 * LARGEST_BYTES for path in tmp_path.iterdir())
    newest = "".join((tmp_path / name).read_text(encoding="utf-8") for name in files)
    assert f": {3 * (KEPT_BEFORE + 1) - 1} " in newest


def test_a_place_that_takes_no_log_disturbs_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    LogFile(tmp_path / "logs", "Sidebeat 0").emit(said("hello"))
    assert capsys.readouterr() == ("", "")
    assert last_line(tmp_path / "logs") is None
