"""Session setups from a profile and what was asked for: whose constants, which zones, which target."""

from dataclasses import replace

from app.domain.activity_types import DEFAULT_ACTIVITY_TYPE, ActivityType
from app.domain.athlete import (
    ConstantsIssue,
    HeartRateConstants,
    Sex,
    check_constants,
    estimated_threshold_bpm,
)
from app.domain.frozen import frozen
from app.domain.profile import AthleteProfile, constants_for
from app.domain.settings import Settings
from app.domain.setup import SessionSetup
from app.domain.zones import ZoneModel, ZoneModelName, own_zone_model, zone_model


class ConstantsError(ValueError):
    """The constants that were asked for contradict each other; `issue` says how."""

    def __init__(self, issue: ConstantsIssue) -> None:
        super().__init__(issue.problem.value)
        self.issue = issue


class ZonesError(ValueError):
    """A zone model that cannot be built with these constants; `own` without bounds of one's own."""

    def __init__(self, name: ZoneModelName) -> None:
        super().__init__(name)
        self.name = name


@frozen
class GivenConstants:
    """Constants given on the command line; None is not given."""

    resting_bpm: int | None = None
    max_bpm: int | None = None
    threshold_bpm: int | None = None
    sex: Sex | None = None
    age: int | None = None
    weight_kg: float | None = None


def session_setup(
    profile: AthleteProfile,
    activity_type: ActivityType = DEFAULT_ACTIVITY_TYPE,
    given: GivenConstants | None = None,
    *,
    target_load: float | None = None,
    target_zone: int | None = None,
    target_zone_minutes: float | None = None,
    is_demo: bool = False,
) -> SessionSetup:
    """A setup with the profile's constants for this activity, what is given going first.

    ConstantsError, ZonesError.
    """
    constants = with_given(constants_for(profile, activity_type), given or GivenConstants(), profile)
    name = activity_type.zone_model or profile.zone_model
    return SessionSetup(
        activity_type=activity_type,
        constants=constants,
        zone_model=zones(name, constants, profile),
        athlete=profile.name,
        target_load=target_load,
        target_zone=target_zone,
        target_zone_minutes=target_zone_minutes,
        ceiling_bpm=profile.ceiling_bpm,
        alerts=activity_type.alerts or profile.alerts,
        is_demo=is_demo,
    )


def setup_from(settings: Settings, *, is_demo: bool = False) -> SessionSetup:
    """For the athlete and activity in use; where a file edited by hand makes no sense, of estimates."""
    return _possible_setup(settings.athlete(), settings.activity_in_use(), is_demo=is_demo)


def reassigned_setup(
    setup: SessionSetup, activity_type: ActivityType, profile: AthleteProfile
) -> SessionSetup:
    """A stored setup for another activity type, with the constants and zones that this one has now."""
    fresh = _possible_setup(profile, activity_type, is_demo=setup.is_demo)
    return replace(setup, activity_type=activity_type, constants=fresh.constants, zone_model=fresh.zone_model)


def _possible_setup(profile: AthleteProfile, activity_type: ActivityType, *, is_demo: bool) -> SessionSetup:
    try:
        return session_setup(profile, activity_type, is_demo=is_demo)
    except ValueError:
        guessed = AthleteProfile(profile.name, ceiling_bpm=profile.ceiling_bpm, alerts=profile.alerts)
        return session_setup(guessed, replace(activity_type, zone_model=None), is_demo=is_demo)


def given_setup(setup: SessionSetup, profile: AthleteProfile) -> SessionSetup:
    """A stored setup as another athlete's, with the constants and zones that this one has."""
    fresh = _possible_setup(profile, setup.activity_type, is_demo=setup.is_demo)
    return replace(setup, athlete=profile.name, constants=fresh.constants, zone_model=fresh.zone_model)


def updated_setup(setup: SessionSetup, profile: AthleteProfile) -> SessionSetup:
    """A stored setup with the constants and zones that the profile has now; target and alerts stay."""
    constants = constants_for(profile, setup.activity_type)
    name = setup.activity_type.zone_model or profile.zone_model
    return replace(setup, constants=constants, zone_model=zones(name, constants, profile))


def zones(name: ZoneModelName, constants: HeartRateConstants, profile: AthleteProfile) -> ZoneModel:
    """The named model with these constants; `own` is the profile's. ZonesError."""
    try:
        if name is ZoneModelName.OWN:
            return own_zone_model(profile.own_zone_bounds, profile.own_zone_names)
        return zone_model(name, constants)
    except ValueError as error:
        raise ZonesError(name) from error


def with_given(
    constants: HeartRateConstants, given: GivenConstants, profile: AthleteProfile
) -> HeartRateConstants:
    """Constants with what was given, no longer estimates. ConstantsError if they contradict each other."""
    fields = ("resting_bpm", "max_bpm", "threshold_bpm", "sex", "age", "weight_kg")
    known = {name: getattr(given, name) for name in fields if getattr(given, name) is not None}
    merged = replace(constants, **known, estimated=constants.estimated.difference(known))
    if known.keys() & {"resting_bpm", "max_bpm"} and "threshold_bpm" in merged.estimated:
        guess = estimated_threshold_bpm(merged.resting_bpm, merged.max_bpm, profile.training_frequency)
        merged = replace(merged, threshold_bpm=guess)
    issues = check_constants(merged)
    if issues:
        raise ConstantsError(issues[0])
    return merged
