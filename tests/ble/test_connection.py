from itertools import pairwise, product
from random import Random

import pytest

from ble.connection import (
    TRANSITIONS,
    Event,
    ImpossibleTransitionError,
    State,
    next_state,
    packet_limit_s,
    retry_delay_s,
)
from ble.transport import LinkFailure


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_event_in_every_state_leads_where_the_table_says_or_is_refused(
    state: State, event: Event
) -> None:
    if event in TRANSITIONS[state]:
        assert next_state(state, event) is TRANSITIONS[state][event]
    else:
        with pytest.raises(ImpossibleTransitionError):
            next_state(state, event)


def test_every_state_can_be_reached_and_every_event_happens_somewhere() -> None:
    reached = {State.IDLE}
    for _ in State:
        reached |= {after for state in reached for after in TRANSITIONS[state].values()}
    assert reached == set(State)
    assert {event for row in TRANSITIONS.values() for event in row} == set(Event)


@pytest.mark.parametrize("state", [state for state in State if state is not State.STOPPED])
def test_every_state_but_the_last_can_be_stopped_without_another_attempt(state: State) -> None:
    after = next_state(state, Event.STOP_REQUESTED)
    assert after is State.STOPPED or next_state(after, Event.ENDED) is State.STOPPED


def test_a_link_is_always_closed_before_the_next_attempt() -> None:
    linked = {State.CONNECTING, State.SUBSCRIBING, State.LIVE, State.SILENT}
    for state in linked:
        assert set(TRANSITIONS[state].values()) <= linked | {State.DISCONNECTING}


@pytest.mark.parametrize(
    ("failures", "base_s"), [(1, 0.0), (2, 1.0), (3, 2.0), (4, 4.0), (5, 5.0), (6, 5.0), (1000, 5.0)]
)
def test_waits_grow_to_five_seconds_and_vary_by_a_fifth(failures: int, base_s: float) -> None:
    random = Random(7)
    delays = [retry_delay_s(failures, LinkFailure.TIMED_OUT, random) for _ in range(200)]
    assert all(0.8 * base_s <= delay <= 1.2 * base_s for delay in delays)
    assert base_s == 0.0 or max(delays) - min(delays) > 0.3 * base_s


def test_a_peripheral_without_heart_rate_is_left_alone_for_longer() -> None:
    assert retry_delay_s(1, LinkFailure.NO_HEART_RATE, Random(1)) >= 12.0


def test_the_watchdog_allows_more_for_the_first_packet_and_more_still_to_silent_links() -> None:
    assert packet_limit_s(heard=True, silent_links=0) == 10.0
    assert packet_limit_s(heard=True, silent_links=9) == 10.0
    limits = [packet_limit_s(heard=False, silent_links=count) for count in range(2000)]
    assert limits[:3] == [30.0, 60.0, 60.0]
    assert all(before <= after <= 60.0 for before, after in pairwise(limits))
