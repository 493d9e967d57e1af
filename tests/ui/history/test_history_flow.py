"""The history's slow work: one import or export at a time, whatever else goes wrong meanwhile."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.ui.history.ports import HistoryProblemError, OnProgress
from tests.ui.history.past import FakePast
from tests.ui.history.past_stage import MakePast

RIDE, OTHER = Path("ride.fit"), Path("other.fit")


@dataclass
class SlowPast(FakePast):
    """Takes its first file in when it is told to."""

    may_go_on: threading.Event = field(default_factory=threading.Event)

    def import_files(self, paths: Sequence[Path], on_progress: OnProgress) -> None:
        self.may_go_on.wait(10.0)
        super().import_files(paths, on_progress)


@dataclass
class FullPast(FakePast):
    """Has no room for a file."""

    def export(self, activity_id: int, kind: str, folder: Path) -> Path:
        raise HistoryProblemError("The disk is full.")


def test_a_problem_elsewhere_ends_no_import_and_lets_no_second_one_begin(make_past: MakePast) -> None:
    past = make_past(SlowPast())
    assert isinstance(past.past, SlowPast)
    strip = past.open_history().strip
    past.history.import_paths([RIDE])
    past.past.refusal = "The disk is gone."
    past.history.review(1)
    past.qtbot.waitUntil(lambda: strip.words.text() == "The disk is gone.")
    past.past.refusal = None
    past.history.import_paths([OTHER])
    past.past.may_go_on.set()
    past.qtbot.waitUntil(lambda: strip.words.text().startswith("Import done"))
    assert past.past.imported == [RIDE]
    past.history.import_paths([OTHER])
    past.qtbot.waitUntil(lambda: past.past.imported == [RIDE, OTHER])


def test_after_an_export_without_room_the_next_one_may_be_tried(make_past: MakePast, tmp_path: Path) -> None:
    past = make_past(FullPast())
    strip = past.open_history().strip
    for _ in range(2):
        past.history.export([1], "fit", tmp_path)
        assert strip.bar.isVisible()
        past.qtbot.waitUntil(lambda: strip.words.text() == "The disk is full.")
