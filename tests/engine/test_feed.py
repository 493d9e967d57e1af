"""Which sensor feeds a session: the athlete's choice in the middle of it holds, live and in every replay."""

from dataclasses import replace

import pytest

from app.domain.link_timeline import LinkRecords, link_timeline
from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.sensors import LIVE
from app.domain.snapshot import Alert, AlertKind
from app.engine.feed import Record, SessionFeed
from app.sources.translation import translate
from tests.domain.sessions import STRAP, WATCH, setup_for
from tests.engine.fakes import UTC_US

SECOND_US = 1_000_000
LONG_S = 90  # longer than it takes a steady primary to come back by itself


def link(second: float, sensor: str, state: str, *, is_primary: bool) -> RecordedEvent:
    at_us = UTC_US + round(second * SECOND_US)
    detail = {"sensor": sensor, "state": state, "is_primary": is_primary}
    return RecordedEvent(at_us, at_us, EventKind.CONNECTION, 1, detail)


def beats(first: int, last: int, *sensors: str) -> list[Record]:
    return [
        Notification(at_us, at_us, sensor, "2a37", bytes((0, 140)))
        for second in range(first, last)
        for place, sensor in enumerate(sensors)
        for at_us in (UTC_US + second * SECOND_US + place,)
    ]


def feed_of(*records: Record, primary: str | None = STRAP) -> SessionFeed:
    feed = SessionFeed(replace(setup_for(), primary_source=primary), UTC_US, translate)
    feed.take(sorted(records, key=lambda record: record.at_us))
    return feed


def fed_by(feed: SessionFeed) -> str | None:
    return feed.session.snapshot().source


def test_a_sensor_that_the_athlete_put_first_feeds_and_is_not_given_up_for_the_one_before() -> None:
    feed = feed_of(
        link(0.1, STRAP, LIVE, is_primary=True),
        link(0.2, WATCH, LIVE, is_primary=False),
        *beats(1, 20, STRAP, WATCH),
        link(20.1, STRAP, "disconnecting", is_primary=True),
        link(20.2, WATCH, "disconnecting", is_primary=False),
        link(22.1, WATCH, LIVE, is_primary=True),
        link(22.2, STRAP, LIVE, is_primary=False),
        *beats(22, 22 + LONG_S, STRAP, WATCH),
    )
    assert fed_by(feed) == WATCH


def test_a_primary_that_comes_back_waits_until_it_is_steady_as_ever() -> None:
    lost = (
        link(0.1, STRAP, LIVE, is_primary=True),
        link(0.2, WATCH, LIVE, is_primary=False),
        *beats(1, 20, STRAP, WATCH),
        link(20.1, STRAP, "scanning", is_primary=True),
        *beats(21, 30, WATCH),
        link(30.1, STRAP, LIVE, is_primary=True),
    )
    assert fed_by(feed_of(*lost, *beats(31, 50, STRAP, WATCH))) == WATCH
    assert fed_by(feed_of(*lost, *beats(31, 31 + LONG_S, STRAP, WATCH))) == STRAP


def test_recordings_that_do_not_tell_which_was_first_stay_as_they_are() -> None:
    untold = link(22.1, WATCH, LIVE, is_primary=True)
    untold.detail.pop("is_primary")
    feed = feed_of(*beats(1, 20, STRAP, WATCH), untold, *beats(22, 40, STRAP, WATCH))
    assert fed_by(feed) == STRAP


def test_where_no_sensor_was_first_at_the_beginning_the_one_that_comes_first_is() -> None:
    feed = feed_of(link(0.1, STRAP, LIVE, is_primary=True), *beats(1, 20, STRAP, WATCH), primary=None)
    assert fed_by(feed) == STRAP


def test_what_is_no_reading_does_not_keep_a_session_from_seeming_abandoned() -> None:
    dry_strap = [
        Notification(at_us, at_us, STRAP, "2a37", bytes((0, 255)))
        for at_us in range(UTC_US + 20 * SECOND_US, UTC_US + 700 * SECOND_US, SECOND_US)
    ]
    feed = feed_of(*beats(1, 20, STRAP), *dry_strap)
    assert feed.last_reading_us == UTC_US + 19 * SECOND_US
    assert feed.seems_abandoned(UTC_US + 700 * SECOND_US)


def test_a_low_battery_is_not_hidden_by_a_full_one_that_is_told_in_the_same_second() -> None:
    at_us = UTC_US + SECOND_US // 2
    told = [
        RecordedEvent(at_us, at_us, EventKind.BATTERY, 1, {"sensor": sensor, "percent": percent})
        for sensor, percent in ((STRAP, 9), (WATCH, 80))
    ]
    feed = feed_of(*told, *beats(1, 10, STRAP))
    alerts = [event for event in feed.session.take_events() if isinstance(event, Alert)]
    assert [(alert.kind, alert.elapsed_s) for alert in alerts] == [(AlertKind.BATTERY_LOW, 1.0)]


DAMAGED: tuple[dict[str, object], ...] = (
    {},
    {"sensor": 7, "state": ["live"], "percent": "9", "location": 3},
    {"sensor": STRAP, "state": None, "percent": None, "location": ["chest"]},
    {"sensor": STRAP, "state": {}, "percent": float("inf")},
)


@pytest.mark.parametrize("kind", list(EventKind))
@pytest.mark.parametrize("detail", DAMAGED)
def test_an_event_that_a_damaged_disk_left_costs_the_session_nothing_else(
    kind: EventKind, detail: dict[str, object]
) -> None:
    at_us = UTC_US + 10 * SECOND_US + 7
    if kind in {EventKind.PAUSE, EventKind.RESUME, EventKind.LAP}:
        detail = {"sensor": STRAP}  # nothing in it is asked for
    damaged = RecordedEvent(at_us, at_us, kind, 1, detail)
    feed = feed_of(*beats(1, 20, STRAP), damaged)
    assert feed.notifications == 19
    assert feed.battery_percents == {}
    assert link_timeline(LinkRecords((damaged,))) is not None
