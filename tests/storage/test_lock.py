"""One recorder at a time."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.errors import StorageError, StorageFailure
from app.storage.lock import LockedError, LockHolder, RecorderLock, is_held, read_holder

HOLDER = LockHolder(os.getpid(), "sidebeat record", "2026-11-22T18:03:00+00:00")
NOBODY = LockHolder(1, "nobody", "")


def do_not_sleep(_: float) -> None:
    """No time passes in tests."""


def test_the_second_is_told_who_records(tmp_path: Path) -> None:
    lock = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    with pytest.raises(LockedError) as refusal:
        RecorderLock.acquire(tmp_path / "lock", NOBODY, do_not_sleep)
    assert refusal.value.reason is StorageFailure.LOCKED
    assert refusal.value.holder == HOLDER
    lock.release()


def test_a_released_lock_can_be_taken_and_released_twice(tmp_path: Path) -> None:
    lock = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    lock.release()
    lock.release()
    assert not is_held(tmp_path / "lock")
    RecorderLock.acquire(tmp_path / "lock", HOLDER).release()


def test_asking_does_not_take_it(tmp_path: Path) -> None:
    assert not is_held(tmp_path / "lock")
    lock = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    assert is_held(tmp_path / "lock")
    assert is_held(tmp_path / "lock")
    lock.release()


def test_a_killed_process_lets_go_of_it(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from app.storage.lock import *;"
        "lock = RecorderLock.acquire(pathlib.Path(sys.argv[1]), LockHolder(7, 'other', 'then'));"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert is_held(tmp_path / "lock")
        with pytest.raises(LockedError) as refusal:
            RecorderLock.acquire(tmp_path / "lock", HOLDER, do_not_sleep)
        assert refusal.value.holder == LockHolder(7, "other", "then")
        other.kill()
        other.wait()
    assert not is_held(tmp_path / "lock")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"pid": "x"}', b"{"])
def test_an_illegible_holder_is_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lock").write_bytes(content)
    assert read_holder(tmp_path / "lock") is None


def test_a_lock_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(StorageError) as refusal:
        RecorderLock.acquire(tmp_path / "lock", HOLDER)
    assert refusal.value.reason is StorageFailure.CANNOT_WRITE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks by another call")
def test_a_file_system_without_locks_is_a_storage_error_and_nobody_holds_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / "lock").touch()
    monkeypatch.setattr("fcntl.flock", no_locks)
    assert not is_held(tmp_path / "lock")
    with pytest.raises(StorageError, match="No locks available"):
        RecorderLock.acquire(tmp_path / "lock", HOLDER, do_not_sleep)


def test_a_lock_whose_file_is_gone_is_taken_anew(tmp_path: Path) -> None:
    lock = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    lock.renew()
    (tmp_path / "lock").unlink()
    assert not is_held(tmp_path / "lock")
    lock.renew()
    assert is_held(tmp_path / "lock")
    assert read_holder(tmp_path / "lock") == HOLDER
    lock.release()


def test_a_lock_taken_anew_by_another_is_his(tmp_path: Path) -> None:
    lock = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    (tmp_path / "lock").unlink()
    other = RecorderLock.acquire(tmp_path / "lock", NOBODY)
    with pytest.raises(LockedError):
        lock.renew()
    other.release()
    lock.release()


def test_a_lock_that_bears_our_own_name_is_ours_whatever_number_its_file_has(tmp_path: Path) -> None:
    lock = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    (tmp_path / "lock").unlink()
    same_under_another_number = RecorderLock.acquire(tmp_path / "lock", HOLDER)
    lock.renew()
    assert is_held(tmp_path / "lock")
    same_under_another_number.release()
    lock.release()
