"""The connection to one sensor, without a radio: its states as one table, its waits and its limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from types import MappingProxyType

from ble.transport import LinkFailure

CONNECT_LIMIT_S = 10.0  # a strap that answers at all answers in one or two seconds
SET_UP_LIMIT_S = 10.0  # discovery and subscription take a second or two
INHERITED_SET_UP_LIMIT_S = 2.5  # a killed process's link answers with an error or never; another's at once
DISCONNECT_LIMIT_S = 3.0  # with a hung daemon it never returns
QUIET_AFTER_S = 5.0  # from here on the number on the screen is stale
FIRST_PACKET_LIMIT_S = 30.0  # a strap may take this long to find a heartbeat
NEXT_PACKET_LIMIT_S = 10.0  # ten missed notifications: the link is dead, whatever the system says
LONGEST_PACKET_LIMIT_S = 60.0  # a watch that sends nothing yet need not be reconnected more often
STEADY_AFTER_S = 5.0  # a link that was heard for less counts as one more failed attempt
RETRY_DELAYS_S = (0.0, 1.0, 2.0, 4.0, 5.0)  # the last one for ever
RETRY_SPREAD = 0.2  # so that several clients do not try in step
NO_HEART_RATE_DELAY_S = 15.0  # time to start the broadcast on the watch; connecting sooner only drains it

# Failures that are past as soon as the peripheral is heard: told on, they would mislead.
DISPROVED_BY_SEEING = frozenset(
    {
        LinkFailure.ABSENT,
        LinkFailure.NO_ADAPTER,
        LinkFailure.ADAPTER_OFF,
        LinkFailure.DENIED,
        LinkFailure.NO_DAEMON,
    }
)


class State(StrEnum):
    """Where the connection stands. The values are told to programs: never change one."""

    IDLE = "idle"
    SCANNING = "scanning"
    CONNECTING = "connecting"
    SUBSCRIBING = "subscribing"  # and until the first packet, if it comes soon
    LIVE = "live"
    SILENT = "silent"  # linked, but nothing was heard for five seconds
    DISCONNECTING = "disconnecting"
    WAITING = "waiting"  # for the next attempt
    STOPPED = "stopped"


class Event(StrEnum):
    """What can happen to a connection."""

    STARTED = "started"
    UNSEEN = "unseen"  # a while of scanning has passed in vain
    SEEN = "seen"
    CONNECTED = "connected"
    HEARD = "heard"
    FELL_SILENT = "fell_silent"
    FAILED = "failed"
    CLOSED = "closed"  # and the next attempt waits
    EXCUSED = "excused"  # the failure counts for nothing: scan at once
    WAITED = "waited"
    STOP_REQUESTED = "stop_requested"
    ENDED = "ended"


TRANSITIONS: Mapping[State, Mapping[Event, State]] = MappingProxyType(
    {
        State.IDLE: {Event.STARTED: State.SCANNING, Event.STOP_REQUESTED: State.STOPPED},
        State.SCANNING: {
            Event.UNSEEN: State.SCANNING,
            Event.SEEN: State.CONNECTING,
            Event.FAILED: State.WAITING,
            Event.STOP_REQUESTED: State.STOPPED,
        },
        State.CONNECTING: {
            Event.CONNECTED: State.SUBSCRIBING,
            Event.FAILED: State.DISCONNECTING,
            Event.STOP_REQUESTED: State.DISCONNECTING,
        },
        State.SUBSCRIBING: {
            Event.HEARD: State.LIVE,
            Event.FELL_SILENT: State.SILENT,
            Event.FAILED: State.DISCONNECTING,
            Event.STOP_REQUESTED: State.DISCONNECTING,
        },
        State.LIVE: {
            Event.FELL_SILENT: State.SILENT,
            Event.FAILED: State.DISCONNECTING,
            Event.STOP_REQUESTED: State.DISCONNECTING,
        },
        State.SILENT: {
            Event.HEARD: State.LIVE,
            Event.FAILED: State.DISCONNECTING,
            Event.STOP_REQUESTED: State.DISCONNECTING,
        },
        State.DISCONNECTING: {
            Event.CLOSED: State.WAITING,
            Event.EXCUSED: State.SCANNING,
            Event.STOP_REQUESTED: State.DISCONNECTING,
            Event.ENDED: State.STOPPED,
        },
        State.WAITING: {Event.WAITED: State.SCANNING, Event.STOP_REQUESTED: State.STOPPED},
        State.STOPPED: {},
    }
)


class ImpossibleTransitionError(RuntimeError):
    """An event that cannot happen in this state: a mistake in the program, never the radio's fault."""


def next_state(state: State, event: Event) -> State:
    """Where an event leads; ImpossibleTransitionError when the table does not know it."""
    try:
        return TRANSITIONS[state][event]
    except KeyError:
        raise ImpossibleTransitionError(f"{event} cannot happen while {state}") from None


@dataclass(frozen=True, slots=True)
class ConnectionChange:
    """The connection came to a state, or learned more about it.

    `address` is the peripheral in use, which is not the one asked for when `adopted`. `attempt` counts from 1
    since the last steady link; `retry_in_s` is set while waiting. `reason` is the last failure, None
    once live.
    """

    state: State
    address: str
    attempt: int = 1
    retry_in_s: float | None = None
    reason: LinkFailure | None = None
    rssi_dbm: int | None = None
    adopted: bool = False


def retry_delay_s(failures: int, reason: LinkFailure, random: Random) -> float:
    """Seconds to wait after so many failed attempts in a row (1 or more), spread by chance."""
    if reason is LinkFailure.NO_HEART_RATE:
        base_s = NO_HEART_RATE_DELAY_S
    else:
        base_s = RETRY_DELAYS_S[min(failures, len(RETRY_DELAYS_S)) - 1]
    return base_s * random.uniform(1.0 - RETRY_SPREAD, 1.0 + RETRY_SPREAD)


def packet_limit_s(*, heard: bool, silent_links: int) -> float:
    """How long a link may say nothing: `silent_links` is how many before it, in a row, never said a word."""
    if heard:
        return NEXT_PACKET_LIMIT_S
    doublings = min(silent_links, 8)  # more than it takes to reach the longest, and no overflow ever
    return min(FIRST_PACKET_LIMIT_S * 2.0**doublings, LONGEST_PACKET_LIMIT_S)
