"""Every sentence of the window, with placeholders, so that it can be translated; sensors have their own file.

lupdate finds them by the name `translate`; numbers are put in with `format` afterwards, never by f-strings.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.snapshot import LiveSnapshot, LiveStatus

if TYPE_CHECKING:
    from app.domain.targets import EasyRun
    from app.ui.live.zones_shown import Guidance

translate = QCoreApplication.translate

NO_VALUE = "––"  # what stands where a number is not known
SHOWN_COVERAGE = 0.99  # below this the athlete is told how much was counted


def clock(seconds: float) -> str:
    """Session time as h:mm:ss, or m:ss below an hour."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def number(value: float | None, *, estimated: bool = False) -> str:
    """A whole number, «≈» before an estimate, dashes when it is not known."""
    if value is None:
        return NO_VALUE
    return ("≈ " if estimated else "") + str(round(value))


def zone(number_: int | None, name: str | None, *, is_short: bool = False) -> str:
    """A zone by number and name; where room is short, without the word."""
    if number_ is None:
        return translate("live", "No zone")
    if number_ == 0:
        return name or translate("live", "Below zones")
    text = translate("live", "{number} · {name}") if is_short else translate("live", "Zone {number} · {name}")
    return text.format(number=number_, name=name or "")


def zone_number(number_: int | None) -> str:
    """A zone where there is no room for its name."""
    return NO_VALUE if number_ is None else translate("live", "Zone {number}").format(number=number_)


def unit() -> str:
    """What the heart rate is counted in."""
    return translate("live", "bpm")


def trend(bpm_per_min: float | None, *, is_short: bool = False) -> str:
    """The trend arrow and its pace; empty when unknown, a level one below one beat a minute."""
    if bpm_per_min is None:
        return ""
    pace = round(abs(bpm_per_min))
    if pace < 1:
        return "→" if is_short else translate("live", "→ steady")
    arrow = "▲" if bpm_per_min > 0 else "▼"
    text = (
        translate("live", "{arrow} {pace}/min") if is_short else translate("live", "{arrow} {pace} per min")
    )
    return text.format(arrow=arrow, pace=pace)


def guidance(what: "Guidance") -> str:
    """One word with its sign: hold, ease or lift; that nothing counts; empty without a target."""
    words = {
        "hold": translate("live", "✓ hold"),
        "ease": translate("live", "▼ ease"),
        "lift": translate("live", "▲ lift"),
        "paused": translate("live", "Paused"),
    }
    return words.get(what.value, "")


def no_signal(silent_s: float | None) -> str:
    """How long no heart rate has come; without the time where there is no room."""
    if silent_s is None:
        return translate("live", "No signal")
    return translate("live", "No signal · {time}").format(time=clock(silent_s))


def like_easy_run(target_load: float | None, easy: "EasyRun | None") -> str:
    """What a target would be in minutes of an easy run; empty without one of the two."""
    if not target_load or easy is None or easy.load <= 0:
        return ""
    if easy.runs:
        text = translate("live", "like {minutes} min of your easy run")
    else:
        text = translate("live", "like {minutes} min of an easy run")
    return text.format(minutes=round(target_load * easy.minutes / easy.load))


def load_rate(snapshot: LiveSnapshot, done_at: str | None) -> str:
    """How fast load grows, and when a target load will be reached. `done_at` is a clock time."""
    parts = []
    if snapshot.target_load is not None and snapshot.training_load >= snapshot.target_load:
        parts.append(translate("live", "target reached"))
    elif snapshot.bpm is None:
        return ""  # nothing grows now, and nobody knows when it will again
    elif snapshot.target_load is not None:
        parts += _finish(snapshot, done_at)
    if snapshot.load_per_hour is not None:
        parts.append(translate("live", "{rate} per hour").format(rate=round(snapshot.load_per_hour)))
    return " · ".join(parts)


def zone_finish(snapshot: LiveSnapshot, done_at: str | None) -> str:
    """When the wanted minutes in a zone will be done."""
    return " · ".join(_finish(snapshot, done_at))


def _finish(snapshot: LiveSnapshot, done_at: str | None) -> list[str]:
    if snapshot.bpm is None or snapshot.minutes_left is None or done_at is None:
        return []
    about = "≈ " if snapshot.minutes_left_is_estimated else ""
    minutes = about + str(_ceil(snapshot.minutes_left))
    parts = [translate("live", "{minutes} min to go").format(minutes=minutes)]
    if snapshot.status is not LiveStatus.PAUSED:  # else nobody knows when it goes on
        parts.append(translate("live", "done {time}").format(time=done_at))
    return parts


def ahead(load: float | None) -> str:
    """Load more or less than the reference session had at this time; empty without one."""
    if load is None:
        return ""
    if round(load) == 0:
        return translate("live", "level")
    if load > 0:
        return translate("live", "+{load} ahead").format(load=round(load))
    return translate("live", "−{load} behind").format(load=round(-load))


def _ceil(value: float) -> int:
    return int(-(-value // 1))


def target_load(target: float | None) -> str:
    """The target beside the load."""
    return "" if target is None else translate("live", "of {target}").format(target=round(target))


def lap_time(lap_number: int, lap_elapsed_s: float) -> str:
    """The lap's number and its time so far."""
    return translate("live", "Lap {number} · {time}").format(number=lap_number, time=clock(lap_elapsed_s))


def lap_mark(number_: int) -> str:
    """A lap on the trace, where it begins."""
    return translate("live", "L{number}").format(number=number_)


def coverage(share: float) -> str:
    """How much of the time had a heart rate."""
    return translate("live", "{percent} % with heart rate").format(percent=int(share * 100))


def training_load_tip() -> str:
    """What Training Load is."""
    return translate(
        "live",
        "Heart-rate training load. 60 minutes at your threshold heart rate = 100. Based on Banister's TRIMP; "
        "not the number of COROS, Garmin or TrainingPeaks.",
    )


def engine_failed(text: str) -> str:
    """The engine stopped."""
    return translate(
        "storage", "Something unforeseen stopped Sidebeat; the recording is safe. Restart it. ({text})"
    ).format(text=text)


def target_range(lower_bpm: int | None, upper_bpm: int | None) -> str:
    """The target in bpm; empty without one."""
    if lower_bpm is None and upper_bpm is None:
        return ""
    if upper_bpm is None:
        return translate("live", "target from {lower}").format(lower=lower_bpm)
    if lower_bpm is None:
        return translate("live", "target up to {upper}").format(upper=upper_bpm)
    return translate("live", "target {lower}–{upper}").format(lower=lower_bpm, upper=upper_bpm)


def status(session: LiveStatus) -> str:
    """What the large clock counts."""
    words = {
        LiveStatus.IDLE: translate("live", "Ready"),
        LiveStatus.RUNNING: translate("live", "Time"),
        LiveStatus.PAUSED: translate("live", "Paused"),
        LiveStatus.FINISHED: translate("live", "Finished"),
    }
    return words[session]


def time_note(snapshot: LiveSnapshot) -> str:
    """Lap, elapsed time and coverage, each only where it says something."""
    parts = []
    if snapshot.lap_number > 1:
        parts.append(lap_time(snapshot.lap_number, snapshot.lap_elapsed_s))
    if snapshot.elapsed_s - snapshot.timer_s >= 1:
        parts.append(translate("live", "{time} with pauses").format(time=clock(snapshot.elapsed_s)))
    if snapshot.coverage is not None and snapshot.coverage < SHOWN_COVERAGE:
        parts.append(coverage(snapshot.coverage))
    return " · ".join(parts)


def minutes_in_zone(zone_number: int | None) -> str:
    """What the large clock counts when minutes in a zone are the target."""
    return translate("live", "Minutes in zone {number}").format(number=zone_number)


def part_of(part: float, whole: float) -> str:
    """So much of so much."""
    return translate("live", "{part} of {whole}").format(part=round(part), whole=round(whole))


def start_pause(session: LiveStatus) -> str:
    """What the main button does."""
    words = {
        LiveStatus.RUNNING: translate("live", "Pause"),
        LiveStatus.PAUSED: translate("live", "Resume"),
    }
    return words.get(session, translate("live", "Start"))


def trace_spans() -> dict[str, str]:
    """What the trace can show."""
    return {
        "whole": translate("live", "Whole session"),
        "last_20_min": translate("live", "20 min"),
        "last_5_min": translate("live", "5 min"),
    }


def shortcuts() -> tuple[tuple[str, str], ...]:
    """Every key and what it does."""
    return (
        (translate("keys", "Space"), translate("keys", "Start, pause, resume")),
        ("L", translate("keys", "Lap")),
        ("S", translate("keys", "Stop (asks first)")),
        ("A  T", translate("keys", "Activity and target, before the start")),
        ("Ctrl+T", translate("keys", "Tiles of the live page")),
        ("F11", translate("keys", "Full screen, readable from afar (Esc: back)")),
        ("M", translate("keys", "Mini window over a film (M: back)")),
        ("Ctrl+1", translate("keys", "Live page")),
        ("Ctrl+2", translate("keys", "Sensors")),
        ("Ctrl+3", translate("keys", "History")),
        ("Ctrl+4", translate("keys", "Trends")),
        ("Ctrl+,", translate("keys", "Settings")),
        ("Ctrl+R", translate("keys", "Try the sensor again now")),
        ("Ctrl+M", translate("keys", "Alerts silent, or sounding again")),
        ("1 2 3", translate("keys", "Answer the question at the top")),
        ("?", translate("keys", "This sheet")),
    )


def pages() -> dict[str, str]:
    """The pages by object name."""
    return {"livePage": translate("window", "Live"), "sensorsPage": translate("window", "Sensors")}


class Origin(NamedTuple):
    """What heart is shown: by default the athlete's own, now."""

    is_demo: bool = False
    is_replay: bool = False


OWN_HEART = Origin()


def origin(shown: Origin) -> str:
    """What stands over a heart that is not beating now, or is nobody's; empty for the athlete's own."""
    if shown.is_replay:
        return translate("window", "DEMO · REPLAY") if shown.is_demo else translate("window", "REPLAY")
    return translate("live", "DEMO") if shown.is_demo else ""


def origin_tip(shown: Origin) -> str:
    """What that means."""
    if shown.is_replay:
        return translate("live", "A recording, played again. Nothing of it is kept.")
    return translate("live", "A simulated heart. Demo sessions are kept apart from real ones.")


def window_title(shown: Origin, name: str = "Sidebeat") -> str:
    """A window's title."""
    return " · ".join(filter(None, (name, origin(shown))))
