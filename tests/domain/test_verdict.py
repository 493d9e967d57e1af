"""Did it count: the bounds of domain.md, "Targets"."""

from dataclasses import replace

import pytest

from app.domain.activity import ActivitySummary
from app.domain.snapshot import ZoneTime
from app.domain.verdict import Shortfall, WantedSession, did_it_count, wanted_like
from tests.domain.finished_activities import finished, level

WANTED = WantedSession(minutes=30.0, zone=2, load=20.0)


def done(minutes: float, load: float, in_zone: float = 1.0) -> ActivitySummary:
    counted_s = minutes * 60.0
    zones = (
        ZoneTime(1, "Recovery", 0, counted_s * (1 - in_zone)),
        ZoneTime(2, "Aerobic endurance", 135, counted_s * in_zone),
    )
    summary = finished(level(1, 140)).summary
    return replace(summary, timer_s=counted_s, counted_s=counted_s, training_load=load, time_in_zone=zones)


@pytest.mark.parametrize(
    ("summary", "shortfalls"),
    [
        (done(30.0, 20.0), ()),
        (done(27.0, 17.0, 0.8), ()),
        (done(33.0, 23.0), ()),
        (done(26.9, 20.0), (Shortfall.TOO_SHORT,)),
        (done(33.1, 20.0), (Shortfall.TOO_LONG,)),
        (done(30.0, 20.0, 0.79), (Shortfall.OUT_OF_ZONE,)),
        (done(30.0, 16.9), (Shortfall.TOO_LITTLE_LOAD,)),
        (done(30.0, 23.1), (Shortfall.TOO_MUCH_LOAD,)),
        (done(10.0, 5.0, 0.0), (Shortfall.TOO_SHORT, Shortfall.OUT_OF_ZONE, Shortfall.TOO_LITTLE_LOAD)),
    ],
)
def test_a_session_counts_within_a_tenth_four_fifths_and_fifteen_percent(
    summary: ActivitySummary, shortfalls: tuple[Shortfall, ...]
) -> None:
    verdict = did_it_count(WANTED, summary)
    assert verdict.shortfalls == shortfalls
    assert verdict.counts is (not shortfalls)


def test_a_session_without_readings_cannot_count() -> None:
    verdict = did_it_count(WANTED, replace(done(30.0, 20.0), counted_s=0.0, time_in_zone=()))
    assert verdict.in_zone_share is None
    assert Shortfall.NO_READINGS in verdict.shortfalls


def test_as_much_as_a_past_session_is_its_minutes_its_main_zone_and_its_load() -> None:
    past = finished((*level(5, 120), *level(22, 143, from_s=301))).summary
    wanted = wanted_like(past)
    assert wanted is not None
    assert wanted.zone == 2
    assert wanted.minutes == pytest.approx(27.0, abs=0.05)
    assert did_it_count(wanted, past).counts


def test_nothing_can_be_as_much_as_a_session_without_readings() -> None:
    assert wanted_like(finished(()).summary) is None
