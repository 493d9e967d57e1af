"""What files call a sport, and the activity type that it becomes."""

import pytest
from fitdecode import profile as fit_profile

from app.domain.file_sports import activity_type_of
from app.formats.sports import sport_named


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Running", "outdoor_run"),  # TCX's three
        ("Biking", "outdoor_ride"),
        ("Other", "other"),
        ("trail_running", "outdoor_run"),  # Garmin's GPX
        ("indoor_running", "treadmill"),
        ("e_bike_mountain", "outdoor_ride"),
        ("casual_walking", "walking"),
        ("mountaineering", "walking"),
        ("indoor_cardio", "other"),
        ("stair_climbing", "stair"),
        ("VirtualRide", "indoor_cycling"),  # Strava's
        ("VirtualRun", "treadmill"),
        ("EBikeRide", "outdoor_ride"),
        ("Snowshoe", "walking"),
        ("StairStepper", "stair"),
        ("Workout", "other"),
        ("NORDIC_WALKING", "walking"),  # Polar Flow's
        ("SPINNING", "indoor_cycling"),
        ("JOGGING", "outdoor_run"),
        ("STRETCHING", "mobility"),
        ("", "other"),
        ("quidditch", "other"),
    ],
)
def test_a_word_becomes_the_nearest_activity_type(word: str, key: str) -> None:
    sport = sport_named(word)
    assert activity_type_of(sport.number, sport.sub_number).key == key


@pytest.mark.parametrize("word", ["jogging", "spinning", "e_bike_fitness", "snowshoeing", "pilates", "hike"])
def test_names_and_numbers_are_those_of_the_fit_profile(word: str) -> None:
    sport = sport_named(word)
    sports, sub_sports = (fit_profile.FIELD_TYPES[name].enum for name in ("sport", "sub_sport"))
    assert (sports[sport.number], sub_sports[sport.sub_number]) == (sport.name, sport.sub_name)
