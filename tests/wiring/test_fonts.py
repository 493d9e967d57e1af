"""A system without any font: doctor finds it, and the terminal tells what the window cannot."""

import json
import os
import sys
from pathlib import Path

import pytest

from app.cli.sentences import no_fonts
from tests.wiring.terminal import ended, started

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is Linux's")

WITHOUT_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>
"""


@pytest.fixture
def no_font(tmp_path: Path) -> dict[str, str]:
    """The environment of a program that finds no font."""
    empty = tmp_path / "empty"
    empty.mkdir()
    file = tmp_path / "fonts.conf"
    file.write_text(WITHOUT_FONTS.format(folder=empty))
    return {"FONTCONFIG_FILE": str(file)}


def fonts_found(home: Path, **environment: str) -> dict[str, object]:
    with started("doctor", "--json", "--home", home, **environment) as process:
        done = ended(process)
    (found,) = [each for each in map(json.loads, done.out.splitlines()) if each.get("check") == "fonts"]
    return {name: found[name] for name in ("status", "seen", "advice")}


def test_doctor_finds_that_there_is_no_font(tmp_path: Path, no_font: dict[str, str]) -> None:
    found = {"status": "failed", "seen": "none", "advice": no_fonts()}
    assert fonts_found(tmp_path, DISPLAY=":0", **no_font) == found
    assert fonts_found(tmp_path, **no_font) == {**found, "status": "warning"}


def test_doctor_counts_the_fonts_that_there_are(tmp_path: Path) -> None:
    found = fonts_found(tmp_path)
    assert (found["status"], found["advice"]) == ("ok", None)
    count = str(found["seen"]).removesuffix(" are there")
    assert int(count) > 0


def test_the_terminal_tells_what_the_window_cannot(tmp_path: Path, no_font: dict[str, str]) -> None:
    environment = {**no_font, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    with started("--demo", "--home", tmp_path / "home", **environment) as process:
        assert process.stderr is not None
        told = process.stderr.readline().decode()
    assert told == no_fonts() + os.linesep
