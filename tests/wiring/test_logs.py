"""What nobody foresaw is one sentence on the terminal, and all of it in the log."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.folders import Folders
from app.wiring.logs import keep_log
from tests.wiring.terminal import ROOT, sidebeat

# A command with a mistake in it: `activities`, whose function is gone.
_BROKEN = """
import sys
from app import __main__
from app.wiring import store_commands
def broken(house, arguments):
    raise LookupError("no such thing")
store_commands.activities = broken
sys.argv = ["sidebeat", "--home", {home!r}, "activities"]
__main__.main()
"""


def test_a_mistake_is_one_sentence_and_its_trace_is_in_the_log(tmp_path: Path) -> None:
    program = _BROKEN.format(home=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    said = done.stderr.decode("utf-8")
    log = tmp_path / "logs" / "sidebeat.log"
    assert done.returncode == 1
    assert said == (
        "Sidebeat met something it did not expect (LookupError: no such thing). "
        f"What was recorded is kept. What happened is written in {log}.\n"
    )
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_the_log_of_one_run_lies_in_its_own_home_and_warnings_stay_off_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        keep_log(Folders.locate(tmp_path / name))
        logging.getLogger("app.engine.engine").warning("malformed, in %s", name)
    assert capsys.readouterr().err == ""
    for name in ("one", "two"):
        lines = (tmp_path / name / "logs" / "sidebeat.log").read_text(encoding="utf-8").splitlines()
        assert [line.rsplit(" ", 1)[1] for line in lines[1:]] == [name]


def test_the_doctor_tells_where_the_log_is_and_how_it_ends(tmp_path: Path) -> None:
    def seen() -> str:
        done = sidebeat("--home", tmp_path, "doctor", "--json")
        return next(str(each["seen"]) for each in map(json.loads, done.lines) if each["check"] == "log")

    assert seen() == "nothing was logged"
    keep_log(Folders.locate(tmp_path))
    logging.getLogger("ble.bleak_transport").warning("%s hangs", "A0:9E:1A:00:11:22")
    assert seen().startswith(f"{tmp_path / 'logs' / 'sidebeat.log'} ends with: ")
    assert seen().endswith("ble.bleak_transport: A0…22 hangs")
