"""As much as an earlier activity, or like an easy run: read beside the window, chosen, and in the setup."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.targets import EasyRun
from app.domain.verdict import EarlierActivity, WantedSession
from app.engine.events import SnapshotTaken
from app.ui.prepare.choices import TargetChoice
from app.ui.prepare.past_targets import PastTargets
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import snapshot
from tests.ui.flow_stage import FlowStage, known
from tests.ui.settings.pages import ADA

TUESDAY = EarlierActivity(
    7, "outdoor_run", datetime(2026, 11, 17, 18, 0, tzinfo=UTC), WantedSession(27.4, 2, 19.6)
)
OCTOBER = EarlierActivity(3, "rowing", datetime(2026, 10, 2, 7, 0, tzinfo=UTC), WantedSession(41.0, 3, 38.2))
EARLIER, EASY = 3, 4  # the chips' places


class ToldPast:
    """Fills Past; it takes as long as the test wants."""

    def __init__(self, earlier: Sequence[EarlierActivity], easy: EasyRun | None) -> None:
        self._earlier, self._easy = earlier, easy
        self.may_tell = threading.Event()
        self.may_tell.set()

    def earlier(self) -> Sequence[EarlierActivity]:
        assert self.may_tell.wait(10)
        return self._earlier

    def easy_run(self) -> EasyRun | None:
        assert self.may_tell.wait(10)
        return self._easy


@pytest.fixture
def past() -> ToldPast:
    return ToldPast((TUESDAY, OCTOBER), EasyRun(20.3, 29.0, 5))


@pytest.fixture(autouse=True)
def _closes(stage: Stage) -> Iterator[None]:
    yield
    stage.window.closed.emit()


def opened(flow: FlowStage, place: int) -> TargetChoice:
    flow.flow.choose_target()
    choice = flow.find(TargetChoice, "targetChoice")
    choice.kind.buttons[place].click()
    return choice


def lines(past: PastTargets) -> list[str]:
    assert past.earlier is not None
    return [chip.text() for chip in past.earlier.buttons]


def test_an_earlier_activity_goes_into_the_setup(stage: Stage, qtbot: QtBot, past: ToldPast) -> None:
    flow = FlowStage(stage, known(athletes=(ADA,)))
    flow.flow.offer_past(past)
    past.may_tell.clear()
    choice = opened(flow, EARLIER)
    assert choice.past.note.text() == "One moment: looking at your activities."
    assert not choice.use.isEnabled()
    past.may_tell.set()
    qtbot.waitUntil(choice.use.isEnabled)
    name = f"{QLocale().dayName(2)}'s outdoor run"
    newest, oldest = lines(choice.past)
    assert newest == f"{name} · 27 min · load 20"
    assert oldest.startswith("Rowing of ")
    assert oldest.endswith(" · 41 min · load 38")
    choice.use.click()
    setup = flow.flow.next.setup
    assert (setup.target_load, setup.wanted) == (19.6, TUESDAY.wanted)
    assert (setup.reference_id, setup.reference_name) == (7, name)
    assert stage.window.live.buttons.target.accessibleName() == f"Target: like {name}"


def test_an_easy_run_is_a_load_with_a_name(stage: Stage, qtbot: QtBot, past: ToldPast) -> None:
    flow = FlowStage(stage, known(athletes=(ADA,)))
    flow.flow.offer_past(past)
    choice = opened(flow, EASY)
    qtbot.waitUntil(choice.use.isEnabled)
    assert choice.past.note.text() == "Your easy runs of the last weeks (5): 29 min, load 20."
    choice.use.click()
    setup = flow.flow.next.setup
    assert (setup.target_load, setup.wanted, setup.reference_id) == (20.3, None, None)
    assert stage.window.live.buttons.target.accessibleName() == "Target: like an easy run"


def test_what_was_chosen_before_can_be_kept_before_the_past_is_read(
    stage: Stage, qtbot: QtBot, past: ToldPast
) -> None:
    flow = FlowStage(stage, known(athletes=(ADA,)))
    flow.flow.offer_past(past)
    choice = opened(flow, EARLIER)
    qtbot.waitUntil(choice.use.isEnabled)
    assert choice.past.earlier is not None
    choice.past.earlier.buttons[1].click()
    choice.use.click()
    qtbot.waitUntil(lambda: stage.window.findChild(TargetChoice) is None)
    past.may_tell.clear()
    flow.flow.choose_target()
    again = flow.find(TargetChoice, "targetChoice")
    assert again.kind.value() == "earlier"
    again.use.click()
    past.may_tell.set()
    assert flow.flow.next.setup.reference_id == 3


def test_a_past_that_holds_nothing_says_so(stage: Stage, qtbot: QtBot) -> None:
    flow = FlowStage(stage, known(athletes=(ADA,)))
    flow.flow.offer_past(ToldPast((), None))
    choice = opened(flow, EARLIER)
    nothing = "There is no earlier activity with a heart rate yet."
    qtbot.waitUntil(lambda: choice.past.note.text() == nothing)
    choice.kind.buttons[EASY].click()
    qtbot.waitUntil(lambda: choice.past.note.text() == nothing)
    assert not choice.use.isEnabled()


def test_without_a_store_the_past_is_not_offered(stage: Stage) -> None:
    flow = FlowStage(stage, known(athletes=(ADA,)))
    flow.flow.choose_target()
    choice = flow.find(TargetChoice, "targetChoice")
    assert [chip.text() for chip in choice.kind.buttons] == ["None", "Training Load", "Minutes in a zone"]
    assert not choice.past.isVisible()


def test_the_load_is_told_in_minutes_of_an_easy_run(stage: Stage, qtbot: QtBot, past: ToldPast) -> None:
    flow = FlowStage(stage, known(athletes=(ADA,)))
    flow.flow.offer_past(past)
    choice = opened(flow, EASY)
    qtbot.waitUntil(choice.use.isEnabled)
    gauge = stage.window.live.load
    gauge.show_snapshot(snapshot(140, 600.0, training_load=5.0, target_load=14.0))
    assert gauge.anchor.isVisible()
    assert gauge.anchor.text() == "like 20 min of your easy run"
    assert "easy run" not in gauge.note.text()
    gauge.show_easy_run(EasyRun(21.0, 30.0, 0, 130))
    gauge.show_snapshot(snapshot(140, 601.0, training_load=5.0, target_load=14.0))
    assert gauge.anchor.text() == "like 20 min of an easy run"
    gauge.show_snapshot(snapshot(140, 602.0, training_load=5.0))
    assert not gauge.anchor.isVisible()
    assert "easy run" not in gauge.note.text()


def test_where_the_caption_leaves_no_room_the_note_tells_it_last(make_stage: MakeStage) -> None:
    stage = make_stage((480, 720), text_scale=1.6)
    gauge = stage.window.live.load
    gauge.show_easy_run(EasyRun(21.0, 30.0, 0, 130))
    stage.window.show_snapshot(SnapshotTaken(snapshot(140, 601.0, training_load=5.0, target_load=14.0)))
    assert not gauge.anchor.isVisible()
    assert gauge.note.text().endswith("like 20 min of an easy run")
