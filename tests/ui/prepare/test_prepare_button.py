"""What is chosen for the next session, on its button beside «Start»."""

import pytest

from tests.ui.conftest import MakeStage
from tests.ui.test_live_page import settle


@pytest.mark.parametrize("size", [(640, 720), (960, 1080), (1280, 720)])
def test_at_the_largest_text_the_words_are_whole_beside_start(
    make_stage: MakeStage, size: tuple[int, int]
) -> None:
    buttons = make_stage(size, text_scale=2.0).window.live.buttons
    buttons.show_preparation("Indoor cycling", "bike", "No target")
    settle()
    assert (buttons.activity.text(), buttons.target.text()) == ("Indoor cycling", "No target")
    assert buttons.start_pause.width() >= buttons.start_pause.minimumSizeHint().width()


def test_a_long_name_is_cut_and_leaves_start_its_room(make_stage: MakeStage) -> None:
    stage = make_stage((640, 720), text_scale=2.0)
    buttons = stage.window.live.buttons
    buttons.show_preparation("Row" * 40, "rower", "As much as the ride of 12 November")
    settle()
    assert buttons.activity.text().endswith("…")
    assert buttons.activity.toolTip() == "Row" * 40
    assert stage.window.width() == 640
    assert buttons.start_pause.width() >= buttons.start_pause.minimumSizeHint().width()
