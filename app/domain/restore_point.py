"""A copy of the database that can be put in its place again."""

from datetime import datetime
from enum import StrEnum

from app.domain.frozen import frozen


class RestorePointKind(StrEnum):
    """How the copy came to be."""

    DAILY = "daily"
    BEFORE_UPDATE = "before_update"  # made before a newer Sidebeat changed the file's form
    SET_ASIDE = "set_aside"  # what was in place before a repair or a restore


@frozen
class RestorePoint:
    """One copy. `activities` is None where they cannot be counted: a damaged or newer file.

    `file` is its absolute path; `made_at` is aware.
    """

    file: str
    kind: RestorePointKind
    made_at: datetime
    size_bytes: int
    activities: int | None
