"""What is on disk and what still waits for it, seen as one: a small database in memory."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.storage.database import read_only_uri
from app.storage.executing import execute
from app.storage.schema import MIGRATIONS
from app.storage.statements import Statement

_SMALL_TABLES: Final = (
    "INSERT INTO segment SELECT * FROM disk.segment",
    "INSERT INTO sensor SELECT * FROM disk.sensor",
    "INSERT INTO session SELECT * FROM disk.session",
    "INSERT INTO activity SELECT * FROM disk.activity",
    "INSERT INTO remark SELECT * FROM disk.remark",
    "INSERT INTO imported SELECT * FROM disk.imported",
    "INSERT INTO twin SELECT * FROM disk.twin",
    "INSERT INTO event SELECT * FROM disk.event",
)


def overlay(disk: Path, waiting: Iterable[Statement], since: Statement) -> sqlite3.Connection:
    """The disk's rows, as far as it can be read, and the waiting statements on top. sqlite3.Error.

    `since` asks for the place from which on the disk's notifications are wanted: years of them would not fit.
    """
    memory = sqlite3.connect(":memory:", uri=True, isolation_level=None)
    for sql in (sql for step in MIGRATIONS for sql in step):
        memory.execute(sql)
    with suppress(sqlite3.Error):
        memory.execute("ATTACH ? AS disk", (read_only_uri(disk),))
        for sql in _SMALL_TABLES:
            memory.execute(sql)
    for statement in waiting:
        execute(memory, statement)
    since_us = memory.execute(*since).fetchone()
    if since_us is not None:
        with suppress(sqlite3.Error):
            memory.execute(
                "INSERT OR IGNORE INTO notification SELECT * FROM disk.notification WHERE at_us >= ?",
                since_us,
            )
    return memory
