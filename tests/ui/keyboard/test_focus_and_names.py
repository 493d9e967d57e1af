"""On every page Tab goes round all that can be worked; it is seen where it is, and has a name and a role."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.ui.theme import ColourChoice
from tests.ui.keyboard.hands import focus_is_seen, press
from tests.ui.legible import shown_buttons
from tests.ui.pictures import SCENES, painted, put_away

_PAGES = (
    "riding",
    "ready",
    "signal lost",
    "welcome, sensors found",
    "talk test",
    "no sensor",
    "sensors",
    "summary with all",
    "backups",
    "settings",
    "first run",
    "history",
    "history of one",
    "history, nothing yet",
    "calendar",
    "review",
    "trends",
    "trends, first week",
    "trends, nothing yet",
)
_NAMELESS_ROLES = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client})


def visited(window: QWidget) -> list[QWidget]:
    """Where Tab goes, until it is where it began."""
    window.activateWindow()
    QApplication.processEvents()
    press(Qt.Key.Key_Tab)
    round_trip: list[QWidget] = []
    while (widget := QApplication.focusWidget()) is not None and widget not in round_trip:
        round_trip.append(widget)
        press(Qt.Key.Key_Tab)
        assert len(round_trip) < 200
    return round_trip


@pytest.fixture(autouse=True)
def _style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.mark.parametrize("name", _PAGES)
def test_tab_goes_round_everything_that_can_be_worked(name: str) -> None:
    assert name in SCENES
    window = painted(name, (1280, 800), ColourChoice.DARK)
    reached = visited(window)
    workable = [
        button
        for button in shown_buttons(window)
        if button.isEnabled() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [_called(button) for button in workable if button not in reached] == []
    put_away(window)


@pytest.mark.parametrize("name", _PAGES)
def test_what_has_the_focus_is_seen_and_has_a_name_and_a_role(name: str) -> None:
    window = painted(name, (1280, 800), ColourChoice.LIGHT)
    for widget in visited(window):
        assert widget.isVisible(), _called(widget)
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name).strip(), _called(widget)
        assert interface.role() not in _NAMELESS_ROLES, _called(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert focus_is_seen(widget), _called(widget)
    put_away(window)


@pytest.mark.parametrize("name", _PAGES)
def test_every_number_says_what_it_is(name: str) -> None:
    window = painted(name, (1280, 800), ColourChoice.DARK)
    numbers = [
        label
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text().strip("≈ ").replace(":", "").replace("–", "0").isdigit()
    ]
    assert [label.objectName() or label.text() for label in numbers if not label.accessibleName()] == []
    put_away(window)


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"
