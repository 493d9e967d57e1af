import json
from dataclasses import replace

import pytest
from fitdecode import profile as fit_profile

from app.domain.activity_types import (
    BUILT_IN_ACTIVITY_TYPES,
    DEFAULT_ACTIVITY_TYPE,
    ActivityType,
    ActivityTypeError,
    ActivityTypeProblem,
    Tile,
    archive,
    check_activity_type,
    find_activity_type,
    keep,
    known_activity_types,
    new_activity_type,
)
from app.domain.alert_settings import AlertSettings
from app.domain.zones import ZoneModelName

FIT_WORDS = {
    "indoor_cycling": ("cycling", "indoor_cycling"),
    "treadmill": ("running", "treadmill"),
    "elliptical": ("fitness_equipment", "elliptical"),
    "rowing": ("rowing", "indoor_rowing"),
    "stair": ("fitness_equipment", "stair_climbing"),
    "strength": ("training", "strength_training"),
    "mobility": ("training", "flexibility_training"),
    "yoga": ("training", "yoga"),
    "swimming": ("swimming", "lap_swimming"),
    "outdoor_run": ("running", "generic"),
    "outdoor_ride": ("cycling", "road"),
    "walking": ("walking", "generic"),
    "other": ("generic", "generic"),
}


def test_built_in_types_export_as_the_fit_profile_names_them() -> None:
    sports, sub_sports = (fit_profile.FIELD_TYPES[name].enum for name in ("sport", "sub_sport"))
    words = {
        each.key: (sports[each.fit_sport], sub_sports[each.fit_sub_sport]) for each in BUILT_IN_ACTIVITY_TYPES
    }
    assert words == FIT_WORDS


def test_indoor_cycling_is_the_default_and_no_type_has_tiles_by_default() -> None:
    assert DEFAULT_ACTIVITY_TYPE.key == "indoor_cycling"
    assert all(each.tiles == () for each in BUILT_IN_ACTIVITY_TYPES)


def test_built_in_types_could_all_be_kept() -> None:
    assert all(check_activity_type(BUILT_IN_ACTIVITY_TYPES, each) == () for each in BUILT_IN_ACTIVITY_TYPES)


def test_a_type_is_found_by_key_or_name_ignoring_case() -> None:
    assert find_activity_type(BUILT_IN_ACTIVITY_TYPES, "INDOOR cycling ").key == "indoor_cycling"
    assert find_activity_type(BUILT_IN_ACTIVITY_TYPES, "outdoor_run").name == "Outdoor run"
    with pytest.raises(KeyError):
        find_activity_type(BUILT_IN_ACTIVITY_TYPES, "curling")


def test_an_own_type_is_created_from_a_template_and_kept_at_the_end() -> None:
    rowing = find_activity_type(BUILT_IN_ACTIVITY_TYPES, "rowing")
    mine = new_activity_type(BUILT_IN_ACTIVITY_TYPES, " Ergo, hard ", rowing)
    assert (mine.key, mine.name, mine.fit_sport) == ("ergo_hard", "Ergo, hard", 15)
    assert keep(BUILT_IN_ACTIVITY_TYPES, mine)[-1] == mine


def test_duplicating_never_takes_a_key_twice() -> None:
    types = BUILT_IN_ACTIVITY_TYPES
    keys = []
    for name in ("Yoga!", "yoga?", "…"):
        mine = new_activity_type(types, name)
        types = keep(types, mine)
        keys.append(mine.key)
    assert keys == ["yoga_2", "yoga_3", "activity"]


def test_editing_replaces_a_type_in_its_place() -> None:
    edited = replace(DEFAULT_ACTIVITY_TYPE, name="Trainer", tiles=(Tile.LAP,))
    types = keep(BUILT_IN_ACTIVITY_TYPES, edited)
    assert types[0] == edited
    assert len(types) == len(BUILT_IN_ACTIVITY_TYPES)
    assert known_activity_types([edited]) == types


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": "  "}, ActivityTypeProblem.NAME_EMPTY),
        ({"name": "x" * 41}, ActivityTypeProblem.NAME_TOO_LONG),
        ({"name": "yoga"}, ActivityTypeProblem.NAME_TAKEN),
        ({"colour": "red"}, ActivityTypeProblem.COLOUR),
        ({"colour": "#12345g"}, ActivityTypeProblem.COLOUR),
        ({"fit_sport": 255}, ActivityTypeProblem.FIT_NUMBER),
    ],
)
def test_an_edit_that_cannot_stand_is_refused(changes: dict[str, str], problem: ActivityTypeProblem) -> None:
    edited = replace(DEFAULT_ACTIVITY_TYPE, **changes)  # type: ignore[arg-type]  # one of them is an int
    with pytest.raises(ActivityTypeError) as refused:
        keep(BUILT_IN_ACTIVITY_TYPES, edited)
    assert refused.value.problems == (problem,)


def test_archiving_hides_and_brings_back_without_losing_anything() -> None:
    hidden = archive(BUILT_IN_ACTIVITY_TYPES, "yoga")
    assert find_activity_type(hidden, "yoga").archived
    assert archive(hidden, "yoga", archived=False) == BUILT_IN_ACTIVITY_TYPES
    with pytest.raises(KeyError):
        archive(hidden, "curling")


def test_a_name_of_an_archived_type_is_free_until_it_is_brought_back() -> None:
    hidden = archive(BUILT_IN_ACTIVITY_TYPES, "yoga")
    types = keep(hidden, new_activity_type(hidden, "Yoga"))
    assert find_activity_type(types, "yoga").key == "yoga"
    with pytest.raises(ActivityTypeError):
        archive(types, "yoga", archived=False)


def test_a_type_survives_storing() -> None:
    mine = replace(
        DEFAULT_ACTIVITY_TYPE,
        zone_model=ZoneModelName.SEILER3,
        from_running_bpm=None,
        tiles=(Tile.AVERAGE, Tile.RMSSD),
        alerts=AlertSettings(dwell_s=20.0),
        archived=True,
    )
    assert ActivityType.from_json(json.loads(json.dumps(mine.to_json()))) == mine
