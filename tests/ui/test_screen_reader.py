"""Widgets that tell what they are: in words of their own, to a screen reader that came first or later."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui import told_sentences as words
from app.ui.screen_reader import let_widgets_tell
from app.ui.told import Part, Told


@pytest.fixture
def listening(qapp: QApplication) -> Iterator[None]:
    del qapp
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listening")
def test_a_reader_that_listened_before_hears_what_widgets_tell_too(qtbot: QtBot) -> None:
    label = QLabel("142")
    qtbot.addWidget(label)
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == "142"
    vars(label)["told"] = lambda: Told(Part.CHART, "Heart rate: 142", "142")
    let_widgets_tell()
    interface = QAccessible.queryAccessibleInterface(label)
    assert interface.text(QAccessible.Text.Name) == "Heart rate: 142"
    assert interface.text(QAccessible.Text.Value) == "142"
    assert interface.role() is QAccessible.Role.Chart


@pytest.mark.parametrize(
    ("seen", "heard"),
    [
        ("––", "not known"),
        ("≈ 23", "about 23"),
        ("▲ 4 per min", "rising 4 per min"),
        ("▼ 12/min", "falling 12/min"),
        ("→ steady", "steady"),
        ("▼ ease", "ease"),
        ("✓ hold", "hold"),
        ("31 of 40", "31 of 40"),
        ("", ""),
    ],
)
def test_signs_are_heard_as_words(seen: str, heard: str) -> None:
    assert words.heard(seen) == heard


@pytest.mark.parametrize(
    ("name", "said", "heard"),
    [
        ("Time", "25:00", "Time: 25:00"),
        ("Time", "", "Time"),
        ("", "25:00", "25:00"),
        ("Zone", "Zone 2 · Aerobic endurance", "Zone 2 · Aerobic endurance"),
    ],
)
def test_a_figure_is_named_once(name: str, said: str, heard: str) -> None:
    assert words.named(name, said) == heard


@pytest.mark.parametrize(
    ("pace", "heard"),
    [(None, ""), (0.4, "steady"), (4.2, "rising 4 per minute"), (-7.8, "falling 8 per minute")],
)
def test_a_trend_is_heard_with_its_direction(pace: float | None, heard: str) -> None:
    assert words.trend(pace) == heard
