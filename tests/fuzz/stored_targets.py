"""Targets for the JSON that Sidebeat keeps: settings and session setups. Only bugs come out of them."""

import json

from app.domain.activity_types import INDOOR_CYCLING
from app.domain.athlete import HeartRateConstants
from app.domain.profile import AthleteProfile
from app.domain.settings import RememberedSensor, Settings
from app.domain.setup import SessionSetup
from app.domain.zones import ZoneModelName, zone_model

CONSTANTS = HeartRateConstants(resting_bpm=50, max_bpm=190, threshold_bpm=169)


def settings_seeds() -> tuple[bytes, ...]:
    """Settings never touched, and settings with everything in them."""
    full = Settings(
        athletes=(AthleteProfile(name="Ada"), AthleteProfile(name="Grace")),
        remembered_sensors=(RememberedSensor("00:00:5E:00:53:01", "Strap", "S1", "mine"),),
        own_activity_types=(INDOOR_CYCLING,),
        last_activity_type="indoor_cycling",
        watched_folder="/home/ada/Training",
        first_used_on="2026-11-22",
    )
    return tuple(json.dumps(each.to_json()).encode() for each in (Settings(), full))


def settings_target(octets: bytes) -> None:
    """Whatever the file holds, there are settings; written again they are read without a problem."""
    stored = _json_object(octets)
    if stored is not None:
        settings = Settings.from_json(stored).settings
        again = Settings.from_json(json.loads(json.dumps(settings.to_json())))
        assert again.problems == ()
        assert again.settings == settings


def setup_seeds() -> tuple[bytes, ...]:
    """A session's setup in each zone model, plain and with every wish."""
    setups = [
        SessionSetup(INDOOR_CYCLING, CONSTANTS, zone_model(name, CONSTANTS))
        for name in ZoneModelName
        if name is not ZoneModelName.OWN
    ]
    zones = setups[0].zone_model
    setups.append(
        SessionSetup(INDOOR_CYCLING, CONSTANTS, zones, "Ada", 50.0, 2, 30.0, ceiling_bpm=180, is_demo=True)
    )
    return tuple(json.dumps(each.to_json()).encode() for each in setups)


def setup_target(octets: bytes) -> None:
    """A setup or a ValueError; what is read survives being written again."""
    stored = _json_object(octets)
    if stored is None:
        return
    try:
        setup = SessionSetup.from_json(stored)
    except ValueError:
        return
    assert SessionSetup.from_json(json.loads(json.dumps(setup.to_json()))) == setup


def _json_object(octets: bytes) -> dict[str, object] | None:
    """As storage reads it: what is no JSON object never gets as far as the decoder."""
    try:
        stored = json.loads(octets)
    except (ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) else None
