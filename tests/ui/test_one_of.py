"""One of several: one stop for Tab, arrows from there, and a role that says it is a choice."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import ColourChoice, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.one_of import OneOf, chip


@pytest.fixture
def chips(qtbot: QtBot) -> Iterator[tuple[list[ActionButton], OneOf]]:
    """Three chips between two fields, in a window that is shown."""
    window, theme = QWidget(), Theme(ColourChoice.DARK)
    qtbot.addWidget(window)
    made = [chip(theme, f"chip{number}", f"{number} weeks") for number in range(3)]
    row = QHBoxLayout(window)
    for widget in (QLineEdit(), *made, QLineEdit()):
        row.addWidget(widget)
    group = OneOf(window, made)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield made, group
    window.hide()


def stops(made: list[ActionButton]) -> list[ActionButton]:
    return [each for each in made if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_tab_stops_at_the_chosen_one_and_arrows_choose_the_next(
    chips: tuple[list[ActionButton], OneOf],
) -> None:
    made, _ = chips
    made[1].setChecked(True)
    assert stops(made) == [made[1]]
    made[1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(made[1], Qt.Key.Key_Right)
    assert made[2].isChecked()
    assert made[2].hasFocus()
    assert stops(made) == [made[2]]


def test_with_none_chosen_tab_still_gets_there(chips: tuple[list[ActionButton], OneOf]) -> None:
    made, group = chips
    made[0].setChecked(True)
    group.choose(None)
    assert group.checkedButton() is None
    assert stops(made) == made


def test_screen_readers_hear_a_choice(chips: tuple[list[ActionButton], OneOf]) -> None:
    made, group = chips
    group.choose(made[0])
    interface = QAccessible.queryAccessibleInterface(made[0])
    assert interface.role() is QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "0 weeks"
