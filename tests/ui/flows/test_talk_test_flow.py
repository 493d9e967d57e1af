"""The talk test in the window: calm, once a session, answered with a tap, switched off for good."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.profile import AthleteProfile
from app.domain.settings import Settings
from app.domain.snapshot import LiveStatus
from app.engine.events import SessionStarted
from app.ui.flows.talk_test import TalkTestFlow
from tests.ui.conftest import Stage
from tests.ui.fakes import taken
from tests.ui.flow_stage import FlowStage, known

GUESSED = AthleteProfile("Ada", age=40)
QUESTION = "Say aloud: “I could go on like this for an hour and still tell you about it.” Was it comfortable?"


class Ride:
    """A window with the flow, and sessions that reach minute 12 in zone 2."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        self.stage = stage
        self.flow = FlowStage(stage, settings)
        self.talk = TalkTestFlow(stage.window.flows.offers, self.flow.flow)
        self.talk.listen_to(stage.bridge)

    def go(self, activity_id: int) -> None:
        """A session up to minute 12."""
        self.at(0.0, status=LiveStatus.IDLE)
        self.stage.bridge.deliver(SessionStarted(activity_id, datetime(2026, 11, 22, 18, 4, tzinfo=UTC)))
        for timer_s in (590.0, 600.0, 715.0, 720.0):
            self.at(timer_s)

    def at(self, timer_s: float, **changes: object) -> None:
        QApplication.processEvents()
        self.stage.bridge.deliver(taken(130, timer_s, **{"zone": 2} | changes))
        QApplication.processEvents()

    def words(self) -> str:
        panel = self.stage.window.flows.panel
        return panel.text.text() if panel.isVisible() else ""

    def press(self, words: str) -> None:
        buttons = {button.text(): button for button in self.stage.window.flows.panel.buttons}
        buttons[words].click()


@pytest.fixture
def ride(stage: Stage) -> Ride:
    return Ride(stage, known(athletes=(GUESSED,)))


def test_two_sessions_of_no_offer_a_lower_threshold(ride: Ride) -> None:
    before = ride.flow.flow.next.setup.constants.threshold_bpm
    ride.go(1)
    assert ride.words() == QUESTION
    ride.press("No")
    assert ride.words() == ""
    assert ride.flow.kept[-1].athlete().talk_tests == (False,)
    ride.go(2)
    ride.press("No")
    assert ride.words() == (
        f"Twice in a row it was not: your estimated threshold, {before}, may be too high. "
        f"Use {before - 5} from the next session on?"
    )
    ride.press(f"Use {before - 5}")
    assert ride.words() == ""
    assert ride.flow.flow.next.setup.constants.threshold_bpm == before - 5
    assert "threshold_bpm" in ride.flow.flow.next.setup.constants.estimated


def test_leaving_the_threshold_is_respected(ride: Ride) -> None:
    before = ride.flow.flow.next.setup.constants.threshold_bpm
    for activity_id in (1, 2):
        ride.go(activity_id)
        ride.press("No")
    ride.press("Leave it")
    assert ride.flow.flow.next.setup.constants.threshold_bpm == before
    ride.go(3)
    ride.press("No")
    assert ride.words() == ""


def test_it_is_asked_once_a_session_even_if_that_goes_on(ride: Ride) -> None:
    ride.go(1)
    ride.press("Yes")
    ride.go(1)
    assert ride.words() == ""
    ride.go(2)
    assert ride.words() == QUESTION


def test_an_unanswered_question_leaves_by_itself(ride: Ride) -> None:
    ride.go(1)
    ride.at(901.0)
    assert ride.words() == ""
    assert ride.flow.kept == []


def test_it_leaves_with_the_session_and_rests_in_a_pause(ride: Ride) -> None:
    ride.go(1)
    ride.at(730.0, status=LiveStatus.PAUSED)
    assert ride.words() == ""
    ride.at(731.0)
    assert ride.words() == QUESTION
    ride.at(0.0, status=LiveStatus.IDLE)
    ride.at(1.0)
    assert ride.words() == ""


def test_it_is_switched_off_for_good(ride: Ride) -> None:
    ride.go(1)
    ride.press("Don't ask again")
    assert not ride.flow.kept[-1].asks_talk_test
    ride.go(2)
    assert ride.words() == ""


def test_who_knows_the_threshold_is_not_asked(stage: Stage) -> None:
    measured = replace(GUESSED, threshold_bpm=165)
    settings = known(athletes=(measured,), last_activity_type="outdoor_run")
    ride = Ride(stage, settings)
    ride.go(1)
    assert ride.words() == ""
