import pytest

from app.domain.field_tests import resting_from_test, threshold_after_talk_tests, threshold_from_test
from tests.domain.sessions import sampled, steady


def seconds(start: int, end: int) -> list[float]:
    return [float(second) for second in range(start, end + 1)]


def test_the_threshold_is_the_mean_of_the_last_20_of_30_minutes() -> None:
    samples = sampled(lambda s: 150.0 if s < 100 + 600 else 168.0, seconds(0, 2000))
    assert threshold_from_test(samples, start_s=100.0) == 168


def test_the_mean_weighs_time() -> None:
    samples = sampled(lambda s: 160 + 20 * (s - 600) / 1200, seconds(600, 1800))
    assert threshold_from_test(samples, start_s=0.0) == 170


@pytest.mark.parametrize("end_s", [600, 1500])
def test_a_test_that_was_broken_off_gives_no_threshold(end_s: int) -> None:
    assert threshold_from_test(steady(168, 0, end_s), start_s=0.0) is None


def test_a_test_with_a_lost_sensor_gives_no_threshold() -> None:
    samples = [*steady(168, 0, 1000), *steady(168, 1100, 1800)]
    assert threshold_from_test(samples, start_s=0.0) is None


def test_resting_is_the_lowest_minute_of_a_seated_measurement() -> None:
    samples = sampled(lambda s: 70.0 - min(s, 60.0) / 4, seconds(0, 180))
    assert resting_from_test(samples, 0.0, 180.0) == 55


def test_a_seated_measurement_of_less_than_2_minutes_or_without_readings_gives_none() -> None:
    assert resting_from_test(steady(55, 0, 100), 0.0, 100.0) is None
    assert resting_from_test([], 0.0, 180.0) is None


def test_two_no_in_a_row_offer_a_threshold_5_bpm_lower() -> None:
    assert threshold_after_talk_tests(160, [True, False, False]) == 155
    assert threshold_after_talk_tests(160, [False, True, False]) is None
    assert threshold_after_talk_tests(160, [False]) is None
