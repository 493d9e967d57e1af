"""From a recording to an activity, through the same feed that ran live."""

from datetime import UTC, datetime, timedelta, timezone

from app.domain.activity import Activity
from app.domain.cuts import cuts_of
from app.domain.recording import NO_ACTIVITY_ID, EventKind, Notification, Recording, SessionStatus
from app.domain.session_intensity import with_intensity
from app.domain.setup import SessionSetup
from app.domain.snapshot import Alert
from app.engine.feed import SessionFeed, end_us, records_of
from app.engine.ports import Translate


def replay(recording: Recording, translate: Translate, setup: SessionSetup | None = None) -> Activity:
    """Computes the activity of a recording, by its own setup (ValueError if unreadable) or another."""
    setup = setup or SessionSetup.from_json(recording.setup)
    cuts = cuts_of(recording.events)
    feed = SessionFeed(setup, recording.started_at_us, translate, cuts=cuts)
    feed.take(records_of(recording))
    session = feed.session
    session.finish(feed.elapsed_s(end_us(recording)))
    sensor = _sensor(recording)
    activity = Activity(
        identity=recording.identity,
        activity_type=setup.activity_type.key,
        fit_sport=setup.activity_type.fit_sport,
        fit_sub_sport=setup.activity_type.fit_sub_sport,
        started_at=local_time(recording.started_utc_us, recording.utc_offset_s),
        constants=setup.constants,
        samples=session.accepted_samples(),
        pauses=session.pauses(),
        laps=session.laps(),
        alerts=tuple(event for event in session.take_events() if isinstance(event, Alert)),
        summary=session.summary(),
        sensor=sensor.get("name"),
        manufacturer=sensor.get("manufacturer"),
        energy_kcal=session.energy_kcal,
        cuts=cuts,
    )
    return with_intensity(activity)


def local_time(utc_us: int, utc_offset_s: int) -> datetime:
    """An aware datetime with the given offset, exact to the microsecond."""
    zone = timezone(timedelta(seconds=utc_offset_s))
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=utc_us)).astimezone(zone)


def raw_recording(notifications: tuple[Notification, ...], setup: SessionSetup) -> Recording:
    """A recording of bare notifications, at least one, whose places count from the session's start."""
    notifications = tuple(sorted(notifications, key=lambda notification: notification.at_us))
    first, last = notifications[0], notifications[-1]
    return Recording(
        activity_id=NO_ACTIVITY_ID,
        identity="",
        status=SessionStatus.FINISHED,
        started_at_us=0,
        started_utc_us=first.utc_us - first.at_us,
        utc_offset_s=0,
        stopped_at_us=last.at_us,
        last_at_us=last.at_us,
        setup=setup.to_json(),
        notifications=notifications,
        events=(),
    )


def _sensor(recording: Recording) -> dict[str, str]:
    """What the last sensor to describe itself said, empty where none did."""
    for event in reversed(recording.events):
        if event.kind is EventKind.SENSOR:
            return {key: str(value) for key, value in event.detail.items() if value}
    return {}
