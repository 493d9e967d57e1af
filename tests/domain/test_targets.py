"""Targets against independently computed vectors (targets.csv: male, resting 50) and domain.md, "Targets"."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.athlete import HeartRateConstants, Sex
from app.domain.targets import (
    EasyRun,
    PastRun,
    easy_run,
    equal_time_and_intensity,
    minutes_left,
    past_run,
    zone_middle_bpm,
)
from app.domain.training_load import TrainingLoad
from app.domain.zones import ZoneModelName, own_zone_model, zone_model
from tests.domain.finished_activities import CORE, MORNING, finished, level

TODAY = MORNING.date()
EASY = PastRun(TODAY, 1800.0, 1800.0, 1800.0, 0.0, 20.0)

# heart rate, maximum, threshold, load per hour, then minutes to 30 min @143, to 30 min @130, and to a load of
# 50; the targets themselves are by the core constants, unrounded
TARGETS = [
    (130, 190, 169, 39.38, 41.68, 30, 76.18),
    (143, 190, 169, 54.71, 30, 21.59, 54.83),
    (150, 190, 169, 64.76, 25.35, 18.24, 46.33),
    (126, 185, 164, 38.83, 42.27, 30.42, 77.25),
    (139, 185, 164, 54.71, 30, 21.59, 54.83),
    (146, 185, 164, 65.19, 25.18, 18.12, 46.02),
    (124, 182, 160, 39.85, 41.19, 29.65, 75.28),
    (136, 182, 160, 55.14, 29.76, 21.42, 54.4),
    (144, 182, 160, 67.71, 24.24, 17.45, 44.31),
]


def minutes_to(target_load: float, load: TrainingLoad, bpm: float | None, **changes: float) -> float | None:
    left = minutes_left(
        target_load=target_load,
        training_load=changes.get("training_load", 0.0),
        timer_s=changes.get("timer_s", 600.0),
        mean_bpm=bpm,
        target_middle_bpm=changes.get("target_middle_bpm"),
        load_per_hour=load.per_hour,
    )
    return None if left is None else left.minutes


@pytest.mark.parametrize("row", TARGETS)
def test_minutes_to_a_target_are_those_of_the_vectors(row: tuple[float, ...]) -> None:
    bpm, max_bpm, threshold_bpm, per_hour, *expected = row
    load = TrainingLoad(HeartRateConstants(50, int(max_bpm), int(threshold_bpm), Sex.MALE))
    assert round(load.per_hour(bpm), 2) == per_hour
    core = TrainingLoad(CORE)
    minutes = [
        minutes_to(target, load, bpm) for target in (core.per_hour(143) / 2, core.per_hour(130) / 2, 50.0)
    ]
    assert [round(each, 2) for each in minutes if each is not None] == expected


def test_the_first_five_minutes_are_reckoned_at_the_middle_of_the_target_zone_and_marked() -> None:
    load = TrainingLoad(CORE)
    early = minutes_left(
        target_load=27.36,
        training_load=0.0,
        timer_s=299.0,
        mean_bpm=100.0,
        target_middle_bpm=143.0,
        load_per_hour=load.per_hour,
    )
    assert early is not None
    assert early.is_estimated
    assert early.minutes == pytest.approx(30.0, abs=0.01)
    settled = minutes_left(
        target_load=27.36,
        training_load=0.0,
        timer_s=300.0,
        mean_bpm=130.0,
        target_middle_bpm=143.0,
        load_per_hour=load.per_hour,
    )
    assert settled is not None
    assert not settled.is_estimated
    assert settled.minutes == pytest.approx(41.68, abs=0.01)


def test_without_a_target_zone_the_first_minutes_go_by_the_heart_rate_there_is() -> None:
    assert minutes_to(50.0, TrainingLoad(CORE), 143.0, timer_s=60.0) == pytest.approx(54.83, abs=0.01)


def test_minutes_left_are_unknown_when_hardly_anything_is_done() -> None:
    load = TrainingLoad(CORE)
    assert load.per_hour(51.0) < 1.0
    assert minutes_to(50.0, load, 51.0) is None
    assert minutes_to(50.0, load, None) is None


def test_a_reached_target_has_no_minutes_left() -> None:
    assert minutes_to(50.0, TrainingLoad(CORE), None, training_load=50.0) == 0.0


@settings(max_examples=50)
@given(st.floats(100, 190), st.floats(1, 200), st.floats(0, 0.99))
def test_going_on_for_the_minutes_left_reaches_the_target(bpm: float, target: float, done: float) -> None:
    load = TrainingLoad(CORE)
    minutes = minutes_to(target, load, bpm, training_load=target * done)
    assert minutes is not None
    load.count(minutes * 60.0, bpm, bpm)
    assert target * done + load.value == pytest.approx(target)


def test_a_zone_s_middle_is_a_rate_one_can_ride() -> None:
    model = zone_model(ZoneModelName.THRESHOLD6, CORE)
    assert zone_middle_bpm(model, 2, CORE.max_bpm) == 143.0  # 135 to 151
    assert zone_middle_bpm(model, 1, CORE.max_bpm) == 126.0  # as wide as zone 2, not from 0
    assert zone_middle_bpm(model, 6, CORE.max_bpm) == 184.5  # 179 to 190


def test_a_lowest_zone_below_an_open_one_still_has_a_middle() -> None:
    model = own_zone_model((0, 150))
    assert zone_middle_bpm(model, 1, 190) == 129.0  # 109 to 149, as wide as 150 to 190
    assert zone_middle_bpm(model, 2, 190) == 170.0


def test_equal_time_and_intensity_uses_the_other_activity_s_own_zones() -> None:
    bike = HeartRateConstants(50, 182, 160, Sex.MALE)
    same = equal_time_and_intensity(30.0, 2, zone_model(ZoneModelName.THRESHOLD6, bike), bike)
    assert (same.minutes, same.zone, same.lower_bpm, same.upper_bpm) == (30.0, 2, 128, 144)
    assert same.middle_bpm == 135.5
    assert same.load == pytest.approx(TrainingLoad(bike).per_hour(135.5) / 2)


def test_a_zone_that_the_other_activity_lacks_is_refused() -> None:
    with pytest.raises(KeyError):
        equal_time_and_intensity(30.0, 6, zone_model(ZoneModelName.SEILER3, CORE), CORE)


def run(load: float, minutes: float = 30.0, days_ago: int = 1) -> PastRun:
    timer_s = minutes * 60.0
    return PastRun(TODAY - timedelta(days=days_ago), timer_s, timer_s, timer_s, 0.0, load)


def test_an_easy_run_is_the_median_of_the_athlete_s_own() -> None:
    runs = [run(18.0, 25.0), run(24.0, 35.0), run(20.0, 28.0, days_ago=41), run(90.0, days_ago=42)]
    assert easy_run(runs, TODAY, CORE) == EasyRun(20.0, 28.0, 3)


def test_with_fewer_than_three_an_easy_run_is_assumed_at_77_percent_of_threshold() -> None:
    assumed = easy_run([run(18.0), run(24.0)], TODAY, CORE)
    assert (assumed.minutes, assumed.runs, assumed.bpm) == (30.0, 0, 130)
    assert round(assumed.load, 2) == 19.69  # targets.csv, "30 min recovery run @130"


@pytest.mark.parametrize(
    ("a_run", "easy"),
    [
        (EASY, True),
        (replace(EASY, timer_s=1199.0), False),
        (replace(EASY, timer_s=1200.0), True),
        (replace(EASY, timer_s=3000.0), True),
        (replace(EASY, timer_s=3001.0), False),
        (replace(EASY, zones_1_and_2_s=1440.0), True),
        (replace(EASY, zones_1_and_2_s=1439.0), False),
        (replace(EASY, above_zone_3_s=36.0), True),
        (replace(EASY, above_zone_3_s=37.0), False),
        (replace(EASY, counted_s=0.0, zones_1_and_2_s=0.0), False),
    ],
)
def test_a_run_is_easy_within_its_bounds(a_run: PastRun, easy: bool) -> None:
    assert a_run.is_easy() is easy


def test_a_finished_run_is_judged_by_the_six_zone_threshold_model() -> None:
    samples = (*level(20, 130), *level(10, 145, from_s=1201), *level(5, 165, from_s=1802))
    judged = past_run(finished(samples))
    assert judged.day == TODAY
    assert judged.counted_s == 2102.0
    assert judged.zones_1_and_2_s == 1201.0 + 601.0
    assert judged.above_zone_3_s == 300.0
    assert not judged.is_easy()
