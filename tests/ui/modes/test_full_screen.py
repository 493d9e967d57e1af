"""The full screen keeps what is read from the saddle, whatever else must be said there."""

import pytest

from app.domain.snapshot import LiveStatus
from app.ui.live.alert_banner import Cause, Notice
from tests.ui.conftest import MakeStage
from tests.ui.fakes import taken
from tests.ui.test_live_page import full, overlapping, settle


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1920, 1080), (1920, 1200), (3840, 2160)])
def test_what_to_do_stays_on_the_full_screen_whatever_else_is_said_there(
    make_stage: MakeStage, size: tuple[int, int]
) -> None:
    stage = make_stage(size, is_demo=True)
    stage.window.show_page("glancePage")
    stage.window.showNormal()
    stage.window.resize(*size)
    stage.window.flows.line.say("The screen may go dark: turn off sleep in the system's settings.")
    glance = stage.window.glance
    for notice in (None, Notice("Reconnecting to Polar H10, try 3, next in 4 s.")):
        stage.window.live.banner.show_notice(Cause.SENSOR, notice)
        stage.window.show_snapshot(full())
        settle()
        settle()
        assert (glance.word.isVisible(), glance.trend.isVisible()) == (True, True)
        assert overlapping(glance) == []
    stage.window.show_snapshot(taken(142, 60.0, status=LiveStatus.PAUSED, target_load=40.0))
    settle()
    assert glance.word.text() == "Paused"
    assert glance.word.isVisible()
