"""The analysis of a file is its replay through the live session."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import accumulate

import pytest

from app.domain.activity import Pause
from app.domain.activity_types import DEFAULT_ACTIVITY_TYPE
from app.domain.analysis import Analysis, activity_of_file, analyse, play
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.file_activity import FileActivity, FileLap
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.zones import ZoneModelName, zone_model

MAN = HeartRateConstants(50, 190, 169, Sex.MALE)
ZONES = zone_model(ZoneModelName.THRESHOLD6, MAN)


def samples_at(bpm: float | None, seconds: range) -> tuple[HeartRateSample, ...]:
    return tuple(HeartRateSample(float(second), bpm, "file") for second in seconds)


HOUR = FileActivity(
    sport="cycling",
    sub_sport="indoor_cycling",
    fit_sport=2,
    fit_sub_sport=6,
    started_at=datetime(2026, 11, 22, 18, 3, 4, tzinfo=timezone(timedelta(hours=1))),
    has_local_offset=True,
    elapsed_s=3600.0,
    reported_timer_s=3600.0,
    samples=samples_at(150, range(3601)),
    pauses=(),
    laps=(FileLap(0.0, 1800.0), FileLap(1800.0, 3600.0)),
    sensor="TICKR",
    recorder="ELEMNT",
)


def test_an_hour_has_the_load_of_the_definition() -> None:
    found = analyse(HOUR, MAN, ZONES)
    assert found.training_load == pytest.approx(64.757, rel=1e-4)
    assert (found.elapsed_s, found.timer_s, found.counted_s, found.coverage) == (3600.0, 3600.0, 3600.0, 1.0)
    assert (found.average_bpm, found.max_bpm, found.min_bpm) == (150.0, 150, 150)
    assert (found.sport, found.sub_sport, found.sensor) == ("cycling", "indoor_cycling", "TICKR")
    assert sum(zone.seconds for zone in found.time_in_zone) == pytest.approx(3600.0)
    assert found.drift_percent == pytest.approx(0.0)
    assert found.warnings == ()


def test_a_pause_of_the_file_counts_nothing_though_the_strap_went_on() -> None:
    found = analyse(replace(HOUR, pauses=(Pause(1200.0, 1500.0),)), MAN, ZONES)
    assert found.training_load == pytest.approx(
        59.361, rel=1e-4
    )  # readings on the edges count on the running side
    assert (found.elapsed_s, found.timer_s, found.counted_s) == (3600.0, 3300.0, 3300.0)


def test_laps_are_those_of_the_file_with_numbers_of_their_own() -> None:
    found = analyse(HOUR, MAN, ZONES)
    assert [(lap.number, lap.start_s, lap.end_s) for lap in found.laps] == [
        (1, 0.0, 1800.0),
        (2, 1800.0, 3600.0),
    ]
    assert sum(lap.training_load for lap in found.laps) == pytest.approx(found.training_load)
    assert [lap.average_bpm for lap in found.laps] == [150.0, 150.0]


def test_without_heart_rate_there_are_no_numbers_and_no_zeros() -> None:
    found = analyse(replace(HOUR, samples=samples_at(None, range(3601))), MAN, ZONES)
    assert "no_heart_rate" in found.warnings
    measured = ("average_bpm", "max_bpm", "min_bpm", "training_load", "banister_trimp", "edwards_trimp")
    for name in (*measured, "lucia_trimp", "energy_kcal", "drift_percent", "rr_count"):
        assert getattr(found, name) is None
    assert found.counted_s == 0.0


def test_a_file_without_records_is_analysed_too() -> None:
    found = analyse(replace(HOUR, samples=(), laps=()), MAN, ZONES)
    assert (found.elapsed_s, found.timer_s, found.counted_s) == (3600.0, 3600.0, 0.0)


@pytest.mark.parametrize(
    ("elapsed_s", "reported_s", "minutes"),
    [
        (3600.0, 2700.0, 45.0),  # the watch stood still for a quarter of an hour
        (0.0, 2700.0, 45.0),  # only a summary
        (3600.0, None, 60.0),
        (3600.0, -50.0, 60.0),
        (3600.0, 1e9, 60.0),
        (0.0, 2_600_000.0, 0.0),
    ],
)
def test_without_heart_rate_the_load_is_of_the_minutes_that_can_be(
    elapsed_s: float, reported_s: float | None, minutes: float
) -> None:
    file = replace(HOUR, samples=(), laps=(), elapsed_s=elapsed_s, reported_timer_s=reported_s)
    setup = SessionSetup(DEFAULT_ACTIVITY_TYPE, MAN, ZONES)
    found = activity_of_file(file, setup, "identity").summary
    assert found.training_load == pytest.approx(minutes)  # 60 an hour
    assert found.load_is_estimated


def test_what_is_assumed_or_missing_is_said() -> None:
    guessed = HeartRateConstants(60, 140, 130, estimated=frozenset({"resting_bpm", "max_bpm"}))
    file_activity = replace(
        HOUR, has_local_offset=False, warnings=("wrong_checksum",), samples=samples_at(150, range(3000))
    )
    found = analyse(file_activity, guessed, zone_model(ZoneModelName.THRESHOLD6, guessed))
    assert found.warnings == (
        *("wrong_checksum", "time_zone_unknown", "low_coverage", "above_max_bpm"),
        *("max_bpm_estimated", "resting_bpm_estimated", "sex_unspecified"),
    )


def test_beats_are_counted() -> None:
    assert analyse(replace(HOUR, rr_ms=(800.0, 810.0), rr_at_s=(1.0, 2.0)), MAN, ZONES).rr_count == 2


def test_energy_needs_a_whole_athlete() -> None:
    whole = replace(MAN, age=35, weight_kg=75.0)
    assert analyse(HOUR, whole, ZONES).energy_kcal == pytest.approx(882.0, abs=0.1)
    assert analyse(HOUR, MAN, ZONES).energy_kcal is None


def test_the_recorder_stands_in_for_an_unnamed_sensor() -> None:
    assert analyse(replace(HOUR, sensor=None), MAN, ZONES).sensor == "ELEMNT"


def test_the_analysis_is_the_session_played() -> None:
    session = play(HOUR, SessionSetup(DEFAULT_ACTIVITY_TYPE, MAN, ZONES))
    found = analyse(HOUR, MAN, ZONES)
    assert session.summary().training_load == found.training_load
    assert session.laps() == found.laps
    assert session.accepted_samples() == HOUR.samples


def test_the_names_are_those_that_others_rely_on() -> None:
    promised = (
        "sport sub_sport sensor started_at elapsed_s timer_s counted_s coverage average_bpm max_bpm min_bpm "
        "training_load banister_trimp edwards_trimp lucia_trimp time_in_zone energy_kcal rr_count "
        "artefact_fraction rmssd_ms sdnn_ms pnn50_percent dfa_alpha1 drift_percent laps warnings"
    )
    assert [field.name for field in fields(Analysis)] == promised.split()


def test_the_start_keeps_its_offset() -> None:
    found = analyse(HOUR, MAN, ZONES).started_at
    assert found == datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
    assert found.utcoffset() == timedelta(hours=1)


def test_alerts_that_nobody_is_told_change_no_number() -> None:
    setup = SessionSetup(DEFAULT_ACTIVITY_TYPE, MAN, ZONES, target_load=20.0, target_zone=2, ceiling_bpm=140)
    told, untold = LiveSession(setup), LiveSession(setup, alerts=False)
    for session in (told, untold):
        for sample in HOUR.samples:
            session.accept(sample)
        session.finish(HOUR.elapsed_s)
    assert told.take_events()
    assert not untold.take_events()
    assert (told.summary(), told.laps(), told.pauses()) == (untold.summary(), untold.laps(), untold.pauses())
    assert told.accepted_samples() == untold.accepted_samples()


def test_the_beats_of_a_file_tell_their_variability() -> None:
    rr_ms = (400.0, 405.0) * 400
    rr_at_s = tuple(place * 0.4025 for place in range(800))
    found = analyse(replace(HOUR, rr_ms=rr_ms, rr_at_s=rr_at_s), MAN, ZONES)
    assert (found.rr_count, found.artefact_fraction, found.pnn50_percent) == (800, 0.0, 0.0)
    assert found.rmssd_ms == pytest.approx(5.0)
    assert found.sdnn_ms == pytest.approx(2.5, abs=0.01)
    assert found.dfa_alpha1 is not None
    assert [window.elapsed_s for window in found.dfa_alpha1] == [20.0 * step for step in range(6, 17)]
    assert "beat_artefacts" not in found.warnings


def test_beats_in_a_pause_of_the_file_tell_nothing() -> None:
    rr_ms, rr_at_s = (400.0,) * 500, tuple(1000.0 + place * 0.4 for place in range(500))
    found = analyse(replace(HOUR, rr_ms=rr_ms, rr_at_s=rr_at_s, pauses=(Pause(999.0, 1300.0),)), MAN, ZONES)
    assert (found.rr_count, found.artefact_fraction, found.rmssd_ms, found.dfa_alpha1) == (500, *[None] * 3)


def test_many_artefacts_are_warned_of() -> None:
    rr_ms = ((400.0,) * 30 + (800.0,)) * 20
    rr_at_s = tuple(accumulate(interval_ms / 1000.0 for interval_ms in rr_ms))
    assert "beat_artefacts" in analyse(replace(HOUR, rr_ms=rr_ms, rr_at_s=rr_at_s), MAN, ZONES).warnings
