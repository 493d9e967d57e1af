"""A live session for people: a plain line a second, or a line that is written over."""

from app.cli.output import clock_time, line, note, write
from app.cli.sentences import alert, clock_changed, homecoming, interrupted, link_state, trouble, verdict
from app.domain.recording import NO_ACTIVITY_ID
from app.domain.snapshot import Alert, Lap, LiveSnapshot, LiveStatus
from app.engine.events import (
    ClockChanged,
    ConnectionChanged,
    EngineEvent,
    InterruptedSessionFound,
    RecordsCameHome,
    SessionEventsHappened,
    SessionFinished,
    SessionStarted,
    SnapshotTaken,
    StorageTrouble,
)


class Seconds:
    """Picks the snapshots that a view of one line a second shows: the first of each second of a session."""

    def __init__(self) -> None:
        self._second = -1

    def is_next(self, event: SnapshotTaken) -> bool:
        """Whether this one is shown; those that a heartbeat brought are not."""
        snapshot = event.snapshot
        second = int(snapshot.elapsed_s)
        if event.arrival_us is not None or not snapshot.status.is_under_way or second == self._second:
            return False
        self._second = second
        return True


class LineView:
    """One plain line a second: elapsed, bpm, zone, load."""

    def __init__(self) -> None:
        self._seconds = Seconds()

    def show(self, event: EngineEvent) -> None:
        """Writes the event's line, if it has one."""
        if not isinstance(event, SnapshotTaken):
            for text in spoken(event):
                note(text)
        elif self._seconds.is_next(event):
            line(snapshot_line(event.snapshot))


class LiveView:
    """A terminal's live view: one line that is written over, news above it."""

    def __init__(self) -> None:
        self._colours = _zone_colours()

    def show(self, event: EngineEvent) -> None:
        """Draws the line anew, or puts news above it."""
        if isinstance(event, SnapshotTaken):
            snapshot = event.snapshot
            if snapshot.status.is_under_way:
                colour = self._colours.get(snapshot.zone or 0, "")
                write(f"\r\x1b[2K{colour}\x1b[1m{snapshot_line(snapshot)}\x1b[0m")
            return
        for text in spoken(event):
            write(f"\r\x1b[2K{text}\n")


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
            sentence = _beginning(event)
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


def _beginning(event: SessionStarted) -> str:
    if event.is_replay:
        return f"Playing a recording of {event.started_at:%Y-%m-%d %H:%M:%S}. Ctrl-C ends it."
    return f"Recording since {event.started_at:%H:%M:%S}. Ctrl-C finishes and keeps the session."


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
    named = f" (activity {event.activity_id})" if event.activity_id != NO_ACTIVITY_ID else ""
    told = [f"Done: {clock_time(summary.timer_s)}, {load}, {average}{named}."]
    if event.verdict is not None:
        told.append(verdict(event.verdict, event.verdict_for))
    told.extend(f"Written: {path}" for path in event.files)
    if event.export_problem is not None:
        told.append(
            f"The session is kept, but its file could not be written ({event.export_problem}). "
            f"Try again with: sidebeat export {event.activity_id}"
        )
    return told


def _spoken_session_event(event: Alert | Lap) -> str:
    if isinstance(event, Lap):
        return f"Lap {event.number}: {clock_time(event.timer_s)}, load {event.training_load:.1f}"
    return alert(event.kind.value, event.bpm, event.limit_bpm)


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
