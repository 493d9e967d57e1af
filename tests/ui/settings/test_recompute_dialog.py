"""The comparison before anything is changed."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.settings.recompute_dialog import LoadChange, RecomputeDialog
from app.ui.theme import Theme
from app.ui.widgets.text import TextLabel

ROWS = [
    LoadChange(date(2026, 11, 20), "Indoor cycling", 35.2, 33.1),
    LoadChange(date(2026, 11, 22), "Treadmill", 52.0, 49.6),
]


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[RecomputeDialog]:
    parent = QWidget()
    parent.resize(1280, 800)
    made = RecomputeDialog(Theme(), parent)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    parent.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def lines(dialog: RecomputeDialog) -> list[str]:
    grid = dialog._grid
    found = []
    for row in range(1, grid.rowCount()):
        items = [grid.itemAtPosition(row, column) for column in range(4)]
        labels = [None if item is None else item.widget() for item in items]
        found.append(" ".join(label.text() for label in labels[1:] if isinstance(label, TextLabel)))
    return [line for line in found if line]


def test_it_begins_without_an_answer(dialog: RecomputeDialog) -> None:
    assert not dialog.apply.isEnabled()
    assert not dialog.undo.isVisible()
    assert dialog.close_button.text() == "Leave the past as it is"


def test_the_newest_come_first_with_both_loads(dialog: RecomputeDialog) -> None:
    dialog.show_comparison(ROWS)
    assert lines(dialog) == ["Treadmill 52 50", "Indoor cycling 35 33"]
    assert dialog.note.text().startswith("2 sessions would change; together 87 would become 83.")
    assert dialog.apply.isEnabled()


def test_it_is_applied_and_undone_on_request_alone(dialog: RecomputeDialog) -> None:
    asked: list[str] = []
    dialog.apply_requested.connect(lambda: asked.append("apply"))
    dialog.undo_requested.connect(lambda: asked.append("undo"))
    dialog.show_comparison(ROWS)
    dialog.apply.click()
    dialog.show_applied()
    assert (dialog.apply.isVisible(), dialog.undo.isVisible()) == (False, True)
    dialog.undo.click()
    dialog.show_undone()
    assert (dialog.apply.isVisible(), dialog.undo.isVisible()) == (True, False)
    assert asked == ["apply", "undo"]


def test_nothing_to_change_is_said(dialog: RecomputeDialog) -> None:
    dialog.show_comparison([])
    assert dialog.note.text() == "No past session would change."
    assert not dialog.apply.isEnabled()


def test_a_long_history_shows_its_newest(dialog: RecomputeDialog) -> None:
    many = [LoadChange(date(2026, 1 + place % 12, 1), "Yoga", 10.0, 11.0) for place in range(250)]
    dialog.show_comparison(many)
    assert len(lines(dialog)) == 200
    assert dialog.note.text().endswith("The newest 200 are shown.")
    assert dialog.height() <= 800
