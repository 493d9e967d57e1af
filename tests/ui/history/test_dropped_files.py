"""Files dropped anywhere on the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.snapshot import LiveStatus
from app.ui.history.history_page import HistoryPage
from app.ui.main_window import MainWindow
from tests.ui.history.past_stage import MakePast, PastStage

NOTHING = Qt.KeyboardModifier.NoModifier
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


def mime(*urls: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl(url) for url in urls])
    return made


def drop(past: PastStage, dragged: QMimeData) -> bool:
    """Drags it over the live page and lets go; whether the window was willing."""
    begin = QDragEnterEvent(QPoint(5, 5), COPY, dragged, LEFT, NOTHING)
    begin.ignore()
    QCoreApplication.sendEvent(past.stage.window, begin)
    QCoreApplication.sendEvent(past.stage.window, QDropEvent(QPointF(5, 5), COPY, dragged, LEFT, NOTHING))
    return begin.isAccepted()


def test_files_dropped_on_the_live_page_are_imported_in_the_history(make_past: MakePast) -> None:
    past = make_past()
    assert drop(past, mime("file:///rides/a.fit", "https://example.org/b.fit"))
    page = past.page(HistoryPage)
    past.qtbot.waitUntil(lambda: page.strip.words.text() == "Import done: 1 imported")
    assert past.past.imported == [Path("/rides/a.fit")]
    assert page.isVisible()


def test_while_a_session_runs_the_live_page_stays_in_sight(
    make_past: MakePast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MainWindow, "status", LiveStatus.RUNNING)
    past = make_past()
    assert drop(past, mime("file:///rides/a.fit"))
    past.qtbot.waitUntil(lambda: past.past.imported == [Path("/rides/a.fit")])
    assert not past.page(HistoryPage).isVisible()


def test_what_lies_elsewhere_is_left_alone(make_past: MakePast) -> None:
    past = make_past()
    assert not drop(past, mime("https://example.org/b.fit"))
    assert past.past.imported == []
