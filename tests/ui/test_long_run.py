"""What a session did to the long run, on the summary: computed beside the window, said when it is known."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.long_run_change import LongRunChange
from app.domain.remark import Remark
from app.ui.summary import summary_sentences
from app.ui.summary.long_run import LongRunTeller
from tests.ui.conftest import Stage
from tests.ui.fakes import finished_session

UP = LongRunChange(41.2, 42.1, 1.12, is_estimated=False)


@dataclass
class FakeLongRun:
    """Fills LongRun; each session waits until it may be answered."""

    answers: dict[int, LongRunChange | None]
    may_answer: threading.Event = field(default_factory=threading.Event)
    threads: set[int] = field(default_factory=set)

    def change(self, activity_id: int, remark: Remark | None = None) -> LongRunChange | None:
        if remark is not None:
            return replace(UP, base_fitness=43.0) if remark.uses_filled_in_load else UP
        self.threads.add(threading.get_ident())
        self.may_answer.wait(10.0)
        return self.answers[activity_id]


@pytest.fixture
def long_run() -> FakeLongRun:
    return FakeLongRun({7: UP, 8: None})


@pytest.fixture
def teller(stage: Stage, long_run: FakeLongRun) -> Iterator[LongRunTeller]:
    teller = LongRunTeller(stage.window, long_run)
    teller.listen_to(stage.bridge)
    yield teller
    long_run.may_answer.set()
    teller.close()


def test_the_summary_does_not_wait_for_it(
    stage: Stage, teller: LongRunTeller, long_run: FakeLongRun, qtbot: QtBot
) -> None:
    stage.bridge.deliver(finished_session())
    summary = stage.window.summary
    qtbot.waitUntil(lambda: bool(long_run.threads))
    assert summary.isVisible()
    assert not summary.long_run.isVisible()
    long_run.may_answer.set()
    qtbot.waitUntil(summary.long_run.isVisible)
    assert summary.long_run.text() == "Base Fitness 41 → 42, today's Load Ratio 1.1."
    assert "does not predict injury" in summary.long_run.toolTip()
    assert threading.get_ident() not in long_run.threads


def test_the_next_session_does_not_bear_the_last_ones_words(
    stage: Stage, teller: LongRunTeller, long_run: FakeLongRun, qtbot: QtBot
) -> None:
    long_run.may_answer.set()
    stage.bridge.deliver(finished_session())
    qtbot.waitUntil(stage.window.summary.long_run.isVisible)
    stage.bridge.deliver(replace(finished_session(), activity_id=8))
    qtbot.waitUntil(lambda: not stage.window.summary.long_run.isVisible())
    teller.close()
    qtbot.wait(20)
    assert not stage.window.summary.long_run.isVisible()


def says(label: QLabel, words: str) -> bool:
    return words in label.text()


def test_it_follows_which_load_counts_and_nothing_else(
    stage: Stage, teller: LongRunTeller, long_run: FakeLongRun, qtbot: QtBot
) -> None:
    long_run.may_answer.set()
    summary = stage.window.summary
    stage.bridge.deliver(finished_session())
    qtbot.waitUntil(summary.long_run.isVisible)
    for uses_filled_in, words in ((True, "41 → 43"), (False, "41 → 42")):
        summary.remark_changed.emit(7, Remark(rpe=4, uses_filled_in_load=uses_filled_in))
        qtbot.waitUntil(partial(says, summary.long_run, words))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (replace(UP, is_estimated=True), "Base Fitness ≈ 41 → 42, today's Load Ratio 1.1."),
        (replace(UP, base_fitness=41.4), "Base Fitness stays at 41, today's Load Ratio 1.1."),
        (replace(UP, base_fitness=40.4, load_ratio=None), "Base Fitness 41 → 40."),
    ],
)
def test_it_says_what_is_known_and_no_more(change: LongRunChange, words: str) -> None:
    assert summary_sentences.long_run(change) == words
