"""A tick between two beats is not shown; one that says more is."""

from dataclasses import replace

import pytest

from app.domain.snapshot import LiveStatus
from app.engine.events import SnapshotTaken
from app.ui import beat_pace
from app.ui.beat_pace import BeatPace
from tests.ui.fakes import taken


def tick(bpm: int | None, **changes: object) -> SnapshotTaken:
    return replace(taken(bpm, 1.0, **changes), arrival_us=None)


def test_a_tick_right_after_a_beat_is_no_news() -> None:
    pace = BeatPace()
    assert pace.is_news(taken(140, 1.0))
    assert not pace.is_news(tick(140))


@pytest.mark.parametrize(
    "changed",
    [tick(None), tick(141), tick(140, status=LiveStatus.PAUSED), tick(140, lap_number=2)],
    ids=["stale", "another rate", "paused", "a new lap"],
)
def test_a_tick_that_says_more_is_news(changed: SnapshotTaken) -> None:
    pace = BeatPace()
    pace.is_news(taken(140, 1.0))
    assert pace.is_news(changed)


def test_without_a_beat_for_a_while_every_tick_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 100.0
    monkeypatch.setattr(beat_pace, "monotonic", lambda: now_s)
    pace = BeatPace()
    pace.is_news(taken(140, 1.0))
    now_s += beat_pace.NEXT_BEAT_S + 0.1
    assert pace.is_news(tick(140))


def test_the_first_tick_of_all_is_news() -> None:
    assert BeatPace().is_news(tick(140))
