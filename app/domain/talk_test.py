"""The talk test (domain.md, first questions): in the zone of full sentences, talking should be comfortable.

Two «no» in a row offer a threshold that is 5 bpm lower, as long as the threshold is an estimate.
"""

from dataclasses import replace

from app.domain.activity_types import ActivityType
from app.domain.field_tests import TALK_TEST_STEP_BPM, threshold_after_talk_tests
from app.domain.profile import AthleteProfile, constants_for
from app.domain.profile_edits import RUNNING, check_everywhere, with_override
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.domain.zones import SpeakingCue

ASKED_FROM_S = 12 * 60.0
STEADY_S = 120.0  # heart rate follows effort with about 60 s: before, breath and zone need not agree
ANSWERED_WITHIN_S = 180.0  # later it would be answered for another effort


def talking_zone(setup: SessionSetup) -> int | None:
    """The zone to ask in; None where the threshold is no estimate, or the zones know no words for it."""
    if "threshold_bpm" not in setup.constants.estimated:
        return None
    zones = (zone.number for zone in setup.zone_model.zones if zone.cue is SpeakingCue.FULL_SENTENCES)
    return next(zones, None)


class TalkTestWatch:
    """When to ask, at most once a session, and when the question is over."""

    __slots__ = ("_asked_at_s", "_steady_since_s", "_zone")

    def __init__(self, zone: int) -> None:
        self._zone = zone
        self._steady_since_s: float | None = None
        self._asked_at_s: float | None = None

    def is_due(self, snapshot: LiveSnapshot) -> bool:
        """True at the one moment to ask."""
        if snapshot.status is not LiveStatus.RUNNING or snapshot.zone != self._zone:
            self._steady_since_s = None
            return False
        if self._steady_since_s is None:
            self._steady_since_s = snapshot.timer_s
        is_steady = snapshot.timer_s - self._steady_since_s >= STEADY_S
        if self._asked_at_s is not None or snapshot.timer_s < ASKED_FROM_S or not is_steady:
            return False
        self._asked_at_s = snapshot.timer_s
        return True

    def is_over(self, snapshot: LiveSnapshot) -> bool:
        """Whether it was asked too long ago to be answered."""
        return self._asked_at_s is not None and snapshot.timer_s - self._asked_at_s > ANSWERED_WITHIN_S


def with_answer(profile: AthleteProfile, *, is_comfortable: bool) -> AthleteProfile:
    """With this answer; of earlier ones only the last counts."""
    return replace(profile, talk_tests=(*profile.talk_tests, is_comfortable)[-2:])


def with_lower_threshold(profile: AthleteProfile, activity_type: ActivityType) -> AthleteProfile | None:
    """What two «no» in a row lead to; None before, or where it would contradict the other constants.

    An estimated threshold stays one; a suggestion from a known one of running is set for this activity alone.
    """
    lower = threshold_after_talk_tests(
        constants_for(profile, activity_type).threshold_bpm, profile.talk_tests
    )
    if lower is None:
        return None
    asked = replace(profile, talk_tests=())
    if profile.threshold_bpm is None or "threshold_bpm" in profile.estimated:
        running = constants_for(profile, RUNNING).threshold_bpm - TALK_TEST_STEP_BPM
        changed = replace(
            asked, threshold_bpm=running, estimated=profile.estimated | frozenset({"threshold_bpm"})
        )
    else:
        changed = with_override(asked, activity_type, "threshold_bpm", lower)
    return None if check_everywhere(changed, (RUNNING, activity_type)) else changed
