"""`sidebeat record` and `replay`: a live session in the terminal, as JSON Lines, lines or a live view."""

import queue
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Protocol, Self

from app.cli.failure import CannotError
from app.cli.output import clock_time, json_line, line, note
from app.cli.sentences import alert, clock_changed, homecoming, interrupted, link_state, trouble, verdict
from app.domain.snapshot import Alert, Lap, LiveSnapshot, LiveStatus, ZoneTime
from app.engine.events import (
    ClockChanged,
    ConnectionChanged,
    EngineEvent,
    EngineFailed,
    InterruptedSessionFound,
    RecordsCameHome,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)

CALLED_OFF_AFTER_S = 0.25  # a session that began in the moment of the signal is told by then

Events = queue.SimpleQueue[EngineEvent]

_RUNNING = frozenset({LiveStatus.RUNNING, LiveStatus.PAUSED})


class View(Protocol):
    """Shows events of a session."""

    def show(self, event: EngineEvent) -> None:
        """Shows this one, if there is anything to show."""


class Interrupt:
    """SIGINT and SIGTERM end the command; once there is a session to finish they ask for its end instead."""

    def __init__(self) -> None:
        self._happened_at_s: float | None = None
        self._ask: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        self._before = {
            number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)
        }
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @property
    def happened(self) -> bool:
        """Whether there was a signal since there was something to ask for."""
        return self._happened_at_s is not None

    @property
    def seconds_ago(self) -> float:
        """How long ago that was; 0 without one."""
        return 0.0 if self._happened_at_s is None else time.monotonic() - self._happened_at_s

    def asks(self, ask: Callable[[], None]) -> None:
        """What to call at the first signal from now on; further ones change nothing."""
        self._ask = ask

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self._ask is None:
            raise KeyboardInterrupt
        if self._happened_at_s is None:
            self._happened_at_s = time.monotonic()
            self._ask()


def follow(events: Events, view: View, interrupt: Interrupt) -> SessionFinished | None:
    """Shows events until the session is finished; None when interrupted before one began."""
    began = ended = False
    event: EngineEvent | None
    while True:
        try:
            event = events.get(timeout=0.25)
        except queue.Empty:
            event = None
        if not began and interrupt.seconds_ago > CALLED_OFF_AFTER_S:
            return None
        if event is None:
            continue
        began = began or isinstance(event, SessionStarted)
        ended = ended or (isinstance(event, SnapshotTaken) and event.snapshot.status is LiveStatus.FINISHED)
        view.show(event)
        if isinstance(event, SessionFinished):
            return event
        if isinstance(event, EngineFailed):
            _failed(event, lost=event.has_ended or ended or not began)


def _failed(event: EngineFailed, *, lost: bool) -> None:
    """A fault in the program: told, and final where no session can come of it any more."""
    sentence = f"Something went wrong that should not ({event.text}). What was recorded so far is safe."
    if lost:
        raise CannotError(sentence)
    note(sentence)


class JsonView:
    """One JSON object a line, with `event` as its first key."""

    def __init__(self) -> None:
        self._second = -1

    def show(self, event: EngineEvent) -> None:
        """Writes the event's line, if it has one."""
        match event:
            case SessionStarted():
                json_line(
                    {
                        "event": "session_started",
                        "activity_id": event.activity_id,
                        "started_at": event.started_at,
                    }
                )
            case SnapshotTaken():
                self._snapshot(event)
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

    def _snapshot(self, event: SnapshotTaken) -> None:
        snapshot = event.snapshot
        second = int(snapshot.elapsed_s)
        if event.arrival_us is not None or snapshot.status not in _RUNNING or second == self._second:
            return
        self._second = second
        json_line(snapshot_json(event))


class LineView:
    """One plain line a second: elapsed, bpm, zone, load."""

    def __init__(self) -> None:
        self._second = -1

    def show(self, event: EngineEvent) -> None:
        """Writes the event's line, if it has one."""
        if isinstance(event, SnapshotTaken):
            self._snapshot(event)
        else:
            for text in spoken(event):
                note(text)

    def _snapshot(self, event: SnapshotTaken) -> None:
        snapshot = event.snapshot
        second = int(snapshot.elapsed_s)
        if event.arrival_us is not None or snapshot.status not in _RUNNING or second == self._second:
            return
        self._second = second
        line(snapshot_line(snapshot))


class LiveView:
    """A terminal's live view: one line that is written over, news above it."""

    def __init__(self) -> None:
        self._colours = _zone_colours()

    def show(self, event: EngineEvent) -> None:
        """Draws the line anew, or puts news above it."""
        if isinstance(event, SnapshotTaken):
            snapshot = event.snapshot
            if snapshot.status in _RUNNING:
                colour = self._colours.get(snapshot.zone or 0, "")
                sys.stdout.write(f"\r\x1b[2K{colour}\x1b[1m{snapshot_line(snapshot)}\x1b[0m")
                sys.stdout.flush()
            return
        for text in spoken(event):
            sys.stdout.write(f"\r\x1b[2K{text}\n")
            sys.stdout.flush()


def snapshot_line(snapshot: LiveSnapshot) -> str:
    """`00:12:05   142   zone 2 Aerobic endurance   load 9.3`, with –– where nothing is known."""
    bpm = "––" if snapshot.bpm is None else str(snapshot.bpm)
    zone = "––" if snapshot.zone is None else f"zone {snapshot.zone} {snapshot.zone_name}"
    load = f"load {'≈ ' if snapshot.load_is_estimated else ''}{snapshot.training_load:.1f}"
    paused = "   paused" if snapshot.status is LiveStatus.PAUSED else ""
    return f"{clock_time(snapshot.elapsed_s)}   {bpm:>3}   {zone}   {load}{paused}"


def spoken(event: EngineEvent) -> list[str]:
    """The sentences that an event is worth in the terminal."""
    match event:
        case SessionEventsHappened():
            return [_spoken_session_event(happened) for happened in event.events]
        case SessionFinished():
            return finished_sentences(event)
        case _:
            sentence = _sentence(event)
            return [] if sentence is None else [sentence]


def _sentence(event: EngineEvent) -> str | None:
    sentence: str | None = None
    match event:
        case SessionStarted():
            sentence = f"Recording since {event.started_at:%H:%M:%S}. Ctrl-C finishes and keeps the session."
        case ConnectionChanged():
            name = event.sensor_name or event.sensor or "sensor"
            sentence = f"{name}: {link_state(event.state, event.attempt, event.retry_in_s, event.reason)}"
        case StorageTrouble():
            sentence = trouble(event.reason)
        case RecordsCameHome():
            sentence = homecoming(event.files, event.staying)
        case InterruptedSessionFound():
            sentence = interrupted(event.activity_id, event.started_at, event.elapsed_s)
        case ClockChanged():
            sentence = clock_changed(event.jumped_s, event.suspended_s)
        case _:
            pass
    return sentence


def finished_sentences(event: SessionFinished) -> list[str]:
    """What the session came to."""
    summary = event.activity.summary
    about = "≈ " if summary.load_is_estimated else ""
    average = (
        "no heart rate"
        if summary.average_bpm is None
        else f"average {summary.average_bpm:.0f}, max {summary.max_bpm}"
    )
    load = f"Training Load {about}{summary.training_load:.1f}"
    told = [f"Done: {clock_time(summary.timer_s)}, {load}, {average} (activity {event.activity_id})."]
    if event.verdict is not None:
        told.append(verdict(event.verdict, event.verdict_for))
    told.extend(f"Written: {path}" for path in event.files)
    if event.export_problem is not None:
        told.append(
            f"The session is kept, but its file could not be written ({event.export_problem}). "
            f"Try again with: sidebeat export {event.activity_id}"
        )
    return told


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


def _spoken_session_event(event: Alert | Lap) -> str:
    if isinstance(event, Lap):
        return f"Lap {event.number}: {clock_time(event.timer_s)}, load {event.training_load:.1f}"
    return alert(event.kind.value, event.bpm, event.limit_bpm)


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
        "training_load": event.training_load,
        "average_bpm": event.average_bpm,
        "max_bpm": event.max_bpm,
    }


def _finished_json(event: SessionFinished) -> dict[str, object]:
    summary = event.activity.summary
    return {
        "event": "session_finished",
        "activity_id": event.activity_id,
        "elapsed_s": summary.elapsed_s,
        "timer_s": summary.timer_s,
        "training_load": summary.training_load,
        "average_bpm": summary.average_bpm,
        "max_bpm": summary.max_bpm,
        "time_in_zone_s": time_in_zone_json(summary.time_in_zone),
        "coverage": summary.coverage,
        "files": [str(path) for path in event.files],
    }


def _zone_colours() -> dict[int, str]:
    colours = (
        247,
        75,
        72,
        148,
        220,
        208,
        203,
        199,
    )  # xterm's 256: grey, blue, teal, lime, yellow, orange, red, pink
    return {zone: f"\x1b[38;5;{colour}m" for zone, colour in enumerate(colours)}
