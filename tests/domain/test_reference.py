"""The reference session's load curve, and the counted intervals it is drawn from."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.activity import Pause
from app.domain.counted_intervals import counted_intervals
from app.domain.reference import load_curve
from app.domain.samples import HeartRateSample
from app.domain.training_load import TrainingLoad
from tests.domain.finished_activities import CORE, finished, level


def test_the_curve_of_a_level_session_rises_evenly_to_its_load() -> None:
    activity = finished(level(30, 143))
    curve = load_curve(activity)
    assert round(curve.at(1800.0), 2) == 27.36  # domain.md, core set: 30 min at 143
    assert curve.at(905.0) == pytest.approx(27.36 * 905 / 1800, abs=0.005)
    assert curve.at(-1.0) == pytest.approx(0.0, abs=0.01)
    assert curve.at(9999.0) == activity.summary.training_load
    assert curve.ahead(900.0, 15.0) == pytest.approx(15.0 - 13.68, abs=0.005)


def test_the_curve_stands_still_over_a_gap_and_leaves_pauses_out() -> None:
    before, after = level(10, 143), level(10, 143, from_s=900.0)
    gap = load_curve(finished((*before, *after)))
    assert gap.timer_s == 1500.0
    assert gap.at(700.0) == gap.at(890.0) == pytest.approx(27.36 / 3, abs=0.005)
    pause = load_curve(finished((*before, *after), pauses=(Pause(600.0, 900.0),)))
    assert pause.timer_s == 1200.0
    assert pause.at(600.0) == pytest.approx(27.36 / 3, abs=0.005)
    assert pause.at(1200.0) == pytest.approx(27.36 * 2 / 3, abs=0.01)


def test_a_session_without_readings_has_a_level_curve() -> None:
    assert load_curve(finished(())).at(100.0) == 0.0


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0.25, 20.0), st.integers(60, 190)), min_size=2, max_size=60))
def test_the_curve_never_falls_and_ends_at_the_session_s_load(steps: list[tuple[float, int]]) -> None:
    samples, at_s = [], 0.0
    for gap_s, bpm in steps:
        at_s += gap_s
        samples.append(HeartRateSample(at_s, bpm, "strap"))
    activity = finished(tuple(samples))
    curve = load_curve(activity)
    assert all(later >= earlier for earlier, later in pairwise(curve.loads))
    assert curve.at(curve.timer_s) == activity.summary.training_load


def test_intervals_end_at_pauses_gaps_and_changes_of_source() -> None:
    samples = (
        HeartRateSample(0.0, 100, "strap"),
        HeartRateSample(10.0, 110, "strap"),
        HeartRateSample(20.0, 120, "watch"),  # another source: not bridged
        HeartRateSample(25.0, 120, "watch"),
        HeartRateSample(33.0, 120, "watch"),  # paused
        HeartRateSample(36.0, 120, "watch"),
        HeartRateSample(51.0, 120, "watch"),  # 15 s: bridged
        HeartRateSample(66.1, 120, "watch"),  # more: a gap
    )
    intervals = list(counted_intervals(samples, (Pause(30.0, 35.0),)))
    assert [(each.timer_s, each.duration_s) for each in intervals] == [(0.0, 10.0), (20.0, 5.0), (31.0, 15.0)]
    assert (intervals[0].earlier_bpm, intervals[0].later_bpm) == (100, 110)


def test_a_pause_between_two_readings_is_not_bridged_though_it_is_short() -> None:
    samples = (HeartRateSample(10.0, 100, "strap"), HeartRateSample(12.0, 100, "strap"))
    assert list(counted_intervals(samples, (Pause(10.0, 12.0),))) == []


def test_an_hour_at_threshold_counted_interval_by_interval_is_100() -> None:
    load = TrainingLoad(CORE)
    for interval in counted_intervals(level(60, 169), ()):
        load.count(interval.duration_s, interval.earlier_bpm, interval.later_bpm)
    assert load.value == pytest.approx(100.0, rel=1e-9)
