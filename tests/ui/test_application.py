"""Shown first, engine afterwards; in the end drawing stops before the engine does."""

import gc
import os
import signal
import socket
import struct
import threading
from collections.abc import Callable, Iterator

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
    monkeypatch.setattr(display, "_X11_LIBRARIES", ())
    with pytest.raises(WindowUnavailableError) as raised:
        check_window(environment, "linux")
    assert raised.value.problem is WindowProblem.NO_DISPLAY


class FakeXServer:
    """Lets a first client in, or tells it that it may not, and waits until that is gone."""

    def __init__(self, *, lets_in: bool) -> None:
        self._answer = (
            struct.pack("<BxHHH", 1, 11, 0, 8) + bytes(32)  # a server without any screen
            if lets_in
            else struct.pack("<BBHHH", 0, 4, 11, 0, 1) + b"no! "
        )
        self._server = socket.create_server(("127.0.0.1", 0))
        self.display = f"127.0.0.1:{self._server.getsockname()[1] - 6000}"
        self.is_left = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(self._answer)
            while connection.recv(4096):
                pass
        self.is_left = True

    def close(self) -> None:
        self._thread.join(10.0)
        self._server.close()


def test_a_screen_that_answers_is_held_until_qt_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_X11_LIBRARIES", ())
    server = FakeXServer(lets_in=True)
    checked = check_window({"DISPLAY": server.display}, "linux")
    assert not server.is_left
    checked.close()
    server.close()
    assert server.is_left


def test_a_screen_that_refuses_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_X11_LIBRARIES", ())
    server = FakeXServer(lets_in=False)
    with pytest.raises(WindowUnavailableError, match="no_display"):
        check_window({"DISPLAY": server.display}, "linux")
    server.close()
    assert server.is_left


def test_other_screens_are_not_asked() -> None:
    for environment in ({"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}):
        check_window(environment, "linux").close()
    check_window({}, "darwin").close()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_QT_LIBRARIES", ("libnothing-of-the-kind.so.7",))
    with pytest.raises(WindowUnavailableError, match="libnothing-of-the-kind") as raised:
        check_window({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert raised.value.problem is WindowProblem.MISSING_LIBRARY
