"""DFA α1 against nolds and against dense algebra."""

from math import isfinite
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dfa import BOXES, SMOOTHNESS, detrended, dfa_alpha1, scaling_exponent
from tests.domain.beat_series import SYN200_MS


def test_the_exponent_is_that_of_nolds() -> None:
    assert scaling_exponent(SYN200_MS) == pytest.approx(1.347297, abs=1e-6)


def test_detrended_it_is_the_independently_computed_one() -> None:
    assert dfa_alpha1(SYN200_MS) == pytest.approx(1.34704, abs=5e-6)


@pytest.mark.parametrize("count", [16, 17, 200, 431])
def test_detrending_solves_the_equation_of_smoothness_priors(count: int) -> None:
    chance = Random(count)
    values = [chance.gauss(500.0 - place / 2.0, 20.0) for place in range(count)]
    second = np.diff(np.eye(count), 2, axis=0)
    trend = np.linalg.solve(np.eye(count) + SMOOTHNESS**2 * second.T @ second, np.array(values))
    assert detrended(values) == pytest.approx(list(np.array(values) - trend), abs=1e-6)


@pytest.mark.parametrize("count", [100, 163, 431])
def test_the_exponent_is_that_of_lines_fitted_box_by_box(count: int) -> None:
    chance = Random(count)
    values = [chance.gauss(400.0, 15.0) for _ in range(count)]
    walk = np.cumsum(np.array(values) - np.mean(values))
    sizes = list(BOXES)
    squares = []
    for size in sizes:
        boxes = walk[: count // size * size].reshape(-1, size)
        lines = [np.polyval(np.polyfit(np.arange(size), box, 1), np.arange(size)) for box in boxes]
        squares.append(np.mean((boxes - np.array(lines)) ** 2))
    expected = np.polyfit(np.log(sizes), np.log(squares) / 2.0, 1)[0]
    assert scaling_exponent(values) == pytest.approx(expected, rel=1e-9)


def test_beats_by_chance_give_a_half_and_their_running_sum_one_and_a_half() -> None:
    chance = Random(5)
    noise = [chance.gauss(0.0, 10.0) for _ in range(20_000)]
    walk = [800.0]
    for step in noise:
        walk.append(walk[-1] + step)
    assert scaling_exponent(noise) == pytest.approx(0.55, abs=0.07)  # boxes as small as four lean upwards
    assert scaling_exponent(walk) == pytest.approx(1.5, abs=0.07)


@pytest.mark.parametrize("rr_ms", [800.0, 60_000 / 173, 0.1])
def test_an_even_heart_has_none(rr_ms: float) -> None:
    assert dfa_alpha1([rr_ms] * 300) is None


def test_fewer_than_a_hundred_beats_have_none() -> None:
    assert dfa_alpha1(SYN200_MS[:99]) is None
    assert dfa_alpha1(SYN200_MS[:100]) is not None
    assert dfa_alpha1([]) is None


@given(st.lists(st.floats(1.0, 5000.0) | st.sampled_from([600.0, 601.0]), min_size=100, max_size=130))
def test_any_beats_have_a_number_or_none(rr_ms: list[float]) -> None:
    value = dfa_alpha1(rr_ms)
    assert value is None or isfinite(value)
