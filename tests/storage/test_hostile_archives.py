"""Archives that no tool writes: one sentence each, and the import goes on with the next file."""

from pathlib import Path

import pytest

from app.storage.foreign_files import ForeignFiles
from tests.fuzz.archive_targets import archive_seeds

VERSION, FLAGS, NAME = 6, 9, 46  # places in a member's entry of the central directory


def hostile(place: int, octet: int, *, name: bytes | None = None) -> bytes:
    """A good archive with one octet of its first entry changed."""
    octets = bytearray(archive_seeds()[0])
    entry = octets.index(b"PK\x01\x02")
    octets[entry + place] = octet
    if name is not None:
        octets[entry + NAME : entry + NAME + len(name)] = name
    return bytes(octets)


@pytest.mark.parametrize(
    "octets",
    [
        hostile(VERSION, 99),
        hostile(FLAGS, 0x08, name=b"\xff.fit"),
        hostile(NAME, 0),
    ],
    ids=["a later version of ZIP", "a name that is no UTF-8", "no name"],
)
def test_an_archive_that_is_nonsense_is_told_and_costs_no_other_file(octets: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(octets)
    (tmp_path / "b.rr").write_bytes(b"800\n")
    packed, plain = ForeignFiles([tmp_path / "a.zip", tmp_path / "b.rr"])
    assert packed.problem is not None
    assert packed.problem.startswith("not understood as a ZIP archive")
    assert (plain.octets, plain.problem) == (b"800\n", None)
