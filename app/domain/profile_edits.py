"""Changes to a profile: a value taken over, set for one activity, checked against all the others."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from app.domain.activity_types import ActivityType
from app.domain.athlete import ConstantsIssue
from app.domain.frozen import frozen
from app.domain.profile import ActivityConstants, AthleteProfile, check_profile

RUNNING = ActivityType("", "Running", 1, 0, from_running_bpm=None)  # whose constants the profile's own are
WAITING_DAYS_BEFORE_HARD_TEST = 7  # no hard test is offered to somebody who has just begun


@frozen
class IssueInActivity:
    """An issue, and the activity type whose constants have it."""

    issue: ConstantsIssue
    activity_type: ActivityType


def with_field(profile: AthleteProfile, name: str, value: object) -> AthleteProfile:
    """With one field set (None: not known any more), and no longer called estimated."""
    changed: dict[str, Any] = {name: value, "estimated": profile.estimated - {name}}
    return replace(profile, **changed)


def with_override(
    profile: AthleteProfile, activity_type: ActivityType, name: str, bpm: int | None
) -> AthleteProfile:
    """With one constant set for this activity alone; None lets it inherit again."""
    changed: dict[str, Any] = {name: bpm}
    own = replace(profile.set_for(activity_type.key), **changed)
    others = tuple(each for each in profile.per_activity if each.activity_type != own.activity_type)
    return replace(profile, per_activity=others if _is_empty(own) else (*others, own))


def with_measured(
    profile: AthleteProfile, activity_type: ActivityType, name: str, bpm: int
) -> AthleteProfile:
    """With a constant measured in this activity: running's are the profile's own, resting is everyone's."""
    if name == "resting_bpm" or activity_type.from_running_bpm is None:
        return with_field(profile, name, bpm)
    return with_override(profile, activity_type, name, bpm)


def check_everywhere(
    profile: AthleteProfile, activity_types: Iterable[ActivityType]
) -> tuple[IssueInActivity, ...]:
    """Everything wrong with the constants that any of these activities gets from the profile."""
    return tuple(
        IssueInActivity(issue, activity_type)
        for activity_type in activity_types
        for issue in check_profile(profile, activity_type)
    )


def changes_history(old: AthleteProfile, new: AthleteProfile) -> bool:
    """Whether past sessions would come out differently with the new profile."""
    names = ("resting_bpm", "max_bpm", "threshold_bpm", "sex", "age", "training_frequency", "per_activity")
    return any(getattr(old, name) != getattr(new, name) for name in names)


def _is_empty(own: ActivityConstants) -> bool:
    return all(getattr(own, item.name) is None for item in fields(own) if item.name != "activity_type")
