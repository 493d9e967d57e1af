"""Interrupted sessions and forgotten buttons: what is asked, which answer Enter gives, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.snapshot import LiveStatus
from app.engine.events import ForgottenButton, ForgottenButtonFound, InterruptedSessionFound
from app.ui.flows.offer_panel import OfferPanel
from app.ui.flows.offers import Offers
from app.ui.session_control import SessionControl
from app.ui.theme import ColourChoice, Theme
from tests.ui.conftest import MakeStage
from tests.ui.fakes import FakeEngine, setup, snapshot

STARTED = datetime(2026, 11, 22, 18, 3, tzinfo=UTC)
ENDED = STARTED + timedelta(minutes=58, seconds=12)
FOUND = InterruptedSessionFound(7, STARTED, 3492.0)


@dataclass
class Asking:
    """A panel, what asks in it, and a clock set by hand."""

    holder: QWidget
    panel: OfferPanel
    offers: Offers
    engine: FakeEngine
    now: datetime = ENDED + timedelta(minutes=5)

    def words(self) -> str:
        return self.panel.text.text() if self.panel.isVisible() else ""

    def answers(self) -> list[str]:
        return [button.text() for button in self.panel.buttons]

    def status(self, status: LiveStatus, bpm: int | None = 120) -> None:
        self.offers.show_snapshot(snapshot(bpm, status=status))


@pytest.fixture
def asking(qtbot: QtBot, qapp: QApplication) -> Iterator[Asking]:
    holder = QWidget()
    theme = Theme(ColourChoice.DARK)
    panel = OfferPanel(theme)
    column = QVBoxLayout(holder)
    column.addWidget(panel)
    engine = FakeEngine()
    control = SessionControl(setup())
    control.attach(engine)
    made = Asking(holder, panel, Offers(panel, control, lambda: made.now), engine)
    holder.resize(1280, 200)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.activateWindow()
    yield made
    holder.hide()
    holder.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_interrupted_session_is_offered_with_three_answers(asking: Asking) -> None:
    asking.offers.show_interrupted(FOUND)
    assert asking.words() == "Your session of 18:03 (58:12) was interrupted."
    assert asking.answers() == ["Resume", "Finish and save", "Discard (can be undone)"]


def test_one_of_another_day_says_the_day(asking: Asking) -> None:
    asking.now = STARTED + timedelta(days=1)
    asking.offers.show_interrupted(FOUND)
    assert "Sun 22 Nov, 18:03" in asking.words()


@pytest.mark.parametrize(("minutes_ago", "asked"), [(29, "continue_session"), (30, "finish_interrupted")])
def test_enter_resumes_a_young_one_and_finishes_an_old_one(
    asking: Asking, minutes_ago: int, asked: str
) -> None:
    asking.now = ENDED + timedelta(minutes=minutes_ago)
    asking.offers.show_interrupted(FOUND)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert asking.engine.asked == [(asked, 7)]
    assert asking.words() == ""


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        (Qt.Key.Key_1, "continue_session"),
        (Qt.Key.Key_2, "finish_interrupted"),
        (Qt.Key.Key_3, "discard_activity"),
    ],
)
def test_a_key_gives_each_answer(asking: Asking, key: Qt.Key, asked: str) -> None:
    asking.offers.show_interrupted(FOUND)
    QTest.keyClick(asking.holder, key)
    assert asking.engine.asked == [(asked, 7)]


def test_discarding_can_be_undone_at_once(asking: Asking) -> None:
    asking.offers.show_interrupted(FOUND)
    QTest.keyClick(asking.holder, Qt.Key.Key_3)
    assert asking.words() == "Your session of 18:03 is in the bin, for 30 days."
    assert asking.answers() == ["Undo", "Leave it there"]
    QTest.keyClick(asking.holder, Qt.Key.Key_1)
    assert asking.engine.asked == [("discard_activity", 7), ("restore_activity", 7)]
    assert asking.words() == ""
    asking.offers.show_interrupted(FOUND)  # the engine finds it again
    assert asking.answers()[0] == "Resume"


def test_several_wait_for_their_turn_and_none_is_asked_twice(asking: Asking) -> None:
    for found in (FOUND, FOUND, InterruptedSessionFound(5, STARTED - timedelta(days=2), 60.0)):
        asking.offers.show_interrupted(found)
    QTest.keyClick(asking.holder, Qt.Key.Key_2)
    assert "Fri 20 Nov" in asking.words()
    QTest.keyClick(asking.holder, Qt.Key.Key_2)
    assert asking.engine.asked == [("finish_interrupted", 7), ("finish_interrupted", 5)]
    assert asking.words() == ""


def test_while_a_session_runs_an_interrupted_one_waits(asking: Asking) -> None:
    asking.offers.show_interrupted(FOUND)
    asking.status(LiveStatus.RUNNING)
    assert asking.words() == ""
    QTest.keyClick(asking.holder, Qt.Key.Key_1)
    assert asking.engine.asked == []
    asking.status(LiveStatus.IDLE)
    assert asking.words().startswith("Your session of 18:03")


def forgotten(button: ForgottenButton, at: datetime, mean_bpm: float | None = 138.2) -> ForgottenButtonFound:
    return ForgottenButtonFound(button, 1_234, at, mean_bpm)


@pytest.mark.parametrize(
    ("button", "status", "said", "asked"),
    [
        (
            ForgottenButton.START,
            LiveStatus.IDLE,
            ("You have been working since 18:04. Start there?", ["Start at 18:04", "No"]),
            ("start_session", setup(), 1_234),
        ),
        (
            ForgottenButton.RESUME,
            LiveStatus.PAUSED,
            ("Paused 3 min at 138 bpm. Resume from 18:04?", ["Resume from 18:04", "No"]),
            ("resume", 1_234),
        ),
        (
            ForgottenButton.STOP,
            LiveStatus.RUNNING,
            ("No contact for 10 minutes. End at 18:04, your last effort?", ["End at 18:04", "No"]),
            ("stop_session", 1_234),
        ),
    ],
)
def test_a_forgotten_button_can_still_be_pressed(
    asking: Asking,
    button: ForgottenButton,
    status: LiveStatus,
    said: tuple[str, list[str]],
    asked: tuple[object, ...],
) -> None:
    at = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)
    asking.now = at + timedelta(minutes=3)
    asking.status(status, None)
    asking.offers.show_forgotten(forgotten(button, at))
    assert (asking.words(), asking.answers()) == said
    QTest.keyClick(asking.holder, Qt.Key.Key_1)
    assert asking.engine.asked == [asked]
    assert asking.words() == ""


def test_no_is_an_answer(asking: Asking) -> None:
    asking.offers.show_forgotten(forgotten(ForgottenButton.START, STARTED))
    QTest.keyClick(asking.holder, Qt.Key.Key_2)
    assert (asking.words(), asking.engine.asked) == ("", [])


def test_enter_on_a_forgotten_stop_lets_the_session_go_on(asking: Asking) -> None:
    asking.status(LiveStatus.RUNNING, None)
    asking.offers.show_forgotten(forgotten(ForgottenButton.STOP, STARTED, None))
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert (asking.words(), asking.engine.asked) == ("", [])


def test_a_question_leaves_when_the_button_was_pressed_after_all(asking: Asking) -> None:
    asking.offers.show_forgotten(forgotten(ForgottenButton.START, STARTED))
    asking.status(LiveStatus.RUNNING)
    assert asking.words() == ""


def test_a_heart_that_is_back_needs_no_end(asking: Asking) -> None:
    asking.status(LiveStatus.RUNNING, None)
    asking.offers.show_forgotten(forgotten(ForgottenButton.STOP, STARTED, None))
    asking.status(LiveStatus.RUNNING, None)
    assert asking.words() != ""
    asking.status(LiveStatus.RUNNING, 118)
    assert asking.words() == ""


def test_a_question_that_comes_too_late_is_not_asked(asking: Asking) -> None:
    asking.status(LiveStatus.RUNNING)
    asking.offers.show_forgotten(forgotten(ForgottenButton.RESUME, STARTED))
    assert asking.words() == ""


def test_a_forgotten_button_goes_before_an_interrupted_session(asking: Asking) -> None:
    asking.offers.show_interrupted(FOUND)
    asking.offers.show_forgotten(forgotten(ForgottenButton.START, ENDED))
    assert asking.words().startswith("You have been working")
    QTest.keyClick(asking.holder, Qt.Key.Key_2)
    assert asking.words().startswith("Your session of 18:03")


def test_the_snapshots_of_every_second_leave_the_buttons_alone(asking: Asking) -> None:
    asking.offers.show_forgotten(forgotten(ForgottenButton.START, STARTED))
    before = list(asking.panel.buttons)
    for _ in range(5):
        asking.status(LiveStatus.IDLE)
    assert asking.panel.buttons == before


def test_who_writes_is_not_interrupted(asking: Asking) -> None:
    line = QLineEdit(asking.holder)
    line.show()
    line.setFocus()
    asking.offers.show_interrupted(FOUND)
    QTest.keyClicks(line, "12")
    assert line.text() == "12"
    assert asking.engine.asked == []


@pytest.mark.parametrize(
    ("width", "text_scale", "is_beside"), [(1280, 1.0, True), (1280, 2.0, False), (640, 2.0, False)]
)
def test_the_buttons_leave_the_words_room(
    make_stage: MakeStage, width: int, text_scale: float, is_beside: bool
) -> None:
    stage = make_stage((width, 800), text_scale=text_scale)
    stage.window.flows.offers.show_interrupted(FOUND)
    for _ in range(5):
        QApplication.processEvents()
    panel = stage.window.flows.panel
    first = panel.buttons[0].geometry()
    assert (first.left() > panel.text.geometry().right()) == is_beside
    assert (first.top() > panel.text.geometry().bottom()) != is_beside
    assert panel.width() == width
    assert panel.text.height() >= panel.text.heightForWidth(panel.text.width())
