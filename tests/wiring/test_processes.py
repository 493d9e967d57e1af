"""`python -m app` as a process of its own: flushed lines, signals, a second one beside it, sudden death."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from tests.wiring.terminal import LIMIT_S, ROOT, Done, ended, read_until, sidebeat, started

SPEED = "60"  # a session minute a second: seconds pass quickly, and the session outlasts the test
RECORD = ("record", "--demo", "--speed", SPEED, "--json")


@contextmanager
def recording(home: Path, *, up_to_s: float = 5.0) -> Iterator[tuple[Popen[bytes], bytes]]:
    """A session that runs, and what it has said up to a snapshot of that session second."""
    with started(*RECORD, "--home", home) as process:
        read = read_until(process, b'"session_started"')
        while _second_of(read) < up_to_s:
            read += read_until(process, b'"snapshot"')
        yield process, read


def _second_of(read: bytes) -> float:
    last: dict[str, Any] = json.loads(read.splitlines()[-1])
    return float(last["elapsed_s"]) if last["event"] == "snapshot" else 0.0


def rows(home: Path) -> list[dict[str, Any]]:
    return sidebeat("activities", "--json", "--demo", "--home", home).objects


def test_every_line_is_there_as_soon_as_it_is_written(tmp_path: Path) -> None:
    """Read from a pipe while the session runs: an unflushed stream would hold back some 8 KB."""
    with recording(tmp_path, up_to_s=3.0) as (process, read):
        assert process.poll() is None
        assert len(read) < 8_000
        assert all(line.startswith(b"{") and line.endswith(b"}") for line in read.splitlines())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_finishes_the_session_with_status_0(tmp_path: Path, name: str) -> None:
    with recording(tmp_path) as (process, read):
        process.send_signal(getattr(signal, name))
        done = ended(process, read)
    assert (done.status, done.err) == (0, "")
    (finished,) = done.of("session_finished")
    assert done.objects[-1] == finished
    assert Path(finished["files"][0]).exists()
    (row,) = rows(tmp_path)
    assert (row["status"], row["elapsed_s"]) == ("finished", finished["elapsed_s"])


def test_signals_that_keep_coming_do_not_disturb_the_end(tmp_path: Path) -> None:
    with recording(tmp_path) as (process, read):
        for _ in range(3):
            process.send_signal(signal.SIGINT)
            time.sleep(0.01)  # signals of one kind that come at once are one
        done = ended(process, read)
    assert done.status == 0
    assert len(done.of("session_finished")) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_before_there_is_a_session_is_status_130(tmp_path: Path, number: signal.Signals) -> None:
    with started("--home", tmp_path, *RECORD, "--sensor", "Nobody") as process:
        _until((tmp_path / "demo" / "sidebeat.db").exists)
        time.sleep(0.2)  # the store is open, the search begins
        began = time.monotonic()
        process.send_signal(number)
        done = ended(process)
    assert (done.status, done.of("session_started")) == (130, [])
    assert "Traceback" not in done.err
    assert time.monotonic() - began < 10.0  # at once, not after the 30 s of the search
    assert rows(tmp_path) == []


def _until(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 30.0
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.02)


def _until_on_disk(home: Path, elapsed_s: float) -> None:
    """A session second passes in 17 ms: the disk may be several behind the screen."""
    _until(lambda: any(row["elapsed_s"] >= elapsed_s for row in rows(home)))


def test_a_second_recorder_says_who_records(tmp_path: Path) -> None:
    with recording(tmp_path) as (process, read):
        second = sidebeat(*RECORD, "--home", tmp_path)
        process.send_signal(signal.SIGINT)
        first = ended(process, read)
    assert (second.status, second.out) == (1, "")
    (sentence,) = second.err.splitlines()
    assert "Another Sidebeat is recording" in sentence
    assert f"«sidebeat record», process {process.pid}" in sentence
    assert first.status == 0


def test_the_past_can_be_read_while_a_session_runs(tmp_path: Path) -> None:
    with recording(tmp_path) as (process, read):
        _until_on_disk(tmp_path, 4.0)
        (running,) = rows(tmp_path)
        (shown, *samples) = _shown(tmp_path, "show", "1", "--json", "--samples").objects
        raw = _shown(tmp_path, "export", "1", "--format", "raw", "--output", "-").objects
        process.send_signal(signal.SIGINT)
        done = ended(process, read)
    assert running["status"] == shown["status"] == "running"
    assert running["elapsed_s"] >= 4.0
    assert len(samples) >= 4
    assert len(raw) >= len(samples)
    assert done.status == 0
    (row,) = rows(tmp_path)
    assert row["status"] == "finished"


def _shown(home: Path, *words: str) -> Done:
    done = sidebeat(*words, "--demo", "--home", home)
    assert done.status == 0, done.err
    return done


def test_a_killed_session_is_there_with_what_was_recorded_and_can_be_exported(tmp_path: Path) -> None:
    with recording(tmp_path) as (process, read):
        _until_on_disk(tmp_path, 15.0)
        process.kill()
        done = ended(process, read)
    assert done.status == -signal.SIGKILL
    (row,) = rows(tmp_path)
    assert row["status"] == "interrupted"
    assert row["elapsed_s"] >= 15.0
    assert row["training_load"] > 0.0
    (shown, *samples) = _shown(tmp_path, "show", "1", "--json", "--samples").objects
    assert shown["status"] == "interrupted"
    assert len(samples) >= 15
    assert Path(_shown(tmp_path, "export", "1").out.strip()).stat().st_size > 0
    with recording(tmp_path) as (process, read):  # and the next one begins at once
        process.send_signal(signal.SIGINT)
        assert ended(process, read).status == 0
    assert [row["status"] for row in rows(tmp_path)] == ["finished", "interrupted"]


# Without a display


def test_without_a_display_the_live_view_runs_in_the_terminal(tmp_path: Path) -> None:
    with started("--demo", "--home", tmp_path) as process:
        read_until(process, b"   zone ")
        process.send_signal(signal.SIGINT)
        done = ended(process)
    assert done.status == 0
    first, *_ = done.err.splitlines()
    assert (
        first
        == "There is no display here, so there is no window; the live view runs in the terminal instead."
    )


def test_without_display_and_bluetooth_it_is_the_demo_in_the_terminal(tmp_path: Path) -> None:
    no_bus = f"unix:path={tmp_path / 'no_bus'}"
    with started("--home", tmp_path, DBUS_SYSTEM_BUS_ADDRESS=no_bus) as process:
        read_until(process, b"   zone ")
        process.send_signal(signal.SIGTERM)
        done = ended(process)
    assert done.status == 0
    assert "Here is the demo" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_killed_session_goes_on_with_resume_however_short_it_was(tmp_path: Path) -> None:
    with recording(tmp_path) as (process, _):
        process.kill()
        process.wait()
    with started(*RECORD, "--resume", "--home", tmp_path) as process:
        read = read_until(process, b'"session_started"')
        read += read_until(process, b'"snapshot"')
        process.send_signal(signal.SIGTERM)
        done = ended(process, read)
    assert (done.status, done.err) == (0, "")
    (row,) = rows(tmp_path)
    assert (row["status"], row["activity_id"]) == ("finished", done.objects[-1]["activity_id"])


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_an_output_that_takes_no_more_is_one_sentence_and_the_session_is_finished(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "app", *RECORD, "--home", str(tmp_path)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=LIMIT_S
        )
    assert done.returncode == 1
    assert done.stderr.decode("utf-8") == "The output cannot be written: No space left on device.\n"
    assert {row["status"] for row in rows(tmp_path)} <= {"finished"}


INTERRUPTED_WHILE_LOADING = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "app.wiring.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from app.__main__ import main
main()
"""


def test_interrupted_while_its_modules_load_is_status_130() -> None:
    words = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=LIMIT_S)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_file_that_the_output_does_not_take_is_one_sentence(demo_home: Path) -> None:
    words = [sys.executable, "-m", "app", "export", "1", "--output", "-", "--demo", "--home", str(demo_home)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=LIMIT_S
        )
    assert done.returncode == 1
    assert done.stderr.decode("utf-8") == "The output cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the descriptor")
def test_without_any_output_a_session_is_recorded_all_the_same(tmp_path: Path) -> None:
    words = f'"{sys.executable}" -m app {" ".join(RECORD)} --duration 20 --home "{tmp_path}" >&- 2>&-'
    done = subprocess.run(["/bin/sh", "-c", words], cwd=ROOT, check=False, timeout=LIMIT_S)
    assert done.returncode == 0
    (row,) = rows(tmp_path)
    assert (row["status"], row["elapsed_s"]) == ("finished", 20.0)
