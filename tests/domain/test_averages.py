import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.averages import mean, median, sample_deviation

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40)


@given(VALUES)
def test_they_are_those_of_the_standard_library_to_the_last_bit(values: list[float]) -> None:
    assert mean(values) == statistics.fmean(values)
    assert median(values) == statistics.median(values)


@given(st.lists(st.floats(0.0, 1e4), min_size=2, max_size=40))
def test_the_deviation_is_that_of_the_standard_library(values: list[float]) -> None:
    assert sample_deviation(values) == pytest.approx(statistics.stdev(values), rel=1e-9, abs=1e-9)


def test_nothing_has_neither_mean_nor_median() -> None:
    with pytest.raises(ZeroDivisionError):
        mean([])
    with pytest.raises(IndexError):
        median([])
