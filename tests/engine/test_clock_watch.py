"""Three clocks against each other: the timeline through sleep, the wall clock, and the loop's."""

import pytest

from app.domain.recording import EventKind
from app.engine.clock_watch import JUMP_S, SLEPT_S, ClockChange, ClockWatch
from app.engine.events import ClockChanged
from tests.engine.fakes import Stage, act

SECOND_US = 1_000_000


def looks(*moments: tuple[float, float, float]) -> list[ClockChange | None]:
    """Timeline, wall clock and loop at each look, all in seconds; the first begins the watch."""
    begin, *rest = [(round(now * 1e6), round(utc * 1e6), loop) for now, utc, loop in moments]
    watch = ClockWatch(*begin)
    return [watch.look(*moment) for moment in rest]


def test_clocks_that_go_together_are_no_news() -> None:
    assert looks((0, 1000, 50), (1, 1001, 51), (3600, 4600, 3650)) == [None, None]


@pytest.mark.parametrize("jumped_s", [3600.0, -3600.0, JUMP_S, -JUMP_S])
def test_a_wall_clock_that_was_set_is_told_once(jumped_s: float) -> None:
    told = looks((0, 1000, 0), (1, 1001 + jumped_s, 1), (2, 1002 + jumped_s, 2))
    assert told == [ClockChange(jumped_s=jumped_s), None]


def test_corrections_too_small_to_tell_add_up() -> None:
    told = looks((0, 1000, 0), *((second, 1000 + second * 1.5, second) for second in range(1, 6)))
    assert [change is not None for change in told] == [False, False, False, True, False]


def test_a_machine_that_slept_is_told_with_how_long() -> None:
    told = looks((0, 1000, 0), (1, 1001, 1), (601, 1601, 1.5), (602, 1602, 2.5))
    assert told == [None, ClockChange(suspended_s=599.5), None]


def test_a_late_look_is_no_sleep() -> None:
    assert looks((0, 1000, 0), (SLEPT_S, 1000 + SLEPT_S, 0.1)) == [None]


def test_a_session_goes_on_in_its_own_time_when_the_wall_clock_is_set() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        await stage.beats(*[140] * 10)
        stage.clock.wall_is_ahead_us += 3600 * SECOND_US
        await stage.beats(*[140] * 10)
        stage.engine.stop_session()

    stage = act(play)
    assert stage.finished.activity.summary.elapsed_s == pytest.approx(20.0, abs=1e-3)
    (changed,) = stage.all(ClockChanged)
    assert changed.jumped_s == pytest.approx(3600.0, abs=0.01)
    (event,) = [event for event in stage.recorder.events if event.kind is EventKind.CLOCK]
    assert event.activity_id == 1
    assert event.detail["jumped_s"] == changed.jumped_s
