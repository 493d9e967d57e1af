"""The alert machine, second by second (domain.md, "Alerts"). Target: zone 2 of a threshold of 169 bpm."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypedDict, Unpack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alerts import AlertInput, AlertMachine, AlertSettings
from app.domain.snapshot import Alert, AlertKind, LiveStatus

LOWER, ABOVE, MIDDLE = 135, 152, 143.0
SECOND = AlertInput(
    elapsed_s=0.0,
    median_bpm=MIDDLE,
    slope_bpm_per_30s=0.0,
    status=LiveStatus.RUNNING,
    target_lower_bpm=LOWER,
    target_upper_bpm=ABOVE,
    step_duration_s=None,
    training_load=0.0,
    target_load=None,
    battery_percent=None,
)


class Changes(TypedDict, total=False):
    """Fields of AlertInput that a stretch changes."""

    slope_bpm_per_30s: float | None
    status: LiveStatus
    target_lower_bpm: int | None
    target_upper_bpm: int | None
    step_duration_s: float | None
    training_load: float
    target_load: float | None
    battery_percent: int | None
    silence_s: float | None
    zone_s: float
    target_zone_s: float | None


class Session:
    """Feeds an AlertMachine stretch by stretch and keeps what it said."""

    def __init__(self, settings: AlertSettings | None = None, *, ceiling_bpm: int | None = None) -> None:
        chosen = AlertSettings() if settings is None else settings
        self.machine = AlertMachine(chosen, resting_bpm=60, ceiling_bpm=ceiling_bpm)
        self.said: list[Alert] = []
        self.elapsed_s = 0.0
        self._second = SECOND

    def go(self, seconds: int, bpm: float | None, **changes: Unpack[Changes]) -> "Session":
        """So many seconds at this median; other changes of the input stay until changed again."""
        self._second = replace(self._second, median_bpm=bpm, **changes)
        for _ in range(seconds):
            self.said += self.machine.step(replace(self._second, elapsed_s=self.elapsed_s))
            self.elapsed_s += 1.0
        return self

    def heard(self) -> list[tuple[float, AlertKind]]:
        return [(alert.elapsed_s, alert.kind) for alert in self.said]

    def kinds(self) -> list[AlertKind]:
        return [alert.kind for alert in self.said]


def settled() -> Session:
    """300 s in the middle of the target."""
    return Session().go(300, MIDDLE)


def test_too_low_is_raised_after_ten_seconds_and_repeated_once_after_sixty() -> None:
    session = settled().go(400, 133)
    assert session.said == [
        Alert(310.0, AlertKind.BELOW, 133, LOWER, repeated=False),
        Alert(370.0, AlertKind.BELOW, 133, LOWER, repeated=True),
    ]


def test_too_high_is_raised_after_ten_seconds_and_repeated_once_after_sixty() -> None:
    session = settled().go(400, 153)
    assert session.said == [
        Alert(310.0, AlertKind.ABOVE, 153, 151, repeated=False),
        Alert(370.0, AlertKind.ABOVE, 153, 151, repeated=True),
    ]


@pytest.mark.parametrize("bpm", [134.0, 133.5, 152.0, 152.5])
def test_at_the_edge_within_the_margin_nothing_is_said(bpm: float) -> None:
    assert settled().go(600, bpm).said == []


def test_less_than_ten_seconds_outside_are_nothing() -> None:
    session = settled()
    for _ in range(5):
        session.go(9, 130).go(30, MIDDLE)
    assert session.said == []


def test_a_noisy_second_inside_only_counts_back() -> None:
    session = settled().go(6, 132).go(1, 135).go(7, 132)
    assert session.heard() == [(312.0, AlertKind.BELOW)]


def test_ten_seconds_inside_re_arm_it() -> None:
    session = settled().go(30, 130).go(60, MIDDLE).go(30, 130)
    assert session.heard() == [(310.0, AlertKind.BELOW), (340.0, AlertKind.BACK), (400.0, AlertKind.BELOW)]
    assert session.said[1] == Alert(340.0, AlertKind.BACK, 143)


def test_a_short_visit_inside_does_not_re_arm_it() -> None:
    session = settled().go(30, 130).go(8, MIDDLE).go(25, 130)
    assert session.heard() == [(310.0, AlertKind.BELOW)]


def test_from_too_low_to_too_high_both_are_said() -> None:
    session = settled().go(30, 130).go(30, 158).go(30, 130).go(30, MIDDLE)
    assert session.kinds() == [AlertKind.BELOW, AlertKind.ABOVE, AlertKind.BELOW, AlertKind.BACK]


def test_from_cold_too_low_waits_for_the_target_to_be_reached() -> None:
    session = Session().go(200, 100).go(30, 136).go(30, 130)
    assert session.heard() == [(240.0, AlertKind.BELOW)]


def test_one_noisy_moment_in_the_target_is_not_reaching_it() -> None:
    assert Session().go(200, 100).go(3, 136).go(100, 130).said == []


def test_from_cold_too_low_waits_eight_minutes_at_most() -> None:
    assert Session().go(600, 100).heard()[0] == (490.0, AlertKind.BELOW)


def test_from_cold_too_high_does_not_wait() -> None:
    assert Session().go(30, 160).heard() == [(10.0, AlertKind.ABOVE)]


def test_after_a_rise_of_the_target_too_low_waits_150_s() -> None:
    session = settled().go(400, MIDDLE, target_lower_bpm=161, target_upper_bpm=172)
    assert session.heard()[0] == (460.0, AlertKind.BELOW)


def test_after_a_fall_of_the_target_too_high_waits_120_s_and_too_low_does_not() -> None:
    session = settled().go(200, MIDDLE, target_lower_bpm=100, target_upper_bpm=120)
    assert session.heard()[0] == (430.0, AlertKind.ABOVE)
    too_low = settled().go(20, 90, target_lower_bpm=100, target_upper_bpm=120)
    assert too_low.heard() == [(310.0, AlertKind.BELOW)]


def test_a_wider_target_hushes_neither_side() -> None:
    wider: Changes = {"target_lower_bpm": 130, "target_upper_bpm": 160}
    assert settled().go(20, 125, **wider).heard() == [(310.0, AlertKind.BELOW)]
    assert settled().go(20, 165, **wider).heard() == [(310.0, AlertKind.ABOVE)]


def test_a_target_that_appears_hushes_both_sides() -> None:
    free: Changes = {"target_lower_bpm": None, "target_upper_bpm": None}
    aimed: Changes = {"target_lower_bpm": LOWER, "target_upper_bpm": ABOVE}
    low = settled().go(60, 180, **free).go(200, 120, **aimed)
    assert low.heard()[0] == (520.0, AlertKind.BELOW)
    high = settled().go(60, 180, **free).go(200, 180, **aimed)
    assert high.heard()[0] == (490.0, AlertKind.ABOVE)


def test_without_a_target_or_above_an_open_one_nothing_is_too_high() -> None:
    assert settled().go(300, 180, target_lower_bpm=None, target_upper_bpm=None).said == []
    assert settled().go(300, 185, target_lower_bpm=140, target_upper_bpm=None).said == []


def test_a_new_target_ends_the_old_one_s_alert_but_back_still_comes() -> None:
    session = settled().go(30, 130).go(30, 130, target_lower_bpm=125, target_upper_bpm=140)
    assert session.heard() == [(310.0, AlertKind.BELOW), (340.0, AlertKind.BACK)]


def test_after_a_resume_too_low_waits_150_s() -> None:
    session = settled().go(300, 80, status=LiveStatus.PAUSED).go(200, 120, status=LiveStatus.RUNNING)
    assert session.heard() == [(760.0, AlertKind.BELOW)]


def test_after_a_reconnect_too_low_waits_150_s() -> None:
    session = settled().go(30, None).go(200, 120)
    assert session.heard() == [
        (310.0, AlertKind.SENSOR_LOST),
        (330.0, AlertKind.SENSOR_BACK),
        (490.0, AlertKind.BELOW),
    ]


def test_a_heart_on_its_way_back_is_left_alone() -> None:
    rising = settled().go(100, 130, slope_bpm_per_30s=2.0)
    assert rising.said == []
    assert rising.go(20, 130, slope_bpm_per_30s=1.9).heard() == [(410.0, AlertKind.BELOW)]
    falling = settled().go(100, 160, slope_bpm_per_30s=-2.0)
    assert falling.said == []
    assert falling.go(20, 160, slope_bpm_per_30s=-1.9).heard() == [(410.0, AlertKind.ABOVE)]


def test_a_heart_that_runs_further_away_is_not() -> None:
    assert settled().go(20, 130, slope_bpm_per_30s=-5.0).kinds() == [AlertKind.BELOW]
    assert settled().go(20, 160, slope_bpm_per_30s=5.0).kinds() == [AlertKind.ABOVE]


def test_without_a_slope_alerts_come_as_if_it_were_level() -> None:
    assert settled().go(20, 130, slope_bpm_per_30s=None).kinds() == [AlertKind.BELOW]


def test_pause_and_stale_reset_the_dwell() -> None:
    stale = settled().go(8, 160).go(2, None).go(9, 160)
    assert stale.said == []
    paused = settled().go(8, 160).go(5, 160, status=LiveStatus.PAUSED).go(9, 160, status=LiveStatus.RUNNING)
    assert paused.said == []


def test_while_paused_nothing_is_too_low_or_too_high() -> None:
    assert settled().go(170, 160, status=LiveStatus.PAUSED).said == []


def test_a_step_under_three_minutes_carries_no_heart_rate_alert() -> None:
    assert settled().go(179, 180, step_duration_s=179.0).said == []
    assert settled().go(20, 180, step_duration_s=180.0).kinds() == [AlertKind.ABOVE]


def test_a_hard_short_step_still_hushes_what_follows() -> None:
    hard = settled().go(120, 175, target_lower_bpm=172, target_upper_bpm=None, step_duration_s=120.0)
    easy = hard.go(130, 160, target_lower_bpm=LOWER, target_upper_bpm=ABOVE, step_duration_s=600.0)
    assert easy.heard() == []
    assert easy.go(1, 160).kinds() == [AlertKind.ABOVE]


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
