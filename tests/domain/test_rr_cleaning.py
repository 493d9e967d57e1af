"""Artefacts of a finished recording: which they are, and what is put in their place."""

from itertools import pairwise
from math import isfinite, pi, sin
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rr_cleaning import Artefact, artefacts_of, mended
from tests.domain.beat_series import SYN200_CORRUPTED_MS, SYN200_MS

EXTRA, MISSED, ECTOPIC, ODD = Artefact.EXTRA, Artefact.MISSED, Artefact.ECTOPIC, Artefact.LONG_OR_SHORT


def found_in(rr_ms: list[float]) -> dict[int, Artefact]:
    return {place: each for place, each in enumerate(artefacts_of(rr_ms)) if each is not None}


def breathing(count: int, mean_ms: float = 800.0, seed: int = 1) -> list[float]:
    """A heart that follows the breath."""
    chance = Random(seed)
    return [mean_ms + 25.0 * sin(2.0 * pi * place / 5.3) + chance.gauss(0.0, 10.0) for place in range(count)]


def test_the_classes_are_those_of_two_other_implementations() -> None:
    assert found_in(list(SYN200_CORRUPTED_MS)) == {50: MISSED, 89: EXTRA, 90: ODD, 120: ODD, 121: ECTOPIC}


def test_a_clean_series_has_no_artefacts() -> None:
    assert found_in(list(SYN200_MS)) == {}


def test_of_a_heart_that_varies_by_chance_hardly_a_beat_is_suspected() -> None:
    chance = Random(3)
    assert len(found_in([chance.gauss(800.0, 30.0) for _ in range(5000)])) < 0.003 * 5000


@pytest.mark.parametrize("place", [0, 1, 2, 50, 97, 98, 99])
def test_a_missed_beat_is_found_anywhere_and_lies_in_the_middle(place: int) -> None:
    rr_ms = breathing(100)
    rr_ms[place : place + 1] = [rr_ms[place] + rr_ms[place - 1]]
    assert found_in(rr_ms) == {place: MISSED}
    intervals = mended(rr_ms, artefacts_of(rr_ms))
    assert [(each.nn_ms, each.is_measured) for each in intervals if each.place == place] == [
        (rr_ms[place] / 2.0, False),
        (rr_ms[place] / 2.0, False),
    ]
    assert sum(each.nn_ms for each in intervals) == pytest.approx(sum(rr_ms))


@pytest.mark.parametrize("place", [0, 1, 50, 98, 99])
def test_an_extra_beat_is_found_anywhere_and_what_it_cut_is_measured(place: int) -> None:
    rr_ms = breathing(100)
    whole = list(rr_ms)
    rr_ms[place : place + 1] = [rr_ms[place] * 0.4, rr_ms[place] * 0.6]
    assert found_in(rr_ms)[place] is EXTRA
    intervals = mended(rr_ms, artefacts_of(rr_ms))
    assert [each.nn_ms for each in intervals] == pytest.approx(whole)
    assert all(each.is_measured for each in intervals)


def test_a_beat_at_the_wrong_time_gets_its_interval_from_those_around() -> None:
    rr_ms = [800.0, 810.0, 805.0, 795.0] * 20
    rr_ms[40] -= 200.0
    rr_ms[41] += 200.0
    assert set(found_in(rr_ms)) == {40, 41}
    intervals = mended(rr_ms, artefacts_of(rr_ms))
    before_ms, first_ms, second_ms, after_ms = (each.nn_ms for each in intervals[39:43])
    assert (before_ms, after_ms) == (rr_ms[39], rr_ms[42])
    assert (first_ms, second_ms) == pytest.approx((before_ms + 10 / 3, before_ms + 20 / 3))
    assert [each.is_measured for each in intervals[39:43]] == [True, False, False, True]


def test_an_even_heart_has_no_artefacts_but_those_that_stand_out() -> None:
    assert found_in([600.0] * 300) == {}
    assert found_in([600.0, 610.0] * 150) == {}  # a watch that tells hundredths of a second
    assert found_in([600.0] * 100 + [1200.0] + [600.0] * 100) == {100: MISSED}


def test_a_heart_that_speeds_up_has_no_artefacts() -> None:
    assert found_in([1000.0 - 2.0 * place for place in range(300)]) == {}


def test_two_beats_say_nothing_of_each_other_and_a_few_do() -> None:
    assert artefacts_of([]) == []
    assert artefacts_of([800.0]) == [None]
    assert artefacts_of([800.0, 1600.0]) == [None, None]
    assert found_in([800.0] * 4 + [1600.0] + [800.0] * 4) == {4: MISSED}


def test_where_nothing_is_normal_nothing_is_left() -> None:
    assert mended([800.0] * 5, [ODD] * 5) == []
    assert mended([800.0] * 2, [ODD, EXTRA]) == []


def test_at_the_ends_an_artefact_takes_the_length_of_the_nearest_beat() -> None:
    intervals = mended([300.0, 800.0, 810.0, 3000.0, 3000.0], [ODD, None, None, ECTOPIC, ODD])
    assert [each.nn_ms for each in intervals] == [800.0, 800.0, 810.0, 810.0, 810.0]
    assert [each.place for each in intervals] == [0, 1, 2, 3, 4]


INTERVALS = st.floats(0.001, 60_000.0) | st.floats(300.0, 1500.0) | st.sampled_from([600.0, 601.0])


@given(st.lists(INTERVALS, max_size=150))
def test_any_intervals_have_classes_and_what_is_left_is_in_their_range(rr_ms: list[float]) -> None:
    artefacts = artefacts_of(rr_ms)
    assert len(artefacts) == len(rr_ms)
    intervals = mended(rr_ms, artefacts)
    assert all(isfinite(each.nn_ms) and 0.0 < each.nn_ms <= 2.0 * max(rr_ms) for each in intervals)
    assert all(earlier.place <= later.place for earlier, later in pairwise(intervals))


@given(st.lists(st.sampled_from([None, *Artefact]), max_size=60))
def test_any_classes_can_be_mended_and_normal_beats_stay(artefacts: list[Artefact | None]) -> None:
    intervals = mended([700.0 + place for place in range(len(artefacts))], artefacts)
    places = [each.place for each in intervals if each.is_measured]
    normal = [place for place, artefact in enumerate(artefacts) if artefact is None]
    after_extra = {place + 1 for place, artefact in enumerate(artefacts) if artefact is EXTRA}
    assert set(normal) <= set(places) or not intervals
    assert set(places) <= set(normal) | after_extra
