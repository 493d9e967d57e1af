"""The alert machine, second by second (domain.md, "Alerts")."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alerts import AlertSettings
from app.domain.snapshot import Alert, AlertKind, LiveStatus
from tests.domain.alert_sessions import MIDDLE, Session, settled


def test_a_ceiling_sounds_after_five_seconds_and_goes_on() -> None:
    session = Session(ceiling_bpm=160).go(30, 150).go(30, 160, target_lower_bpm=None)
    assert session.heard() == [
        (35.0, AlertKind.CEILING),
        (45.0, AlertKind.CEILING),
        (55.0, AlertKind.CEILING),
    ]
    assert session.said[0] == Alert(35.0, AlertKind.CEILING, 160, 160)


@pytest.mark.parametrize("status", [LiveStatus.IDLE, LiveStatus.RUNNING, LiveStatus.PAUSED])
def test_a_ceiling_sounds_in_every_state_of_a_session_that_is_not_over(status: LiveStatus) -> None:
    session = Session(ceiling_bpm=160).go(12, 165, status=status, target_lower_bpm=None)
    assert session.kinds() == [AlertKind.CEILING]


def test_a_ceiling_is_silent_once_the_session_is_over_and_below_it() -> None:
    assert Session(ceiling_bpm=160).go(60, 165, status=LiveStatus.FINISHED).said == []
    assert Session(ceiling_bpm=160).go(4, 165).go(1, 159, target_upper_bpm=None).go(4, 165).said == []


def test_a_short_silence_does_not_start_the_ceiling_s_count_again() -> None:
    session = Session(ceiling_bpm=160).go(4, 165, target_lower_bpm=None).go(7, None).go(3, 165)
    assert session.heard() == [(12.0, AlertKind.CEILING)]


def test_a_lost_heart_rate_is_said_after_fifteen_seconds_of_silence() -> None:
    session = settled()
    for silence_s in range(6, 40):
        session.go(1, None, silence_s=float(silence_s))
    assert session.heard() == [(309.0, AlertKind.SENSOR_LOST)]
    assert session.go(5, MIDDLE).heard()[1] == (334.0, AlertKind.SENSOR_BACK)


def test_a_session_that_never_had_a_reading_says_so() -> None:
    assert Session().go(30, None).heard() == [(10.0, AlertKind.SENSOR_LOST)]


def test_a_heart_rate_lost_in_a_pause_is_said_on_resuming() -> None:
    session = settled().go(60, None, status=LiveStatus.PAUSED)
    assert session.said == []
    assert session.go(3, None, status=LiveStatus.RUNNING).heard() == [(360.0, AlertKind.SENSOR_LOST)]


def test_a_low_battery_is_said_once() -> None:
    session = settled().go(10, MIDDLE, battery_percent=16).go(10, MIDDLE, battery_percent=15)
    session.go(10, MIDDLE, battery_percent=50).go(10, MIDDLE, battery_percent=5)
    assert session.heard() == [(310.0, AlertKind.BATTERY_LOW)]


def test_a_low_battery_is_said_before_the_start_and_after_a_pause() -> None:
    assert Session().go(3, 70, status=LiveStatus.IDLE, battery_percent=10).kinds() == [AlertKind.BATTERY_LOW]
    paused = settled().go(10, 80, status=LiveStatus.PAUSED, battery_percent=10)
    assert paused.said == []
    assert paused.go(1, 140, status=LiveStatus.RUNNING).kinds() == [AlertKind.BATTERY_LOW]


def test_a_reached_load_is_said_once_and_again_for_a_higher_target() -> None:
    session = settled().go(5, MIDDLE, target_load=20.0, training_load=19.9).go(5, MIDDLE, training_load=20.0)
    assert session.heard() == [(305.0, AlertKind.TARGET_REACHED)]
    session.go(5, MIDDLE, target_load=25.0).go(5, MIDDLE, training_load=25.1)
    assert session.heard()[1:] == [(315.0, AlertKind.TARGET_REACHED)]


def test_reached_minutes_in_a_zone_are_said_once() -> None:
    session = settled().go(5, MIDDLE, target_zone_s=1200.0, zone_s=1199.0).go(5, MIDDLE, zone_s=1200.0)
    assert session.heard() == [(305.0, AlertKind.TARGET_REACHED)]


def test_three_minutes_of_work_in_a_pause_are_noticed_once() -> None:
    session = settled().go(600, 90, status=LiveStatus.PAUSED)
    assert session.said == [Alert(480.0, AlertKind.PAUSED_BUT_WORKING, 90, 90)]
    again = session.go(10, MIDDLE, status=LiveStatus.RUNNING).go(200, 120, status=LiveStatus.PAUSED)
    assert again.kinds() == [AlertKind.PAUSED_BUT_WORKING] * 2


def test_rest_in_a_pause_is_no_work() -> None:
    assert settled().go(600, 89, status=LiveStatus.PAUSED).said == []


def test_a_heart_that_comes_down_in_a_pause_is_at_rest() -> None:
    assert settled().go(240, 120, status=LiveStatus.PAUSED, slope_bpm_per_30s=-4.0).said == []


def test_three_minutes_of_work_before_the_start_are_noticed() -> None:
    session = Session().go(200, 110, status=LiveStatus.IDLE)
    assert session.said == [Alert(180.0, AlertKind.NOT_STARTED_BUT_WORKING, 110, 90)]


@pytest.mark.parametrize(
    ("switch", "ride"),
    [
        ("below_enabled", lambda session: session.go(300, MIDDLE).go(60, 120)),
        ("above_enabled", lambda session: session.go(60, 170)),
        ("sensor_lost_enabled", lambda session: session.go(60, None).go(5, MIDDLE)),
        ("battery_low_enabled", lambda session: session.go(5, MIDDLE, battery_percent=1)),
        ("target_reached_enabled", lambda session: session.go(5, MIDDLE, target_load=1.0, training_load=2.0)),
        ("paused_but_working_enabled", lambda session: session.go(300, 120, status=LiveStatus.PAUSED)),
        ("not_started_but_working_enabled", lambda session: session.go(300, 120, status=LiveStatus.IDLE)),
    ],
)
def test_each_alert_can_be_switched_off(switch: str, ride: Callable[[Session], Session]) -> None:
    assert ride(Session()).said != []
    assert ride(Session(AlertSettings.from_json({switch: False}))).said == []


def test_every_time_is_a_setting() -> None:
    quick = AlertSettings(dwell_s=3.0, repeat_after_s=20.0, back_after_s=5.0, below_margin_bpm=0.5)
    session = Session(quick).go(60, MIDDLE).go(30, 134).go(10, MIDDLE)
    assert session.heard() == [(63.0, AlertKind.BELOW), (83.0, AlertKind.BELOW), (95.0, AlertKind.BACK)]


def test_settings_survive_being_stored() -> None:
    own = AlertSettings(above_enabled=False, dwell_s=20.0, battery_low_percent=30)
    assert AlertSettings.from_json(own.to_json()) == own
    assert AlertSettings.from_json({}) == AlertSettings()


def test_a_broken_field_gets_its_default_and_spares_the_others() -> None:
    stored = {
        "dwell_s": "ten",
        "repeat_after_s": -1,
        "back_after_s": float("nan"),
        "below_grace_s": True,
        "above_enabled": 0,
        "below_enabled": False,
        "above_grace_s": 90,
        "from a newer version": 1,
    }
    expected = AlertSettings(below_enabled=False, above_grace_s=90.0)
    assert AlertSettings.from_json(stored) == expected


statuses = st.sampled_from([LiveStatus.RUNNING, LiveStatus.PAUSED, LiveStatus.IDLE])
stretches = st.lists(
    st.tuples(st.integers(1, 90), st.none() | st.floats(40, 200), statuses, st.sampled_from([100, 135, 150])),
    max_size=15,
)


def ride(parts: Iterable[tuple[int, float | None, LiveStatus, int]]) -> Session:
    session = Session()
    for seconds, bpm, status, lower in parts:
        session.go(seconds, bpm, status=status, target_lower_bpm=lower, target_upper_bpm=lower + 17)
    return session


@settings(max_examples=50)
@given(stretches)
def test_whatever_happens_no_alert_comes_too_often_or_in_the_wrong_place(
    parts: list[tuple[int, float | None, LiveStatus, int]],
) -> None:
    session = ride(parts)
    status_at = [status for seconds, _, status, _ in parts for _ in range(seconds)]
    bpm_at = [bpm for seconds, bpm, _, _ in parts for _ in range(seconds)]
    only_running = {
        AlertKind.BELOW,
        AlertKind.ABOVE,
        AlertKind.BACK,
        AlertKind.SENSOR_LOST,
        AlertKind.SENSOR_BACK,
    }
    for alert in session.said:
        place = int(alert.elapsed_s)
        assert (alert.kind in only_running) == (status_at[place] is LiveStatus.RUNNING)
        assert (bpm_at[place] is None) == (alert.kind is AlertKind.SENSOR_LOST)
    assert len(session.said) <= 1 + session.elapsed_s / 10
