"""Files of others: named, in folders, in archives; nothing of it can hurt."""

import errno
import io
import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from app.storage import foreign_files
from app.storage.foreign_files import ForeignFiles


def packed(**members: bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for a slash, `_` for a dot."""
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return octets.getvalue()


def told(*paths: Path) -> list[tuple[str, bytes, str | None]]:
    return [(file.short_name, file.octets, file.problem) for file in ForeignFiles(paths)]


def test_of_a_folder_only_what_may_hold_an_activity_sorted(tmp_path: Path) -> None:
    for name in ("b.FIT", "a.tcx.gz", "notes.md", "._b.fit", "deeper/c.gpx", "photo.jpg.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.fit").symlink_to(tmp_path / "b.FIT")
    files = ForeignFiles([tmp_path])
    assert files.count == 3
    assert [file.short_name for file in files] == ["a.tcx.gz", "b.FIT", "c.gpx"]


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.fit", "closed/b.fit"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    closed = str(tmp_path / "closed")
    look = os.scandir

    def scandir(folder: str) -> object:  # root, who may run this, is let in everywhere
        if str(folder) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", closed)
        return look(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    files = list(ForeignFiles([tmp_path]))
    assert [(file.name, file.problem is None) for file in files] == [
        (f"{tmp_path}/a.fit", True),
        (closed, False),
    ]


def test_a_file_that_is_named_is_looked_at_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "ride").write_bytes(b"ride")
    (file,) = ForeignFiles([tmp_path / "ride"])
    assert (file.name, file.octets, file.problem) == (str(tmp_path / "ride"), b"ride", None)
    assert file.written_at == datetime.fromtimestamp((tmp_path / "ride").stat().st_mtime).astimezone()


def test_what_is_not_there_or_no_plain_file_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "missing.fit") == [("missing.fit", b"", "no such file or directory")]


def test_an_archive_gives_out_its_activities_one_by_one(tmp_path: Path) -> None:
    export = tmp_path / "export_12345.zip"
    export.write_bytes(packed(activities__1_fit_gz=b"one", activities__2_gpx=b"two", media__x_jpg=b"no"))
    files = ForeignFiles([tmp_path])
    assert files.count == 2
    found = list(files)
    assert [file.octets for file in found] == [b"one", b"two"]
    assert found[0].name == f"{export}/activities/1.fit.gz"
    assert found[0].short_name == "1.fit.gz"


def test_archives_in_an_archive_are_opened_once_as_garmin_packs_them(tmp_path: Path) -> None:
    inner = packed(ada_1_fit=b"one", ada_2_fit=b"two")
    deepest = packed(too__deep_zip=packed(a_fit=b"a"))
    (tmp_path / "garmin.zip").write_bytes(packed(Uploaded__Part1_zip=inner, Uploaded__Part2_zip=deepest))
    files = ForeignFiles([tmp_path / "garmin.zip"])
    assert files.count == 2
    assert [(file.octets, file.problem) for file in files] == [
        (b"one", None),
        (b"two", None),
        (b"", "archives within archives within archives"),
    ]
    assert files.count == 3


def test_bombs_are_stopped_before_they_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_files, "LARGEST_BYTES", 1_000_000)
    monkeypatch.setattr(foreign_files, "LARGEST_INNER_ARCHIVE", 1_000_000)
    bomb = packed(a_fit=bytes(5_000_000), b_zip=bytes(5_000_000), c_fit=b"fine")
    (tmp_path / "bomb.zip").write_bytes(bomb)
    assert told(tmp_path / "bomb.zip") == [
        ("a.fit", b"", "unpacked it is larger than 1 MB"),
        ("b.zip", b"", "unpacked it is larger than 1 MB"),
        ("c.fit", b"fine", None),
    ]


def test_a_damaged_archive_costs_no_other_file(tmp_path: Path) -> None:
    sound = packed(a_fit=b"one" * 100, b_fit=b"two" * 100)
    place = sound.index(b"b.fit") + 8
    (tmp_path / "1.zip").write_bytes(sound[:200])
    (tmp_path / "2.zip").write_bytes(sound[:place] + b"\xff\xff" + sound[place + 2 :])
    (tmp_path / "3.fit").write_bytes(b"three")
    found = told(tmp_path)
    assert [name for name, _, _ in found] == ["1.zip", "a.fit", "b.fit", "3.fit"]
    assert (found[0][2] or "").startswith("not understood as a ZIP archive")
    assert found[2][2] is not None
    assert found[3] == ("3.fit", b"three", None)


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    octets = bytearray(packed(a_fit=b"secret"))
    for place in (octets.index(b"PK\x03\x04") + 6, octets.index(b"PK\x01\x02") + 8):
        octets[place] |= 1  # the flag that says: encrypted
    (tmp_path / "locked.zip").write_bytes(octets)
    ((name, _, problem),) = told(tmp_path / "locked.zip")
    assert name == "a.fit"
    assert "encrypted" in (problem or "")


def test_names_in_an_archive_never_lead_out_of_it(tmp_path: Path) -> None:
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w") as archive:
        archive.writestr("../../outside.fit", b"ride")
    (tmp_path / "tricky.zip").write_bytes(octets.getvalue())
    (file,) = ForeignFiles([tmp_path / "tricky.zip"])
    assert file.octets == b"ride"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["tricky.zip"]
