"""Whether a window has this store already, and the name by which a second one finds it."""

from zlib import crc32

from app.storage.folders import Folders
from app.storage.lock import is_held, read_holder

WINDOW_COMMAND = "sidebeat"  # how a window signs the recorder's lock; other commands sign with their names


def is_window_open(folders: Folders) -> bool:
    """Whether it is a window that holds the recorder's lock now."""
    if not is_held(folders.lock_file):
        return False
    holder = read_holder(folders.lock_file)
    return holder is not None and holder.command == WINDOW_COMMAND


def instance_name(folders: Folders) -> str:
    """The local socket's name: one for each home, short enough for every system.

    A plain checksum: hashlib would load OpenSSL, 5 ms of every start, to tell a handful of homes apart.
    """
    return f"sidebeat-{crc32(str(folders.home).encode()):08x}"
