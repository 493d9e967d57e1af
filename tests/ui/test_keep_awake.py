"""Screen and machine stay awake while a session is under way, and only then."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.domain.snapshot import LiveStatus
from app.engine.events import ClockChanged
from app.ui.keep_awake import KeepAwake
from tests.ui.alerts.ears import Ears
from tests.ui.conftest import Stage
from tests.ui.fakes import taken


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def awake(ears: Ears, qtbot: QtBot) -> Iterator[KeepAwake]:
    made = KeepAwake(ears.keep)
    yield made
    made.close()


def test_asked_while_a_session_is_under_way_and_let_go_after_it(
    awake: KeepAwake, ears: Ears, qtbot: QtBot
) -> None:
    awake.show_status(LiveStatus.IDLE)
    assert not awake.is_asked
    for status in (LiveStatus.RUNNING, LiveStatus.RUNNING, LiveStatus.PAUSED, LiveStatus.RUNNING):
        awake.show_status(status)
    qtbot.waitUntil(lambda: ears.awake == ["asked"])
    awake.show_status(LiveStatus.FINISHED)
    qtbot.waitUntil(lambda: ears.awake == ["asked", "let go"])
    assert not awake.is_asked


def test_who_does_not_want_it_is_not_asked_for(awake: KeepAwake, ears: Ears, qtbot: QtBot) -> None:
    awake.set_wanted(False)
    awake.show_status(LiveStatus.RUNNING)
    assert not awake.is_asked
    awake.set_wanted(True)
    qtbot.waitUntil(lambda: ears.awake == ["asked"])
    awake.set_wanted(False)
    qtbot.waitUntil(lambda: ears.awake == ["asked", "let go"])
    assert not awake.is_asked


def test_a_refusal_is_told_once(awake: KeepAwake, ears: Ears, qtbot: QtBot) -> None:
    ears.stays_awake = False
    told: list[bool] = []
    awake.refused.connect(lambda: told.append(True))
    for status in (LiveStatus.RUNNING, LiveStatus.IDLE, LiveStatus.RUNNING):
        awake.show_status(status)
    qtbot.waitUntil(lambda: ears.awake.count("asked") == 2)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(20)
    assert told == [True]


def test_closing_lets_go(awake: KeepAwake, ears: Ears, qtbot: QtBot) -> None:
    awake.show_status(LiveStatus.RUNNING)
    qtbot.waitUntil(lambda: ears.awake == ["asked"])
    awake.close()
    assert ears.awake == ["asked", "let go"]


def test_the_window_says_that_the_system_refused(stage: Stage, qtbot: QtBot) -> None:
    stage.ears.stays_awake = False
    stage.window.show_snapshot(taken(140, 1.0))
    line = stage.window.flows.line
    qtbot.waitUntil(line.isVisible)
    assert "turn off sleep" in line.text()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (ClockChanged(0.0, 240.0), "This computer slept for 4 minutes; the session goes on."),
        (ClockChanged(0.0, 42.4), "This computer slept for 42 seconds; the session goes on."),
        (
            ClockChanged(3600.0, 0.0),
            "The computer's clock went forward by 1 h 00 min; the session's time is right.",
        ),
        (
            ClockChanged(-5400.0, 0.0),
            "The computer's clock went back by 1 h 30 min; the session's time is right.",
        ),
        (ClockChanged(2.0, 0.0), ""),
    ],
)
def test_a_clock_that_changed_is_one_quiet_line(stage: Stage, change: ClockChanged, words: str) -> None:
    stage.window.show_snapshot(taken(140, 1.0))
    stage.window.flows.show_clock(change)
    line = stage.window.flows.line
    assert (line.text(), line.isVisible()) == (words, bool(words))


def test_without_a_session_the_clock_is_nobodys_business(stage: Stage) -> None:
    stage.window.flows.show_clock(ClockChanged(0.0, 240.0))
    assert not stage.window.flows.line.isVisible()


def test_quiet_lines_take_turns_and_leave(stage: Stage) -> None:
    line = stage.window.flows.line
    for words in ("one", "two", "two", "one"):
        line.say(words)
    assert (line.text(), line.isVisible()) == ("one", True)
    line.leaves.timeout.emit()
    assert line.text() == "two"
    line.leaves.timeout.emit()
    assert not line.isVisible()
