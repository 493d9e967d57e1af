"""Edits of a profile: what one change means for every activity."""

from dataclasses import replace

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, INDOOR_CYCLING, find_activity_type
from app.domain.alert_settings import AlertSettings
from app.domain.athlete import ConstantsProblem, Sex
from app.domain.profile import AthleteProfile, constants_for
from app.domain.profile_edits import (
    changes_history,
    check_everywhere,
    with_field,
    with_measured,
    with_override,
)
from app.domain.session_setups import session_setup
from app.domain.settings import Settings

ADA = AthleteProfile(name="Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)
TREADMILL = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "treadmill")


def test_a_typed_value_is_no_estimate_any_more() -> None:
    guessed = replace(ADA, estimated=frozenset({"threshold_bpm"}))
    assert with_field(guessed, "threshold_bpm", 171).estimated == frozenset()
    assert with_field(ADA, "max_bpm", None).max_bpm is None


def test_an_override_comes_and_goes() -> None:
    own = with_override(ADA, INDOOR_CYCLING, "max_bpm", 181)
    assert constants_for(own, INDOOR_CYCLING).max_bpm == 181
    assert "max_bpm" not in constants_for(own, INDOOR_CYCLING).estimated
    assert with_override(own, INDOOR_CYCLING, "max_bpm", None) == ADA


def test_what_is_measured_on_a_bike_is_the_bikes_and_resting_is_everyones() -> None:
    assert with_measured(ADA, INDOOR_CYCLING, "threshold_bpm", 164).threshold_bpm == 169
    on_bike = with_measured(ADA, INDOOR_CYCLING, "threshold_bpm", 164)
    assert constants_for(on_bike, INDOOR_CYCLING).threshold_bpm == 164
    assert with_measured(ADA, TREADMILL, "threshold_bpm", 172).threshold_bpm == 172
    assert with_measured(ADA, INDOOR_CYCLING, "resting_bpm", 47).resting_bpm == 47


def test_a_change_that_breaks_another_activity_is_found_there() -> None:
    own = with_override(ADA, INDOOR_CYCLING, "threshold_bpm", 195)
    own = with_override(own, INDOOR_CYCLING, "max_bpm", 185)
    found = check_everywhere(own, BUILT_IN_ACTIVITY_TYPES)
    assert [(each.activity_type.key, each.issue.problem) for each in found] == [
        ("indoor_cycling", ConstantsProblem.THRESHOLD_ABOVE_MAX)
    ]
    assert check_everywhere(ADA, BUILT_IN_ACTIVITY_TYPES) == ()


def test_a_ceiling_is_checked_too() -> None:
    found = check_everywhere(replace(ADA, ceiling_bpm=40), (TREADMILL,))
    assert [each.issue.field for each in found] == ["ceiling_bpm"]


def test_only_what_the_load_rests_on_changes_history() -> None:
    assert changes_history(ADA, replace(ADA, sex=Sex.FEMALE))
    assert changes_history(ADA, with_override(ADA, INDOOR_CYCLING, "max_bpm", 181))
    assert not changes_history(ADA, replace(ADA, weight_kg=60.0, ceiling_bpm=170, name="Bea"))


def test_a_renamed_athlete_keeps_the_history_of_the_old_name() -> None:
    settings = Settings().with_changed_athlete(replace(ADA, name="Ada L.", former_names=("", "Ada")))
    assert settings.athlete("ada").name == "Ada L."
    assert settings.athlete("Ada L.").is_called("")
    assert Settings.from_json(settings.to_json()).settings == settings


def test_a_setup_carries_the_athletes_ceiling_and_the_alerts_of_activity_or_athlete() -> None:
    quiet, quick = AlertSettings(below_enabled=False), AlertSettings(dwell_s=5.0)
    athlete = replace(ADA, ceiling_bpm=165, alerts=quiet)
    setup = session_setup(athlete, target_zone=2, target_zone_minutes=40.0)
    assert (setup.ceiling_bpm, setup.alerts, setup.target_zone_minutes) == (165, quiet, 40.0)
    assert session_setup(athlete, replace(INDOOR_CYCLING, alerts=quick)).alerts == quick


def test_text_scale_stays_within_its_limits_whatever_the_file_says() -> None:
    assert Settings(text_scale_percent=150).text_scale == 1.5
    assert Settings(text_scale_percent=5).text_scale == 0.8
    assert Settings(text_scale_percent=900).text_scale == 2.0


def test_a_threshold_above_the_maximum_is_found_in_every_activity() -> None:
    found = check_everywhere(replace(ADA, threshold_bpm=195), (TREADMILL, INDOOR_CYCLING))
    assert {each.issue.problem for each in found} == {ConstantsProblem.THRESHOLD_ABOVE_MAX}
    assert len(found) == 2
