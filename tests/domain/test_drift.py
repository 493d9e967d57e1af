"""Drift between the halves of a session."""

import pytest

from app.domain.activity import Pause
from app.domain.drift import decoupling_percent, heart_rate_drift_percent, rise_percent
from app.domain.samples import HeartRateSample

# (output, bpm) of both halves, decoupling, heart-rate drift: computed independently, as GoldenCheetah does
CASES = [
    ((200, 140), (200, 147), 4.762, 5.0),
    ((200, 140), (190, 140), 5.0, 0.0),
    ((180, 135), (180, 135), 0.0, 0.0),
    ((180, 140), (185, 138), -4.267, -1.429),
]


def halves(first_bpm: float, second_bpm: float, timer_s: int = 3000) -> list[HeartRateSample]:
    """Ten minutes of warming up at 100, then two halves."""
    middle_s = 600 + (timer_s - 600) / 2
    return [
        HeartRateSample(
            float(second), 100 if second < 600 else first_bpm if second < middle_s else second_bpm, "s"
        )
        for second in range(timer_s + 1)
    ]


@pytest.mark.parametrize(("first", "second", "decoupling", "drift"), CASES)
def test_the_independently_computed_values_hold(
    first: tuple[int, int], second: tuple[int, int], decoupling: float, drift: float
) -> None:
    (out_1, bpm_1), (out_2, bpm_2) = first, second
    assert decoupling_percent(out_1 / bpm_1, out_2 / bpm_2) == pytest.approx(decoupling, abs=5e-4)
    assert rise_percent(bpm_1, bpm_2) == pytest.approx(drift, abs=5e-4)


def test_the_warm_up_is_left_out() -> None:
    assert heart_rate_drift_percent(halves(140, 147), (), 3000.0) == pytest.approx(5.0, abs=0.01)


def test_halves_are_of_timer_time() -> None:
    paused = [
        HeartRateSample(sample.elapsed_s + (900 if sample.elapsed_s > 1000 else 0), sample.bpm, "s")
        for sample in halves(140, 147)
    ]
    found = heart_rate_drift_percent(paused, (Pause(1000.0, 1900.0),), 3000.0)
    assert found == pytest.approx(5.0, abs=0.01)


def test_forty_minutes_are_needed() -> None:
    assert heart_rate_drift_percent(halves(140, 147, 2399), (), 2399.0) is None
    assert heart_rate_drift_percent(halves(140, 147, 2400), (), 2400.0) == pytest.approx(5.0, abs=0.01)


def test_a_half_with_hardly_a_reading_says_nothing() -> None:
    samples = [sample for sample in halves(140, 147) if not 1800 < sample.elapsed_s < 2700]
    assert heart_rate_drift_percent(samples, (), 3000.0) is None
    assert heart_rate_drift_percent([], (), 3000.0) is None
