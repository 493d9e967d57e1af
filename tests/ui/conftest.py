"""A window with an engine that only listens. Nothing here needs a screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.engine_bridge import EngineBridge
from app.ui.main_window import MainWindow
from app.ui.sentences import Origin
from app.ui.session_control import SessionControl
from app.ui.theme import ColourChoice, Theme
from tests.ui.alerts.ears import Ears, surroundings
from tests.ui.fakes import FakeEngine, live_link, setup


@dataclass
class Stage:
    """A shown window and what it talks to."""

    window: MainWindow
    engine: FakeEngine
    bridge: EngineBridge
    theme: Theme
    control: SessionControl
    ears: Ears


MakeStage = Callable[..., Stage]


@pytest.fixture
def make_stage(qtbot: QtBot, qapp: QApplication) -> Iterator[MakeStage]:
    """Makes windows of any size, palette and text scale."""
    qapp.setStyle("Fusion")
    stages: list[Stage] = []

    def make(
        size: tuple[int, int] = (1280, 800),
        choice: ColourChoice = ColourChoice.DARK,
        text_scale: float = 1.0,
        *,
        is_demo: bool = False,
        is_replay: bool = False,
    ) -> Stage:
        theme = Theme(choice, text_scale)
        engine = FakeEngine()
        control = SessionControl(setup(is_demo=is_demo))
        control.attach(engine)
        ears = Ears()
        bridge = EngineBridge()
        origin = Origin(is_demo, is_replay)
        window = MainWindow(theme, control, origin=origin, surroundings=surroundings(ears))
        window.listen_to(bridge)
        assert window.sensors is not None  # in life made a moment after the window is seen
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        qapp.processEvents()
        stages.append(Stage(window, engine, bridge, theme, control, ears))
        return stages[-1]

    yield make
    for stage in stages:
        stage.window.hide()
        stage.window.flows.close()
        stage.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    """A window of the usual size, its sensor live."""
    made = make_stage()
    made.window.show_connection(live_link())
    return made
