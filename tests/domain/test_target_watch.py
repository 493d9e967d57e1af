"""Too low, too high and back, second by second (domain.md, "Alerts")."""

import pytest

from app.domain.snapshot import Alert, AlertKind, LiveStatus
from tests.domain.alert_sessions import ABOVE, LOWER, MIDDLE, Changes, Session, settled


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


def test_of_a_clean_heart_rate_only_ten_seconds_on_end_at_the_margin_count() -> None:
    assert settled().go(9, 132).go(1, 135).go(9, 132).said == []
    assert settled().go(9, 133).go(60, 134).said == []
    assert settled().go(60, 134).go(11, 133).heard() == [(370.0, AlertKind.BELOW)]


def test_of_a_noisy_heart_rate_a_second_inside_only_counts_back_a_little() -> None:
    noisy = settled().go(6, 132, noise_bpm=1.0).go(1, 135).go(7, 132)
    assert noisy.heard() == [(312.0, AlertKind.BELOW)]  # 5 s until then, less a quarter, and 6 s since


def test_of_a_noisy_heart_rate_seconds_outside_count_once_the_margin_is_reached_among_them() -> None:
    outside = settled().go(60, 134, noise_bpm=0.25)
    assert outside.said == []
    assert outside.go(1, 133).heard() == [(360.0, AlertKind.BELOW)]
    assert settled().go(5, 152, noise_bpm=0.25).go(1, 153).go(20, 152).heard() == [(310.0, AlertKind.ABOVE)]


def test_further_inside_than_noise_can_bring_it_the_count_ends() -> None:
    assert settled().go(9, 132, noise_bpm=0.25).go(1, 136).go(9, 132).said == []
    assert settled().go(9, 132, noise_bpm=1.5).go(11, 138).go(9, 132).said == []  # 10 s inside re-arm


@pytest.mark.parametrize("noise_bpm", [0.0, 1.0, 2.0])
def test_whatever_the_noise_nobody_hears_of_a_heart_that_stays_inside(noise_bpm: float) -> None:
    session = settled().go(1, LOWER, noise_bpm=noise_bpm)
    for _ in range(60):
        session.go(4, LOWER).go(4, ABOVE - 1)
    assert session.said == []


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


def test_from_cold_a_noisy_heart_rate_has_reached_the_target_once_it_is_further_in_than_noise() -> None:
    cold = Session().go(200, 100, noise_bpm=1.5).go(30, 137).go(30, 130)
    assert cold.said == []
    assert cold.go(11, 138).go(11, 130).kinds() == [AlertKind.BELOW]


def test_from_cold_the_middle_of_a_narrow_target_is_reached_whatever_the_noise() -> None:
    narrow: Changes = {"target_lower_bpm": 169, "target_upper_bpm": 173, "noise_bpm": 3.0}
    assert Session().go(200, 100, **narrow).go(11, 171).go(11, 160).kinds() == [AlertKind.BELOW]


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
