"""Pages scroll in the window's look: nothing moves sideways, and what the keyboard is on is in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import ColourChoice, Theme
from app.ui.widgets.scroll import ScrollPage

_HIGH_PX, _LOW_PX = 900, 200


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[ScrollPage]:
    """Two fields, far from each other."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    column.addWidget(QLineEdit())
    held.setMinimumHeight(_HIGH_PX)
    page = ScrollPage(Theme(ColourChoice.DARK), held)
    qtbot.addWidget(page)
    page.resize(400, _LOW_PX)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    QApplication.processEvents()
    yield page
    page.hide()


def held_by(page: ScrollPage) -> QWidget:
    held = page.widget()
    assert isinstance(held, QWidget)
    return held


def bar_colours(page: ScrollPage) -> set[str]:
    image = page.verticalScrollBar().grab().toImage()
    return {image.pixelColor(image.width() // 2, y).name() for y in range(image.height())}


def test_a_page_is_as_wide_whether_it_scrolls_or_not(page: ScrollPage) -> None:
    wide_px = page.viewport().width()
    assert page.verticalScrollBar().maximum() > 0
    held_by(page).setMinimumHeight(10)
    held_by(page).resize(10, 10)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0
    assert page.viewport().width() == wide_px


def test_the_thumb_is_there_only_where_there_is_something_to_scroll(page: ScrollPage) -> None:
    assert len(bar_colours(page)) > 1
    held_by(page).setMinimumHeight(10)
    QApplication.processEvents()
    assert len(bar_colours(page)) == 1


def test_what_the_keyboard_comes_to_is_brought_into_sight(page: ScrollPage) -> None:
    first, last = held_by(page).findChildren(QLineEdit)
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert not last.visibleRegion().isEmpty()
    first.setFocus()
    assert not first.visibleRegion().isEmpty()
