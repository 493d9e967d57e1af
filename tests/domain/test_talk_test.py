"""The talk test: when it is asked, and what two «no» in a row lead to (domain.md)."""

from dataclasses import replace

import pytest

from app.domain.activity_types import INDOOR_CYCLING
from app.domain.profile import AthleteProfile, constants_for
from app.domain.profile_edits import RUNNING
from app.domain.session_setups import session_setup
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.domain.talk_test import TalkTestWatch, talking_zone, with_answer, with_lower_threshold
from app.domain.zones import ZoneModelName

GUESSED = AthleteProfile("Ada", age=40)
KNOWN = AthleteProfile("Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)


def moment(timer_s: float, zone: int | None = 2, status: LiveStatus = LiveStatus.RUNNING) -> LiveSnapshot:
    return LiveSnapshot(status, timer_s, timer_s, zone=zone)


def asked_at(*moments: LiveSnapshot) -> list[float]:
    watch = TalkTestWatch(2)
    return [each.timer_s for each in moments if watch.is_due(each)]


def no_twice(profile: AthleteProfile) -> AthleteProfile:
    return with_answer(with_answer(profile, is_comfortable=False), is_comfortable=False)


def test_it_is_asked_in_the_zone_of_full_sentences_while_the_threshold_is_an_estimate() -> None:
    assert talking_zone(session_setup(GUESSED, INDOOR_CYCLING)) == 2
    assert talking_zone(session_setup(KNOWN, RUNNING)) is None
    assert talking_zone(session_setup(KNOWN, INDOOR_CYCLING)) == 2  # suggested from running's
    own = replace(GUESSED, zone_model=ZoneModelName.OWN, own_zone_bounds=(120, 150))
    assert talking_zone(session_setup(own, INDOOR_CYCLING)) is None


def test_it_is_asked_once_from_minute_12_on() -> None:
    assert asked_at(*(moment(float(second)) for second in range(3600))) == [720.0]


def test_breath_must_have_had_time_to_settle_in_the_zone() -> None:
    ride = [moment(float(second), 2 if second >= 700 else 3) for second in range(1000)]
    assert asked_at(*ride) == [820.0]


@pytest.mark.parametrize(
    "interruption", [moment(750.0, 3), moment(750.0, None), moment(750.0, 2, LiveStatus.PAUSED)]
)
def test_another_zone_silence_or_a_pause_starts_the_waiting_anew(interruption: LiveSnapshot) -> None:
    ride = [moment(650.0), moment(700.0, 3), moment(710.0), interruption, moment(751.0), moment(835.0)]
    assert asked_at(*ride) == []
    assert asked_at(*ride, moment(871.0)) == [871.0]


def test_an_unanswered_question_is_over_after_three_minutes() -> None:
    watch = TalkTestWatch(2)
    assert not watch.is_over(moment(700.0))
    watch.is_due(moment(600.0))
    assert watch.is_due(moment(720.0))
    assert not watch.is_over(moment(900.0))
    assert watch.is_over(moment(901.0))


def test_two_no_in_a_row_lower_an_estimate_that_stays_one() -> None:
    before = constants_for(GUESSED, INDOOR_CYCLING).threshold_bpm
    lower = with_lower_threshold(no_twice(GUESSED), INDOOR_CYCLING)
    assert lower is not None
    constants = constants_for(lower, INDOOR_CYCLING)
    assert constants.threshold_bpm == before - 5
    assert "threshold_bpm" in constants.estimated
    assert lower.talk_tests == ()
    again = with_lower_threshold(no_twice(lower), INDOOR_CYCLING)
    assert again is not None
    assert constants_for(again, INDOOR_CYCLING).threshold_bpm == before - 10


def test_a_known_threshold_of_running_stays() -> None:
    lower = with_lower_threshold(no_twice(KNOWN), INDOOR_CYCLING)
    assert lower is not None
    assert lower.threshold_bpm == 169
    assert constants_for(lower, INDOOR_CYCLING).threshold_bpm == 157  # 169 − 7 − 5


@pytest.mark.parametrize("answers", [(), (False,), (False, True), (False, False, True), (False, True, False)])
def test_anything_else_changes_nothing(answers: tuple[bool, ...]) -> None:
    profile = GUESSED
    for answer in answers:
        profile = with_answer(profile, is_comfortable=answer)
    assert len(profile.talk_tests) <= 2
    assert with_lower_threshold(profile, INDOOR_CYCLING) is None


def test_no_threshold_is_offered_that_contradicts_the_other_constants() -> None:
    low = AthleteProfile("Ada", resting_bpm=100, max_bpm=190, threshold_bpm=104, vt1_bpm=101, vt2_bpm=103)
    guessed = replace(low, estimated=frozenset({"threshold_bpm"}))
    assert with_lower_threshold(no_twice(guessed), RUNNING) is None
