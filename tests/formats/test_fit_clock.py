"""Recorders whose clock is set while they record, or stumbles."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.formats.fit_read import decode_activity
from app.formats.settled_clock import LONGEST_SILENCE_S, MOST_STRAY_RECORDS, settle_clock
from tests.formats import wild_fit as wild

YEARS = 5 * 365 * 86_400


def test_times_that_rise_are_left_alone() -> None:
    timeline = settle_clock([5, 6, 9, 400])
    assert timeline.times == (5, 6, 9, 400)
    assert not timeline.was_set


def test_a_second_said_twice_counts_once() -> None:
    assert settle_clock([5, 6, 6, 7]).times == (5, 6, None, 7)


def test_a_stray_time_is_dropped_wherever_it_lies() -> None:
    assert settle_clock([5, 6, 6 + YEARS, 8, 9]).times == (5, 6, None, 8, 9)
    assert settle_clock([5, 6, 2, 8, 9]).times == (5, 6, None, 8, 9)
    assert settle_clock([5, 6, 7, 3]).times == (5, 6, 7, None)


def test_a_clock_set_back_loses_no_record() -> None:
    before, after = range(5000, 5100), range(1400, 1450)
    timeline = settle_clock([*before, *after])
    assert timeline.was_set
    assert timeline.times == (*before, *range(5100, 5150))


def test_most_records_keep_their_own_time() -> None:
    wrong, right = range(10), range(YEARS, YEARS + 100)
    timeline = settle_clock([*wrong, *right])
    assert timeline.times == tuple(range(YEARS - 10, YEARS + 100))


def test_what_is_said_between_records_follows_their_clock() -> None:
    timeline = settle_clock([*range(5000, 5100), *range(1400, 1450)])
    assert timeline.at(0, 5000) == 5000
    assert timeline.at(120, 1420) == 5120
    assert timeline.at(150, 1450) == 5150
    assert settle_clock([]).at(0, 77) == 77


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(1000, 1100), max_size=60))
def test_whatever_the_clock_does_time_only_goes_forward(times: list[int]) -> None:
    settled = [at for at in settle_clock(times).times if at is not None]
    assert all(0 < later - earlier <= LONGEST_SILENCE_S for earlier, later in pairwise(settled))
    assert len(settled) >= len(times) // (MOST_STRAY_RECORDS + 1)


def test_a_file_whose_clock_was_set_back_says_so_and_keeps_its_length() -> None:
    octets = wild.fit_file(
        *(wild.EVENT, wild.timer(3600, wild.START_EVENT), wild.RECORD, wild.records(range(3600, 3700))),
        *(wild.records(range(100, 130)), wild.timer(130, wild.STOP), wild.timer(140, wild.START_EVENT)),
        *(wild.records(range(140, 150)), wild.timer(150, wild.STOP_ALL)),
    )
    (activity,) = decode_activity(octets)
    assert activity.warnings == ("clock_was_set",)
    assert activity.elapsed_s == 150.0
    assert [(pause.start_s, pause.end_s) for pause in activity.pauses] == [(130.0, 140.0)]
    assert len(activity.samples) == 140


def test_a_file_with_strays_says_so() -> None:
    octets = wild.fit_file(wild.RECORD, wild.records([0, 1, 1, 2, 900_000, 3, 4]))
    (activity,) = decode_activity(octets)
    assert activity.warnings == ("records_out_of_order",)
    assert [sample.elapsed_s for sample in activity.samples] == [0, 1, 2, 3, 4]


def test_a_second_told_in_two_records_has_the_heart_rate_of_either() -> None:
    none = 0xFF
    octets = wild.fit_file(
        *(wild.RECORD, wild.record(0, none), wild.record(0, 140), wild.record(1, 141), wild.record(1, none)),
        *(wild.record(2, 142), wild.record(2, 150), wild.record(3, 143)),
    )
    (activity,) = decode_activity(octets)
    assert [(sample.elapsed_s, sample.bpm) for sample in activity.samples] == [
        (0.0, 140),
        (1.0, 141),
        (2.0, 142),
        (3.0, 143),
    ]
    assert activity.warnings == ()
