"""Files that are either the old one or the new one, never half of one."""

import os
import sys
from pathlib import Path

from app.storage.errors import storage_error
from app.storage.folders import PRIVATE_FILE, make_private


def write_beside(target: Path, content: bytes) -> Path:
    """Writes and syncs `content` into a private file beside `target`; its path, to be renamed.

    OSError, which names the target: nobody asked for the file beside it.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _write_synced(unfinished, content)
    except FileNotFoundError as error:
        raise FileNotFoundError(error.errno, "there is no such folder", str(target.parent)) from error
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    return unfinished


def _write_synced(unfinished: Path, content: bytes) -> None:
    descriptor = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def replace_file(target: Path, content: bytes) -> None:
    """The file holds `content` from now on, through a power loss too. StorageError, and the old one stays."""
    make_private(target.parent)
    try:
        write_beside(target, content).replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise storage_error(error, target) from error


def sync_folder(folder: Path) -> None:
    """Makes renames within the folder outlast a power loss; Windows does it by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
