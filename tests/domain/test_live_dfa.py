"""DFA α1 as a session goes."""

from collections.abc import Callable, Iterable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dfa import dfa_alpha1
from app.domain.live import LiveSession
from app.domain.live_dfa import UNKNOWN, LiveDfa
from app.domain.samples import HeartRateSample
from app.domain.variability import variability
from tests.domain.beat_series import SYN200_MS
from tests.domain.sessions import STRAP, WATCH, setup_for

BEATS = tuple(round(interval_ms * 1.024) for interval_ms in SYN200_MS * 3)


def played(rr_ticks: Iterable[int], start_s: float = 0.0, dfa: LiveDfa | None = None) -> LiveDfa:
    """Each interval told at the moment at which it ends."""
    dfa = LiveDfa() if dfa is None else dfa
    for ticks, passed in zip(rr_ticks, accumulate(rr_ticks), strict=True):
        dfa.add(start_s + passed / 1024.0, (ticks,))
    return dfa


def until(end_s: float, beats: tuple[int, ...] = BEATS) -> tuple[int, ...]:
    """The beats that end by then."""
    return tuple(
        ticks for ticks, passed in zip(beats, accumulate(beats), strict=True) if passed <= end_s * 1024
    )


def test_it_is_that_of_the_last_120_s_and_comes_every_20_s() -> None:
    dfa = played(until(139.9))
    first = dfa_alpha1([ticks * 1000.0 / 1024.0 for ticks in until(120.0)])
    assert dfa.exponent(139.9).value == first == pytest.approx(1.35, abs=0.05)
    played(until(161.0)[len(until(139.9)) :], sum(until(139.9)) / 1024.0, dfa)
    later = dfa.exponent(160.5).value
    assert later is not None
    assert later != first


def test_before_120_s_it_is_not_known() -> None:
    assert LiveDfa().exponent(300.0) == UNKNOWN
    assert played(until(119.0)).exponent(119.0) == UNKNOWN


@pytest.mark.parametrize(
    ("every", "is_known", "is_rough"), [(60, True, False), (28, True, True), (14, False, False)]
)
def test_artefacts_are_left_out_and_too_many_leave_no_number(
    every: int, is_known: bool, is_rough: bool
) -> None:
    spoilt = tuple(2 * ticks if place % every == 7 else ticks for place, ticks in enumerate(BEATS))
    found = played(until(121.0, spoilt)).exponent(121.0)
    assert (found.value is not None, found.is_rough) == (is_known, is_rough)
    if found.value is not None:
        assert found.value == pytest.approx(1.35, abs=0.2)


def test_a_window_is_judged_as_after_the_session() -> None:
    """A fast heart, a beat in thirty missed: the live rule would turn away healthy beats too."""
    fast = tuple(round(0.6 * ticks) for ticks in BEATS)
    spoilt = until(120.5, tuple(2 * ticks if place % 30 == 7 else ticks for place, ticks in enumerate(fast)))
    ends_s = [passed / 1024.0 for passed in accumulate(spoilt)]
    told = variability([ticks * 1000.0 / 1024.0 for ticks in spoilt], ends_s, ())
    assert told.dfa_alpha1 is not None
    live, after = played(spoilt).exponent(120.5).value, told.dfa_alpha1[0]
    assert after.elapsed_s == 120.0
    assert live == pytest.approx(after.value, abs=0.005)


def test_an_interval_of_no_length_leaves_no_number() -> None:
    assert played((*until(60.0), 0, *until(61.5))).exponent(121.0) == UNKNOWN


def test_too_few_beats_and_an_even_heart_leave_no_number() -> None:
    assert played(until(121.0, (1280, 1270) * 60)).exponent(121.0) == UNKNOWN
    assert played((614,) * 210).exponent(121.0) == UNKNOWN


def test_it_goes_stale_with_the_heart_rate() -> None:
    dfa = played(until(121.0))
    assert dfa.exponent(125.0).value is not None
    assert dfa.exponent(126.5) == UNKNOWN


@pytest.mark.parametrize("silence_s", [5.5, 60.0])
def test_after_a_silence_a_whole_window_is_needed(silence_s: float) -> None:
    dfa = played(until(125.0))
    start_s = 125.0 + silence_s
    played(until(139.0), start_s, dfa)
    known = [
        played(until(step), start_s, played(until(125.0))).exponent(start_s + step - 0.1).value is not None
        for step in (60.0, 110.0, 150.0)
    ]
    assert known == [False, False, True]


CUTS: tuple[Callable[[LiveSession], None], ...] = (
    lambda session: None,
    lambda session: session.choose_source(100.0, WATCH),
    lambda session: session.sensor_lost(100.0),
    lambda session: session.pause(100.0),
)


@pytest.mark.parametrize("cut", CUTS)
def test_another_sensor_and_a_pause_cut_the_window(cut: Callable[[LiveSession], None]) -> None:
    session = LiveSession(setup_for())
    for second in range(130):
        if second == 100:
            cut(session)
        rr_ticks = BEATS[second : second + 1] + BEATS[second + 300 : second + 301]
        session.accept(HeartRateSample(float(second), 75, session.source or STRAP, True, rr_ticks))
    assert (session.snapshot().dfa_alpha1 is not None) == (cut is CUTS[0])


NOTIFICATIONS = st.lists(
    st.lists(st.integers(0, 2200) | st.sampled_from([440, 450]), max_size=4), min_size=100, max_size=200
)


@given(NOTIFICATIONS, st.integers(1, 50))
def test_how_often_it_is_asked_for_changes_nothing(notifications: list[list[int]], every: int) -> None:
    asked, unasked = LiveDfa(), LiveDfa()
    for second, rr_ticks in enumerate(notifications):
        asked.add(float(second), rr_ticks)
        unasked.add(float(second), rr_ticks)
        if second % every == 0:
            asked.exponent(float(second))
    now_s = float(len(notifications) - 1)
    assert asked.exponent(now_s) == unasked.exponent(now_s)


def test_a_reading_that_was_held_as_suspect_still_counts() -> None:
    beats = [(passed / 1024.0, ticks) for ticks, passed in zip(BEATS, accumulate(BEATS), strict=True)]
    held, plain = LiveDfa(), LiveDfa()
    for at_s, ticks in beats:
        if at_s <= 122.0:
            plain.add(at_s, (ticks,))
        if at_s <= 117.0:
            held.add(at_s, (ticks,))
    held.exponent(121.0)
    for at_s, ticks in beats:
        if 117.0 < at_s <= 122.0:
            held.add(at_s, (ticks,))
    assert held.exponent(122.0) == plain.exponent(122.0)
