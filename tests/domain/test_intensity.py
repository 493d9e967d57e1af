"""The intensity split by Seiler's thresholds: 152 and 169 bpm where only the threshold of 169 is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.activity import Pause
from app.domain.intensity import SessionIntensity, Split, split_over_28_days
from app.domain.session_intensity import session_intensity
from tests.domain.finished_activities import CORE, MORNING, finished, level

TODAY = MORNING.date()


def test_time_is_split_below_vt1_up_to_vt2_and_above() -> None:
    samples = (*level(10, 151), *level(10, 152, from_s=601), *level(10, 169, from_s=1202))
    split = session_intensity(finished(samples))
    assert split.day == TODAY
    assert split.seconds == Split(601.0, 601.0, 600.0)
    assert split.load.hard == pytest.approx(100.0 / 6)


def test_the_load_s_split_adds_up_to_the_load() -> None:
    activity = finished((*level(10, 120), *level(10, 160, from_s=601), *level(10, 180, from_s=1202)))
    load = session_intensity(activity).load
    assert load.easy + load.medium + load.hard == pytest.approx(activity.summary.training_load)


def test_known_thresholds_are_taken_as_they_are() -> None:
    known = replace(CORE, vt1_bpm=140, vt2_bpm=160)
    split = session_intensity(finished(level(10, 150), constants=known))
    assert split.seconds == Split(0.0, 600.0, 0.0)


def test_pauses_count_nowhere() -> None:
    split = session_intensity(finished(level(10, 120), pauses=(Pause(100.0, 200.0),)))
    assert split.seconds == Split(500.0, 0.0, 0.0)


def test_the_last_28_days_are_added_up() -> None:
    def ago(days: int, split: Split) -> SessionIntensity:
        return SessionIntensity(TODAY - timedelta(days=days), split, split)

    sessions = [
        ago(0, Split(600, 100, 0)),
        ago(27, Split(200, 0, 100)),
        ago(28, Split(9, 9, 9)),
        ago(-1, Split(9, 9, 9)),
    ]
    month = split_over_28_days(sessions, TODAY)
    assert month.seconds == Split(800, 100, 100)
    assert month.seconds.shares() == Split(0.8, 0.1, 0.1)


def test_no_training_has_no_shares() -> None:
    assert split_over_28_days([], TODAY).seconds.shares() is None
