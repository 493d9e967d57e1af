"""The words of the pairs that may be one activity."""

from PySide6.QtCore import QDateTime, QLocale

from app.domain.activity_row import ActivityRow
from app.domain.twin_pairs import PairTraces
from app.ui.sentences import NO_VALUE, clock, number, translate

_WHOLE_HOUR_S = 3600
_LEVEL_BPM = 0.5  # less is none


def page() -> str:
    """The page's name."""
    return translate("twins", "Recorded twice?")


def explanation(count: int) -> str:
    """Over the list."""
    if not count:
        return translate("twins", "No pair waits for your word. New ones come here when files are imported.")
    return translate(
        "twins",
        "These activities overlap and look alike, but not enough to be sure. Until you say so, both count.",
    )


def waiting(count: int) -> str:
    """The entry in the history."""
    if count == 1:
        return translate("twins", "1 pair of activities may be one, recorded twice")
    return translate("twins", "{count} pairs of activities may be one, recorded twice").format(count=count)


def same() -> str:
    """The one answer."""
    return translate("twins", "Same activity")


def different() -> str:
    """The other."""
    return translate("twins", "Different activities")


def back() -> str:
    """The way out."""
    return translate("twins", "Back to the history")


def side(row: ActivityRow, activity: str) -> str:
    """One recording: when, what, how long, its load."""
    local = row.started_at
    moment = QDateTime.fromString(f"{local:%Y-%m-%dT%H:%M:%S}", "yyyy-MM-ddTHH:mm:ss")
    started = f"{QLocale().toString(moment.date(), 'ddd d MMM yyyy')}, {local:%H:%M}"
    duration = clock(row.elapsed_s if row.timer_s is None else row.timer_s)
    load = number(row.training_load, estimated=bool(row.load_is_estimated))
    text = translate("twins", "{started} · {activity} · {duration} · load {load}")
    return text.format(started=started, activity=activity, duration=duration, load=load)


def source(row: ActivityRow, *, carries: bool) -> str:
    """What measured it, and what becomes of its load when both are one."""
    name = row.source or row.recorder or translate("twins", "an unknown sensor")
    if carries:
        return translate("twins", "{sensor}: would carry the load").format(sensor=name)
    return translate("twins", "{sensor}: would count 0").format(sensor=name)


def looking() -> str:
    """While the two are compared."""
    return translate("twins", "Comparing the two …")


def likeness(traces: PairTraces) -> str:
    """How alike they are, in numbers."""
    words = [translate("twins", "overlap {percent} %").format(percent=int(traces.overlap * 100))]
    mean = traces.mean_difference_bpm
    if mean is None:
        return translate("twins", "The two have no heart rate in common.")
    if abs(mean) < _LEVEL_BPM:
        words.append(translate("twins", "on average equal"))
    else:
        text = translate("twins", "the second {bpm} bpm lower on average")
        if mean > 0:
            text = translate("twins", "the second {bpm} bpm higher on average")
        words.append(text.format(bpm=f"{abs(mean):.0f}"))
    value = NO_VALUE if traces.correlation is None else f"{traces.correlation:.2f}"
    words.append(translate("twins", "correlation {value}").format(value=value))
    words.append(_clocks(traces.shift_s))
    return " · ".join(words)


def _clocks(shift_s: int) -> str:
    hours = round(shift_s / _WHOLE_HOUR_S)
    if hours:
        return translate("twins", "clocks about {hours} h apart").format(hours=abs(hours))
    return translate("twins", "clocks {seconds} s apart").format(seconds=abs(shift_s))


def settled(*, is_same: bool) -> str:
    """What was just answered."""
    if is_same:
        return translate("twins", "One activity: it counts once from now on.")
    return translate("twins", "Two activities: each counts.")
