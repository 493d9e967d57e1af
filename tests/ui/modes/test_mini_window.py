"""The mini window as the system treats it."""

from PySide6.QtCore import Qt

from app.ui.live.alert_banner import Cause, Notice
from tests.ui.conftest import Stage
from tests.ui.fakes import taken


def test_closing_it_brings_the_window_back_and_ends_nothing(stage: Stage) -> None:
    stage.window.show_snapshot(taken(140, 60.0))
    stage.window.modes.toggle_mini()
    mini = stage.window.modes.mini
    assert mini is not None
    assert stage.window.isMinimized()
    assert not mini.close()  # Alt+F4, or the taskbar's menu
    assert not mini.isVisible()
    assert not stage.window.windowState() & Qt.WindowState.WindowMinimized
    assert stage.engine.asked == []
    stage.window.modes.toggle_mini()
    assert mini.isVisible()


def test_what_is_wrong_comes_before_what_it_says_of_itself(stage: Stage) -> None:
    stage.window.show_snapshot(taken(140, 60.0))
    banner = stage.window.live.banner
    banner.show_notice(Cause.ALERT, Notice("Too high", stays=True))
    stage.window.modes.toggle_mini()
    mini = stage.window.modes.mini
    assert mini is not None
    assert mini.note.text() == "Too high"
    banner.show_notice(Cause.ALERT, None)
    assert mini.note.text() == ""
    stage.window.modes.bring_back()
    stage.window.modes.toggle_mini()
    assert mini.note.text().startswith("M: back")
    banner.show_notice(Cause.ALERT, Notice("Too low", stays=True))
    assert mini.note.text() == "Too low"
