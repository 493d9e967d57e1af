"""Every row of domain.md's table "What a measurement is worth", through the whole session."""

from dataclasses import replace

import pytest

from app.domain.activity import MaxSuggestion
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from app.domain.training_load import TrainingLoad
from tests.domain.sessions import CORE, STRAP, WATCH, beat, finished, play, setup_for, steady

MINUTE_AT_150 = TrainingLoad(CORE).per_hour(150) / 60


@pytest.mark.parametrize(
    "nothing", [beat(61, None), beat(61, 0), HeartRateSample(61.0, 150, STRAP, contact=False)]
)
def test_heart_rate_0_or_lost_contact_is_no_reading_and_never_0(nothing: HeartRateSample) -> None:
    session = play([*steady(150, 0, 60), nothing])
    snapshot = session.snapshot()
    assert snapshot.bpm is None
    assert snapshot.zone is None
    assert snapshot.sensor_contact is nothing.contact
    session.finish(61)
    assert len(session.accepted_samples()) == 61
    assert session.summary().min_bpm == 150


def test_after_5_s_of_silence_the_number_is_stale_and_the_recording_runs_on() -> None:
    session = play(steady(150, 0, 60))
    session.advance(65)
    assert session.snapshot().bpm == 150
    session.advance(65.1)
    stale = session.snapshot()
    assert (stale.bpm, stale.zone, stale.trend_bpm_per_min, stale.load_per_hour) == (None, None, None, None)
    session.advance(400)
    assert session.snapshot().elapsed_s == 400


def test_a_silence_of_15_s_is_bridged_and_a_longer_one_is_a_gap() -> None:
    bridged = finished([*steady(150, 0, 60), *steady(150, 75, 120)], 120).summary()
    assert bridged.counted_s == 120
    assert bridged.training_load == pytest.approx(2 * MINUTE_AT_150)
    gap = finished([*steady(150, 0, 60), *steady(150, 76, 120)], 120).summary()
    assert (gap.counted_s, gap.gap_s) == (104, 16)
    assert gap.training_load == pytest.approx(104 / 60 * MINUTE_AT_150)


def test_silence_is_time_without_an_accepted_reading_whatever_the_sensor_sends() -> None:
    holes = [beat(second, None) for second in range(61, 80)]
    assert finished([*steady(150, 0, 60), *holes, *steady(150, 80, 120)], 120).summary().gap_s == 20


@pytest.mark.parametrize("bpm", [29, 241])
def test_implausible_rates_are_no_reading(bpm: int) -> None:
    session = play([*steady(150, 0, 60), beat(61, bpm)])
    assert session.snapshot().bpm is None
    session.finish(61)
    assert session.summary().max_bpm == 150
    assert session.summary().min_bpm == 150


def test_a_jump_is_shown_as_suspect_and_counts_nowhere_until_decided() -> None:
    session = play([*steady(150, 0, 60), beat(61, 185)])
    snapshot = session.snapshot()
    assert (snapshot.bpm, snapshot.suspect) == (185, True)
    assert (snapshot.zone, snapshot.max_bpm, snapshot.counted_s) == (2, 150, 60)


def test_a_jump_that_does_not_stay_is_dropped_and_its_neighbours_bridge() -> None:
    summary = finished([*steady(150, 0, 60), *steady(185, 61, 64), *steady(150, 65, 120)], 120).summary()
    assert summary.max_bpm == 150
    assert summary.counted_s == 120
    assert summary.training_load == pytest.approx(2 * MINUTE_AT_150)


def test_a_jump_that_stays_is_accepted_retroactively() -> None:
    session = play([*steady(120, 0, 60), *steady(150, 61, 66)])
    assert session.snapshot().max_bpm == 150
    assert not session.snapshot().suspect
    session.finish(66)
    assert session.summary().counted_s == 66
    assert [sample.elapsed_s for sample in session.accepted_samples()] == [float(s) for s in range(67)]


def test_a_suspect_at_the_end_that_nothing_contradicts_stays() -> None:
    assert finished([*steady(120, 0, 60), *steady(150, 61, 63)], 63).summary().max_bpm == 150


def test_below_resting_counts_time_and_no_load() -> None:
    summary = finished(steady(45, 0, 600), 600).summary()
    assert (summary.training_load, summary.counted_s, summary.min_bpm) == (0.0, 600, 45)


def test_above_maximum_the_load_is_that_of_the_maximum_and_the_rate_stays_raw() -> None:
    above = finished(steady(195, 0, 600), 600).summary()
    at = finished(steady(190, 0, 600), 600).summary()
    assert above.training_load == at.training_load
    assert above.max_bpm == 195


def climbing_to(bpm: int, start_s: int, seconds: int, source: str = STRAP) -> list[HeartRateSample]:
    """150 bpm, a climb of one beat a second to the top, held there, and down again."""
    climb = list(range(150, bpm))
    rates = [*climb, *[bpm] * seconds, *reversed(climb)]
    before = steady(150, 0, start_s - 1, source)
    return [*before, *(beat(start_s + second, rate, source) for second, rate in enumerate(rates))]


def suggestion_after(samples: list[HeartRateSample], location: str) -> MaxSuggestion | None:
    session = LiveSession(setup_for())
    session.sensor_worn(0, STRAP, location)
    for sample in samples:
        session.accept(sample)
    session.finish(samples[-1].elapsed_s)
    return session.summary().max_suggestion


def test_ten_clean_seconds_above_maximum_from_a_chest_strap_offer_a_new_maximum() -> None:
    assert suggestion_after(climbing_to(191, 400, 40), "chest") == MaxSuggestion(191, 40)
    # nine seconds at 193, two on the way through 192 and 191 each: 192 is what was held or passed for 10 s
    assert suggestion_after(climbing_to(193, 400, 9), "Chest") == MaxSuggestion(192, 13)


def test_nothing_is_offered_for_less_than_10_s_or_at_the_maximum() -> None:
    assert suggestion_after(climbing_to(191, 400, 9), "chest") is None
    assert suggestion_after(climbing_to(190, 400, 60), "chest") is None


def test_nothing_is_offered_in_the_first_5_minutes() -> None:
    assert suggestion_after(climbing_to(195, 100, 60), "chest") is None


@pytest.mark.parametrize("location", ["wrist", "finger", "other"])
def test_an_optical_sensor_never_raises_a_maximum(location: str) -> None:
    assert suggestion_after(climbing_to(195, 400, 60), location) is None


def test_a_sensor_that_does_not_say_where_it_is_worn_never_raises_a_maximum() -> None:
    assert finished(climbing_to(195, 400, 60), 600).summary().max_suggestion is None


def test_nothing_integrates_across_a_pause_edge_and_the_sensor_may_go_on() -> None:
    session = LiveSession(setup_for())
    for sample in steady(150, 0, 180):
        if sample.elapsed_s == 61:
            session.pause(60.5)
        if sample.elapsed_s == 121:
            session.resume(120.5)
        session.accept(sample)
    session.finish(180)
    summary = session.summary()
    assert (summary.elapsed_s, summary.timer_s, summary.counted_s, summary.gap_s) == (180, 120, 119, 1)
    assert summary.training_load == pytest.approx(119 / 60 * MINUTE_AT_150)
    assert len(session.accepted_samples()) == 181


def test_the_rate_lives_on_while_paused_but_sets_no_maximum() -> None:
    session = play(steady(150, 0, 60))
    session.pause(60)
    for second in range(61, 80):
        session.accept(beat(second, 150 + (second - 60)))
    assert session.snapshot().bpm == 169
    assert session.snapshot().max_bpm == 150


def test_one_of_two_sources_feeds_and_every_sample_knows_its_own() -> None:
    both = [s for second in range(61) for s in (beat(second, 150), beat(second + 0.5, 100, WATCH))]
    session = finished(both, 60.5)
    assert {sample.source for sample in session.accepted_samples()} == {STRAP}
    assert session.summary().max_bpm == 150


def test_a_change_of_source_is_never_bridged_and_its_median_starts_afresh() -> None:
    session = finished([*steady(150, 0, 60), *steady(180, 66, 120, WATCH)], 120)
    summary = session.summary()
    assert (summary.counted_s, summary.gap_s) == (60 + 54, 6)
    assert [sample.source for sample in session.accepted_samples()] == [STRAP] * 61 + [WATCH] * 55
    assert summary.max_bpm == 180


def test_back_to_the_primary_by_hand() -> None:
    session = play([*steady(150, 0, 60), *steady(140, 66, 70, WATCH)])
    session.choose_source(70.5, STRAP)
    session.accept(beat(71, 151))
    session.accept(beat(71.2, 141, WATCH))
    assert session.snapshot().source == STRAP
    assert session.snapshot().bpm == 151


def test_a_sample_not_newer_than_the_last_is_dropped() -> None:
    session = play([*steady(150, 0, 60), beat(60, 190), beat(59, 190)])
    assert session.snapshot().bpm == 150
    session.finish(60)
    assert len(session.accepted_samples()) == 61


def test_coverage_is_unknown_in_the_first_minute_and_then_counted_of_unpaused_seconds() -> None:
    session = play(steady(150, 0, 59))
    assert session.snapshot().coverage is None
    for sample in steady(150, 60, 100):
        session.accept(sample)
    assert session.snapshot().coverage == 1.0
    session.advance(115)  # may still be bridged
    assert session.snapshot().coverage == 1.0
    session.advance(120)  # cannot any more
    assert session.snapshot().coverage == pytest.approx(100 / 120)
    for sample in steady(150, 121, 200):
        session.accept(sample)
    assert session.snapshot().coverage == pytest.approx(179 / 200)
    session.finish(200)
    assert session.summary().coverage == pytest.approx(179 / 200)


def test_coverage_is_judged_up_to_the_last_decided_instant() -> None:
    session = play([*steady(150, 0, 100), beat(101, 185), beat(102, 185)])
    assert session.snapshot().coverage == 1.0


def test_a_filled_in_load_stands_beside_the_counted_one() -> None:
    summary = finished([*steady(150, 0, 600), *steady(150, 900, 3600)], 3600).summary()
    assert summary.training_load == pytest.approx(59.361, rel=1e-4)  # integration.csv
    assert summary.filled_in_load == pytest.approx(64.757, rel=1e-4)


def test_load_from_guessed_constants_is_marked() -> None:
    guessed = replace(CORE, estimated=frozenset({"threshold_bpm"}))
    session = play(steady(150, 0, 10), setup_for(guessed))
    assert session.snapshot().load_is_estimated
    assert session.summary().load_is_estimated
