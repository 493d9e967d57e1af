"""Work beside the window: its result comes into Qt's thread, the newest only."""

import threading
from functools import partial

from pytestqt.qtbot import QtBot

from app.ui.background import Background, ProblemError


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


def test_each_work_with_a_listener_of_its_own_is_told(qtbot: QtBot) -> None:
    background = Background("test")
    told: list[str] = []
    background.run(lambda: "older", told.append)
    background.run(lambda: "newer", told.append)
    qtbot.waitUntil(lambda: sorted(told) == ["newer", "older"])
    background.close()


def test_a_problem_is_told_in_its_sentence(qtbot: QtBot) -> None:
    def fails() -> str:
        raise ProblemError("The disk is full: free some space.")

    background = Background("test")
    told: list[str] = []
    background.problem.connect(told.append)
    background.run(fails, told.append)
    qtbot.waitUntil(lambda: told == ["The disk is full: free some space."])
    background.run(fails, told.append, lambda sentence: told.append(f"here: {sentence}"))
    qtbot.waitUntil(lambda: told[1:] == ["here: The disk is full: free some space."])
    background.close()


def test_what_waits_its_turn_can_be_dropped_when_closing() -> None:
    background = Background("test")
    may_end, done = threading.Event(), list[int]()

    def work(number: int) -> None:
        may_end.wait(10.0)
        done.append(number)

    for number in range(6):
        background.run(partial(work, number))
    threading.Timer(0.05, may_end.set).start()
    background.close(drops_waiting=True)
    assert len(done) == 2
    background.run(partial(work, 7))
    assert len(done) == 2
