"""Names that overwrite nothing."""

from collections.abc import Iterator
from itertools import chain, count, takewhile
from pathlib import Path


def free_path(wanted: Path) -> Path:
    """`wanted` itself, or the first of "name (2).ext", "name (3).ext" … that does not exist yet."""
    return next(path for path in _numbered(wanted) if not _is_taken(path))


def taken_paths(wanted: Path) -> Iterator[Path]:
    """Those of the same names that exist, up to the first free one."""
    return takewhile(_is_taken, _numbered(wanted))


def _numbered(wanted: Path) -> Iterator[Path]:
    numbered = (wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}") for number in count(2))
    return chain((wanted,), numbered)


def _is_taken(path: Path) -> bool:
    return path.exists() or path.is_symlink()
