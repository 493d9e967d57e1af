"""One record after the other into a database: what is refused for its own sake holds up no other."""

import logging
import sqlite3
from typing import Any, Final

from app.storage.statements import Statement

# What a single record is refused for, whatever the disk's state: it must not hold up those behind it.
_REFUSALS: Final = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    OverflowError,
)

_log = logging.getLogger(__name__)


def execute(connection: sqlite3.Connection, statement: Statement) -> None:
    """Executes it; one that is refused for itself is left out and logged. sqlite3.Error of the disk."""
    try:
        try:
            connection.execute(*statement)
        except UnicodeEncodeError:  # a name with half a letter, as UTF-16 may hold: SQLite keeps none
            connection.execute(statement.sql, _legible(statement.parameters))
    except _REFUSALS as error:
        _log.error("The database refused a record: %s (%s)", error, statement.sql)


def _legible(parameters: tuple[Any, ...] | dict[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
    if isinstance(parameters, dict):
        return {name: _whole_letters(value) for name, value in parameters.items()}
    return tuple(_whole_letters(value) for value in parameters)


def _whole_letters(value: object) -> object:
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
