import json
from dataclasses import dataclass

import pytest

from app.domain.alert_settings import AlertSettings
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.setup import SessionSetup
from app.domain.stored import StoredValueError, read_fields, write_fields
from tests.domain.sessions import setup_for


def through_json(setup: SessionSetup) -> SessionSetup:
    return SessionSetup.from_json(json.loads(json.dumps(setup.to_json())))


def test_a_setup_survives_storing() -> None:
    constants = HeartRateConstants(
        55, 188, 168, Sex.FEMALE, 140, 165, 36, 61.5, frozenset({"max_bpm", "threshold_bpm"})
    )
    setup = setup_for(
        constants,
        athlete="Ada",
        target_load=50.0,
        target_zone=2,
        target_zone_minutes=40.0,
        ceiling_bpm=175,
        alerts=AlertSettings(below_enabled=False),
        is_demo=True,
    )
    assert through_json(setup) == setup
    assert through_json(setup_for()) == setup_for()


def test_fields_that_an_older_version_lacks_get_their_defaults() -> None:
    stored = setup_for().to_json()
    for name in ("athlete", "target_load", "ceiling_bpm", "alerts", "is_demo"):
        del stored[name]
    assert SessionSetup.from_json(stored) == setup_for()


def test_fields_of_a_newer_version_are_ignored() -> None:
    stored = setup_for().to_json() | {"sound": "bell"}
    stored["constants"]["vo2max"] = 52
    assert SessionSetup.from_json(stored) == setup_for()


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        ("constants", None, "SessionSetup.constants"),
        ("athlete", 7, "SessionSetup.athlete"),
        ("target_load", "many", "SessionSetup.target_load"),
        ("target_load", True, "SessionSetup.target_load"),
        ("target_load", float("nan"), "SessionSetup.target_load"),
        ("target_zone", 2.5, "SessionSetup.target_zone"),
        ("is_demo", 1, "SessionSetup.is_demo"),
        ("zone_model", {"name": "eight", "zones": []}, "ZoneModel.name"),
        ("zone_model", {"name": "own", "zones": {}}, "ZoneModel.zones"),
        ("constants", {"resting_bpm": 50, "max_bpm": 190}, "HeartRateConstants.threshold_bpm"),
        ("activity_type", [], "SessionSetup.activity_type"),
    ],
)
def test_what_does_not_fit_is_named(name: str, value: object, where: str) -> None:
    with pytest.raises(StoredValueError) as refused:
        SessionSetup.from_json(setup_for().to_json() | {name: value})
    assert refused.value.where == where


def test_zones_that_make_no_model_are_unreadable_too() -> None:
    with pytest.raises(ValueError, match="rise"):
        SessionSetup.from_json(setup_for().to_json() | {"zone_model": {"name": "own", "zones": []}})


def test_a_missing_part_or_something_else_than_an_object_is_unreadable() -> None:
    with pytest.raises(StoredValueError):
        SessionSetup.from_json({})
    with pytest.raises(StoredValueError):
        read_fields(HeartRateConstants, ["not", "an", "object"])


@dataclass(frozen=True)
class Unstorable:
    raw: dict[str, int]


def test_a_mistake_of_ours_is_not_taken_for_a_bad_file() -> None:
    with pytest.raises(TypeError):
        read_fields(Unstorable, {"raw": {}})
    with pytest.raises(TypeError):
        read_fields(int, {})
    with pytest.raises(TypeError):
        write_fields(7)
