"""Work beside the window: its result comes into Qt's thread, the newest only."""

import threading

from pytestqt.qtbot import QtBot

from app.ui.background import Background


def test_the_work_is_done_elsewhere_and_told_in_qts_thread(qtbot: QtBot) -> None:
    background = Background("test")
    told: list[tuple[object, bool]] = []
    here = threading.get_ident()
    background.done.connect(lambda result: told.append((result, threading.get_ident() == here)))
    background.run(threading.get_ident)
    qtbot.waitUntil(lambda: bool(told))
    ((worked_in, is_told_here),) = told
    assert worked_in != here
    assert is_told_here
    background.close()


def test_only_the_newest_work_is_told(qtbot: QtBot) -> None:
    background = Background("test")
    told: list[object] = []
    background.done.connect(told.append)
    may_end = threading.Event()

    def slow() -> str:
        may_end.wait(10.0)
        return "older"

    background.run(slow)
    background.run(lambda: "newer")
    qtbot.waitUntil(lambda: told == ["newer"])
    may_end.set()
    background.close()
    qtbot.wait(20)
    assert told == ["newer"]


def test_closing_waits_and_tells_nothing(qtbot: QtBot) -> None:
    background = Background("test")
    told: list[object] = []
    done: list[str] = []
    background.done.connect(told.append)
    background.run(lambda: done.append("written"))
    background.close()
    assert done == ["written"]
    qtbot.wait(20)
    assert told == []
