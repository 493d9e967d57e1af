"""The writer's thread: its last try comes after it was asked to end."""

import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.storage.errors import StorageError, StorageFailure
from app.storage.open_database import OpenDatabase
from app.storage.statements import Statement
from app.storage.writer import Writer

ROW = Statement("INSERT", ())


class SlowDisk(OpenDatabase):
    """Its first commit fails, but only when it is told to; the others succeed."""

    def __init__(self) -> None:
        self.is_asked, self.may_fail = threading.Event(), threading.Event()
        self.committed: list[Statement] = []

    def commit(self, statements: Iterable[Statement]) -> None:
        if not self.is_asked.is_set():
            self.is_asked.set()
            self.may_fail.wait()
            raise StorageError(StorageFailure.DISK_FULL, Path("store.db"))
        self.committed.extend(statements)

    def close(self) -> None:
        """Nothing is open."""


def test_a_commit_that_fails_while_the_end_is_asked_for_is_tried_once_more() -> None:
    disk = SlowDisk()
    writer = Writer(disk, lambda _: None, retry_s=60.0)
    writer.put((ROW,))
    assert disk.is_asked.wait(5.0)
    closing = threading.Thread(target=writer.close)
    closing.start()
    while not writer._closing:
        threading.Event().wait(0.001)
    disk.may_fail.set()
    closing.join(5.0)
    assert not closing.is_alive()
    assert disk.committed == [ROW]
    assert writer.waiting() == ()


def test_statements_that_cannot_be_made_leave_the_count_of_those_that_wait_right() -> None:
    disk = SlowDisk()
    disk.is_asked.set()
    writer = Writer(disk, lambda _: None)

    def broken() -> Iterable[Statement]:
        yield ROW
        raise TypeError("no JSON")

    with pytest.raises(TypeError, match="no JSON"):
        writer.put(broken())
    writer.put((ROW,))
    assert writer.settle()
    assert disk.committed == [ROW]
    writer.close()
