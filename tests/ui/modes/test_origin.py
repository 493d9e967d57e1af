"""A simulated heart, and one that is played again, are labelled wherever the session is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.header import OriginLabel
from app.ui.live.alert_banner import Cause, Notice
from app.ui.modes.mini_window import FIRST_SIZE, SMALLEST, MiniWindow
from app.ui.sentences import Origin
from app.ui.theme import ColourChoice, Theme
from tests.ui.conftest import MakeStage, Stage
from tests.ui.every_size import LongerWords
from tests.ui.fakes import taken
from tests.ui.legible import colliding_texts, cut_texts
from tests.ui.test_live_page import settle

ORIGINS = {
    "DEMO": Origin(is_demo=True),
    "REPLAY": Origin(is_replay=True),
    "DEMO · REPLAY": Origin(is_demo=True, is_replay=True),
}


@pytest.fixture(params=["as it is", "longer words"])
def _language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    translator = LongerWords()
    if request.param == "longer words":
        qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def labels(stage: Stage) -> list[tuple[str, bool]]:
    """Of the header, the full screen and the mini window: the words, and whether they are seen there."""
    window, mini = stage.window, stage.window.modes.mini
    assert mini is not None
    found: list[tuple[str, bool]] = []
    for shown in (window.header, window.glance, mini):
        (label,) = shown.findChildren(OriginLabel)
        found.append((label.text(), label.isVisibleTo(shown)))
    return found


@pytest.mark.parametrize(("words", "origin"), ORIGINS.items())
def test_window_full_screen_and_mini_window_say_the_same(
    make_stage: MakeStage, words: str, origin: Origin
) -> None:
    stage = make_stage(is_demo=origin.is_demo, is_replay=origin.is_replay)
    QTest.keyClick(stage.window, Qt.Key.Key_F11)
    QTest.keyClick(stage.window, Qt.Key.Key_M)
    assert labels(stage) == [(words, True)] * 3
    mini = stage.window.modes.mini
    assert mini is not None
    titles = (stage.window.windowTitle(), mini.windowTitle())
    assert titles == (f"Sidebeat · {words}", f"Sidebeat mini · {words}")


def test_the_athletes_own_heart_has_no_label(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_F11)
    QTest.keyClick(stage.window, Qt.Key.Key_M)
    assert labels(stage) == [("", False)] * 3
    assert stage.window.windowTitle() == "Sidebeat"


def test_the_full_screen_is_labelled_also_while_something_is_wrong(make_stage: MakeStage) -> None:
    stage = make_stage(is_replay=True)
    QTest.keyClick(stage.window, Qt.Key.Key_F11)
    stage.window.live.banner.show_notice(Cause.SENSOR, Notice("Reconnecting to Polar H10, try 3."))
    settle()
    glance = stage.window.glance
    assert glance.banner.isVisible()
    assert glance.origin.isVisible()
    assert not glance.banner.geometry().intersects(glance.origin.geometry())


@pytest.mark.usefixtures("_language")
@pytest.mark.parametrize("size", [(480, 360), (640, 720), (1280, 800)])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_the_label_fits_the_full_screen(
    make_stage: MakeStage, size: tuple[int, int], text_scale: float
) -> None:
    stage = make_stage(size, text_scale=text_scale, is_demo=True, is_replay=True)
    stage.window.show_page("glancePage")
    stage.window.showNormal()
    stage.window.show_snapshot(taken(142, 5025.0, training_load=134.0))
    stage.window.resize(*size)
    for notice in (None, Notice("Reconnecting to Polar H10, try 3, next in 4 s.")):
        stage.window.live.banner.show_notice(Cause.SENSOR, notice)
        for _ in range(5):
            settle()
        assert cut_texts(stage.window) == []
        assert colliding_texts(stage.window) == []


@pytest.mark.usefixtures("_language")
@pytest.mark.parametrize("size", [SMALLEST, FIRST_SIZE, FIRST_SIZE * 2])
@pytest.mark.parametrize("choice", [ColourChoice.DARK, ColourChoice.LIGHT])
def test_the_label_fits_the_mini_window(qtbot: QtBot, size: QSize, choice: ColourChoice) -> None:
    mini = MiniWindow(Theme(choice), origin=ORIGINS["DEMO · REPLAY"])
    qtbot.addWidget(mini)
    mini.resize(size)
    mini.show()
    mini.show_snapshot(taken(142, 5025.0, training_load=134.0))
    for _ in range(5):
        settle()
    assert mini.size() == size
    assert cut_texts(mini) == []
    assert colliding_texts(mini) == []
    assert mini.heart_rate.digit_height_px() >= 0.33 * mini.height()
