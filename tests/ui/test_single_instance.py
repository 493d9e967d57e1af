"""A second window brings the first to the front."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.engine.events import EngineEvent
from app.ui.application import WindowLife, run_window
from app.ui.display import check_window
from app.ui.single_instance import FrontDoor, knock
from app.ui.window_options import EngineUnavailableError, WindowOptions
from tests.ui.fakes import FakeEngine, setup

REPOSITORY = Path(__file__).parents[2]

KNOCK = "import sys; from app.ui.single_instance import knock; print(knock(sys.argv[1], 15_000))"
FIRST = """
import sys
from PySide6.QtCore import QCoreApplication
from app.ui.single_instance import FrontDoor
application = QCoreApplication([])
door = FrontDoor(sys.argv[1])
door.knocked.connect(lambda token: print("knocked", flush=True))
print("open", flush=True)
application.exec()
"""


@pytest.fixture
def name() -> str:
    return f"sidebeat-test-{uuid4().hex[:12]}"


@pytest.fixture
def door(name: str, qapp: QApplication) -> Iterator[FrontDoor]:
    door = FrontDoor(name)
    yield door
    door.close()


def python(code: str, *words: str) -> subprocess.Popen[str]:
    """Another process: Qt's waiting calls hold the interpreter, so a thread would not do."""
    environment = {**os.environ, "XDG_ACTIVATION_TOKEN": "leave-to-take-the-focus"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def knocker(name: str) -> subprocess.Popen[str]:
    return python(KNOCK, name)


def heard(qtbot: QtBot, knocker: subprocess.Popen[str]) -> bool:
    """Whether the knocker was answered; this process's event loop runs meanwhile."""
    qtbot.waitUntil(lambda: knocker.poll() is not None, timeout=20_000)
    return knocker.communicate()[0].strip() == "True"


def test_where_nobody_is_home_nobody_answers(name: str) -> None:
    assert not knock(name, limit_ms=60)


def test_a_knock_is_heard_and_answered(qtbot: QtBot, name: str, door: FrontDoor) -> None:
    tokens: list[str] = []
    door.knocked.connect(tokens.append)
    assert heard(qtbot, knocker(name))
    assert heard(qtbot, knocker(name))
    assert tokens == ["leave-to-take-the-focus"] * 2


def test_the_second_waits_for_a_first_that_has_only_just_begun(qtbot: QtBot, name: str) -> None:
    doors: list[FrontDoor] = []
    second = knocker(name)
    QTimer.singleShot(1000, lambda: doors.append(FrontDoor(name)))
    assert heard(qtbot, second)
    doors[0].close()


def test_the_socket_of_a_killed_window_is_taken_over(qtbot: QtBot, name: str) -> None:
    first = python(FIRST, name)
    assert first.stdout is not None
    assert first.stdout.readline() == "open\n"
    first.kill()
    first.communicate()
    successor = FrontDoor(name)
    assert heard(qtbot, knocker(name))
    successor.close()


def test_a_visitor_who_says_nothing_holds_nobody_up(qtbot: QtBot, name: str, door: FrontDoor) -> None:
    silent = QLocalSocket()
    silent.connectToServer(name)
    assert silent.waitForConnected(1000)
    assert heard(qtbot, knocker(name))
    silent.abort()


def test_the_minimised_first_window_comes_up(qtbot: QtBot, name: str, qapp: QApplication) -> None:
    life = WindowLife(lambda _listener: FakeEngine(), WindowOptions(setup(), instance=name))
    with qtbot.waitExposed(life.window):
        life.show()
    life.window.setWindowState(Qt.WindowState.WindowMinimized)
    assert heard(qtbot, knocker(name))
    assert not life.window.isMinimized()
    assert life.window.isVisible()
    life.end()
    assert not knock(name, limit_ms=60)
    life.window.deleteLater()


def taken_by_another_window(_listener: Callable[[EngineEvent], None]) -> FakeEngine:
    raise EngineUnavailableError("Another Sidebeat is recording.", is_open_elsewhere=True)


def test_of_two_that_open_at_the_same_moment_one_comes_to_the_front(name: str, qapp: QApplication) -> None:
    first = python(FIRST, name)
    assert first.stdout is not None
    assert first.stdout.readline() == "open\n"
    assert run_window(taken_by_another_window, WindowOptions(setup(), instance=name), check_window()) == 0
    assert first.stdout.readline() == "knocked\n"
    first.kill()
    first.communicate()


def test_the_name_is_short_enough_for_a_socket(tmp_path: Path) -> None:
    from app.storage.folders import Folders
    from app.wiring.first_window import instance_name

    deep = tmp_path / ("deep " * 40)
    assert len(instance_name(Folders.locate(deep))) < 40
    assert instance_name(Folders.locate(deep)) != instance_name(Folders.locate(deep, demo=True))
