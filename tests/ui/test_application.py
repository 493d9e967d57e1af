"""Shown first, engine afterwards; in the end drawing stops before the engine does."""

import gc
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveStatus
from app.engine.events import EngineEvent
from app.ui import display
from app.ui.application import WindowLife, run_window
from app.ui.display import WindowProblem, WindowUnavailableError, check_window
from app.ui.window_icon import window_icon
from app.ui.window_options import EngineUnavailableError, WindowOptions
from tests.ui.fakes import FakeEngine, setup, taken


@pytest.fixture(autouse=True)
def _windows_end_in_qts_thread() -> Iterator[None]:
    """What a test leaves of a window is collected here; in another thread its timers could not be stopped."""
    yield
    gc.collect()


class WatchedEngine(FakeEngine):
    """Notes whether the window could be seen when it was asked something."""

    life: WindowLife | None = None

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        super().start_session(setup, at_us=at_us, at_first_reading=at_first_reading, duration_s=duration_s)

    def close(self, timeout_s: float = 10.0) -> bool:
        assert self.life is not None
        self.asked.append(("window visible", self.life.window.isVisible()))
        return super().close(timeout_s)


def test_the_engine_is_made_once_the_window_can_be_seen(qtbot: QtBot) -> None:
    engine = WatchedEngine()
    listeners: list[Callable[[EngineEvent], None]] = []
    seen: list[bool] = []

    def make(listener: Callable[[EngineEvent], None]) -> WatchedEngine:
        handle = life.window.windowHandle()
        seen.append(handle is not None and handle.isExposed())
        listeners.append(listener)
        return engine

    life = WindowLife(make, WindowOptions(setup()))
    engine.life = life
    assert listeners == []
    life.show()
    qtbot.waitUntil(lambda: bool(engine.asked))
    assert seen == [True]
    life.window.live.buttons.start_pause.click()
    listeners[0](taken(142, 1.0))
    qtbot.waitUntil(lambda: life.window.live.heart_rate.heart_rate.text() == "142")
    life.end()
    life.end()
    listeners[0](taken(99, 2.0))
    assert [asked[0] for asked in engine.asked] == ["start", "start_session", "window visible", "close"]
    assert engine.asked[2] == ("window visible", False)
    life.window.deleteLater()


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself SIGTERM there")
def test_a_signal_ends_the_window_and_closes_the_engine(qapp: QApplication) -> None:
    engine = FakeEngine()
    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert run_window(lambda _listener: engine, WindowOptions(setup()), check_window()) == 0
    assert engine.asked == [("start",), ("close",)]
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == handlers


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself SIGTERM there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_the_window_without_asking_while_a_session_runs(name: str, qapp: QApplication) -> None:
    engine = FakeEngine()
    number: signal.Signals = getattr(signal, name)
    limit = QTimer()
    limit.timeout.connect(lambda: QApplication.exit(9))

    def make(listener: Callable[[EngineEvent], None]) -> FakeEngine:
        listener(taken(142, 60.0, status=LiveStatus.RUNNING))
        QTimer.singleShot(50, lambda: os.kill(os.getpid(), number))
        limit.start(3000)
        return engine

    assert run_window(make, WindowOptions(setup()), check_window()) == 0
    limit.stop()  # it would end a later test's loop
    assert engine.asked == [("start",), ("close",)]
    assert qapp.activeModalWidget() is None


def test_without_an_engine_the_window_says_why_and_leaves_with_status_1(qapp: QApplication) -> None:
    said: list[str] = []

    def read_and_close() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    def make(_listener: Callable[[EngineEvent], None]) -> FakeEngine:
        QTimer.singleShot(20, read_and_close)
        raise EngineUnavailableError("This disk is damaged.")

    assert run_window(make, WindowOptions(setup()), check_window()) == 1
    assert said == ["This disk is damaged."]


def test_the_icon_is_drawn_at_every_size(qapp: QApplication) -> None:
    for size in (16, 48, 256):
        image = window_icon().pixmap(size, size).toImage()
        assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 255
        assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": "nonsense"}, {"DISPLAY": ":4093"}])
def test_without_a_screen_it_is_said_instead_of_aborting(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "_check_libraries", lambda _names: None)
    with pytest.raises(WindowUnavailableError) as raised:
        check_window(environment, "linux")
    assert raised.value.problem is WindowProblem.NO_DISPLAY


def test_a_screen_that_answers_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(display, "_check_libraries", lambda _names: None)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        monkeypatch.setattr(display, "_X11_FIRST_PORT", server.getsockname()[1])
        checked = check_window({"DISPLAY": "127.0.0.1:0.0"}, "linux")
        connection, _ = server.accept()
        with connection:
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):  # held open: a server that nobody holds starts anew
                connection.recv(1)
            checked.close()
            connection.setblocking(True)
            assert connection.recv(1) == b""
    check_window({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    check_window({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    check_window({}, "darwin")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_QT_LIBRARIES", ("libnothing-of-the-kind.so.7",))
    with pytest.raises(WindowUnavailableError, match="libnothing-of-the-kind") as raised:
        check_window({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert raised.value.problem is WindowProblem.MISSING_LIBRARY
