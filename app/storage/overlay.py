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
    "INSERT INTO original SELECT original_id, sha256, name, x'' FROM disk.original",
    "INSERT INTO imported SELECT * FROM disk.imported",
    "INSERT INTO twin SELECT * FROM disk.twin",
    "INSERT INTO event SELECT * FROM disk.event",
    f"PRAGMA user_version = {len(MIGRATIONS)}",  # read to the end
)
# Files that were imported stay where they are but for the one that is wanted: they may be gigabytes.
_WANTED_FILE: Final = """
    UPDATE original SET octets =
        (SELECT octets FROM disk.original AS kept WHERE kept.sha256 = original.sha256)
    WHERE octets = x'' AND original_id = (SELECT original_id FROM imported WHERE activity_id = ?)"""


def overlay(
    disk: Path, waiting: Iterable[Statement], since: Statement, file_of: int | None = None
) -> sqlite3.Connection:
    """The disk's rows, as far as it can be read, and the waiting statements on top. sqlite3.Error.

    `since` asks for the place from which on the disk's notifications are wanted: years of them would not fit.
    `file_of` is the activity whose imported file is wanted; the others have no octets. The user_version is
    the schema's where the disk could be read to the end, else 0.
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
    if file_of is not None:
        with suppress(sqlite3.Error):
            memory.execute(_WANTED_FILE, (file_of,))
    return memory
