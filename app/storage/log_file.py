"""The program's own log: made when there is something to say, bounded in size, addresses masked."""

import logging
import os
import re
from logging import LogRecord
from pathlib import Path

from app.storage.errors import StorageError
from app.storage.folders import PRIVATE_FILE, make_private

LOG_NAME = "sidebeat.log"
LARGEST_BYTES = 512_000  # months of warnings; a flood turns the file over instead of filling the disk
KEPT_BEFORE = 2  # files that were turned over

# A radio address in any of its spellings, or the identifier macOS gives instead of one.
_ADDRESS = re.compile(
    r"\b(?:[0-9A-F]{2}[:_-]){5}[0-9A-F]{2}\b|\b[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\b", re.IGNORECASE
)


def without_addresses(text: str) -> str:
    """The text with only the first and last two characters of every sensor's address."""
    return _ADDRESS.sub(lambda found: f"{found[0][:2]}…{found[0][-2:]}", text)


class LogFile(logging.Handler):
    """Appends to the log under this folder. Opens nothing before the first record, and never fails.

    A disk that takes no log must not disturb the session.
    """

    def __init__(self, folder: Path, program: str) -> None:
        super().__init__()
        self.path = folder / LOG_NAME
        self._program = program
        self._is_begun = False
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: LogRecord) -> None:
        """Writes one record, the first of a run after a line that names the program."""
        text = without_addresses(self.format(record)) + "\n"
        if not self._is_begun:
            text = f"– {self._program}\n{text}"
        try:
            self._append(text)
        except (OSError, StorageError):
            return
        self._is_begun = True

    def _append(self, text: str) -> None:
        make_private(self.path.parent)
        if self.path.exists() and self.path.stat().st_size > LARGEST_BYTES:
            self._turn_over()
        with open(self.path, "a", encoding="utf-8", errors="replace", opener=_private) as file:
            file.write(text)

    def _turn_over(self) -> None:
        for number in range(KEPT_BEFORE, 0, -1):
            older = self.path.with_name(f"{LOG_NAME}.{number}")
            newer = self.path.with_name(f"{LOG_NAME}.{number - 1}") if number > 1 else self.path
            if newer.exists():
                newer.replace(older)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, PRIVATE_FILE)


def last_line(folder: Path) -> str | None:
    """The newest line of the log under this folder, None where nothing was logged or can be read."""
    try:
        with (folder / LOG_NAME).open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - 4096))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    return next((line for line in reversed(lines) if line.strip()), None)
