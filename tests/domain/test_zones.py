from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.athlete import HeartRateConstants
from app.domain.zones import (
    OwnZonesProblem,
    SpeakingCue,
    ZoneModelName,
    check_own_bounds,
    own_zone_model,
    ventilatory_thresholds,
    zone_model,
)

CONSTANTS = HeartRateConstants(50, 190, 169)
RATES = (90, 94, 95, 100, 114, 132, 133, 135, 136, 143, 152, 153, 161, 172, 179, 190, 195)

# zones_rest50_max190_lthr169.csv: lower bounds, then the zone at each of RATES
VECTORS = {
    "threshold6": ("0 135 152 161 172 179", "1 1 1 1 1 1 1 2 2 2 3 3 4 5 6 6 6"),
    "reserve6": ("0 133 154 168 173 183", "1 1 1 1 1 1 2 2 2 2 2 2 3 4 5 6 6"),
    "maximum6": ("0 95 114 133 152 171", "1 1 2 2 3 3 4 4 4 4 5 5 5 6 6 6 6"),
    "maximum5": ("95 114 133 152 171", "0 0 1 1 2 2 3 3 3 3 4 4 4 5 5 5 5"),
    "friel_running7": ("0 144 152 161 169 174 179", "1 1 1 1 1 1 1 1 1 1 3 3 4 5 7 7 7"),
    "friel_cycling7": ("0 137 152 159 169 174 179", "1 1 1 1 1 1 1 1 1 2 3 3 4 5 7 7 7"),
}


@pytest.mark.parametrize("scheme", VECTORS)
def test_bounds_and_zones_are_those_of_the_vectors(scheme: str) -> None:
    bounds, zones = VECTORS[scheme]
    model = zone_model(ZoneModelName(scheme), CONSTANTS)
    numbered = [zone.lower_bpm for zone in model.zones if zone.number > 0]
    assert numbered == [int(bound) for bound in bounds.split()]
    assert [model.zone_at(bpm).number for bpm in RATES] == [int(zone) for zone in zones.split()]


def test_intervals_are_half_open() -> None:
    model = zone_model(ZoneModelName.THRESHOLD6, CONSTANTS)
    assert model.zone_at(134.99).number == 1
    assert model.zone_at(135).number == 2
    assert model.bounds(2) == (135, 152)
    assert model.bounds(6) == (179, None)
    with pytest.raises(KeyError):
        model.bounds(0)


def test_below_the_first_bound_is_zone_0_where_the_model_has_one() -> None:
    below = zone_model(ZoneModelName.MAXIMUM5, CONSTANTS).zone_at(94)
    assert (below.number, below.name) == (0, "Below zones")
    assert zone_model(ZoneModelName.MAXIMUM6, CONSTANTS).zone_at(40).number == 1


def test_every_model_carries_its_own_names() -> None:
    names = {name: [zone.name for zone in zone_model(name, CONSTANTS).zones] for name in BUILT_IN}
    six = ["Recovery", "Aerobic endurance", "Aerobic power", "Threshold"]
    six += ["Anaerobic endurance", "Anaerobic power"]
    assert names[ZoneModelName.THRESHOLD6] == names[ZoneModelName.RESERVE6] == six
    assert names[ZoneModelName.MAXIMUM5] == [
        "Below zones",
        "Very light",
        "Light",
        "Moderate",
        "Hard",
        "Maximum",
    ]
    assert names[ZoneModelName.SEILER3] == ["Easy", "Moderate", "Hard"]
    friel = zone_model(ZoneModelName.FRIEL_CYCLING7, CONSTANTS)
    assert [(zone.label, zone.name) for zone in friel.zones][3:] == [
        ("4", "Sub-threshold"),
        ("5a", "Super-threshold"),
        ("5b", "Aerobic capacity"),
        ("5c", "Anaerobic"),
    ]


BUILT_IN = [name for name in ZoneModelName if name is not ZoneModelName.OWN]


def test_zones_of_models_with_a_threshold_speak() -> None:
    six = zone_model(ZoneModelName.THRESHOLD6, CONSTANTS)
    assert six.zones[0].cue is SpeakingCue.CAN_SING
    assert six.zones[1].cue is SpeakingCue.FULL_SENTENCES
    with_cue = {name for name in BUILT_IN if all(zone.cue for zone in zone_model(name, CONSTANTS).zones)}
    assert {name.value for name in with_cue} == {"threshold6", "friel_cycling7", "friel_running7", "seiler3"}


def test_seiler_falls_back_on_the_threshold() -> None:
    assert zone_model(ZoneModelName.SEILER3, CONSTANTS).lower_bounds == (0, 152, 169)
    known = HeartRateConstants(50, 190, 169, vt1_bpm=140, vt2_bpm=165)
    assert zone_model(ZoneModelName.SEILER3, known).lower_bounds == (0, 140, 165)


def test_a_fallback_never_overtakes_the_threshold_that_is_known() -> None:
    assert ventilatory_thresholds(HeartRateConstants(50, 190, 169, vt1_bpm=172)) == (172, 173)
    assert ventilatory_thresholds(HeartRateConstants(50, 190, 169, vt2_bpm=150)) == (149, 150)


def test_percentages_of_odd_numbers_round_half_up() -> None:
    model = zone_model(ZoneModelName.MAXIMUM5, HeartRateConstants(50, 165, 140))
    assert model.bounds(3) == (116, 132)  # 70 % of 165 = 115.5


def test_own_bounds_are_named_and_leave_a_zone_0_below() -> None:
    model = own_zone_model((110, 130, 150), ("Easy", ""))
    assert [(zone.number, zone.name, zone.lower_bpm) for zone in model.zones] == [
        (0, "Below zones", 0),
        (1, "Easy", 110),
        (2, "Zone 2", 130),
        (3, "Zone 3", 150),
    ]
    assert own_zone_model((0, 130)).zones[0].number == 1


@pytest.mark.parametrize(
    ("bounds", "problem"),
    [
        ((120,), OwnZonesProblem.TOO_FEW),
        ((60, 70, 80, 90, 100, 110, 120, 130), OwnZonesProblem.TOO_MANY),
        ((100, 120, 120), OwnZonesProblem.NOT_RISING),
        ((100, 250), OwnZonesProblem.OUT_OF_RANGE),
        ((-5, 100), OwnZonesProblem.OUT_OF_RANGE),
    ],
)
def test_own_bounds_that_cannot_be_zones_are_refused(
    bounds: tuple[int, ...], problem: OwnZonesProblem
) -> None:
    assert check_own_bounds(bounds) == (problem,)
    with pytest.raises(ValueError, match=problem):
        own_zone_model(bounds)


def test_a_model_is_never_built_with_bounds_that_do_not_rise() -> None:
    with pytest.raises(ValueError, match="rise"):
        zone_model(ZoneModelName.SEILER3, HeartRateConstants(50, 190, 169, vt1_bpm=170, vt2_bpm=160))


@given(
    name=st.sampled_from(BUILT_IN),
    resting=st.integers(30, 110),
    reserve=st.integers(60, 150),
    threshold_part=st.integers(50, 100),
    bpm=st.floats(0, 250),
)
def test_every_heart_rate_has_exactly_one_zone(
    name: ZoneModelName, resting: int, reserve: int, threshold_part: int, bpm: float
) -> None:
    constants = HeartRateConstants(resting, resting + reserve, resting + reserve * threshold_part // 100)
    model = zone_model(name, constants)
    zone = model.zone_at(bpm)
    lower, above = model.bounds(zone.number)
    assert lower <= bpm
    assert above is None or bpm < above
    assert all(low < high for low, high in pairwise(model.lower_bounds))
