"""Drift between the halves of a session."""

from math import sin
from statistics import mean

import pytest

from app.domain.activity import Pause
from app.domain.counted_intervals import counted_intervals
from app.domain.drift import HeartRateDrift, decoupling_percent, rise_percent
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from tests.domain.sessions import setup_for

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


def heart_rate_drift_percent(
    samples: list[HeartRateSample], pauses: tuple[Pause, ...], timer_s: float
) -> float | None:
    drift = HeartRateDrift()
    bpm_s = counted_s = 0.0
    for interval in counted_intervals(samples, pauses):
        if interval.timer_s >= drift.next_mark_s:
            drift.mark(interval.timer_s, bpm_s, counted_s)
        bpm_s += interval.duration_s * (interval.earlier_bpm + interval.later_bpm) / 2
        counted_s += interval.duration_s
    return drift.percent(timer_s, bpm_s, counted_s)


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


@pytest.mark.parametrize("timer_s", [2400, 2401, 3333, 4999])
def test_it_is_that_of_the_means_of_the_halves(timer_s: int) -> None:
    samples = [HeartRateSample(float(n), 130 + 10 * sin(n / 90) + n / 300, "s") for n in range(timer_s + 1)]
    found = heart_rate_drift_percent(samples, (), float(timer_s))
    assert found == pytest.approx(drift_by_hand(samples), abs=0.02)


def drift_by_hand(samples: list[HeartRateSample]) -> float:
    middle_s = (600 + samples[-1].elapsed_s) / 2
    bpm_1 = [sample.bpm for sample in samples if 600 <= sample.elapsed_s < middle_s and sample.bpm]
    bpm_2 = [sample.bpm for sample in samples if sample.elapsed_s >= middle_s and sample.bpm]
    return rise_percent(mean(bpm_1), mean(bpm_2))


def test_a_long_silence_at_the_end_leaves_the_second_half_without_readings() -> None:
    samples = [sample for sample in halves(140, 147) if sample.elapsed_s < 1500]
    assert heart_rate_drift_percent(samples, (), 3000.0) is None


def test_a_session_tells_it_live_on_its_timer() -> None:
    session = LiveSession(setup_for())
    for sample in halves(140, 147):
        paused_s = 900 if sample.elapsed_s > 1000 else 0
        if sample.elapsed_s == 1001:
            session.pause(1000)
            session.resume(1900)
        session.accept(HeartRateSample(sample.elapsed_s + paused_s, sample.bpm, "s"))
        if sample.elapsed_s == 2399:
            assert session.snapshot().drift_percent is None
    session.finish(3900)
    assert session.drift_percent == pytest.approx(5.0, abs=0.02)
    assert session.snapshot().drift_percent == session.drift_percent
