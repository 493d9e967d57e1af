"""What appears by itself is said to those who do not see it: once, and the urgent at once."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from app.domain.snapshot import Alert, AlertKind
from app.engine.events import SessionEventsHappened
from app.ui.announce import announce
from app.ui.flows.offer_panel import Choice, Offer
from tests.ui.conftest import Stage
from tests.ui.fakes import live_link, taken


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The words, and whether they interrupt."""
    heard: list[tuple[str, bool]] = []

    def update(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            is_urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), is_urgent))

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    return heard


def test_the_urgent_interrupts_what_is_being_said(stage: Stage, said: list[tuple[str, bool]]) -> None:
    announce(QWidget(), "now")
    announce(QWidget(), "later", interrupts=False)
    assert said == [("now", True), ("later", False)]


def test_an_alert_is_said_once_however_often_its_heart_rate_changes(
    stage: Stage, said: list[tuple[str, bool]]
) -> None:
    stage.window.show_snapshot(taken(160, 500.0, target_zone=2))
    stage.window.show_events(SessionEventsHappened((Alert(500.0, AlertKind.ABOVE, 160, 151),)))
    for second, bpm in enumerate((161, 163, 165), start=501):
        stage.window.show_snapshot(taken(bpm, float(second), target_zone=2))
    assert said == [("Too high · ease off to below 152", True)]


def test_a_countdown_is_not_read_out_second_by_second(stage: Stage, said: list[tuple[str, bool]]) -> None:
    for attempt, seconds in ((2, 4.0), (2, 3.0), (3, 8.0)):
        stage.window.show_connection(
            replace(live_link(), state="waiting", attempt=attempt, retry_in_s=seconds, reason="link_lost")
        )
    assert said == [("The link broke; the recording goes on. Reconnecting, try 2, next in 4 s.", True)]


def test_questions_interrupt_and_quiet_lines_wait(stage: Stage, said: list[tuple[str, bool]]) -> None:
    stage.window.flows.line.say("This computer slept for 3 minutes; the session goes on.")
    stage.window.flows.offers.show_snapshot(taken(140, 60.0).snapshot)
    stage.window.flows.offers.ask(Offer("Was it comfortable?", (Choice("Yes", lambda: None),)))
    assert said == [
        ("This computer slept for 3 minutes; the session goes on.", False),
        ("Was it comfortable?", True),
    ]
