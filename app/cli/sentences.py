"""Every sentence that the terminal says about states and failures; ids come from domain, ble and storage."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.cli.output import clock_time
from app.domain.athlete import ConstantsIssue
from app.domain.verdict import Verdict


def no_activity(activity_id: int | str) -> str:
    """An activity that is not there."""
    return f"There is no activity {activity_id}. See: sidebeat activities"


def never_on_air(activity_id: int | str) -> str:
    """An activity that was imported or typed in, where one with notifications was asked for."""
    return (
        f"Activity {activity_id} was not recorded from a sensor, so nothing raw can be played or exported. "
        f"Look at it with: sidebeat show {activity_id}"
    )


def no_activity_type(word: str, known: Iterable[str]) -> str:
    """An activity type that nobody knows, by any word for it."""
    return f"There is no activity type called «{word}». Name one of these: {', '.join(known)}."


def no_activities(athlete: str) -> str:
    """An athlete who was named, but of whom there is nothing."""
    return f"Nothing is kept for an athlete called {athlete}. See everyone's: sidebeat activities"


_LINK_FAILURES = {
    "no_adapter": (
        "This computer has no Bluetooth adapter. Plug one in, or try the demo: sidebeat --demo record"
    ),
    "adapter_off": "Bluetooth is switched off. Switch it on in the system's settings.",
    "denied": (
        "The system does not let Sidebeat use Bluetooth. Allow it in the system's privacy settings "
        "(on Linux your user may have to be in the group «bluetooth»)."
    ),
    "no_daemon": (
        "The system's Bluetooth service is not running. Start it (on Linux: systemctl start bluetooth), "
        "or try the demo: sidebeat --demo record"
    ),
    "absent": (
        "not in range yet: wear the strap and wet its electrodes, or start the broadcast on the watch"
    ),
    "held_elsewhere": "another phone, watch or bike computer seems to hold the sensor: end that connection",
    "link_lost": "the connection broke",
    "timed_out": "the sensor did not answer in time",
    "protocol_error": "the sensor answered something unexpected",
    "no_heart_rate": "this one has no heart-rate service: start the heart-rate broadcast on the watch",
    "silent": "connected, but nothing came: wet the electrodes, or start the broadcast again",
}

RADIO_FAILURES = frozenset({"no_adapter", "adapter_off", "denied", "no_daemon"})  # sentences by themselves

_STORAGE_FAILURES = {
    "cannot_write": (
        "Sidebeat cannot write in {path}. Choose another folder with --home, or make that one writable."
    ),
    "read_only": "{path} can only be read. Choose another folder with --home, or make it writable.",
    "disk_full": "The disk with {path} is full. Make room, then try again.",
    "newer_database": (
        "{path} was written by a newer Sidebeat. Update Sidebeat; nothing in the file was changed."
    ),
    "corrupt_database": (
        "{path} is damaged. Nothing in it was changed; «sidebeat doctor --repair» saves what can be read."
    ),
    "foreign_database": (
        "{path} belongs to another program, so Sidebeat leaves it alone. Use another folder with --home."
    ),
    "locked": (
        "Another Sidebeat is recording in {path}{holder}. Close it, or use another folder with --home."
    ),
    "busy": "{path} is in use by another program. Try again in a moment.",
    "closed": "{path} is being taken back to an earlier copy. Try again in a moment.",
    "io_error": (
        "The disk with {path} reports an error. Copy the folder to another disk, and look with: "
        "sidebeat doctor"
    ),
    "vanished": "{path} was moved or deleted while Sidebeat used it. Put it back, then try again.",
    "memory_full": "Disk and memory are full at {path}: the newest heartbeats could not be kept. Make room.",
}

_TROUBLE = {
    None: "Everything is on disk again.",
    "disk_full": "The disk is full. The session goes on in memory and is written once there is room.",
    "memory_full": "Disk and memory are full: the newest heartbeats cannot be kept. Make room now.",
    "read_only": "The disk can only be read now. The session goes on in memory until it can be written.",
    "vanished": (
        "The database was moved or deleted. The session goes on in memory; put the file back, or make room "
        "for a new one."
    ),
    "corrupt_database": (
        "The database is damaged. The session goes on; afterwards «sidebeat doctor --repair» saves what can "
        "be read."
    ),
}
_OTHER_TROUBLE = (
    "The disk cannot be written now. The session goes on in memory and is written as soon as it can be."
)

_STATES = {
    "scanning": "looking for the sensor",
    "connecting": "connecting",
    "subscribing": "connected, waiting for heart rate",
    "live": "connected",
    "waiting": "waiting before the next try",
    "disconnecting": "letting go of the sensor",
    "silent": "connected, but silent",
    "stopped": "let go of",
    "idle": "no sensor",
}


_CONSTANTS = {
    "resting_bpm": "resting heart rate",
    "max_bpm": "maximum heart rate",
    "threshold_bpm": "threshold heart rate",
    "vt1_bpm": "first ventilatory threshold",
    "vt2_bpm": "second ventilatory threshold",
    "weight_kg": "weight in kg",
}


def link_failure(reason: str | None) -> str:
    """Why the radio could not; empty without a reason."""
    return "" if reason is None else _LINK_FAILURES.get(reason, reason.replace("_", " "))


def scan_failure(reason: str) -> str:
    """Why no sensor can be looked for, as a sentence of its own."""
    why = link_failure(reason)
    return why if reason in RADIO_FAILURES else f"Bluetooth cannot look for sensors: {why}."


def storage_failure(reason: str, path: Path, holder: str = "") -> str:
    """Why the store cannot be used, and what to do."""
    sentence = _STORAGE_FAILURES.get(reason, "Sidebeat cannot use {path}: " + reason.replace("_", " ") + ".")
    return sentence.format(path=path, holder=f" ({holder})" if holder else "")


def settings_damage(damage: str, problems: tuple[str, ...], backup: Path | None) -> str:
    """What was wrong with the settings file, and where its copy is."""
    what = (
        "could not be read, so the defaults hold"
        if damage == "unreadable"
        else (f"has entries that cannot be read ({', '.join(problems)}), so their defaults hold")
    )
    kept = f" A copy of it is kept as {backup}." if backup else ""
    return f"The settings file {what}.{kept}"


def constants_issue(issue: ConstantsIssue) -> str:
    """Which heart-rate constant cannot be, and within which limits it can."""
    name = _CONSTANTS.get(issue.field, issue.field.replace("_", " "))
    limits = {
        (True, True): "it must lie between {low:g} and {high:g}",
        (True, False): "it must be at least {low:g}",
        (False, True): "it must be at most {high:g}",
    }
    sentence = limits[issue.at_least is not None, issue.at_most is not None]
    return (
        f"The {name} of {issue.value:g} cannot be: "
        + sentence.format(low=issue.at_least, high=issue.at_most)
        + "."
    )


def interrupted(activity_id: int, started_at: datetime, elapsed_s: float) -> str:
    """What was found of a session that a crash or an empty battery ended."""
    return (
        f"Your session of {started_at:%H:%M} ({clock_time(elapsed_s)}) was interrupted; it is kept as "
        f"activity {activity_id}. «sidebeat record --resume» goes on with it."
    )


def clock_changed(jumped_s: float, suspended_s: float) -> str:
    """What happened to this computer's clocks; the session goes on in any case."""
    if suspended_s:
        return (
            f"This computer slept for {clock_time(suspended_s)}; the session goes on, the gap is not counted."
        )
    direction = "forward" if jumped_s > 0 else "back"
    return f"This computer's clock was set {direction} by {clock_time(abs(jumped_s))}; no duration changes."


def no_fonts() -> str:
    """What stands in the window where the system has no font, and what to do about it."""
    return (
        "This system has no font, so the window shows boxes instead of words. Install one, for example "
        "fonts-dejavu-core (Debian, Ubuntu) or dejavu-sans-fonts (Fedora), and start Sidebeat again."
    )


def no_window(problem: str, detail: str) -> str:
    """Why there is no window, and what happens instead."""
    return f"{_why_no_window(problem, detail)}; the live view runs in the terminal instead."


def no_replay_window(problem: str, detail: str) -> str:
    """Why a recording cannot be played in the window."""
    return f"{_why_no_window(problem, detail)}. Without --window it plays in the terminal."


def _why_no_window(problem: str, detail: str) -> str:
    why = {
        "no_qt": "PySide6 is not installed, so there is no window",
        "no_display": "There is no display here, so there is no window",
        "missing_library": f"The window needs the system library {detail}, which is missing",
    }
    return why.get(problem, problem)


def no_zones(model: str) -> str:
    """Why a zone model cannot be used."""
    if model == "own":
        return (
            "You have no zones of your own yet: enter them in the window's settings, or name another model."
        )
    return f"With these heart rates the zones of {model} leave no room for each other. Name another model."


def verdict(judged: Verdict, reference: str) -> str:
    """«27 of 27: counts as Tuesday's run», or why it does not."""
    score = f"{judged.load:.0f} of {judged.wanted.load:.0f}"
    stood_in_for = reference or "the session it stood in for"
    if judged.counts:
        return f"{score}: counts as {stood_in_for}. Same work for your heart, not the same for your legs."
    reasons = {
        "too_short": "it was too short",
        "too_long": "it was too long",
        "out_of_zone": f"too little of it was in zone {judged.wanted.zone}",
        "too_little_load": "the load was too low",
        "too_much_load": "the load was too high",
        "no_readings": "there were no readings",
    }
    why = " and ".join(reasons[shortfall.value] for shortfall in judged.shortfalls)
    return f"{score}: does not count as {stood_in_for}, since {why}."


def trouble(reason: str | None) -> str:
    """Why records wait in memory, or that they no longer do."""
    return _TROUBLE.get(reason, _OTHER_TROUBLE)


def rescued(file: Path) -> str:
    """What the disk would not take to the very end lies elsewhere."""
    return f"What the disk would not take is kept in {file}; it comes home when Sidebeat starts again."


def homecoming(files: int, staying: tuple[str, ...]) -> str:
    """What became of records that the disk would not take last time."""
    if staying:
        return f"Rescued records wait in {', '.join(staying)} and could not be taken in yet."
    count = "" if files == 1 else f" ({files} files)"
    return f"What could not be written last time is back in your history{count}."


def link_state(state: str, attempt: int, retry_in_s: float | None, reason: str | None) -> str:
    """The link in one line: «connecting, 3rd try» or «waiting …, next try in 4 s: the connection broke»."""
    words = _STATES.get(state, state)
    if attempt > 1:
        words += f", {ordinal(attempt)} try"
    if retry_in_s is not None:
        words += f", next in {retry_in_s:.0f} s"
    why = link_failure(reason)
    return f"{words}: {why}" if why else words


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    last_two, last = number % 100, number % 10
    suffix = "th" if last_two in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{number}{suffix}"


def alert(kind: str, bpm: int | None, limit_bpm: int | None) -> str:
    """An alert in words that tell its direction."""
    words = {
        "above": f"Too high: {bpm}, ease off to below {limit_bpm}",
        "below": f"Too low: {bpm}, lift to {limit_bpm}",
        "back": "Back in the zone",
        "ceiling": f"Over your ceiling: {bpm}, stay below {limit_bpm}",
        "sensor_lost": "Heart rate lost; the recording goes on",
        "sensor_back": "Heart rate is back",
        "battery_low": "The sensor's battery is low",
        "target_reached": "Target reached",
        "paused_but_working": "Paused, but you are working",
        "not_started_but_working": "Not started, but you are working",
    }
    return words.get(kind, kind)
