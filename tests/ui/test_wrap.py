"""Rows that wrap: what they find out once holds until something changes."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.wrap import WrapLayout

SIDE_PX = 40


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """Three squares without any room between them."""
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = WrapLayout(holder)
    layout.setSpacing(0)
    for _ in range(3):
        layout.addWidget(square())
    holder.resize(3 * SIDE_PX, 3 * SIDE_PX)
    holder.show()
    return holder


def square() -> QWidget:
    widget = QWidget()
    widget.setFixedSize(SIDE_PX, SIDE_PX)
    return widget


def layout_of(holder: QWidget) -> WrapLayout:
    layout = holder.layout()
    assert isinstance(layout, WrapLayout)
    return layout


@pytest.mark.parametrize(("width", "rows"), [(3, 1), (2, 2), (1, 3)])
def test_the_narrower_the_higher_however_often_it_is_asked(holder: QWidget, width: int, rows: int) -> None:
    heights = {layout_of(holder).heightForWidth(width * SIDE_PX) for _ in range(2)}
    assert heights == {rows * SIDE_PX}


def test_one_more_widget_is_counted_as_soon_as_it_is_there(holder: QWidget) -> None:
    layout = layout_of(holder)
    assert layout.heightForWidth(3 * SIDE_PX) == SIDE_PX
    added = square()
    layout.addWidget(added)
    added.show()
    assert layout.heightForWidth(3 * SIDE_PX) == 2 * SIDE_PX


def test_a_widget_taken_out_is_gone_at_once(holder: QWidget) -> None:
    layout = layout_of(holder)
    assert layout.heightForWidth(2 * SIDE_PX) == 2 * SIDE_PX
    assert layout.takeAt(0) is not None
    assert layout.heightForWidth(2 * SIDE_PX) == SIDE_PX


def test_hiding_growing_and_other_distances_are_noticed(holder: QWidget) -> None:
    layout = layout_of(holder)
    assert layout.heightForWidth(2 * SIDE_PX) == 2 * SIDE_PX
    first, second, _ = holder.findChildren(QWidget)
    first.hide()
    assert layout.heightForWidth(2 * SIDE_PX) == SIDE_PX
    second.setFixedHeight(2 * SIDE_PX)
    assert layout.heightForWidth(2 * SIDE_PX) == 2 * SIDE_PX
    layout.setSpacing(1)
    assert layout.heightForWidth(2 * SIDE_PX) == 3 * SIDE_PX + 1
    layout.set_cell_px(2 * SIDE_PX)
    assert layout.heightForWidth(3 * SIDE_PX) == 3 * SIDE_PX + 1
