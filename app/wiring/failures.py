"""Failures of the store in the athlete's words."""

from app.cli.sentences import storage_failure
from app.storage.errors import StorageError
from app.storage.lock import LockedError


def storage_sentence(error: StorageError) -> str:
    """One sentence on why the store cannot be used, and what to do."""
    holder = error.holder if isinstance(error, LockedError) else None
    who = f"«{holder.command}», process {holder.pid}" if holder else ""
    return storage_failure(error.reason.value, error.path, who)
