import json
from dataclasses import replace

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, INDOOR_CYCLING, find_activity_type
from app.domain.athlete import ConstantsProblem, Sex, TrainingFrequency
from app.domain.profile import (
    ActivityConstants,
    AthleteProfile,
    check_profile,
    constants_for,
    zone_model_for,
)
from app.domain.zones import ZoneModelName

RUNNER = AthleteProfile(
    name="Ada", age=36, sex=Sex.FEMALE, weight_kg=61.5, resting_bpm=50, max_bpm=190, threshold_bpm=169
)
TREADMILL = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "treadmill")


def test_running_takes_what_the_athlete_set_and_marks_nothing() -> None:
    constants = constants_for(RUNNER, TREADMILL)
    assert (constants.resting_bpm, constants.max_bpm, constants.threshold_bpm) == (50, 190, 169)
    assert constants.estimated == frozenset()
    assert (constants.sex, constants.age, constants.weight_kg) == (Sex.FEMALE, 36, 61.5)


@pytest.mark.parametrize(
    ("key", "shift"),
    [("indoor_cycling", -7), ("outdoor_ride", -7), ("elliptical", -4), ("rowing", 0), ("swimming", -10)],
)
def test_other_activities_are_suggested_from_running_and_marked(key: str, shift: int) -> None:
    constants = constants_for(RUNNER, find_activity_type(BUILT_IN_ACTIVITY_TYPES, key))
    assert (constants.max_bpm, constants.threshold_bpm) == (190 + shift, 169 + shift)
    assert constants.resting_bpm == 50  # resting is shared
    assert constants.estimated == {"max_bpm", "threshold_bpm"}


def test_what_is_set_for_an_activity_is_no_estimate_and_the_rest_inherits() -> None:
    profile = replace(RUNNER, per_activity=(ActivityConstants("indoor_cycling", max_bpm=182),))
    constants = constants_for(profile, INDOOR_CYCLING)
    assert (constants.max_bpm, constants.threshold_bpm) == (182, 162)
    assert constants.estimated == {"threshold_bpm"}


def test_ventilatory_thresholds_shift_with_the_activity() -> None:
    profile = replace(RUNNER, vt1_bpm=145, vt2_bpm=168)
    assert constants_for(profile, TREADMILL).vt1_bpm == 145
    cycling = constants_for(profile, INDOOR_CYCLING)
    assert (cycling.vt1_bpm, cycling.vt2_bpm) == (138, 161)
    assert {"vt1_bpm", "vt2_bpm"} <= cycling.estimated


def test_someone_who_knows_only_their_age_is_estimated_throughout() -> None:
    constants = constants_for(AthleteProfile(age=40, training_frequency=TrainingFrequency.RARELY), TREADMILL)
    assert (constants.resting_bpm, constants.max_bpm, constants.threshold_bpm) == (65, 180, 151)
    assert constants.estimated == {"resting_bpm", "max_bpm", "threshold_bpm"}
    assert constants.load_is_estimated


def test_nobody_known_gets_numbers_too() -> None:
    constants = constants_for(AthleteProfile(), TREADMILL)
    assert (constants.resting_bpm, constants.max_bpm, constants.threshold_bpm) == (65, 190, 165)


def test_an_estimated_maximum_never_lies_below_a_known_threshold() -> None:
    profile = AthleteProfile(age=70, threshold_bpm=170)  # by age the maximum would be 159
    assert constants_for(profile, TREADMILL).max_bpm == 170


def test_a_suggested_threshold_never_lies_above_a_set_maximum() -> None:
    profile = replace(RUNNER, per_activity=(ActivityConstants("indoor_cycling", max_bpm=155),))
    assert constants_for(profile, INDOOR_CYCLING).threshold_bpm == 155


def test_a_suggested_maximum_never_lies_below_a_set_threshold() -> None:
    profile = replace(RUNNER, per_activity=(ActivityConstants("indoor_cycling", threshold_bpm=186),))
    assert constants_for(profile, INDOOR_CYCLING).max_bpm == 186


def test_a_suggestion_taken_over_untested_stays_marked() -> None:
    profile = replace(RUNNER, estimated=frozenset({"threshold_bpm", "age", "vt1_bpm"}))
    assert "threshold_bpm" in constants_for(profile, TREADMILL).estimated
    assert "vt1_bpm" not in constants_for(profile, TREADMILL).estimated  # there is none


def test_a_profile_is_checked_for_one_activity() -> None:
    assert check_profile(RUNNER, INDOOR_CYCLING) == ()
    wrong = replace(RUNNER, age=2, per_activity=(ActivityConstants("indoor_cycling", 150, 160),))
    found = {(issue.field, issue.problem) for issue in check_profile(wrong, INDOOR_CYCLING)}
    assert found == {
        ("age", ConstantsProblem.OUT_OF_RANGE),
        ("threshold_bpm", ConstantsProblem.THRESHOLD_ABOVE_MAX),
    }


def test_the_zone_model_is_the_activity_s_else_the_athlete_s() -> None:
    assert zone_model_for(RUNNER, TREADMILL).lower_bounds == (0, 135, 152, 161, 172, 179)
    special = replace(TREADMILL, zone_model=ZoneModelName.MAXIMUM5)
    assert zone_model_for(RUNNER, special).name is ZoneModelName.MAXIMUM5
    own = replace(RUNNER, zone_model=ZoneModelName.OWN, own_zone_bounds=(100, 140), own_zone_names=("Low",))
    assert [zone.name for zone in zone_model_for(own, TREADMILL).zones] == ["Below zones", "Low", "Zone 2"]


def test_a_profile_survives_storing() -> None:
    profile = replace(
        RUNNER,
        training_frequency=TrainingFrequency.MORE,
        zone_model=ZoneModelName.OWN,
        own_zone_bounds=(100, 140),
        own_zone_names=("Low", "High"),
        per_activity=(ActivityConstants("rowing", threshold_bpm=160),),
        estimated=frozenset({"resting_bpm", "max_bpm"}),
    )
    assert AthleteProfile.from_json(json.loads(json.dumps(profile.to_json()))) == profile
    assert AthleteProfile.from_json({}) == AthleteProfile()
