"""Pauses that fit the timer."""

import pytest

from app.domain.activity import Pause
from app.formats.pause_fitting import explaining, fitted

TWO = (Pause(10.0, 20.0), Pause(50.0, 70.0))


def test_what_the_timer_tells_more_finely_is_shared_among_the_pauses() -> None:
    moved = fitted(TWO, 100.0, 71.0)
    assert moved == (Pause(10.5, 20.0), Pause(50.5, 70.0))
    assert sum(pause.end_s - pause.start_s for pause in moved) == 29.0


@pytest.mark.parametrize("timer_s", [None, 60.0, 90.0])
def test_what_whole_seconds_do_not_explain_is_left_alone(timer_s: float | None) -> None:
    assert fitted(TWO, 100.0, timer_s) == TWO


def test_pauses_never_meet_nor_begin_before_the_start() -> None:
    close = (Pause(0.5, 20.0), Pause(20.5, 70.0))
    assert fitted(close, 100.0, 29.0) == close
    short = (Pause(10.0, 11.0),)
    assert fitted(short, 100.0, 100.0) == short
    assert fitted((), 100.0, 90.0) == ()


def test_of_the_gaps_those_are_pauses_that_explain_the_missing_time() -> None:
    gaps = (Pause(5.0, 7.0), Pause(10.0, 20.0), Pause(30.0, 33.0), Pause(50.0, 70.0))
    assert explaining(gaps, 30.4) == TWO
    assert explaining(gaps, 0.0) == ()
    assert explaining(gaps, 35.0) == gaps
