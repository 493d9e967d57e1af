"""Against published numbers and an independent calculation; agreement means within 1e-4 relative."""

import itertools
import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.athlete import HeartRateConstants, Sex
from app.domain.training_load import (
    HeartRateTotals,
    TimeInZone,
    TrainingLoad,
    edwards_zones,
    lucia_zones,
    session_rpe,
)
from app.domain.zones import ZoneModelName, zone_model
from tests.domain.sessions import CORE

WOMAN = HeartRateConstants(55, 188, 168, Sex.FEMALE)


def totals_for(constants: HeartRateConstants = CORE) -> HeartRateTotals:
    return HeartRateTotals(constants, zone_model(ZoneModelName.THRESHOLD6, constants))


def totals_of(
    heart: Callable[[float], float], times: list[float], constants: HeartRateConstants = CORE
) -> HeartRateTotals:
    totals = totals_for(constants)
    for elapsed_s in times:
        totals.add(elapsed_s, heart(elapsed_s))
    return totals


def level(bpm: float, minutes: float, constants: HeartRateConstants = CORE) -> TrainingLoad:
    load = TrainingLoad(constants)
    load.count(minutes * 60.0, bpm, bpm)
    return load


def every(step_s: float, until_s: float = 3600.0) -> list[float]:
    return [step_s * index for index in range(round(until_s / step_s) + 1)]


def to_digits(text: str) -> float:
    """Half a unit of the last printed digit."""
    digits = len(text.partition(".")[2])
    return 0.5 * 10.0**-digits


# trimp_single.csv: sex, resting, max, bpm, minutes, TRIMP (Banister 1991) as printed there
SINGLE = [
    (Sex.MALE, (40, 200), 130, 30, "31.8"),  # fellrnr.com/wiki/TRIMP
    (Sex.MALE, (44, 187), 138, 66.2, "98.39"),  # forum.intervals.icu/t/68634
    (Sex.MALE, (44, 166), 139, 240, "533.4"),
    (Sex.MALE, (60, 190), 145, 45, "66.08"),  # theprimecalculator.com
    (Sex.MALE, (60, 185), 163, 60, "153.9"),  # elevate issue 341
    (Sex.MALE, (50, 185), 172, 93, "305.0"),  # elevate issue 408
    (Sex.MALE, (50, 190), 130, 30, "32.87"),
    (Sex.MALE, (50, 190), 143, 30, "45.66"),
    (Sex.MALE, (50, 190), 169, 60, "166.9"),
    (Sex.MALE, (50, 190), 50, 60, "0"),
    (Sex.MALE, (50, 190), 45, 60, "0"),
    (Sex.MALE, (50, 190), 190, 60, "261.9"),
    (Sex.MALE, (50, 190), 195, 60, "261.9"),
    (Sex.FEMALE, (55, 188), 142, 30, "50.32"),
    (Sex.FEMALE, (55, 188), 168, 60, "181.2"),
]


@pytest.mark.parametrize(("sex", "range_bpm", "bpm", "minutes", "printed"), SINGLE)
def test_banister_trimp_is_that_of_the_vectors(
    sex: Sex, range_bpm: tuple[int, int], bpm: int, minutes: float, printed: str
) -> None:
    resting, highest = range_bpm
    constants = HeartRateConstants(resting, highest, highest - 10, sex)
    assert level(bpm, minutes, constants).banister_trimp == pytest.approx(
        float(printed), abs=to_digits(printed)
    )


@pytest.mark.parametrize(
    ("constants", "bpm", "minutes", "printed"),
    [
        (CORE, 130, 30, "19.69"),
        (CORE, 143, 30, "27.36"),
        (CORE, 169, 60, "100.0"),
        (CORE, 50, 60, "0"),
        (CORE, 45, 60, "0"),
        (CORE, 190, 60, "156.9"),
        (CORE, 195, 60, "156.9"),
        (WOMAN, 142, 30, "27.77"),
        (WOMAN, 168, 60, "100.0"),
        (HeartRateConstants(60, 185, 163, Sex.MALE), 163, 60, "100.0"),
    ],
)
def test_training_load_is_that_of_the_vectors(
    constants: HeartRateConstants, bpm: int, minutes: float, printed: str
) -> None:
    assert level(bpm, minutes, constants).value == pytest.approx(float(printed), abs=to_digits(printed))


def test_unspecified_sex_takes_the_mean_exponent_and_factor() -> None:
    constants = HeartRateConstants(50, 190, 169)
    x = (143 - 50) / 140
    expected = 30 * x * 0.75 * math.exp(1.795 * x)
    assert level(143, 30, constants).banister_trimp == pytest.approx(expected, rel=1e-12)
    assert level(169, 60, constants).value == pytest.approx(100.0, rel=1e-12)


# integration.csv for 50/190/169, male; spike and cadence lock unfiltered, as the integrator itself sees them
def spike(elapsed_s: float) -> float:
    return 220.0 if 1800 <= elapsed_s < 1820 else 150.0


def cadence_lock(elapsed_s: float) -> float:
    return 178.0 if 1800 <= elapsed_s < 2400 else 150.0


def flat(_elapsed_s: float) -> float:
    return 150.0


def ramp(elapsed_s: float) -> float:
    return 100.0 + 80.0 * elapsed_s / 3600.0


IRREGULAR = [float(second) for second in range(3601) if second % 4 in {0, 1}]  # steps of 1 s and 3 s
INTEGRATION = [
    (flat, every(1), 64.757, 3600),
    (flat, every(4), 64.757, 3600),
    (flat, IRREGULAR, 64.757, 3600),
    (ramp, every(1), 57.655, 3600),
    (ramp, every(10), 57.655, 3600),
    (flat, [s for s in every(1) if not 1000 < s < 1012], 64.757, 3600),
    (flat, [s for s in every(1) if not 1200 < s < 1500], 59.361, 3300),
    (spike, every(1), 65.269, 3600),
    (cadence_lock, every(1), 74.247, 3600),
]


@pytest.mark.parametrize(("heart", "times", "load", "counted_s"), INTEGRATION)
def test_integration_is_that_of_the_vectors(
    heart: Callable[[float], float], times: list[float], load: float, counted_s: float
) -> None:
    totals = totals_of(heart, times)
    assert totals.load.value == pytest.approx(load, rel=1e-4)
    assert totals.counted_s == counted_s


def test_an_interruption_is_never_bridged() -> None:
    totals = totals_for()
    for second in range(3601):
        if second in {1200, 1500}:
            totals.add(second, 150)
            totals.interrupt()
        if second <= 1200 or second >= 1500:
            totals.add(second, 150)
    assert totals.load.value == pytest.approx(59.361, rel=1e-4)


@pytest.mark.parametrize(
    ("threshold", "trimp_hour", "printed"),
    [(163, 139.3, 239.1), (170.5, 166.9, 199.5)],  # hrss_elevate.csv: 60/190, TRIMP 333
)
def test_a_trimp_in_threshold_hours_is_elevate_s_hrss(
    threshold: float, trimp_hour: float, printed: float
) -> None:
    hour = level(threshold, 60, HeartRateConstants(60, 190, 170, Sex.MALE)).banister_trimp
    assert hour == pytest.approx(trimp_hour, abs=0.05)
    assert 100 * 333 / hour == pytest.approx(printed, abs=0.05)


# sensitivity_60min.csv: load of an hour at a rate when a constant is wrong, from 50/190/169, male
SENSITIVITY = {
    120: "30.04 28.53 31.42 26.69 33.58 26.92 26.3 50.14 58.14 43.9",
    143: "54.71 53.23 56.03 51.87 61.16 49.03 46.9 91.33 108.5 78.29",
    160: "81.7 80.93 82.38 80.32 91.34 73.21 68.96 136.4 164.9 115.1",
    175: "114.1 114.8 113.4 115.3 127.5 102.2 94.95 190.4 233.9 158.5",
}


@pytest.mark.parametrize("bpm", SENSITIVITY)
def test_wrong_constants_do_what_the_vectors_say(bpm: int) -> None:
    def hour(resting: int, highest: int, threshold: float) -> TrainingLoad:
        # int by contract; the last column's threshold is 177.5, 85 % of the reserve of 50 … 200
        return level(bpm, 60, HeartRateConstants(resting, highest, threshold, Sex.MALE))  # type: ignore[arg-type]

    wrong = [hour(*c) for c in ((50, 190, 169), (50, 180, 169), (50, 200, 169), (60, 190, 169))]
    wrong += [hour(*c) for c in ((50, 190, 164), (50, 190, 174), (50, 200, 177.5))]
    numbers = [load.value for load in wrong] + [wrong[at].banister_trimp for at in (0, 1, 2)]
    for number, printed in zip(numbers, SENSITIVITY[bpm].split(), strict=True):
        assert number == pytest.approx(float(printed), abs=to_digits(printed) * 1.01)


def test_the_interval_session_of_the_core_set() -> None:
    totals = totals_for()
    steps = [(10, 120), *[(3, 172), (2, 140)] * 6, (10, 125)]
    start_s = 0.0
    for minutes, bpm in steps:  # level steps: an edge is two readings at one moment
        for second in range(minutes * 60 + 1):
            totals.add(start_s + second, bpm)
        start_s += minutes * 60
    assert totals.load.value == pytest.approx(52.96, abs=0.005)
    assert totals.edwards.points() == pytest.approx(166, rel=1e-9)
    assert totals.load.banister_trimp == pytest.approx(88.41, abs=0.005)


def test_lucia_counts_minutes_below_between_and_above_the_ventilatory_thresholds() -> None:
    zones = lucia_zones(HeartRateConstants(50, 190, 169, vt1_bpm=140, vt2_bpm=165))
    for minutes, bpm in ((10, 139), (20, 140), (5, 165)):
        zones.count(minutes * 60, bpm)
    assert zones.points() == pytest.approx(10 * 1 + 20 * 2 + 5 * 3)


def test_edwards_counts_nothing_below_half_of_the_maximum() -> None:
    zones = edwards_zones(CORE)
    zones.count(600, 94)
    zones.count(600, 95)
    assert zones.points() == pytest.approx(10)


def test_time_in_zone_belongs_to_the_earlier_reading() -> None:
    totals = totals_of(lambda s: 134.0 if s < 2 else 160.0, [0, 1, 2, 3, 4])
    assert [zone.seconds for zone in totals.zones.times()] == [2.0, 0.0, 2.0, 0.0, 0.0, 0.0]
    assert totals.zones.seconds_in(3) == 2.0
    assert totals.zones.seconds_in(9) == 0.0


def test_session_rpe_is_minutes_times_effort() -> None:
    assert session_rpe(45, 6) == 270
    with pytest.raises(ValueError, match="RPE"):
        session_rpe(45, 11)


def test_the_average_weighs_time_not_readings() -> None:
    totals = totals_of(lambda s: 100.0 if s <= 10 else 160.0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])
    assert totals.average_bpm == pytest.approx((10 * 100 + 10 * 130) / 20)
    assert totals_for().average_bpm is None


def test_a_gap_filled_in_is_a_number_of_its_own() -> None:
    whole = totals_of(ramp, every(1))
    holed = totals_of(ramp, [s for s in every(1) if not 1200 < s < 1800])
    assert holed.counted_s == 3000
    assert holed.load.value < whole.load.value
    assert holed.filled_in_load == pytest.approx(whole.load.value, rel=1e-6)
    assert whole.filled_in_load == whole.load.value


def test_filling_in_a_level_gap_loses_no_digits() -> None:
    load = TrainingLoad(CORE)
    assert load.of_ramp(3600, 169, 169) == pytest.approx(100, rel=1e-12)
    assert load.of_ramp(3600, 169, 169 + 2e-2) == pytest.approx(load.of_ramp(3600, 169.01, 169.01), rel=1e-7)
    assert load.of_ramp(3600, 30, 45) == 0


@pytest.mark.parametrize("constants", [HeartRateConstants(60, 60, 60), HeartRateConstants(150, 190, 140)])
def test_constants_without_a_reserve_are_refused(constants: HeartRateConstants) -> None:
    with pytest.raises(ValueError, match="resting"):
        TrainingLoad(constants)


rates = st.lists(st.integers(30, 240), min_size=2, max_size=60)
steps_s = st.floats(0.2, 20.0)


@given(rates=rates, step_s=steps_s)
def test_load_never_falls(rates: list[int], step_s: float) -> None:
    totals = totals_for()
    seen = []
    for index, bpm in enumerate(rates):
        totals.add(index * step_s, bpm)
        seen.append((totals.load.value, totals.filled_in_load, totals.counted_s))
    assert all(before[at] <= after[at] for before, after in itertools.pairwise(seen) for at in range(3))


@given(
    start=st.floats(60, 185), rise=st.floats(-60, 60), step_s=st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.0, 4.0])
)
@settings(max_examples=40)
def test_load_does_not_depend_on_how_often_the_same_signal_is_read(
    start: float, rise: float, step_s: float
) -> None:
    def heart(elapsed_s: float) -> float:
        return start + rise * elapsed_s / 600  # the steepest that a heart keeps up for ten minutes

    read = totals_of(heart, every(step_s, 600))
    reference = totals_of(heart, every(1, 600))
    # where the signal meets the resting or maximum rate between two readings, its kink costs a few millionths
    assert read.load.value == pytest.approx(reference.load.value, rel=1e-4, abs=1e-4)
    assert read.counted_s == pytest.approx(600)
    assert read.average_bpm == pytest.approx(reference.average_bpm)


@given(rates=rates, factor=st.sampled_from([0.25, 0.5, 2.0, 3.0, 7.0]))
def test_scaling_time_scales_load(rates: list[int], factor: float) -> None:
    once, scaled = totals_for(), totals_for()
    for index, bpm in enumerate(rates):
        once.add(index * 2.0, bpm)
        scaled.add(index * 2.0 * factor, bpm)
    assert scaled.load.value == pytest.approx(once.load.value * factor, rel=1e-12)
    assert scaled.edwards.points() == pytest.approx(once.edwards.points() * factor, rel=1e-12)


@given(rates=rates, at=st.integers(0, 58))
def test_the_load_of_two_parts_that_share_a_reading_is_the_load_of_the_whole(
    rates: list[int], at: int
) -> None:
    at = min(at, len(rates) - 1)
    whole, first, second = totals_for(), totals_for(), totals_for()
    for index, bpm in enumerate(rates):
        whole.add(index, bpm)
        if index <= at:
            first.add(index, bpm)
        if index >= at:
            second.add(index, bpm)
    assert first.load.value + second.load.value == pytest.approx(whole.load.value, rel=1e-12)


@given(rates=rates, step_s=steps_s)
def test_times_in_zones_add_up_to_what_is_counted(rates: list[int], step_s: float) -> None:
    totals = totals_for()
    counted = sum(totals.add(index * step_s, bpm) for index, bpm in enumerate(rates))
    for zones in (totals.zones, totals.edwards, totals.lucia):
        assert isinstance(zones, TimeInZone)
        assert sum(zone.seconds for zone in zones.times()) == pytest.approx(counted)
    assert totals.counted_s == counted
