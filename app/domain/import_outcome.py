"""What became of a file's activity on import."""

from enum import StrEnum

from app.domain.frozen import frozen


class ImportStatus(StrEnum):
    """The values are the words of `import --json`."""

    IMPORTED = "imported"
    LINKED = "linked"  # the same activity was there: one of both carries the load
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"


@frozen
class ImportOutcome:
    """`file` is its absolute path; `activity_id` the new or the earlier activity, None when skipped.

    `is_in_bin`: the earlier activity is, so the history does not show it.
    """

    file: str
    status: ImportStatus
    activity_id: int | None
    reason: str | None
    is_in_bin: bool = False
