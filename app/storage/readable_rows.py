"""The rows of a damaged table, around the damage."""

import sqlite3
from collections.abc import Generator, Iterator
from typing import Any, Final

Row = tuple[Any, ...]

_WIDEST_LEAP: Final = 2**32  # keys; no table comes near it


def readable_rows(connection: sqlite3.Connection, table: str, key: str) -> Iterator[Row]:
    """Every row that SQLite can still read; in the key's order but for those found just behind damage.

    Forward to the damage; behind it the first readable row in leaps of 1, 2, 4 … keys; from there back to the
    damage. `key` is the first column, a positive integer.
    """
    walk = _Walk(connection, table, key)
    reached: int | None = 0
    while reached is not None:
        reached = yield from walk.forward(reached)
        if reached is None:
            return
        behind = walk.first_behind(reached)
        if behind is None:
            return
        yield from walk.backward(behind, reached)
        reached = behind - 1


class _Walk:
    """Reads one table by its key, in both directions."""

    def __init__(self, connection: sqlite3.Connection, table: str, key: str) -> None:
        self._connection = connection
        upwards = f"SELECT * FROM {table} WHERE {key} > ? ORDER BY {key}"  # noqa: S608 - names of the schema
        downwards = f"SELECT * FROM {table} WHERE {key} < ? ORDER BY {key} DESC"  # noqa: S608 - the same
        self._upwards, self._downwards = upwards, downwards

    def forward(self, after: int) -> Generator[Row, None, int | None]:
        """Rows with a key above `after`; returns the last one before damage, None at the clean end."""
        reached = after
        try:
            for row in self._connection.execute(self._upwards, (after,)):
                reached = int(row[0])
                yield row
        except sqlite3.DatabaseError:
            return reached
        return None

    def first_behind(self, reached: int) -> int | None:
        """The first readable key behind damage that begins after `reached`; None if there is none."""
        leap = 1
        while leap <= _WIDEST_LEAP:
            try:
                row = self._connection.execute(self._upwards, (reached + leap,)).fetchone()
            except sqlite3.DatabaseError:
                leap *= 2
                continue
            return None if row is None else int(row[0])
        return None

    def backward(self, before: int, down_to: int) -> Iterator[Row]:
        """Rows with a key below `before`, until damage or `down_to`."""
        try:
            for row in self._connection.execute(self._downwards, (before,)):
                if int(row[0]) <= down_to:
                    return
                yield row
        except sqlite3.DatabaseError:
            return
