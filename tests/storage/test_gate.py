"""Who closes waits for those inside; nobody comes in any more."""

import threading

import pytest

from app.storage.gate import Gate, GateShutError

SOON_S = 30.0


def test_those_inside_are_waited_for_and_others_are_refused() -> None:
    gate, is_inside, may_leave = Gate(), threading.Event(), threading.Event()
    was_in_time: list[bool] = []

    def work() -> None:
        with gate.passed():
            is_inside.set()
            may_leave.wait(SOON_S)

    worker = threading.Thread(target=work)
    worker.start()
    assert is_inside.wait(SOON_S)
    assert not gate.shut(0.0)
    closer = threading.Thread(target=lambda: was_in_time.append(gate.shut(SOON_S)))
    closer.start()
    with pytest.raises(GateShutError), gate.passed():
        raise AssertionError("it is shut")
    may_leave.set()
    closer.join(SOON_S)
    worker.join(SOON_S)
    assert was_in_time == [True]


def test_work_that_fails_leaves_too() -> None:
    gate = Gate()
    with pytest.raises(KeyError), gate.passed():
        raise KeyError(1)
    assert gate.shut(0.0)
    assert gate.shut(0.0)
