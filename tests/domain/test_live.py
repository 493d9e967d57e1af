import pytest

from app.domain.activity import Pause
from app.domain.alert_settings import AlertSettings
from app.domain.live import LONGEST_TICKED_SILENCE_S, LiveSession
from app.domain.samples import HeartRateSample
from app.domain.snapshot import Alert, AlertKind, Lap, LiveSnapshot, LiveStatus
from app.domain.training_load import TrainingLoad
from tests.domain.sessions import CORE, STRAP, WATCH, beat, finished, play, sampled, setup_for, steady


def test_the_core_set_holds_through_the_whole_session() -> None:
    assert finished(steady(150, 0, 3600), 3600).summary().training_load == pytest.approx(64.757, rel=1e-4)
    quarter = sampled(lambda _: 150.0, [4.0 * n for n in range(901)])
    assert finished(quarter, 3600).summary().training_load == pytest.approx(64.757, rel=1e-4)
    ramp = sampled(lambda s: 100 + 80 * s / 3600, [float(n) for n in range(3601)])
    assert finished(ramp, 3600).summary().training_load == pytest.approx(57.655, rel=1e-4)


def test_a_pause_of_300_s_with_the_strap_still_sending_counts_like_a_gap() -> None:
    session = LiveSession(setup_for())
    for sample in steady(150, 0, 3600):
        if sample.elapsed_s == 1201:
            session.pause(1200)
        session.accept(sample)
        if sample.elapsed_s == 1500:
            session.resume(1500)
    session.finish(3600)
    # the first second after the pause has no reading on its edge: 3299 of 3300 s
    assert session.summary().training_load == pytest.approx(59.361 * 3299 / 3300, rel=1e-5)


def test_a_spike_of_20_s_stays_because_it_stays() -> None:
    spike = sampled(lambda s: 220.0 if 1800 <= s < 1820 else 150.0, [float(n) for n in range(3601)])
    assert finished(spike, 3600).summary().training_load == pytest.approx(65.269, rel=1e-4)


def test_all_measures_stand_side_by_side() -> None:
    summary = finished(steady(150, 0, 3600), 3600).summary()
    assert summary.banister_trimp == pytest.approx(64.757 * 1.669, rel=1e-3)
    assert summary.edwards_trimp == pytest.approx(180)  # 79 % of maximum: 3 points a minute
    assert summary.lucia_trimp == pytest.approx(60)
    assert (summary.average_bpm, summary.max_bpm, summary.min_bpm) == (150, 150, 150)
    assert [(zone.number, zone.seconds) for zone in summary.time_in_zone if zone.seconds] == [(2, 3600.0)]


def test_a_fresh_session_knows_nothing_yet() -> None:
    snapshot = LiveSession(setup_for()).snapshot()
    assert snapshot == LiveSnapshot(status=LiveStatus.RUNNING, time_in_zone=snapshot.time_in_zone)
    assert LiveSession(setup_for()).summary().coverage is None


def test_the_trend_is_the_slope_of_30_s() -> None:
    climb = sampled(lambda s: 100 + s / 15, [float(n) for n in range(121)])
    trend = play(climb).snapshot().trend_bpm_per_min
    assert trend == pytest.approx(4.0)


def test_load_per_hour_follows_the_30_s_mean_and_stops_with_the_timer() -> None:
    session = play(steady(150, 0, 60))
    assert session.snapshot().load_per_hour == pytest.approx(64.757, rel=1e-4)
    session.pause(60)
    assert session.snapshot().load_per_hour is None


def test_minutes_left_at_the_rate_of_the_last_3_minutes() -> None:
    session = play(steady(143, 0, 600), setup_for(target_load=27.36))
    snapshot = session.snapshot()
    assert snapshot.minutes_left == pytest.approx(20.0, rel=1e-3)  # targets.csv: 30 min at 143
    assert not snapshot.minutes_left_is_estimated


def test_in_the_first_5_minutes_minutes_left_are_reckoned_at_the_middle_of_the_target_zone() -> None:
    session = play(steady(90, 0, 60), setup_for(target_load=27.36, target_zone=2))  # 135 … 151
    snapshot = session.snapshot()
    assert snapshot.minutes_left_is_estimated
    rate = TrainingLoad(CORE).per_hour(143)
    assert snapshot.minutes_left == pytest.approx((27.36 - snapshot.training_load) / rate * 60)


def test_minutes_left_are_unknown_below_a_rate_of_1_per_hour() -> None:
    session = play(steady(51, 0, 600), setup_for(target_load=27.36))
    assert session.snapshot().minutes_left is None


def test_minutes_left_of_a_target_in_a_zone_are_those_that_are_missing() -> None:
    session = play(steady(140, 0, 600), setup_for(target_zone=2, target_zone_minutes=40.0))
    snapshot = session.snapshot()
    assert snapshot.minutes_left == pytest.approx(30)
    assert (snapshot.target_zone, snapshot.target_lower_bpm, snapshot.target_upper_bpm) == (2, 135, 152)


def test_a_target_zone_that_the_model_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone 7"):
        LiveSession(setup_for(target_zone=7))


def test_laps_hold_what_was_counted_between_their_edges() -> None:
    session = LiveSession(setup_for())
    for sample in [*steady(120, 0, 600), *steady(132, 601, 1200)]:
        session.accept(sample)
        if sample.elapsed_s == 600:
            session.lap(600)
    (first,) = session.take_events()
    load = TrainingLoad(CORE).per_hour(120) / 6
    assert isinstance(first, Lap)
    assert first.training_load == pytest.approx(load)
    assert first == Lap(1, 0.0, 600.0, 600.0, first.training_load, 120.0, 120)
    snapshot = session.snapshot()
    assert (snapshot.lap_number, snapshot.lap_elapsed_s) == (2, 600)
    session.finish(1200)
    first, second = session.laps()
    assert (second.number, second.start_s, second.end_s, second.max_bpm) == (2, 600.0, 1200.0, 132)
    assert first.training_load + second.training_load == pytest.approx(session.summary().training_load)
    assert session.snapshot().lap_number == 2


def test_a_lap_waits_for_its_suspects() -> None:
    session = play([*steady(120, 0, 60), *steady(150, 61, 63)])
    session.lap(63)
    assert session.take_events() == ()
    assert session.snapshot().lap_number == 2
    for sample in steady(150, 64, 70):
        session.accept(sample)
    (lap,) = session.take_events()
    assert isinstance(lap, Lap)
    assert (lap.end_s, lap.max_bpm) == (63.0, 150)


def test_a_lap_leaves_pauses_out_of_its_timer() -> None:
    session = LiveSession(setup_for())
    session.pause(10)
    session.resume(40)
    session.lap(60)
    (lap,) = (event for event in session.take_events() if isinstance(event, Lap))
    assert (lap.end_s, lap.timer_s, lap.average_bpm, lap.max_bpm) == (60.0, 30.0, None, None)


def test_a_session_without_laps_is_one_lap() -> None:
    session = finished(steady(150, 0, 60), 60)
    assert [(lap.number, lap.start_s, lap.end_s) for lap in session.laps()] == [(1, 0.0, 60.0)]
    assert session.take_events() == ()


def test_stopping_on_a_lap_s_edge_adds_no_empty_lap() -> None:
    session = play(steady(150, 0, 60))
    session.lap(60)
    session.finish(60)
    assert len(session.laps()) == 1


def test_pauses_are_kept_and_an_open_one_ends_with_the_session() -> None:
    session = play(steady(150, 0, 10))
    session.pause(10)
    session.pause(12)  # already
    session.resume(20)
    session.resume(21)  # already
    session.pause(30)
    session.advance(35)
    assert session.snapshot().status is LiveStatus.PAUSED
    assert session.pauses() == (Pause(10.0, 20.0), Pause(30.0, 35.0))
    session.finish(40)
    assert session.pauses() == (Pause(10.0, 20.0), Pause(30.0, 40.0))
    summary = session.summary()
    assert (summary.elapsed_s, summary.timer_s) == (40, 20)


def test_nothing_happens_after_the_finish() -> None:
    session = finished(steady(150, 0, 60), 60)
    before = (session.summary(), session.snapshot())
    session.accept(beat(61, 180))
    session.pause(62)
    session.lap(63)
    session.advance(70)
    session.finish(80)
    assert (session.summary(), session.snapshot()) == before
    assert session.snapshot().status is LiveStatus.FINISHED
    assert session.snapshot().bpm is None


def test_a_record_earlier_than_the_last_is_moved_up_to_it() -> None:
    session = play(steady(150, 0, 60))
    session.pause(65)
    session.accept(beat(64, 150))
    assert session.accepted_samples()[-1].elapsed_s == 65


def test_idle_shows_the_heart_rate_and_counts_nothing() -> None:
    session = LiveSession(setup_for(), started=False)
    for sample in sampled(lambda s: 100 + s / 15, [float(n) for n in range(121)]):
        session.accept(sample)
    session.lap(120)
    session.pause(120)
    snapshot = session.snapshot()
    assert snapshot.status is LiveStatus.IDLE
    assert (snapshot.bpm, snapshot.zone) == (108, 1)
    assert snapshot.trend_bpm_per_min == pytest.approx(4.0)
    assert (snapshot.elapsed_s, snapshot.timer_s, snapshot.training_load, snapshot.counted_s) == (0, 0, 0, 0)
    assert (snapshot.max_bpm, snapshot.average_bpm, snapshot.load_per_hour) == (None, None, None)
    session.finish(121)
    assert session.accepted_samples() == ()
    assert session.laps() == ()
    assert session.summary().elapsed_s == 0


def test_working_before_the_start_is_noticed() -> None:
    session = LiveSession(setup_for(), started=False)
    for sample in steady(130, 0, 200):
        session.accept(sample)
    (alert,) = session.take_events()
    assert isinstance(alert, Alert)
    assert alert.kind is AlertKind.NOT_STARTED_BUT_WORKING


def test_alerts_come_from_whole_seconds_whatever_the_pacing() -> None:
    setup = setup_for(target_zone=2, ceiling_bpm=175)
    session = play([*steady(143, 0, 600), *steady(130, 601, 900)], setup)
    session.advance(1000)
    alerts = [event for event in session.take_events() if isinstance(event, Alert)]
    assert [alert.kind for alert in alerts] == [AlertKind.BELOW, AlertKind.BELOW, AlertKind.SENSOR_LOST]
    assert [alert.repeated for alert in alerts] == [False, True, False]
    assert all(alert.elapsed_s == int(alert.elapsed_s) for alert in alerts)
    assert session.take_events() == ()


def test_reaching_the_load_and_a_low_battery_are_told_once() -> None:
    session = LiveSession(setup_for(target_load=5.0))
    session.battery(3, 12)
    for sample in steady(150, 4, 900):
        session.accept(sample)
    kinds = [event.kind for event in session.take_events() if isinstance(event, Alert)]
    assert kinds == [AlertKind.BATTERY_LOW, AlertKind.TARGET_REACHED]


def test_reaching_the_minutes_in_a_zone_is_told() -> None:
    quiet = AlertSettings(below_enabled=False, above_enabled=False)
    setup = setup_for(target_zone=2, target_zone_minutes=5.0, alerts=quiet)
    (alert,) = play(steady(140, 0, 400), setup).take_events()
    assert isinstance(alert, Alert)
    assert (alert.kind, alert.elapsed_s) == (AlertKind.TARGET_REACHED, 301)


def test_a_broken_link_shows_no_number_at_once_but_bridges_like_any_silence() -> None:
    session = play(steady(150, 0, 60))
    session.sensor_lost(60.5)
    assert session.snapshot().bpm is None
    assert session.snapshot().sensor_contact is None
    for sample in steady(150, 70, 120):
        session.accept(sample)
    assert session.snapshot().bpm == 150
    session.finish(120)
    assert session.summary().counted_s == 120


def test_a_broken_link_of_the_other_sensor_changes_nothing() -> None:
    session = play(steady(150, 0, 60))
    session.sensor_lost(60.5, WATCH)
    assert session.snapshot().bpm == 150


def test_choosing_a_source_before_any_was_heard_makes_it_the_primary() -> None:
    session = LiveSession(setup_for())
    session.choose_source(0, WATCH)
    session.accept(beat(1, 150, STRAP))
    session.accept(beat(2, 140, WATCH))
    assert (session.snapshot().source, session.snapshot().bpm) == (WATCH, 140)


def test_accepted_samples_come_back_as_they_were() -> None:
    samples = [
        HeartRateSample(0.5, 120, STRAP, True, (500, 512), 7),
        HeartRateSample(1.5, 121.5, STRAP, None, (), None),
        HeartRateSample(2.25, 122, STRAP, True, (501,), 0),
        HeartRateSample(10.0, 123, WATCH, None, (490,), None),
    ]
    assert play(samples).accepted_samples() == tuple(samples)


def test_a_clock_that_jumps_by_years_costs_nothing() -> None:
    session = play(steady(150, 0, 60))
    session.accept(beat(1e9, 150))
    assert session.summary().counted_s == 60
    assert session.snapshot().elapsed_s == 1e9


def test_the_seconds_of_a_long_silence_are_worked_through_however_time_comes() -> None:
    end_s = LONGEST_TICKED_SILENCE_S + 500
    at_once, by_second = play(steady(150, 0, 60)), play(steady(150, 0, 60))
    for second in range(61, end_s):
        by_second.advance(second)
    for session in (at_once, by_second):
        session.accept(beat(end_s, 151))
        session.finish(end_s + 60)
    assert at_once.summary() == by_second.summary()
    assert at_once.take_events() == by_second.take_events()


def test_the_constants_reach_the_numbers() -> None:
    assert CORE.threshold_bpm == 169
    assert finished(steady(169, 0, 3600), 3600).summary().training_load == pytest.approx(100, rel=1e-9)
