"""Views that frame themselves are painted anew, all of each, as the focus comes and goes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.history.history_model import HistoryModel
from app.ui.history.history_table import HistoryTable
from app.ui.live.tile_chooser import TileList
from app.ui.plots.axes import DayAxis
from app.ui.plots.theme_plot import ThemePlot
from app.ui.theme import Theme

VIEWS: dict[str, Callable[[Theme], QAbstractScrollArea]] = {
    "the history's table": lambda theme: HistoryTable(theme, HistoryModel(theme)),
    "a list of tiles": lambda theme: TileList(theme, "tiles"),
    "a plot": lambda theme: ThemePlot(theme, DayAxis()),
}


class Paints(QObject):
    """Where the widget that it watches was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.area = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.area += event.region()
        return super().eventFilter(watched, event)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_painted_anew_with_the_focus_and_without(qtbot: QtBot, name: str) -> None:
    view = VIEWS[name](Theme())
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.clearFocus()
    QApplication.processEvents()
    for kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
        paints = Paints(view.viewport())
        QApplication.sendEvent(view, QFocusEvent(kind))
        QApplication.processEvents()
        assert paints.area.boundingRect() == view.viewport().rect()
