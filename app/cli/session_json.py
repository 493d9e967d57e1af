"""A live session as JSON Lines, and the parts that other commands' lines share."""

from app.cli.output import json_line, note
from app.cli.session_lines import Seconds, spoken
from app.domain.recording import NO_ACTIVITY_ID
from app.domain.snapshot import Alert, Lap, ZoneTime
from app.engine.events import (
    ConnectionChanged,
    EngineEvent,
    RecordsCameHome,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)


class JsonView:
    """One JSON object a line, with `event` as its first key."""

    def __init__(self) -> None:
        self._seconds = Seconds()

    def show(self, event: EngineEvent) -> None:
        """Writes the event's line, if it has one."""
        match event:
            case SessionStarted():
                json_line(
                    {
                        "event": "session_started",
                        "activity_id": _id(event.activity_id),
                        "started_at": event.started_at,
                    }
                )
            case SnapshotTaken() if self._seconds.is_next(event):
                json_line(snapshot_json(event))
            case ConnectionChanged():
                json_line(
                    {
                        "event": "connection",
                        "sensor": event.sensor or None,
                        "state": event.state,
                        "attempt": event.attempt,
                        "retry_in_s": event.retry_in_s,
                        "reason": event.reason,
                    }
                )
            case SessionEventsHappened():
                for happened in event.events:
                    json_line(_alert_json(happened) if isinstance(happened, Alert) else _lap_json(happened))
            case SessionFinished():
                json_line(_finished_json(event))
            case StorageTrouble() | RecordsCameHome():
                note("\n".join(spoken(event)))
            case _:
                pass


def snapshot_json(event: SnapshotTaken) -> dict[str, object]:
    """The snapshot's line of `record --json`."""
    snapshot = event.snapshot
    return {
        "event": "snapshot",
        "elapsed_s": snapshot.elapsed_s,
        "timer_s": snapshot.timer_s,
        "bpm": snapshot.bpm,
        "zone": snapshot.zone,
        "zone_name": snapshot.zone_name,
        "training_load": snapshot.training_load,
        "load_per_hour": snapshot.load_per_hour,
        "target_load": snapshot.target_load,
        "minutes_left": snapshot.minutes_left,
        "average_bpm": snapshot.average_bpm,
        "max_bpm": snapshot.max_bpm,
        "coverage": snapshot.coverage,
        "sensor_state": event.sensor_state,
        "battery_percent": event.battery_percent,
        "sensor_contact": snapshot.sensor_contact,
        "rmssd_ms": snapshot.rmssd_ms,
        "dfa_alpha1": snapshot.dfa_alpha1,
        "notifications": event.notifications,
        "malformed": event.malformed,
    }


def time_in_zone_json(zones: tuple[ZoneTime, ...]) -> list[dict[str, object]]:
    """`time_in_zone_s` as interfaces promise it."""
    return [
        {"zone": zone.number, "name": zone.name, "lower_bpm": zone.lower_bpm, "seconds": zone.seconds}
        for zone in zones
    ]


def _id(activity_id: int) -> int | None:
    return activity_id if activity_id != NO_ACTIVITY_ID else None


def _alert_json(event: Alert) -> dict[str, object]:
    return {
        "event": "alert",
        "elapsed_s": event.elapsed_s,
        "kind": event.kind.value,
        "bpm": event.bpm,
        "limit_bpm": event.limit_bpm,
        "repeated": event.repeated,
    }


def _lap_json(event: Lap) -> dict[str, object]:
    return {
        "event": "lap",
        "lap": event.number,
        "start_s": event.start_s,
        "elapsed_s": event.end_s,
        "timer_s": event.timer_s,
        "training_load": None if event.average_bpm is None else event.training_load,
        "average_bpm": event.average_bpm,
        "max_bpm": event.max_bpm,
    }


def _finished_json(event: SessionFinished) -> dict[str, object]:
    summary = event.activity.summary
    return {
        "event": "session_finished",
        "activity_id": _id(event.activity_id),
        "elapsed_s": summary.elapsed_s,
        "timer_s": summary.timer_s,
        "training_load": summary.training_load,
        "average_bpm": summary.average_bpm,
        "max_bpm": summary.max_bpm,
        "time_in_zone_s": time_in_zone_json(summary.time_in_zone),
        "coverage": summary.coverage,
        "files": [str(path) for path in event.files],
    }
