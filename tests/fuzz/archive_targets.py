"""Targets for archives that are imported. What is read of one has its bytes, or its problem told."""

import gzip
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from app.storage.foreign_files import ForeignFiles


def archive_seeds() -> tuple[bytes, ...]:
    """Packed and stored members, one packed once more, and an archive within."""
    inner = _zip({"in/a.tcx": b"<x/>"})
    return (
        _zip({"a.fit": b"0123456789" * 5, "b/c.gpx": b"<gpx/>", "d.fit.gz": gzip.compress(b"abc" * 9)}),
        _zip({"deep.zip": inner, "e.txt": b"800\n"}),
        _zip({"s.rr": b"800\n" * 4}, zipfile.ZIP_STORED),
    )


class ArchiveTarget:
    """Looks into the bytes as into a file that was named; one file for all inputs."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def __call__(self, octets: bytes) -> None:
        """Every member comes, with its bytes or with its problem."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="sidebeat-fuzz-")
        path = Path(self._folder.name, "a.zip")
        path.write_bytes(octets)
        for found in ForeignFiles([path]):
            assert found.name.startswith(str(path))
            assert found.problem is None or found.octets == b""


def _zip(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, octets in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 18, 3, 0)), octets, packing)
    return packed.getvalue()
