"""`sidebeat` as a program calls it: in this process, or in one of its own where signals and pipes matter."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.wiring.main import run

ROOT = Path(__file__).parents[2]
LIMIT_S = 60.0  # far more than anything here takes: a test that meets it hangs

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    status: int
    octets: bytes
    err: str

    @property
    def out(self) -> str:
        return self.octets.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Its JSON Lines."""
        return [json.loads(line) for line in self.lines]

    def of(self, event: str) -> list[dict[str, Any]]:
        """The JSON lines of one kind of event."""
        return [each for each in self.objects if each["event"] == event]


def sidebeat(*argv: str | Path) -> Done:
    """Runs a command in this process."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = run([str(word) for word in argv])
        except SystemExit as wrong_usage:
            status = int(wrong_usage.code or 0)
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return Done(status, buffer.getvalue(), err.getvalue())


@contextmanager
def started(*argv: str | Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m app …` without a display, its output in pipes; killed in the end if it still runs."""
    inherited = {name: value for name, value in os.environ.items() if name not in DISPLAY_VARIABLES}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *(str(word) for word in argv)],
        cwd=ROOT,
        env=inherited | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[bytes], read_before: bytes = b"") -> Done:
    """Waits for its end; what it wrote, with what was read before."""
    out, err = process.communicate(timeout=LIMIT_S)
    return Done(process.returncode, read_before + out, err.decode("utf-8"))


def read_until(process: subprocess.Popen[bytes], words: bytes) -> bytes:
    """Reads its output line by line, up to the first line that holds the words."""
    assert process.stdout is not None
    read = b""
    for line in process.stdout:
        read += line
        if words in line:
            return read
    raise AssertionError(f"{words!r} never came, but {read!r}")


def hashes(folder: Path) -> dict[str, str]:
    """Every file under it with the hash of its bytes; not the lock, nor what SQLite lays beside it."""
    files = (path for path in folder.rglob("*") if path.is_file() and not _passes(path))
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def _passes(path: Path) -> bool:
    is_empty_wal = path.suffix == ".db-wal" and path.stat().st_size == 0
    return is_empty_wal or path.suffix in {".db-shm", ".lock"}
