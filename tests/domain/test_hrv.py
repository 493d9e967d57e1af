"""Beats as they come: which are artefacts, and RMSSD of the last minute."""

from collections.abc import Iterable
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hrv import BeatFilter, LiveRmssd
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from tests.domain.beat_series import SYN200_MS
from tests.domain.sessions import STRAP, WATCH, setup_for


def ticks_of(rr_ms: Iterable[int]) -> list[int]:
    return [round(interval_ms * 1.024) for interval_ms in rr_ms]


def rmssd_of(intervals: list[int]) -> float:
    """Of a whole series, in ms."""
    squares, count = BeatFilter().differences(intervals)
    return float((squares / count) ** 0.5 * 1000 / 1024)


def accepted(intervals: Iterable[int]) -> list[bool]:
    beats = BeatFilter()
    found = []
    for ticks in intervals:
        beats.differences((ticks,))
        found.append(beats._before == ticks)
    return found


def played(intervals: Iterable[int], start_s: float = 0.0, rmssd: LiveRmssd | None = None) -> LiveRmssd:
    """Each interval told at the moment at which it ends."""
    rmssd = LiveRmssd() if rmssd is None else rmssd
    ticks = list(intervals)
    for end, interval in zip(accumulate(ticks), ticks, strict=True):
        rmssd.add(start_s + end / 1024, (interval,))
    return rmssd


def test_rmssd_of_a_clean_series_is_the_independently_computed_one() -> None:
    assert rmssd_of(ticks_of(SYN200_MS)) == pytest.approx(21.12, abs=0.02)  # ticks are coarser than ms


def test_a_beat_that_was_missed_and_one_too_many_hardly_move_rmssd() -> None:
    spoilt = ticks_of(SYN200_MS)
    spoilt[50:52] = [sum(spoilt[50:52])]
    spoilt[89:90] = [spoilt[89] // 2, spoilt[89] - spoilt[89] // 2]
    plain = [(later - earlier) ** 2 for earlier, later in pairwise(spoilt)]
    assert (sum(plain) / len(plain)) ** 0.5 * 1000 / 1024 > 90
    assert rmssd_of(spoilt) == pytest.approx(21.12, abs=0.4)


def test_what_no_heart_does_is_no_beat() -> None:
    assert accepted([276, 277, 2048, 2049]) == [False, True, False, False]


def test_a_slow_heart_may_change_by_a_quarter_and_a_fast_one_by_a_twentieth() -> None:
    assert accepted([800, 1000, 750]) == [True, True, True]
    assert accepted([800, 1001]) == [True, False]
    assert accepted([400, 420, 399]) == [True, True, True]
    assert accepted([400, 421]) == [True, False]


def test_in_between_the_allowance_shrinks() -> None:
    ticks = 702  # 87.5 bpm: half way, 15 %
    assert accepted([ticks, ticks + 105]) == [True, True]
    assert accepted([ticks, ticks + 106]) == [True, False]


def test_three_beats_that_agree_are_a_new_level() -> None:
    assert accepted([400, 500, 505, 510, 515]) == [True, False, False, True, True]
    assert accepted([400, 500, 600, 700, 401]) == [True, False, False, False, True]
    assert accepted([400, 500, 505, 2049, 500, 505, 510]) == [True, False, False, False, False, False, True]


def test_no_difference_is_taken_across_an_artefact() -> None:
    clean = played([430, 440] * 40)
    spoilt = played([430, 440] * 20 + [215, 215] + [430, 440] * 20)
    assert clean.value_ms(35.0) == spoilt.value_ms(35.0) == pytest.approx(10_000 / 1024)


def test_half_a_minute_of_beats_is_needed() -> None:
    assert played([1000] * 30).value_ms(30.0) is None
    assert played([1000] * 31).value_ms(30.0) == 0.0


def test_it_is_of_the_last_60_s() -> None:
    rmssd = played([440, 420] * 100)
    rmssd = played([430] * 150, 84.0, rmssd)
    assert rmssd.value_ms(84 + 150 * 430 / 1024) == 0.0


def test_it_goes_stale_with_the_heart_rate() -> None:
    rmssd = played([1000] * 40)
    last_s = 40 * 1000 / 1024
    assert rmssd.value_ms(last_s + 5) == 0.0
    assert rmssd.value_ms(last_s + 5.1) is None
    assert LiveRmssd().value_ms(0.0) is None


def test_beats_that_were_missed_part_those_around_them() -> None:
    rmssd = played([440] * 60)
    rmssd.add(60 * 440 / 1024 + 5.1, (430,))
    assert rmssd.value_ms(31.0) == 0.0


@given(st.lists(st.lists(st.integers(200, 2200), max_size=4), max_size=100), st.integers(1, 50))
def test_how_often_it_is_asked_for_changes_nothing(notifications: list[list[int]], every: int) -> None:
    asked, unasked = LiveRmssd(), LiveRmssd()
    for second, rr_ticks in enumerate(notifications):
        asked.add(float(second), rr_ticks)
        unasked.add(float(second), rr_ticks)
        if second % every == 0:
            asked.value_ms(float(second))
    now_s = float(len(notifications))
    assert asked.value_ms(now_s) == unasked.value_ms(now_s)


@given(st.lists(st.lists(st.integers(420, 440), min_size=1, max_size=4), min_size=15, max_size=60))
def test_without_artefacts_it_is_the_root_of_the_mean_square(notifications: list[list[int]]) -> None:
    rmssd = LiveRmssd()
    for second, rr_ticks in enumerate(notifications):
        rmssd.add(float(second), rr_ticks)
    beats = [ticks * 1000 / 1024 for rr_ticks in notifications for ticks in rr_ticks]
    squares = [(later - earlier) ** 2 for earlier, later in pairwise(beats)]
    expected = (sum(squares) / len(squares)) ** 0.5 if len(squares) >= 30 else None
    assert rmssd.value_ms(float(len(notifications) - 1)) == pytest.approx(expected)


def test_a_session_tells_it_and_takes_no_difference_from_one_sensor_to_another() -> None:
    session = LiveSession(setup_for())
    for second in range(60):
        session.accept(HeartRateSample(float(second), 140, STRAP, True, (440, 430)))
    value_ms = session.snapshot().rmssd_ms
    assert value_ms == pytest.approx(10_000 / 1024)
    session.choose_source(60.0, WATCH)
    session.accept(HeartRateSample(60.0, 140, WATCH, True, (420,)))
    assert session.snapshot().rmssd_ms == value_ms
