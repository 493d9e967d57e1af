"""Failures of the store in the athlete's words."""

from typing import TYPE_CHECKING

from app.domain.stored import StoredValueError
from app.storage.errors import StorageError
from app.storage.lock import LockedError

if TYPE_CHECKING:
    from app.formats.errors import FormatError


def storage_sentence(error: "StorageError | StoredValueError | FormatError") -> str:
    """One sentence on why the store, one record or one imported file in it, cannot be used; what to do."""
    from app.cli.sentences import storage_failure  # noqa: PLC0415 - where nothing fails, nothing is said

    if not isinstance(error, StorageError):
        return f"What was recorded is damaged ({error}). Look with: sidebeat doctor"
    holder = error.holder if isinstance(error, LockedError) else None
    who = f"«{holder.command}», process {holder.pid}" if holder else ""
    return storage_failure(error.reason.value, error.path, who)
