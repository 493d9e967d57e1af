"""Which activity type a file's sport is."""

from dataclasses import replace

import pytest
from fitdecode import profile as fit_profile

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, OTHER, ActivityType, find_activity_type
from app.domain.file_sports import activity_type_of

SPORTS = {word: number for number, word in fit_profile.FIELD_TYPES["sport"].enum.items()}
SUB_SPORTS = {word: number for number, word in fit_profile.FIELD_TYPES["sub_sport"].enum.items()}
KAYAK = ActivityType("kayak", "Kayak", SPORTS["kayaking"], 0)


@pytest.mark.parametrize("activity_type", BUILT_IN_ACTIVITY_TYPES, ids=lambda each: each.key)
def test_what_a_type_exports_as_comes_back_as_that_type(activity_type: ActivityType) -> None:
    assert activity_type_of(activity_type.fit_sport, activity_type.fit_sub_sport) is activity_type


@pytest.mark.parametrize(
    ("sport", "sub_sport", "key"),
    [
        ("walking", "generic", "walking"),
        ("walking", "casual_walking", "walking"),
        ("walking", "treadmill", "walking"),
        ("hiking", "generic", "walking"),
        ("mountaineering", "generic", "walking"),
        ("snowshoeing", "generic", "walking"),
        ("running", "generic", "outdoor_run"),
        ("running", "trail", "outdoor_run"),
        ("running", "indoor_running", "treadmill"),
        ("running", "virtual_activity", "treadmill"),
        ("cycling", "generic", "outdoor_ride"),
        ("cycling", "mountain", "outdoor_ride"),
        ("cycling", "spin", "indoor_cycling"),
        ("cycling", "virtual_activity", "indoor_cycling"),
        ("e_biking", "generic", "outdoor_ride"),
        ("swimming", "open_water", "swimming"),
        ("rowing", "generic", "rowing"),
        ("fitness_equipment", "indoor_rowing", "rowing"),
        ("fitness_equipment", "indoor_cycling", "indoor_cycling"),
        ("fitness_equipment", "treadmill", "treadmill"),
        ("fitness_equipment", "generic", "other"),
        ("training", "pilates", "mobility"),
        ("training", "cardio_training", "other"),
        ("training", "generic", "other"),
        ("floor_climbing", "generic", "stair"),
        ("cross_country_skiing", "skate_skiing", "other"),
        ("kayaking", "whitewater", "other"),
        ("hiit", "generic", "other"),
        ("generic", "strength_training", "strength"),
        ("generic", "generic", "other"),
    ],
)
def test_a_sport_is_the_nearest_type_that_there_is(sport: str, sub_sport: str, key: str) -> None:
    assert activity_type_of(SPORTS[sport], SUB_SPORTS[sub_sport]).key == key


@pytest.mark.parametrize("sport", sorted(SPORTS))
def test_nothing_but_cycling_is_ever_taken_for_a_ride(sport: str) -> None:
    rides = {activity_type_of(SPORTS[sport], 0).key} & {"indoor_cycling", "outdoor_ride"}
    assert bool(rides) == (sport in {"cycling", "e_biking"})


def test_a_number_that_no_profile_knows_is_an_activity_of_its_own_kind() -> None:
    assert activity_type_of(99, 0) is OTHER
    assert activity_type_of(99, 0, ()) is OTHER


def test_the_athletes_own_type_stands_for_its_whole_sport() -> None:
    types = (*BUILT_IN_ACTIVITY_TYPES, KAYAK)
    assert activity_type_of(SPORTS["kayaking"], SUB_SPORTS["whitewater"], types) is KAYAK
    assert activity_type_of(SPORTS["rowing"], 0, types).key == "rowing"


def test_of_two_that_export_alike_the_one_that_is_offered_takes_the_file() -> None:
    gone = replace(find_activity_type(BUILT_IN_ACTIVITY_TYPES, "walking"), archived=True)
    mine = replace(gone, key="strolling", name="Strolling", archived=False)
    assert activity_type_of(SPORTS["walking"], 0, (gone, mine)) is mine
    assert activity_type_of(SPORTS["walking"], 0, (gone,)) is gone


def test_other_as_the_athlete_edited_it_is_taken() -> None:
    edited = replace(OTHER, name="Whatever")
    assert activity_type_of(99, 0, (edited,)) is edited
