"""The words around the choice of activity and target."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from app.domain.zones import Zone
from app.ui.prepare.next_session import Target
from app.ui.sentences import translate

if TYPE_CHECKING:
    from app.domain.targets import EasyRun

_DAYS_OF_WEEK = 7


def target(chosen: Target) -> str:
    """The target on its button."""
    if chosen.like:
        return translate("prepare", "Target: like {name}").format(name=chosen.like)
    if chosen.load is not None:
        load = round(chosen.load)
        if chosen.zone is None:
            return translate("prepare", "Target: load {load}").format(load=load)
        return translate("prepare", "Target: load {load} in zone {zone}").format(load=load, zone=chosen.zone)
    if chosen.zone is not None and chosen.zone_minutes is not None:
        text = translate("prepare", "Target: {minutes} min in zone {zone}")
        return text.format(minutes=round(chosen.zone_minutes), zone=chosen.zone)
    if chosen.zone is not None:
        return translate("prepare", "Target: stay in zone {zone}").format(zone=chosen.zone)
    return translate("prepare", "No target")


def target_kinds(*, with_past: bool) -> dict[str, str]:
    """What a target may be."""
    past = {
        "earlier": translate("prepare", "Like an earlier activity"),
        "easy": translate("prepare", "Like an easy run"),
    }
    return {
        "none": translate("prepare", "None"),
        "load": translate("prepare", "Training Load"),
        "zone": translate("prepare", "Minutes in a zone"),
        **(past if with_past else {}),
    }


def stay_in() -> str:
    """The zone whose bounds the alerts watch."""
    return translate("prepare", "Stay in")


def any_zone() -> str:
    """No bounds to watch."""
    return translate("prepare", "Any zone")


def earlier_name(activity: str, started_on: date, today: date) -> str:
    """What an earlier activity is called in a sentence: by its weekday within the last week."""
    day = QDate(started_on.year, started_on.month, started_on.day)
    if (today - started_on).days < _DAYS_OF_WEEK:
        text = translate("prepare", "{weekday}'s {activity}")
        return text.format(weekday=QLocale().dayName(day.dayOfWeek()), activity=activity)
    text = translate("prepare", "{activity} of {date}")
    return text.format(activity=activity, date=QLocale().toString(day, QLocale.FormatType.ShortFormat))


def earlier(name: str, minutes: float, load: float) -> str:
    """An earlier activity on its chip."""
    text = translate("prepare", "{name} · {minutes} min · load {load}")
    return text.format(name=name[:1].upper() + name[1:], minutes=round(minutes), load=round(load))


def easy_run_name() -> str:
    """The easy run in a sentence."""
    return translate("prepare", "an easy run")


def easy_run(easy: "EasyRun") -> str:
    """What an easy run of this athlete is, and how that is known."""
    minutes, load = round(easy.minutes), round(easy.load)
    if easy.runs:
        text = translate("prepare", "Your easy runs of the last weeks ({runs}): {minutes} min, load {load}.")
        return text.format(runs=easy.runs, minutes=minutes, load=load)
    text = translate(
        "prepare", "Assumed, until there are three of them: {minutes} min at {bpm} bpm, load {load}."
    )
    return text.format(minutes=minutes, bpm=easy.bpm, load=load)


def looking_back() -> str:
    """While the past is being read."""
    return translate("prepare", "One moment: looking at your activities.")


def no_past() -> str:
    """Where there is nothing to be like."""
    return translate("prepare", "There is no earlier activity with a heart rate yet.")


def zone(offered: Zone, upper_bpm: int | None) -> str:
    """A zone on its chip, with its bpm."""
    if upper_bpm is None:
        text = translate("prepare", "{label} · from {lower}")
    else:
        text = translate("prepare", "{label} · {lower}–{upper}")
    return text.format(label=offered.label, lower=offered.lower_bpm, upper=upper_bpm)


def load_range() -> str:
    """A target load that makes no sense."""
    return translate("prepare", "A load from 1 to 1000, please. An hour at threshold is 100.")


def minutes_range() -> str:
    """Target minutes that make no sense."""
    return translate("prepare", "Minutes from 1 to 600, please.")


def what_was_it() -> str:
    """The question about a finished session."""
    return translate("prepare", "What was it?")
