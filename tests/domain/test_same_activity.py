"""One ride, two recordings: told from two rides, whatever the clocks say."""

import tracemalloc
from dataclasses import replace
from random import Random

import pytest

from app.domain.heart_model import Stage, simulated_heart
from app.domain.same_activity import Likeness, compare, rate_track
from app.domain.samples import HeartRateSample

BEGAN_S = 1_800_000_000.0
HOUR_S = 3600
DAY_S = 24 * HOUR_S
EASY = (Stage(600.0, 0.3, 0.5), Stage(3000.0, 0.5, 0.45))


def ride(seed: int, workout: tuple[Stage, ...] | None = None, seconds: int = HOUR_S) -> list[HeartRateSample]:
    heart = simulated_heart(Random(seed)) if workout is None else simulated_heart(Random(seed), None, workout)
    return [HeartRateSample(float(second), next(heart).bpm, "strap") for second in range(seconds)]


def from_wrist(samples: list[HeartRateSample], begin: int, end: int) -> list[HeartRateSample]:
    """The same ride as another sensor saw it: noisier, and a part of it only."""
    chance = Random(7)
    return [
        HeartRateSample(sample.elapsed_s - begin, (sample.bpm or 0) + chance.gauss(0, 2.0), "wrist")
        for sample in samples[begin:end]
    ]


@pytest.mark.parametrize("shift_s", [0, 37, -150, 3600, -7200 + 95, 5 * 3600 - 170])
def test_the_same_ride_is_found_at_every_shift_of_the_clock(shift_s: int) -> None:
    samples = ride(1)
    mine = rate_track(BEGAN_S, samples, HOUR_S)
    other = rate_track(BEGAN_S + 60 + shift_s, from_wrist(samples, 60, 3000), 2939)
    comparison = compare(mine, other)
    assert comparison.likeness is Likeness.SAME
    assert comparison.shift_s == pytest.approx(-shift_s, abs=2)


def test_another_ride_at_the_same_time_is_another() -> None:
    mine = rate_track(BEGAN_S, ride(1), HOUR_S)
    friend = rate_track(BEGAN_S, ride(2, EASY), HOUR_S)
    assert compare(mine, friend).likeness is not Likeness.SAME


def test_the_same_workout_on_another_day_is_another() -> None:
    samples = ride(1)
    mine = rate_track(BEGAN_S, samples, HOUR_S)
    assert compare(mine, rate_track(BEGAN_S + 2 * 86400, samples, HOUR_S)).likeness is Likeness.DIFFERENT


def test_without_heart_rate_nothing_is_the_same() -> None:
    mine = rate_track(BEGAN_S, ride(1), HOUR_S)
    assert compare(mine, rate_track(BEGAN_S, [], HOUR_S)).likeness is Likeness.DIFFERENT


def test_a_point_every_few_seconds_is_enough() -> None:
    samples = ride(1)
    sparse = [sample for sample in samples if sample.elapsed_s % 9 == 0]
    comparison = compare(rate_track(BEGAN_S, samples, HOUR_S), rate_track(BEGAN_S + 20, sparse, HOUR_S))
    assert comparison.likeness is Likeness.SAME


def test_two_easy_rides_of_one_day_are_not_asked_about() -> None:
    mine = rate_track(BEGAN_S, ride(1, EASY), HOUR_S)
    for hours in range(2, 12):
        evening = rate_track(BEGAN_S + hours * HOUR_S + 1300, ride(2, EASY), HOUR_S)
        assert compare(mine, evening).likeness is Likeness.DIFFERENT


def test_a_noisy_wrist_with_a_wrong_time_zone_is_asked_about() -> None:
    samples = ride(1)
    chance = Random(3)
    high = [
        HeartRateSample(each.elapsed_s, (each.bpm or 0) + chance.gauss(8, 3), "wrist") for each in samples
    ]
    comparison = compare(
        rate_track(BEGAN_S, samples, HOUR_S), rate_track(BEGAN_S + 2 * HOUR_S + 21, high, HOUR_S)
    )
    assert comparison.likeness is Likeness.UNSURE
    assert comparison.shift_s == pytest.approx(-2 * HOUR_S - 21, abs=20)


def test_a_ride_is_found_within_a_tour_of_two_weeks_without_looking_at_all_of_it() -> None:
    samples = ride(1)
    placed = [replace(sample, elapsed_s=sample.elapsed_s + 6.5 * DAY_S) for sample in samples]
    tour = rate_track(BEGAN_S, placed, 14 * DAY_S)
    mine = rate_track(BEGAN_S + 6.5 * DAY_S + 37, samples, HOUR_S)
    tracemalloc.start()
    found = compare(tour, mine), compare(mine, tour)
    _now, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(each.likeness, each.shift_s) for each in found] == [(Likeness.SAME, -37), (Likeness.SAME, 37)]
    assert most_bytes < 100_000_000
