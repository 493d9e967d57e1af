"""The settings on disk: JSON, replaced atomically; damage costs what is damaged, and a copy of it is kept."""

import json
import shutil
from enum import StrEnum
from pathlib import Path

from app.domain.frozen import frozen
from app.domain.settings import Settings
from app.storage.atomic import replace_file
from app.storage.errors import storage_error
from app.storage.free_names import free_path

LARGEST_FILE = 4_000_000  # bytes; settings are a few thousand


class SettingsDamage(StrEnum):
    """What was wrong with the file; each has a sentence in cli and ui."""

    UNREADABLE = "unreadable"  # not JSON, or no object: all defaults
    FIELDS = "fields"  # some fields: their defaults


@frozen
class StoredSettings:
    """Settings as read; `problems` names the bad fields, `backup` is the copy kept of a damaged file."""

    settings: Settings
    damage: SettingsDamage | None = None
    problems: tuple[str, ...] = ()
    backup: Path | None = None


def load_settings(path: Path) -> StoredSettings:
    """Reads what can be read; defaults where there is no file. StorageError where it cannot be opened."""
    try:
        content = _read(path)
    except FileNotFoundError:
        return StoredSettings(Settings())
    except OSError as error:
        raise storage_error(error, path) from error
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict):
        return StoredSettings(Settings(), SettingsDamage.UNREADABLE, (), _keep_copy(path, content))
    read = Settings.from_json(stored)
    if read.problems:
        return StoredSettings(read.settings, SettingsDamage.FIELDS, read.problems, _keep_copy(path, content))
    return StoredSettings(read.settings)


def save_settings(path: Path, settings: Settings) -> None:
    """Replaces the file as a whole. StorageError, and the old one stays."""
    text = json.dumps(settings.to_json(), ensure_ascii=False, indent=2)
    replace_file(path, (text + "\n").encode(errors="replace"))  # half a letter, as JSON and UTF-16 may hold


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE)


def _keep_copy(path: Path, content: bytes) -> Path | None:
    """A copy of a damaged file beside it, one only of the same damage; None where it cannot be made."""
    kept = path.with_name(f"{path.stem}-damaged{path.suffix}")
    try:
        if kept.exists() and _read(kept) == content:
            return kept
        kept = free_path(kept)
        shutil.copy2(path, kept)
    except OSError:
        return None
    return kept
