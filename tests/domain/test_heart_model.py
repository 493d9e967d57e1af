"""The simulated heart is one that an exercise physiologist would take for real."""

import math
import statistics
from itertools import islice, pairwise
from random import Random

import pytest

from app.domain.heart_model import (
    DEMO_WORKOUT,
    TICKS_PER_S,
    HeartModel,
    HeartSecond,
    HeartTraits,
    Stage,
    effort_at,
    simulated_heart,
)

STEADY = HeartTraits(drift_bpm=0.0, wander_bpm=0.0, breathing_ms=0.0, beat_noise_ms=0.0)


def beat(heart: HeartModel, effort: float, seconds: int) -> list[HeartSecond]:
    return [heart.step(effort) for _ in range(seconds)]


def rmssd_ms(seconds: list[HeartSecond]) -> float:
    rr_ms = [ticks * 1000 / 1024 for second in seconds for ticks in second.rr_ticks]
    return math.sqrt(statistics.fmean((later - earlier) ** 2 for earlier, later in pairwise(rr_ms)))


def mean_bpm(seconds: list[HeartSecond]) -> float:
    return statistics.fmean(second.bpm for second in seconds)


def test_the_same_seed_is_the_same_heart() -> None:
    first, second = (list(islice(simulated_heart(Random(7)), 600)) for _ in range(2))
    assert first == second
    assert first != list(islice(simulated_heart(Random(8)), 600))


def test_intervals_join_without_a_gap_and_end_in_the_second_that_reports_them() -> None:
    beat_ticks = 0
    for number, second in enumerate(islice(simulated_heart(Random(1)), 1800)):
        for ticks in second.rr_ticks:
            beat_ticks += ticks
            assert number * TICKS_PER_S < beat_ticks <= (number + 1) * TICKS_PER_S
    assert 1800 * TICKS_PER_S - beat_ticks < 2 * TICKS_PER_S


def test_bpm_is_the_rate_of_the_beats() -> None:
    seconds = beat(HeartModel(Random(2), effort=0.6), 0.6, 300)
    beats = sum(len(second.rr_ticks) for second in seconds)
    assert mean_bpm(seconds) == pytest.approx(beats / 5, abs=1.0)


@pytest.mark.parametrize(("start", "effort", "time_constant_s"), [(0.2, 0.8, 45.0), (0.8, 0.2, 60.0)])
def test_a_step_of_effort_is_followed_with_the_heart_s_time_constant(
    start: float, effort: float, time_constant_s: float
) -> None:
    heart = HeartModel(Random(3), STEADY, effort=start)
    seconds = beat(heart, effort, round(time_constant_s))
    expected = 60 + 125 * (effort + (start - effort) * math.exp(-1))
    assert seconds[-1].bpm == pytest.approx(expected, abs=3.0)  # a strap's mean over 4 s comes a little later
    assert beat(heart, effort, 400)[-1].bpm == pytest.approx(60 + 125 * effort, abs=1.0)


def test_long_work_drifts_upwards_and_easy_work_does_not() -> None:
    hard, easy = HeartModel(Random(4), effort=0.7), HeartModel(Random(4), effort=0.35)
    hard_hour, easy_hour = beat(hard, 0.7, 3600), beat(easy, 0.35, 3600)
    assert 2.0 < mean_bpm(hard_hour[-300:]) - mean_bpm(hard_hour[300:600]) < 8.0
    assert abs(mean_bpm(easy_hour[-300:]) - mean_bpm(easy_hour[300:600])) < 1.5


def test_beat_to_beat_variability_is_large_at_rest_and_nearly_gone_at_work() -> None:
    rest = rmssd_ms(beat(HeartModel(Random(5), effort=0.0), 0.0, 300))
    work = rmssd_ms(beat(HeartModel(Random(5), effort=0.75), 0.75, 300))
    assert 25.0 < rest < 80.0  # Task Force 1996: 27 ± 12 ms; trained people more
    assert 1.0 < work < 8.0


def test_breathing_shows_at_rest_as_a_wave_of_four_to_five_seconds() -> None:
    traits = HeartTraits(wander_bpm=0.0, beat_noise_ms=0.0)
    seconds = beat(HeartModel(Random(6), traits, effort=0.0), 0.0, 600)
    rr = [ticks for second in seconds for ticks in second.rr_ticks]
    mean = statistics.fmean(rr)
    peaks = [
        place
        for place in range(1, len(rr) - 1)
        if rr[place - 1] < rr[place] >= rr[place + 1] and rr[place] > mean
    ]
    breath_s = (len(rr) * mean / TICKS_PER_S) / len(peaks)
    assert 3.5 < breath_s < 6.5


def test_the_demo_stays_within_the_heart_s_limits_and_uses_its_range() -> None:
    rates = [second.bpm for second in islice(simulated_heart(Random(9)), 3600)]
    assert 60 < min(rates) < 100
    assert 160 < max(rates) <= 185
    assert max(abs(later - earlier) for earlier, later in pairwise(rates)) <= 8


def test_the_workout_begins_again_when_it_is_over() -> None:
    whole_s = sum(stage.duration_s for stage in DEMO_WORKOUT)
    assert effort_at(0.0) == effort_at(whole_s) == 0.25
    assert effort_at(120.0) == pytest.approx(0.40)
    assert effort_at(50.0, (Stage(100.0, 0.2, 0.6),)) == pytest.approx(0.4)


def test_an_effort_beyond_the_maximum_is_the_maximum() -> None:
    assert beat(HeartModel(Random(10), effort=1.0), 5.0, 60)[-1].bpm <= 186
