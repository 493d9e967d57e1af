"""Names that overwrite nothing."""

from itertools import chain, count
from pathlib import Path


def free_path(wanted: Path) -> Path:
    """`wanted` itself, or the first of "name (2).ext", "name (3).ext" … that does not exist yet."""
    numbered = (wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}") for number in count(2))
    return next(path for path in chain((wanted,), numbered) if not (path.exists() or path.is_symlink()))
