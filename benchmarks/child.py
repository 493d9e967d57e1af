"""Runs the programs of benchmarks/children/, each in a process of its own, on a screen when they need one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

ROOT = Path(__file__).parent.parent
SCREEN = "1920x1080x24"
LIMIT_S = 300.0  # a child that takes longer hangs
_WARM = {"PYTHONDONTWRITEBYTECODE": ""}  # what is compiled is kept, as it is where Sidebeat is installed


def run_child(
    name: str, *arguments: str, environment: Mapping[str, str], limit_s: float = LIMIT_S
) -> dict[str, Any]:
    """The JSON object that the child printed last. RuntimeError with its last words when it failed."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.children.{name}", *arguments],
        cwd=ROOT,
        env={**os.environ, **_WARM, **environment},
        capture_output=True,
        text=True,
        timeout=limit_s,
        check=False,
    )
    lines = done.stdout.splitlines()
    if done.returncode != 0 or not lines:
        raise RuntimeError(f"{name} ended with status {done.returncode}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(lines[-1])
    return told


def hear_child(
    name: str, *arguments: str, environment: Mapping[str, str], limit_s: float
) -> Iterator[dict[str, Any]]:
    """Each JSON object as the child tells it; RuntimeError when it fails or takes longer than the limit.

    The child ends with whoever listens, be it by Ctrl-C.
    """
    with (
        TemporaryFile() as last_words,
        subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.children.{name}", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=last_words,
        ) as process,
    ):
        clock = Timer(limit_s, process.kill)
        clock.start()
        try:
            for line in process.stdout or ():
                if line.startswith(b"{"):
                    yield json.loads(line)
            if process.wait() != 0:
                last_words.seek(0)
                said = last_words.read().decode(errors="replace")
                raise RuntimeError(f"{name} ended with status {process.returncode}: {said[-2000:]}")
        finally:
            clock.cancel()
            process.kill()


@contextmanager
def screen(*, has_manager: bool = False) -> Iterator[dict[str, str] | None]:
    """The environment that brings windows onto a screen; None where there is none.

    On Linux a virtual one of 1920 × 1080 where Xvfb is installed, so that every machine measures the same
    and nobody is disturbed; else the real one. `has_manager`: with openbox on it, where that is installed,
    for windows that are to be minimised.
    """
    if sys.platform != "linux":
        yield {}
    elif shutil.which("Xvfb"):
        with _virtual_screen() as display, _manager(display if has_manager else None):
            yield {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield {}
    else:
        yield None


@contextmanager
def _virtual_screen() -> Iterator[str]:
    """An X server of its own, ended afterwards; its display's name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as number:
                yield f":{number.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def _manager(display: str | None) -> Iterator[None]:
    """A window manager on that display, ended afterwards; none for None or where none is installed."""
    if display is None or shutil.which("openbox") is None:
        yield
        return
    environment = {**os.environ, "DISPLAY": display}
    with subprocess.Popen(
        ["openbox", "--sm-disable"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as manager:
        try:
            yield
        finally:
            manager.terminate()
