"""What the pinned PySide6 must not do to this Python.

PySide6 6.12 on Python 3.11 loses a reference to None with every void call and to True with every emit, and
aborts (`none_dealloc`) after a few thousand; pyproject.toml pins around it. Python 3.12 made them immortal.
"""

import sys

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

CALLS = 3000
MOST_LOST = 100  # other threads and caches come and go; the fault loses one with every call


class Pulse(QObject):
    """Emits."""

    beaten = Signal(int)


def test_thousands_of_calls_into_qt_keep_none_and_true_alive(qtbot: QtBot) -> None:
    pulse = Pulse()
    heard: list[int] = []
    pulse.beaten.connect(heard.append)
    before = [sys.getrefcount(constant) for constant in (None, True)]
    for beat in range(CALLS):
        pulse.setObjectName("pulse")
        pulse.beaten.emit(beat)
    after = [sys.getrefcount(constant) for constant in (None, True)]
    assert len(heard) == CALLS
    assert all(now > then - MOST_LOST for then, now in zip(before, after, strict=True)), (before, after)
