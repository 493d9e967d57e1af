"""The check of a written FIT file finds what is not as the activity says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from app.domain.activity import Activity, Pause
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_check import check_activity_file
from app.formats.fit_write import encode_activity
from tests.formats.activities import activities, make_activity, make_lap, reading, steady

ACTIVITY = make_activity(steady(60), pauses=(Pause(10.0, 15.0),))


@settings(max_examples=40)
@given(activities())
def test_what_sidebeat_writes_passes(activity: Activity) -> None:
    octets = encode_activity(activity)
    check_activity_file(octets, activity)
    assert octets


@pytest.mark.parametrize(
    "other",
    [
        replace(ACTIVITY, samples=ACTIVITY.samples[:30]),
        replace(ACTIVITY, samples=(*ACTIVITY.samples[:30], reading(30.5, 141), *ACTIVITY.samples[31:])),
        replace(ACTIVITY, pauses=()),
        replace(ACTIVITY, pauses=(Pause(10.0, 16.0),)),
        replace(ACTIVITY, started_at=ACTIVITY.started_at + timedelta(seconds=1)),
        replace(ACTIVITY, fit_sub_sport=0),
        replace(ACTIVITY, summary=replace(ACTIVITY.summary, elapsed_s=61.0)),
        replace(ACTIVITY, summary=replace(ACTIVITY.summary, timer_s=54.0)),
        replace(ACTIVITY, laps=(make_lap(1, 0.0, 30.0), make_lap(2, 30.0, 60.0))),
    ],
)
def test_a_file_of_another_activity_is_found_out(other: Activity) -> None:
    with pytest.raises(FormatError) as found:
        check_activity_file(encode_activity(ACTIVITY), other)
    assert found.value.reason is FormatProblem.DIFFERS


@pytest.mark.parametrize("place", [5, 20, 100, 300, -1])
def test_a_single_wrong_byte_is_found_out(place: int) -> None:
    octets = bytearray(encode_activity(ACTIVITY))
    octets[place] ^= 0x10
    with pytest.raises(FormatError) as found:
        check_activity_file(bytes(octets), ACTIVITY)
    assert found.value.reason is FormatProblem.DIFFERS


def test_a_file_cut_off_is_found_out() -> None:
    with pytest.raises(FormatError):
        check_activity_file(encode_activity(ACTIVITY)[:-40], ACTIVITY)
