"""The athlete's profile: what was typed or measured, and the constants of each activity derived from it."""

from dataclasses import field
from typing import Any

from app.domain.activity_types import ActivityType
from app.domain.alert_settings import AlertSettings
from app.domain.athlete import (
    ASSUMED_MAX_BPM,
    ESTIMATED_RESTING_BPM,
    ConstantsIssue,
    ConstantsProblem,
    HeartRateConstants,
    Sex,
    TrainingFrequency,
    check_constants,
    check_range,
    estimated_max_bpm,
    estimated_threshold_bpm,
)
from app.domain.frozen import frozen
from app.domain.stored import read_fields, write_fields
from app.domain.zones import ZoneModel, ZoneModelName, own_zone_model, zone_model

CEILING_RANGE_BPM = (80, 230)  # a clinician's limit may lie far below any maximum


@frozen
class ActivityConstants:
    """What the athlete set for one activity type, in bpm; None inherits. Resting is shared by all."""

    activity_type: str
    max_bpm: int | None = None
    threshold_bpm: int | None = None
    vt1_bpm: int | None = None
    vt2_bpm: int | None = None


@frozen
class AthleteProfile:
    """One athlete. Heart rates in bpm are running's; None means not known, and is estimated where needed.

    `estimated` names fields that are set but guessed (a suggestion taken over untested); `own_zone_bounds`
    are the lower bounds of the zone model `own`. Sessions carry the name of their day: `former_names` are the
    athlete's too. `ceiling_bpm` is the athlete's own limit. `to_json`, `from_json` are a pair.
    """

    name: str = ""
    age: int | None = None
    sex: Sex = Sex.UNSPECIFIED
    weight_kg: float | None = None
    resting_bpm: int | None = None
    max_bpm: int | None = None
    threshold_bpm: int | None = None
    vt1_bpm: int | None = None
    vt2_bpm: int | None = None
    training_frequency: TrainingFrequency | None = None
    zone_model: ZoneModelName = ZoneModelName.THRESHOLD6
    own_zone_bounds: tuple[int, ...] = ()
    own_zone_names: tuple[str, ...] = ()
    per_activity: tuple[ActivityConstants, ...] = ()
    estimated: frozenset[str] = frozenset()
    former_names: tuple[str, ...] = ()
    ceiling_bpm: int | None = None
    alerts: AlertSettings = field(default_factory=AlertSettings)
    load_per_day_seed: float | None = None  # the athlete's own estimate (long_term_load.seed_of_hours)
    off_season_from: str = ""  # an ISO date: a block of cross-training in which a slow decline is expected
    talk_tests: tuple[bool, ...] = ()  # the last answers to «is talking comfortable?», the latest last

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the athlete's sessions may bear: the present one and the former ones."""
        return (self.name, *self.former_names)

    def is_called(self, name: str) -> bool:
        """Whether this is the athlete's name, ignoring case, or was."""
        return name.casefold() in {each.casefold() for each in self.names}

    def set_for(self, activity_type: str) -> ActivityConstants:
        """What is set for this activity type; all None where nothing is."""
        found = (each for each in self.per_activity if each.activity_type == activity_type)
        return next(found, ActivityConstants(activity_type))

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` reads back to an equal profile."""
        return write_fields(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "AthleteProfile":
        """Reads a stored profile; missing fields get their defaults. ValueError if unreadable."""
        return read_fields(cls, stored)


def constants_for(profile: AthleteProfile, activity_type: ActivityType) -> HeartRateConstants:
    """The constants of one activity: set ones, else suggested from running's and named in `estimated`.

    A suggestion never lies above a maximum, nor below a threshold, that the athlete has set.
    """
    running = _running_constants(profile)
    chosen = profile.set_for(activity_type.key)
    shift = activity_type.from_running_bpm
    estimated = set(running.estimated & {"resting_bpm"})
    rates: dict[str, int | None] = {}
    for name in ("max_bpm", "threshold_bpm", "vt1_bpm", "vt2_bpm"):
        own, inherited = getattr(chosen, name), getattr(running, name)
        rates[name] = own if own is not None or inherited is None else inherited + (shift or 0)
        if own is None and inherited is not None and (shift is not None or name in running.estimated):
            estimated.add(name)
    highest, threshold = _agree(rates["max_bpm"], rates["threshold_bpm"], chosen)
    return HeartRateConstants(
        resting_bpm=running.resting_bpm,
        max_bpm=highest,
        threshold_bpm=threshold,
        sex=profile.sex,
        vt1_bpm=rates["vt1_bpm"],
        vt2_bpm=rates["vt2_bpm"],
        age=profile.age,
        weight_kg=profile.weight_kg,
        estimated=frozenset(estimated),
    )


def check_profile(profile: AthleteProfile, activity_type: ActivityType) -> tuple[ConstantsIssue, ...]:
    """Everything wrong with what was typed, then with the constants that one activity gets from it."""
    typed = {name: getattr(profile, name) for name in ("age", "weight_kg")}
    issues = [check_range(name, value) for name, value in typed.items()]
    issues.append(_check_ceiling(profile.ceiling_bpm))
    found = [issue for issue in issues if issue is not None]
    seen = {issue.field for issue in found}
    derived = check_constants(constants_for(profile, activity_type))
    return (*found, *(issue for issue in derived if issue.field not in seen))


def _check_ceiling(ceiling_bpm: int | None) -> ConstantsIssue | None:
    low, high = CEILING_RANGE_BPM
    if ceiling_bpm is None or low <= ceiling_bpm <= high:
        return None
    problem = ConstantsProblem.OUT_OF_RANGE
    return ConstantsIssue(problem, "ceiling_bpm", ceiling_bpm, at_least=low, at_most=high)


def zone_model_for(profile: AthleteProfile, activity_type: ActivityType) -> ZoneModel:
    """The zones of one activity: its own model, else the athlete's. ValueError if they cannot be built."""
    name = activity_type.zone_model or profile.zone_model
    if name is ZoneModelName.OWN:
        return own_zone_model(profile.own_zone_bounds, profile.own_zone_names)
    return zone_model(name, constants_for(profile, activity_type))


def _running_constants(profile: AthleteProfile) -> HeartRateConstants:
    """Running's constants, unknown ones estimated by domain.md and named in `estimated`."""
    estimated = {name for name in profile.estimated if getattr(profile, name, None) is not None}
    resting, highest, threshold = profile.resting_bpm, profile.max_bpm, profile.threshold_bpm
    if resting is None:
        resting = ESTIMATED_RESTING_BPM
        estimated.add("resting_bpm")
    if highest is None:
        by_age = ASSUMED_MAX_BPM if profile.age is None else estimated_max_bpm(profile.age)
        highest = max(by_age, threshold or 0)  # a known threshold is proof of at least that maximum
        estimated.add("max_bpm")
    if threshold is None:
        threshold = estimated_threshold_bpm(resting, highest, profile.training_frequency)
        estimated.add("threshold_bpm")
    return HeartRateConstants(
        resting_bpm=resting,
        max_bpm=highest,
        threshold_bpm=threshold,
        vt1_bpm=profile.vt1_bpm,
        vt2_bpm=profile.vt2_bpm,
        estimated=frozenset(estimated),
    )


def _agree(highest: int | None, threshold: int | None, chosen: ActivityConstants) -> tuple[int, int]:
    """Maximum and threshold, the suggested one moved to where threshold ≤ maximum where one is set here.

    What contradicts itself in the profile stays so, and is found by `check_profile`.
    """
    if highest is None or threshold is None:
        raise ValueError("running's maximum and threshold are always known or estimated")
    if threshold > highest and chosen.max_bpm is not None and chosen.threshold_bpm is None:
        return highest, highest
    if threshold > highest and chosen.max_bpm is None and chosen.threshold_bpm is not None:
        return threshold, threshold
    return highest, threshold
