"""A window with a past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.history.history_flow import HistoryFlow
from app.ui.history.history_page import HistoryPage
from app.ui.history.review_page import ReviewPage
from app.ui.trends.trends_flow import TrendsFlow
from app.ui.trends.trends_page import TrendsPage
from tests.ui.conftest import MakeStage, Stage
from tests.ui.history.past import TODAY, FakePast

P = TypeVar("P", bound=QWidget)


@dataclass
class PastStage:
    """The window, the flows and the store behind them."""

    stage: Stage
    history: HistoryFlow
    trends: TrendsFlow
    past: FakePast
    qtbot: QtBot

    def open_history(self) -> HistoryPage:
        """The list, with all its lines."""
        self.history.open()
        page = self.page(HistoryPage)
        self.qtbot.waitUntil(lambda: len(page.model.whole) == len(self.past.kept))
        return page

    def open_review(self, activity_id: int) -> ReviewPage:
        """One activity, computed."""
        self.history.review(activity_id)
        self.qtbot.waitUntil(lambda: self.stage.window.findChild(ReviewPage) is not None)
        page = self.page(ReviewPage)
        self.qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.activity_id == activity_id)
        return page

    def open_trends(self) -> TrendsPage:
        """The trends, computed."""
        self.trends.open()
        page = self.page(TrendsPage)
        self.qtbot.waitUntil(lambda: page.headline.text() != "")
        return page

    def page(self, kind: type[P]) -> P:
        found = self.stage.window.findChild(kind)
        assert found is not None
        return found


MakePast = Callable[..., PastStage]


@pytest.fixture
def make_past(make_stage: MakeStage, qtbot: QtBot) -> Iterator[MakePast]:
    """Makes windows with a past; ends their threads."""
    made: list[PastStage] = []

    def make(past: FakePast | None = None, stage: Stage | None = None) -> PastStage:
        stage = stage or make_stage()
        past = FakePast() if past is None else past
        history = HistoryFlow(stage.window, stage.theme, stage.control, lambda: past, today=lambda: TODAY)
        history.listen_to(stage.bridge)
        trends = TrendsFlow(stage.window, stage.theme, history, today=lambda: TODAY)
        made.append(PastStage(stage, history, trends, past, qtbot))
        return made[-1]

    yield make
    for each in made:
        each.history.close()
