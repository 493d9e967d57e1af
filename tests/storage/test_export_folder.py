"""Exported files: safe names, whole or not there, never over another."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.export_folder import EARLIER, ExportFolder, safe_name, write_checked

RESERVED_ON_WINDOWS = ("CON", "prn", "Aux", "NUL", "COM1", "lpt9", "COM¹", "CONIN$")


def sound(_: bytes) -> None:
    """Nothing to complain about."""


def unsound(content: bytes) -> None:
    raise ValueError(f"{len(content)} bytes of nonsense")


def test_a_file_is_written_whole_and_checked_as_it_is_on_disk(tmp_path: Path) -> None:
    seen: list[bytes] = []
    path = ExportFolder(tmp_path / "exports").write("2026-11-22 18.03 rowing.fit", b"content", seen.append)
    assert path == tmp_path / "exports" / "2026-11-22 18.03 rowing.fit"
    assert path.read_bytes() == b"content"
    assert seen == [b"content"]
    assert list((tmp_path / "exports").iterdir()) == [path]


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path)
    paths = [folder.write("a.raw.jsonl", str(number).encode(), sound) for number in range(3)]
    assert [path.name for path in paths] == ["a.raw.jsonl", "a.raw (2).jsonl", "a.raw (3).jsonl"]
    assert [path.read_text() for path in paths] == ["0", "1", "2"]


def test_a_name_taken_meanwhile_is_left_to_its_owner(tmp_path: Path) -> None:
    def taken_meanwhile(_: bytes) -> None:
        (tmp_path / "a.fit").write_bytes(b"another's")

    path = write_checked(tmp_path / "a.fit", b"mine", taken_meanwhile)
    assert path.name == "a (2).fit"
    assert (tmp_path / "a.fit").read_bytes() == b"another's"


def test_what_does_not_pass_its_check_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        ExportFolder(tmp_path).write("a.fit", b"content", unsound)
    assert list(tmp_path.iterdir()) == []


def test_a_dangling_link_is_a_name_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.fit").symlink_to(tmp_path / "elsewhere")
    assert ExportFolder(tmp_path).write("a.fit", b"content", sound).name == "a (2).fit"
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_in_the_folders_place_is_an_os_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "exports").write_bytes(b"here")
    with pytest.raises(OSError, match="exports"):
        ExportFolder(tmp_path / "exports").write("a.fit", b"content", sound)
    assert (tmp_path / "exports").read_bytes() == b"here"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("2026-11-22 18.03 indoor cycling.fit", "2026-11-22 18.03 indoor cycling.fit"),
        ("../../etc/passwd.fit", "-..-etc-passwd.fit"),
        ("C:\\Windows\\x.fit", "C--Windows-x.fit"),
        ("a/b|c?.tcx", "a-b-c-.tcx"),
        ("nul.fit", "_nul.fit"),
        ("com1.2026.fit", "_com1.2026.fit"),
        (" . .", "activity"),
        ("", "activity"),
        ("line\nbreak.fit", "line break.fit"),
        ("\u202egnp.exe.fit", "gnp.exe.fit"),
        ("Kräftig.fit", "Kräftig.fit"),
    ],
)
def test_names_are_made_safe(wanted: str, name: str) -> None:
    assert safe_name(wanted) == name


@given(st.text(max_size=400) | st.sampled_from(RESERVED_ON_WINDOWS).map(lambda name: f"{name}.fit"))
def test_any_text_makes_a_name_that_every_system_takes(wanted: str) -> None:
    name = safe_name(wanted)
    assert 0 < len(name.encode()) <= 130
    assert not set(name) & set('<>:"/\\|?*')
    assert all(ord(letter) >= 32 for letter in name)
    assert name == name.strip()
    assert not name.endswith(".")
    assert not name.startswith(".")
    reserved = {word.casefold() for word in RESERVED_ON_WINDOWS}
    assert name.split(".")[0].strip().casefold() not in reserved
    assert safe_name(name) == name


def test_what_was_written_of_the_same_activity_before_lies_apart_whole(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path)
    half = folder.write("2026-11-22 18.03 rowing.fit", b"half of A", sound)
    other = folder.write("2026-11-22 18.03 rowing.fit", b"all of B", sound)
    for _ in range(2):
        folder.put_earlier_away("2026-11-22 18.03", "fit", "A")
    whole = folder.write("2026-11-22 18.03 rowing.fit", b"whole of A", sound)
    assert whole == half
    assert other.read_bytes() == b"all of B"
    (apart,) = (tmp_path / EARLIER).iterdir()
    assert apart.read_bytes() == b"half of A"


def test_earlier_versions_never_lie_over_each_other(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path)
    for version in (b"A 1", b"A 2", b"A 3"):
        folder.put_earlier_away("ride", "fit", "A")
        folder.write("ride.fit", version, sound)
    assert sorted(path.read_bytes() for path in (tmp_path / EARLIER).iterdir()) == [b"A 1", b"A 2"]
