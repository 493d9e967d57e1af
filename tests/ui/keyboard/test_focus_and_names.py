"""On every page Tab goes round all that can be worked; it is seen where it is, and has a name and a role."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, INDOOR_CYCLING
from app.ui.live.tile_chooser import TileChooser
from app.ui.prepare.choices import ActivityChoice
from app.ui.theme import ColourChoice
from tests.ui.keyboard.hands import focus_is_seen, press
from tests.ui.pictures import SCENES, painted, put_away

_PAGES = tuple(SCENES)
_LINE_PX = 24  # of a control's height: what stands on one line may be somewhat higher or lower
_NAMELESS_ROLES = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client})
_WORKED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSlider, QPlainTextEdit)


def visited(window: QWidget) -> list[QWidget]:
    """Where Tab goes, until it is where it has been; everything on the way is there to be seen."""
    window.activateWindow()
    QApplication.processEvents()
    press(Qt.Key.Key_Tab)
    round_trip: list[QWidget] = []
    while (widget := QApplication.focusWidget()) is not None and widget not in round_trip:
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            break  # a page without anything to be worked keeps the keys to itself
        assert is_in_sight(widget), called(widget)  # the page scrolls to it
        round_trip.append(widget)
        press(Qt.Key.Key_Tab)
        assert len(round_trip) < 200
    return round_trip


def is_in_sight(widget: QWidget) -> bool:
    seen = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    return not seen.visibleRegion().isEmpty()


def workable(window: QWidget) -> list[QWidget]:
    """All that hands could work; of one choice among several the chosen one stands for the others."""
    shown = [widget for widget in window.findChildren(QWidget) if isinstance(widget, _WORKED)]
    return [
        widget
        for widget in shown
        if widget.isVisibleTo(window)
        and widget.isEnabled()
        and not isinstance(widget, QScrollBar)
        and not isinstance(widget.parentWidget(), _WORKED)  # a part of another: the cross in a search field
        and not _is_stood_for(widget)
    ]


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"


def judge_names(reached: list[QWidget]) -> None:
    for widget in reached:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name).strip(), called(widget)
        assert interface.role() not in _NAMELESS_ROLES, called(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert focus_is_seen(widget), called(widget)


@pytest.fixture(autouse=True)
def _style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.mark.parametrize("name", _PAGES)
def test_tab_goes_round_everything_that_can_be_worked(name: str) -> None:
    window = painted(name, (1280, 800), ColourChoice.DARK)
    reached = visited(window)
    assert [called(widget) for widget in workable(window) if widget not in reached] == []
    put_away(window)


@pytest.mark.parametrize("name", _PAGES)
def test_what_has_the_focus_is_seen_and_has_a_name_and_a_role(name: str) -> None:
    window = painted(name, (1280, 800), ColourChoice.LIGHT)
    judge_names(visited(window))
    put_away(window)


@pytest.mark.parametrize("name", _PAGES)
def test_the_focus_goes_down_the_page_as_the_eye_does(name: str) -> None:
    window = painted(name, (1280, 800), ColourChoice.DARK)
    places = [widget.mapTo(window, widget.rect().center()) for widget in visited(window)]
    ups = [
        (before, after)
        for before, after in pairwise(places)
        if after.y() < before.y() - _LINE_PX and after.x() < before.x() + _LINE_PX
    ]
    assert len(ups) <= 1, ups  # once, from the foot of the page to its head
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


@pytest.mark.parametrize("name", _PAGES)
def test_all_that_is_painted_and_told_has_words_and_a_role(name: str) -> None:
    window = painted(name, (1280, 800), ColourChoice.DARK)
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    silent = [widget for widget in shown if isinstance(widget, QLabel) and not widget.text().strip()]
    for widget in shown:
        if widget not in silent and callable(getattr(widget, "told", None)):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name).strip(), called(widget)
            assert interface.role() not in _NAMELESS_ROLES, called(widget)
    put_away(window)


@pytest.mark.parametrize("kind", ["activity", "tiles"])
def test_sheets_are_gone_round_like_pages(kind: str) -> None:
    window = painted("ready", (1280, 800), ColourChoice.LIGHT)
    theme = window._theme
    sheet = (
        ActivityChoice(theme, BUILT_IN_ACTIVITY_TYPES, INDOOR_CYCLING.key, window)
        if kind == "activity"
        else TileChooser(theme, (), window)
    )
    sheet.open()
    QApplication.processEvents()
    reached = visited(sheet)
    assert [called(widget) for widget in workable(sheet) if widget not in reached] == []
    judge_names(reached)
    sheet.reject()
    put_away(window)


def _is_stood_for(widget: QWidget) -> bool:
    """Whether another of its group takes the focus, from which arrows lead to it."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is None or not group.exclusive():
        return False
    stops = [other for other in group.buttons() if other.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return bool(stops) and widget not in stops
