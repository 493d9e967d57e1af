"""The copies of the database for the window."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.wiring.failures import storage_sentence

if TYPE_CHECKING:
    from app.domain.restore_point import RestorePoint


class WindowBackups:
    """Fills app.ui.flows.backup_flow.Backups. Storage is loaded when it is asked for the first time."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders

    def points(self) -> "tuple[RestorePoint, ...]":
        """Newest first."""
        from app.wiring.care import list_backups  # noqa: PLC0415 - when the list is asked for

        return list_backups(self._folders)

    def restore(self, file: str) -> str | None:
        """Puts this copy in place; where the file before lies now. BackupError, and nothing is changed."""
        from app.ui.flows.backup_flow import BackupError  # noqa: PLC0415 - when a copy is put in place
        from app.wiring.care import restore_backup  # noqa: PLC0415 - as above

        try:
            aside = restore_backup(self._folders, Path(file), datetime.now().astimezone())
        except StorageError as error:
            raise BackupError(storage_sentence(error)) from error
        return None if aside is None else str(aside)
