"""For every test: a screen that needs no display, a home of its own, no network, no thread left behind."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QThread

THREADS_END_WITHIN_S = 1.0  # a thread that was told to stop may be on its last lines when the test ends

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first QApplication

settings.register_profile(
    "sidebeat",
    deadline=None,  # a loaded machine is slow, not wrong
    max_examples=50,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("sidebeat")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest file first, so that no core waits for it in the end (the sort is stable)."""
    items.sort(key=lambda item: item.path.name != "test_code_quality.py")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Sidebeat would keep everything in this test; not made yet."""
    folder = tmp_path_factory.mktemp("home")
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    monkeypatch.setenv("SIDEBEAT_HOME", str(folder / "sidebeat"))
    return folder / "sidebeat"


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that opens a socket to another machine, in whatever thread."""
    strangers: list[object] = []
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[Any, ...] | str | bytes) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address):
            strangers.append(address)
            raise ConnectionRefusedError(f"tests have no network: {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    assert strangers == [], "this test reaches for the network"


def is_loopback(address: object) -> bool:
    return isinstance(address, tuple) and (
        address[0] in ("localhost", "::1") or str(address[0]).startswith("127.")
    )


@pytest.fixture(autouse=True)
def _no_thread_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a QThread or a non-daemon thread running: a process could not end."""
    before = set(threading.enumerate())
    started: list[QThread] = []
    start = QThread.start

    def remembered(self: QThread, *priority: QThread.Priority) -> None:
        started.append(self)
        start(self, *priority)

    monkeypatch.setattr(QThread, "start", remembered)
    yield
    running: list[object] = [thread for thread in started if not ended(thread)]
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(THREADS_END_WITHIN_S)
            running += [thread] if thread.is_alive() else []
    assert running == [], "this test leaves threads running"


def ended(thread: QThread) -> bool:
    try:
        return thread.wait(int(THREADS_END_WITHIN_S * 1000))
    except RuntimeError:  # deleted by Qt already, and so ended
        return True
