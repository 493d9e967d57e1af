"""The link's story, from made-up records."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.link_timeline import (
    Arrival,
    LinkMoment,
    LinkRecords,
    LinkRow,
    Packets,
    RunStart,
    link_timeline,
)
from app.domain.recording import EventKind, RecordedEvent

STRAP = "A0:9E:1A:00:00:01"
WATCH = "C1:22:33:44:55:66"
SECOND_US = 1_000_000
BEGAN_US = 1_795_374_180 * SECOND_US  # 2026-11-22 18:03 UTC


def at(seconds: float) -> int:
    return BEGAN_US + round(seconds * SECOND_US)


def happened(seconds: float, kind: EventKind, **detail: object) -> RecordedEvent:
    return RecordedEvent(at(seconds), at(seconds), kind, None, detail)


def state(seconds: float, name: str, sensor: str = STRAP, **detail: object) -> RecordedEvent:
    known: dict[str, object] = {
        "sensor": sensor,
        "state": name,
        "attempt": 0,
        "retry_in_s": None,
        "reason": None,
    }
    return happened(seconds, EventKind.CONNECTION, **known | detail)


def beats(*seconds: float, sensor: str = STRAP) -> tuple[Arrival, ...]:
    return tuple(Arrival(at(second), sensor) for second in seconds)


def told(rows: tuple[LinkRow, ...]) -> list[tuple[str | None, float | None]]:
    return [(row.state, row.lasted_s) for row in rows]


def test_nothing_recorded_nothing_told() -> None:
    assert link_timeline(LinkRecords()) == ()


def test_a_link_from_scan_to_loss_and_back() -> None:
    events = (
        state(0, "scanning"),
        state(2, "connecting"),
        state(3, "subscribing"),
        state(4, "live"),
        state(14, "silent"),
        state(19, "disconnecting", reason="silent"),
        state(20, "waiting", attempt=1, retry_in_s=0.0, reason="silent"),
        state(21, "scanning", attempt=1),
        state(30, "live", attempt=1),
    )
    rows = link_timeline(LinkRecords(events, beats(4, 5, 6.5, 7.5, 8.5, 9, 30, 31, 32)))
    assert told(rows) == [
        ("scanning", 2.0),
        ("connecting", 1.0),
        ("subscribing", 1.0),
        ("live", 10.0),
        ("silent", 5.0),
        ("disconnecting", 1.0),
        ("waiting", 1.0),
        ("scanning", 9.0),
        ("live", 2.0),
    ]
    assert rows[3].packets == Packets(6, 1.0, 5.0)
    assert rows[4].packets is None
    assert rows[8].packets == Packets(3, 1.0, 1.0)
    assert (rows[6].attempt, rows[6].retry_in_s, rows[6].reason) == (1, 0.0, "silent")
    assert rows[3].at_us == rows[3].utc_us == at(4)


def test_what_a_session_states_once_more_is_told_once() -> None:
    said: dict[str, object] = {"sensor": STRAP, "name": "Polar H10", "model": "H10", "firmware": "3.1.1"}
    events = (
        state(0, "live"),
        happened(1, EventKind.SENSOR, **said),
        happened(1, EventKind.BATTERY, sensor=STRAP, percent=80),
        state(60, "live"),
        happened(60, EventKind.SENSOR, **said),
        happened(60, EventKind.BATTERY, sensor=STRAP, percent=80),
        happened(90, EventKind.BATTERY, sensor=STRAP, percent=79),
        state(100, "idle", sensor=""),
    )
    rows = link_timeline(LinkRecords(events))
    assert [row.moment for row in rows] == [
        LinkMoment.STATE,
        LinkMoment.SENSOR,
        LinkMoment.BATTERY,
        LinkMoment.BATTERY,
        LinkMoment.STATE,
    ]
    assert rows[0].lasted_s == 100.0
    assert (rows[1].name, rows[1].model, rows[1].firmware) == ("Polar H10", "H10", "3.1.1")
    assert [row.battery_percent for row in rows[2:4]] == [80, 79]


def test_a_killed_program_leaves_a_state_that_ends_with_its_last_packet() -> None:
    records = LinkRecords(
        events=(state(0, "live"), state(5000, "scanning"), state(5002, "live")),
        arrivals=beats(1, 2, 3, 4.5, 5003),
        runs=(RunStart(at(4999), at(4999), "0.1.0"),),
    )
    rows = link_timeline(records)
    assert [row.moment for row in rows] == [
        LinkMoment.STATE,
        LinkMoment.RUN,
        LinkMoment.STATE,
        LinkMoment.STATE,
    ]
    assert rows[0].lasted_s == 4.5
    assert rows[1].program_version == "0.1.0"


def test_two_sensors_at_once_have_stories_of_their_own() -> None:
    events = (
        state(0, "live"),
        state(1, "live", sensor=WATCH),
        state(10, "waiting", reason="link_lost"),
        state(20, "stopped", sensor=WATCH),
    )
    arrivals = tuple(sorted(beats(1, 2, 3) + beats(1.5, 2.5, 15, sensor=WATCH)))
    rows = link_timeline(LinkRecords(events, arrivals))
    assert [(row.sensor, row.lasted_s) for row in rows[:2]] == [(STRAP, 10.0), (WATCH, 19.0)]
    assert [row.packets and row.packets.count for row in rows[:2]] == [3, 3]
    assert rows[1].packets is not None
    assert rows[1].packets.longest_gap_s == 12.5


def test_the_story_of_an_address_ends_where_another_takes_its_place() -> None:
    events = (state(0, "scanning"), state(3, "connecting", WATCH, instead_of=STRAP), state(4, "live", WATCH))
    rows = link_timeline(LinkRecords(events, beats(5, 6, 20, sensor=WATCH)))
    assert told(rows) == [("scanning", 3.0), ("connecting", 1.0), ("live", 16.0)]


def test_sleep_set_clocks_and_signal_are_told() -> None:
    events = (
        state(0, "connecting", rssi_dbm=-61),
        happened(5, EventKind.CLOCK, jumped_s=3600.0, suspended_s=0.0),
    )
    rows = link_timeline(LinkRecords(events))
    assert rows[0].rssi_dbm == -61
    assert (rows[1].jumped_s, rows[1].suspended_s) == (3600.0, 0.0)


def test_a_single_packet_has_no_interval() -> None:
    rows = link_timeline(LinkRecords((state(0, "live"), state(4, "silent")), beats(1)))
    assert rows[0].packets == Packets(1, None, 3.0)


def test_damaged_details_do_not_stop_the_story() -> None:
    events = (
        happened(0, EventKind.CONNECTION, sensor=7, state=["live"], attempt="2", retry_in_s=True),
        happened(1, EventKind.BATTERY),
    )
    rows = link_timeline(LinkRecords(events))
    assert [(row.sensor, row.state, row.attempt, row.retry_in_s) for row in rows] == [
        ("", None, 0, None),
        ("", None, 0, None),
    ]


STATES = ("scanning", "connecting", "subscribing", "live", "silent", "disconnecting", "waiting", "idle")


@given(
    st.lists(st.tuples(st.integers(0, 600), st.sampled_from(STATES), st.sampled_from((STRAP, WATCH)))),
    st.lists(st.tuples(st.integers(0, 600), st.sampled_from((STRAP, WATCH)))),
    st.lists(st.integers(0, 600), max_size=3),
)
def test_no_time_is_told_twice_and_no_packet_more_than_came(
    states: list[tuple[int, str, str]], packets: list[tuple[int, str]], runs: list[int]
) -> None:
    events = tuple(
        state(second, name, sensor="" if name == "idle" else sensor)
        for second, name, sensor in sorted(states, key=lambda each: each[0])
    )
    arrivals = tuple(Arrival(at(second), sensor) for second, sensor in sorted(packets))
    starts = tuple(RunStart(at(second), at(second), "") for second in sorted(runs))
    rows = link_timeline(LinkRecords(events, arrivals, starts))
    for sensor in (STRAP, WATCH):
        own = [row for row in rows if row.sensor == sensor]
        assert sum(row.packets.count for row in own if row.packets) <= sum(
            arrival.sensor == sensor for arrival in arrivals
        )
        assert all(row.lasted_s is not None and row.lasted_s >= 0 for row in own)
        assert sum(row.lasted_s or 0 for row in own) <= 600.1
    assert [row.at_us for row in rows] == sorted(row.at_us for row in rows)
