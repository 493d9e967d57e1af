"""What the recorder writes, as SQL with its parameters.

Every statement may run twice with the effect of once, ids being given beforehand: after an ambiguous commit
(an I/O error, a vanished disk) the writer simply runs it again.
"""

import json
from dataclasses import astuple
from typing import Any, Final, NamedTuple

from app.domain.activity import Activity
from app.domain.frozen import frozen
from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.remark import Remark
from app.storage.schema import END_OF_TIME_US
from app.storage.timeline import Segment

UNCLAIMED_KEPT_US: Final = (
    12 * 3600 * 1_000_000
)  # a session may begin in the past (domain.md, «Forgotten buttons»)
UNCLAIMED_EVENTS_KEPT_US: Final = 30 * 86400 * 1_000_000  # the link's history, for `doctor`
BIN_KEPT_US: Final = 30 * 86400 * 1_000_000  # deleting can be undone for 30 days

_DESCRIBED: Final = ("name", "serial_number", "manufacturer", "model", "location")
_DESCRIBE: Final = """
    UPDATE sensor SET name = coalesce(:name, name), serial_number = coalesce(:serial_number, serial_number),
        manufacturer = coalesce(:manufacturer, manufacturer), model = coalesce(:model, model),
        location = coalesce(:location, location)
    WHERE address = :address"""


class Statement(NamedTuple):
    """One SQL statement and its parameters."""

    sql: str
    parameters: tuple[Any, ...] | dict[str, Any]


def insert_segment(segment: Segment) -> Statement:
    """The present run of this process."""
    return Statement(
        "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (segment_id) DO NOTHING",
        astuple(segment),
    )


def insert_notification(
    notification_id: int, segment_id: int, notification: Notification
) -> tuple[Statement, ...]:
    """The raw bytes, and their sensor where it is new."""
    return (
        _insert_sensor(notification.sensor),
        Statement(
            "INSERT INTO notification VALUES"
            " (?, ?, ?, ?, (SELECT sensor_id FROM sensor WHERE address = ?), ?, ?)"
            " ON CONFLICT (notification_id) DO NOTHING",
            (
                notification_id,
                segment_id,
                notification.at_us,
                notification.utc_us,
                notification.sensor,
                notification.characteristic,
                notification.payload,
            ),
        ),
    )


def _insert_sensor(address: str) -> Statement:
    return Statement("INSERT INTO sensor (address) VALUES (?) ON CONFLICT (address) DO NOTHING", (address,))


def insert_event(event_id: int, segment_id: int, event: RecordedEvent) -> tuple[Statement, ...]:
    """The event; one that describes a sensor is kept with it too. TypeError when `detail` is no JSON."""
    detail = json.dumps(event.detail, ensure_ascii=False)
    row = Statement(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING",
        (event_id, event.activity_id, segment_id, event.at_us, event.utc_us, event.kind.value, detail),
    )
    address = event.detail.get("sensor")
    if event.kind is not EventKind.SENSOR or not isinstance(address, str):
        return (row,)
    described = {field: _text(event.detail.get(field)) for field in _DESCRIBED}
    return (row, _insert_sensor(address), Statement(_DESCRIBE, {"address": address, **described}))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@frozen
class NewSession:
    """A session as it begins, in the order of the table's columns."""

    activity_id: int
    identity: str
    segment_id: int
    started_at_us: int
    started_utc_us: int
    utc_offset_s: int


def insert_session(session: NewSession, setup: dict[str, Any]) -> Statement:
    """A session that runs from `started_at_us` on. TypeError when `setup` is no JSON."""
    return Statement(
        "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL)"
        " ON CONFLICT (activity_id) DO NOTHING",
        (*astuple(session), json.dumps(setup, ensure_ascii=False), str(setup.get("athlete", ""))),
    )


def stop_session(activity_id: int, stopped_at_us: int) -> Statement:
    """The session's end."""
    return Statement(
        "UPDATE session SET stopped_at_us = ? WHERE activity_id = ?", (stopped_at_us, activity_id)
    )


def continue_session(activity_id: int, segment_id: int) -> tuple[Statement, ...]:
    """An interrupted or stopped session runs on in this segment; what was derived of it is out of date."""
    return (
        Statement(
            "UPDATE session SET segment_id = ?, stopped_at_us = NULL WHERE activity_id = ?",
            (segment_id, activity_id),
        ),
        Statement("DELETE FROM activity WHERE activity_id = ?", (activity_id,)),
    )


def change_setup(activity_id: int, setup: dict[str, Any]) -> Statement:
    """Another setup for a session, which may be another athlete's."""
    return Statement(
        "UPDATE session SET setup = ?, athlete = ? WHERE activity_id = ?",
        (json.dumps(setup, ensure_ascii=False), str(setup.get("athlete", "")), activity_id),
    )


def put_in_bin(activity_id: int, utc_us: int | None) -> Statement:
    """Deleted at that wall-clock time; None takes it out of the bin again."""
    return Statement("UPDATE session SET deleted_utc_us = ? WHERE activity_id = ?", (utc_us, activity_id))


def replace_activity(activity_id: int, activity: Activity) -> Statement:
    """The derived numbers of a finished session, in place of older ones."""
    return Statement(_REPLACE_ACTIVITY, _numbers(activity_id, activity))


def refresh_activity(activity_id: int, activity: Activity) -> Statement:
    """The same, where those that are there are of an earlier version still: nobody computed it meanwhile."""
    return Statement(_REPLACE_ACTIVITY + _STILL_EARLIER, _numbers(activity_id, activity))


_REPLACE_ACTIVITY: Final = """INSERT OR REPLACE INTO activity
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20
    FROM session WHERE activity_id = ?1 AND stopped_at_us IS NOT NULL"""  # it may run on meanwhile
_STILL_EARLIER: Final = """
    AND NOT EXISTS (SELECT 1 FROM activity WHERE activity_id = ?1 AND algorithm_version >= ?2)"""


def _numbers(activity_id: int, activity: Activity) -> tuple[Any, ...]:
    """In the order of the table's columns."""
    summary = activity.summary
    zones = [
        {"zone": zone.number, "name": zone.name, "lower_bpm": zone.lower_bpm, "seconds": zone.seconds}
        for zone in summary.time_in_zone
    ]
    intensity = activity.intensity
    return (
        activity_id,
        summary.algorithm_version,
        activity.activity_type,
        summary.elapsed_s,
        summary.timer_s,
        summary.counted_s,
        summary.coverage,
        summary.average_bpm,
        summary.max_bpm,
        summary.min_bpm,
        summary.training_load,
        summary.load_is_estimated,
        summary.banister_trimp,
        summary.edwards_trimp,
        summary.lucia_trimp,
        json.dumps(zones, ensure_ascii=False),
        activity.sensor,
        activity.energy_kcal,
        summary.filled_in_load,
        None if intensity is None else json.dumps([*astuple(intensity.seconds), *astuple(intensity.load)]),
    )


def replace_remark(activity_id: int, remark: Remark) -> Statement:
    """What the athlete says of a session, in place of what was said before."""
    return Statement(
        "INSERT INTO remark VALUES (?, ?, ?, ?, ?) ON CONFLICT (activity_id) DO UPDATE SET"
        " notes = excluded.notes, rpe = excluded.rpe, enjoyment = excluded.enjoyment,"
        " uses_filled_in_load = excluded.uses_filled_in_load",
        (activity_id, *astuple(remark)),
    )


def housekeeping(now_us: int, utc_us: int) -> tuple[Statement, ...]:
    """Empties the bin of what has lain there 30 days; drops files and old records that no session claims."""
    return (
        Statement(_EMPTY_BIN, {"utc_us": utc_us, "kept_us": BIN_KEPT_US}),
        Statement(_DROP_FILES, ()),
        Statement(_DROP_UNCLAIMED, {"before": now_us - UNCLAIMED_KEPT_US, "end_of_time": END_OF_TIME_US}),
        Statement(
            "DELETE FROM event WHERE activity_id IS NULL AND at_us < ? AND NOT EXISTS"
            " (SELECT 1 FROM session_extent WHERE event.at_us >= begins_us AND event.at_us < ends_us)",
            (now_us - UNCLAIMED_EVENTS_KEPT_US,),
        ),
    )


# A wall clock may be years off for once (an empty battery, a slip of the hand): the run before this one must
# have seen the thirty days pass too, and nothing lies in the bin for longer than it exists.
_EMPTY_BIN: Final = """
    DELETE FROM session WHERE max(deleted_utc_us, started_utc_us) < :utc_us - :kept_us AND
        (SELECT utc_us FROM segment WHERE segment_id < (SELECT max(segment_id) FROM segment)
            ORDER BY segment_id DESC LIMIT 1) BETWEEN deleted_utc_us + :kept_us AND :utc_us"""

# A file goes with the last of its activities: it holds the athlete's health and whereabouts.
_DROP_FILES: Final = """
    DELETE FROM original WHERE original_id NOT IN
        (SELECT original_id FROM imported WHERE original_id IS NOT NULL)"""

# The stretches between sessions are found among the sessions, not by a walk through all notifications ever.
_DROP_UNCLAIMED: Final = """
    WITH gap (begins_us, ends_us) AS (
        SELECT max(ends_us) OVER sofar, coalesce(lead(begins_us) OVER sofar, :end_of_time) FROM session_extent
        WINDOW sofar AS (ORDER BY begins_us, activity_id)
        UNION ALL SELECT -:end_of_time, coalesce((SELECT min(begins_us) FROM session_extent), :end_of_time))
    DELETE FROM notification WHERE notification_id IN (
        SELECT notification_id FROM gap JOIN notification
        ON at_us >= gap.begins_us AND at_us < min(gap.ends_us, :before))"""
