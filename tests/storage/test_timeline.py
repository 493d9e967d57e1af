"""The timeline: nothing recorded moves, whatever wall clock, suspend and restart do."""

from hypothesis import given
from hypothesis import strategies as st

from app.storage.timeline import Segment, StoreClock, boot_id_by_subtraction, next_segment, system_clocks
from tests.storage.store import DAY_US, EVENING_US, HOUR_US, SECOND_US, HandClocks


def begin(clocks: HandClocks, previous: Segment | None = None, last_at_us: int = 0) -> Segment:
    return next_segment(previous, last_at_us, clocks.clocks, "1 process", "0.1.0")


def test_the_first_segment_begins_at_utc() -> None:
    assert begin(HandClocks()).timeline_us == EVENING_US


def test_the_timeline_follows_the_clock_and_not_the_wall_clock() -> None:
    clocks = HandClocks()
    clock = StoreClock(begin(clocks).offset_us, clocks.clocks)
    clocks.utc_us -= 2 * HOUR_US
    clocks.clock_us += 10 * SECOND_US
    assert clock.now_us() == EVENING_US + 10 * SECOND_US


def test_a_restart_in_the_same_boot_continues_the_clock_though_the_wall_clock_was_set() -> None:
    clocks = HandClocks()
    first = begin(clocks)
    clocks.pass_us(30 * SECOND_US)
    clocks.utc_us -= HOUR_US
    second = begin(clocks, first, EVENING_US + 25 * SECOND_US)
    assert second.timeline_us == EVENING_US + 30 * SECOND_US
    assert second.offset_us == first.offset_us
    assert second.segment_id == first.segment_id + 1


def test_after_a_reboot_the_timeline_is_at_utc_again() -> None:
    clocks = HandClocks()
    first = begin(clocks)
    clocks.reboot(off_for_us=DAY_US)
    assert begin(clocks, first, EVENING_US + 5).timeline_us == EVENING_US + DAY_US


def test_after_a_reboot_into_the_past_the_timeline_begins_behind_what_is_there() -> None:
    clocks = HandClocks()
    first = begin(clocks)
    clocks.reboot(off_for_us=-DAY_US)
    assert begin(clocks, first, EVENING_US + 5).timeline_us == EVENING_US + 6


def test_a_clock_that_went_back_within_one_boot_is_not_believed() -> None:
    clocks = HandClocks()
    first = begin(clocks)
    clocks.clock_us -= HOUR_US
    clocks.utc_us += HOUR_US
    assert begin(clocks, first, EVENING_US + 10 * SECOND_US).timeline_us == EVENING_US + HOUR_US


def test_no_two_moments_are_the_same_even_if_the_clock_stands_or_goes_back() -> None:
    clocks = HandClocks()
    clock = StoreClock(0, clocks.clocks)
    first, second = clock.now_us(), clock.now_us()
    clocks.clock_us -= HOUR_US
    assert first < second < clock.now_us()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pass", "wall clock", "restart", "reboot"]),
            st.integers(-30 * DAY_US, 30 * DAY_US),
            st.integers(0, 3 * HOUR_US),
        ),
        max_size=30,
    )
)
def test_the_timeline_never_goes_back(happenings: list[tuple[str, int, int]]) -> None:
    clocks = HandClocks()
    segment = begin(clocks)
    clock = StoreClock(segment.offset_us, clocks.clocks)
    last_us = clock.now_us()
    for kind, jump_us, duration_us in happenings:
        clocks.pass_us(duration_us)
        if kind == "wall clock":
            clocks.utc_us += jump_us
        elif kind in {"restart", "reboot"}:
            if kind == "reboot":
                clocks.reboot(jump_us)
            segment = begin(clocks, segment, last_us)
            clock = StoreClock(segment.offset_us, clocks.clocks)
        now_us = clock.now_us()
        assert now_us > last_us
        last_us = now_us


@given(st.integers(0, 10**15), st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_boot_named_by_subtraction_keeps_its_name_while_it_runs(booted: int, one: int, other: int) -> None:
    assert boot_id_by_subtraction(booted + one, one) == boot_id_by_subtraction(booted + other, other)


def test_two_boots_minutes_apart_have_two_names() -> None:
    assert boot_id_by_subtraction(EVENING_US, 0) != boot_id_by_subtraction(EVENING_US + 120 * SECOND_US, 0)


def test_this_machines_clocks_tell_sane_times() -> None:
    clocks = system_clocks()
    first = clocks.clock_us()
    assert clocks.boot_id == system_clocks().boot_id
    assert clocks.clock_us() >= first > 0
    assert clocks.utc_us() > 1_700_000_000 * SECOND_US
    assert abs(clocks.utc_offset_s(clocks.utc_us())) <= 14 * 3600
