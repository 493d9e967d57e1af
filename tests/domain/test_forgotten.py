"""Forgotten buttons: a start, a resume, a stop that nobody pressed, and heart-rate recovery."""

import math
from random import Random

import pytest

from app.domain.forgotten import (
    end_of_last_effort,
    heart_rate_recovery,
    working_since,
    working_while_paused,
)
from app.domain.heart_model import HeartModel, HeartTraits
from app.domain.samples import HeartRateSample
from tests.domain.finished_activities import level

RESTING_BPM = 60


def rode(*stages: tuple[float, float], seed: int = 1) -> list[HeartRateSample]:
    """A simulated heart that sat still, then stages of (minutes, effort); a reading a second."""
    heart = HeartModel(Random(seed), HeartTraits(resting_bpm=RESTING_BPM), effort=0.05)
    efforts = [effort for minutes, effort in stages for _ in range(round(minutes * 60))]
    rates = [heart.step(effort).bpm for effort in efforts]
    return [HeartRateSample(float(second), bpm, "strap") for second, bpm in enumerate(rates)]


def test_a_forgotten_start_is_found_where_the_work_began() -> None:
    samples = rode((10, 0.05), (6, 0.6))
    spell = working_since(samples, 960.0, resting_bpm=RESTING_BPM)
    assert spell is not None
    assert 600 < spell.start_s < 660  # the heart passes 90 bpm half a minute after the effort began
    assert spell.end_s == 959.0
    assert 115 < spell.mean_bpm < 140


def test_three_minutes_of_work_are_needed() -> None:
    assert working_since(level(2.9, 120), 174.0, resting_bpm=RESTING_BPM) is None
    assert working_since(level(3, 120), 180.0, resting_bpm=RESTING_BPM) is not None


def test_a_rest_between_sets_does_not_end_the_work_but_a_long_one_does() -> None:
    first, second = level(5, 120), level(5, 120, from_s=400.0)
    spell = working_since((*first, *second), 700.0, resting_bpm=RESTING_BPM)
    assert spell is not None
    assert spell.start_s == 0.0
    after_long_rest = working_since((*first, *level(5, 120, from_s=450.0)), 750.0, resting_bpm=RESTING_BPM)
    assert after_long_rest is not None
    assert after_long_rest.start_s == 450.0


def test_work_that_is_over_is_not_going_on() -> None:
    assert working_since(level(10, 120), 721.0, resting_bpm=RESTING_BPM) is None


def test_readings_without_contact_are_no_work() -> None:
    samples = [HeartRateSample(float(second), 120, "strap", contact=False) for second in range(400)]
    assert working_since(samples, 400.0, resting_bpm=RESTING_BPM) is None
    assert working_since([], 400.0, resting_bpm=RESTING_BPM) is None


@pytest.mark.parametrize("seed", range(5))
def test_who_rides_on_through_a_pause_is_offered_its_beginning(seed: int) -> None:
    samples = rode((20, 0.6), seed=seed)
    spell = working_while_paused(samples, 900.0, 1199.0, resting_bpm=RESTING_BPM)
    assert spell is not None
    assert spell.start_s == 900.0
    assert 130 < spell.mean_bpm < 145


@pytest.mark.parametrize("seed", range(5))
def test_who_rested_and_rides_again_is_offered_the_moment_of_riding_again(seed: int) -> None:
    samples = rode((15, 0.6), (4, 0.1), (5, 0.6), seed=seed)
    spell = working_while_paused(samples, 900.0, 1439.0, resting_bpm=RESTING_BPM)
    assert spell is not None
    assert 1130 < spell.start_s < 1200


@pytest.mark.parametrize("seed", range(5))
def test_a_heart_that_only_comes_down_in_a_pause_is_resting(seed: int) -> None:
    samples = rode((15, 0.9), (4, 0.2), seed=seed)
    assert working_while_paused(samples, 900.0, 1139.0, resting_bpm=RESTING_BPM) is None


def test_a_pause_without_readings_holds_no_work() -> None:
    assert working_while_paused([], 900.0, 1200.0, resting_bpm=RESTING_BPM) is None


@pytest.mark.parametrize("seed", range(5))
def test_a_forgotten_stop_is_offered_at_the_end_of_the_last_effort(seed: int) -> None:
    samples = rode((20, 0.7), (8, 0.05), seed=seed)
    end_s = end_of_last_effort(samples, 1680.0 + 600.0, resting_bpm=RESTING_BPM)
    assert end_s is not None
    assert 1140 < end_s < 1220  # the effort ended at 1200


def test_a_strap_taken_off_at_work_ends_the_session_there() -> None:
    assert end_of_last_effort(level(20, 140), 1800.0, resting_bpm=RESTING_BPM) == 1200.0


def test_no_end_is_offered_within_ten_minutes_or_without_work() -> None:
    assert end_of_last_effort(level(20, 140), 1799.0, resting_bpm=RESTING_BPM) is None
    assert end_of_last_effort(level(20, 70), 3000.0, resting_bpm=RESTING_BPM) is None
    assert end_of_last_effort([], 3000.0, resting_bpm=RESTING_BPM) is None


def test_recovery_is_that_of_the_vector() -> None:
    # hr_recovery.csv, "170 -> 100, tau 45 s": 51.55 after 60 s (as median of 58 to 62 s), 65.14 after 120 s
    samples = [
        HeartRateSample(float(second), 100 + 70 * math.exp(-max(0, second - 10) / 45), "strap")
        for second in range(200)
    ]
    recovery = heart_rate_recovery(samples, 10.0)
    assert recovery is not None
    assert recovery.end_bpm == 170.0
    assert recovery.after_60_s_bpm is not None
    assert recovery.after_120_s_bpm is not None
    assert round(recovery.after_60_s_bpm, 2) == 51.55
    assert round(recovery.after_120_s_bpm, 2) == 65.14


def test_recovery_is_unknown_where_there_are_no_readings() -> None:
    recovery = heart_rate_recovery(level(2, 150), 50.0)
    assert recovery is not None
    assert (recovery.after_60_s_bpm, recovery.after_120_s_bpm) == (0.0, None)
    assert heart_rate_recovery(level(2, 150), 500.0) is None


@pytest.mark.parametrize("bpm", [20, 250])
def test_what_no_heart_beats_is_neither_work_nor_an_end_nor_recovery(bpm: int) -> None:
    nonsense = level(10, bpm, from_s=301.0)
    assert working_since(nonsense, 900.0, resting_bpm=RESTING_BPM) is None
    assert working_while_paused(nonsense, 301.0, 900.0, resting_bpm=RESTING_BPM) is None
    ended_s = end_of_last_effort((*level(5, 140), *nonsense), 900.0, resting_bpm=RESTING_BPM)
    assert ended_s is not None
    assert ended_s == 300.0
    assert heart_rate_recovery(nonsense, 400.0) is None
