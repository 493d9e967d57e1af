"""The sentences of the flows: offers at the top of the window, and quiet lines at its foot."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.forgotten import OFFER_END_AFTER_S
from app.engine.events import ClockChanged, ForgottenButton, ForgottenButtonFound, InterruptedSessionFound
from app.ui.sentences import clock

translate = QCoreApplication.translate

_NOTED_JUMP_S = 60.0  # a smaller correction of the clock changes nothing that is read from it


def clock_time(moment: datetime) -> str:
    """Hours and minutes, as the athlete's clock showed them."""
    return moment.strftime("%H:%M")


def day_and_time(moment: datetime, now: datetime) -> str:
    """The time alone today, else with the day before it."""
    if moment.date() == now.astimezone(moment.tzinfo).date():
        return clock_time(moment)
    day = QLocale().toString(QDate(moment.year, moment.month, moment.day), "ddd d MMM")
    return translate("flows", "{day}, {time}").format(day=day, time=clock_time(moment))


def duration(seconds: float) -> str:
    """In words: seconds below a minute and a half, then minutes, then hours and minutes."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return translate("flows", "{seconds} seconds").format(seconds=round(seconds))
    if minutes < 60:
        return translate("flows", "{minutes} minutes").format(minutes=minutes)
    return translate("flows", "{hours} h {minutes:02d} min").format(hours=minutes // 60, minutes=minutes % 60)


def interrupted(found: InterruptedSessionFound, now: datetime) -> str:
    """A session that nobody stopped."""
    return translate("flows", "Your session of {start} ({time}) was interrupted.").format(
        start=day_and_time(found.started_at, now), time=clock(found.elapsed_s)
    )


def interrupted_choices() -> tuple[str, str, str]:
    """What can be done with it: resume, finish, discard."""
    return (
        translate("flows", "Resume"),
        translate("flows", "Finish and save"),
        translate("flows", "Discard (can be undone)"),
    )


def discarded(found: InterruptedSessionFound, now: datetime) -> str:
    """It lies in the bin now."""
    return translate("flows", "Your session of {start} is in the bin, for 30 days.").format(
        start=day_and_time(found.started_at, now)
    )


def discarded_choices() -> tuple[str, str]:
    """Take it back, or let it lie."""
    return translate("flows", "Undo"), translate("flows", "Leave it there")


def forgotten(found: ForgottenButtonFound, now: datetime) -> str:
    """A button that nobody pressed."""
    at = clock_time(found.at)
    if found.button is ForgottenButton.START:
        return translate("flows", "You have been working since {time}. Start there?").format(time=at)
    if found.button is ForgottenButton.STOP:
        text = translate("flows", "No contact for {minutes} minutes. End at {time}, your last effort?")
        return text.format(minutes=round(OFFER_END_AFTER_S / 60), time=at)
    minutes = max(1, round((now - found.at).total_seconds() / 60))
    if found.mean_bpm is None:
        return translate("flows", "You have been working since {time}. Resume there?").format(time=at)
    return translate("flows", "Paused {minutes} min at {bpm} bpm. Resume from {time}?").format(
        minutes=minutes, bpm=round(found.mean_bpm), time=at
    )


def forgotten_choices(found: ForgottenButtonFound) -> tuple[str, str]:
    """Press it there, or not."""
    yes = {
        ForgottenButton.START: translate("flows", "Start at {time}"),
        ForgottenButton.RESUME: translate("flows", "Resume from {time}"),
        ForgottenButton.STOP: translate("flows", "End at {time}"),
    }[found.button]
    return yes.format(time=clock_time(found.at)), translate("flows", "No")


def clock_changed(change: ClockChanged) -> str:
    """What happened to the computer's clock in the middle of a session; empty for a correction of seconds."""
    if change.suspended_s > 0:
        text = translate("flows", "This computer slept for {time}; the session goes on.")
        return text.format(time=duration(change.suspended_s))
    if abs(change.jumped_s) < _NOTED_JUMP_S:
        return ""
    if change.jumped_s > 0:
        text = translate("flows", "The computer's clock went forward by {time}; the session's time is right.")
    else:
        text = translate("flows", "The computer's clock went back by {time}; the session's time is right.")
    return text.format(time=duration(abs(change.jumped_s)))


def cannot_stay_awake() -> str:
    """The system refused to keep the screen on."""
    return translate("flows", "The screen may go dark: turn off sleep in the system's settings.")


def talk_test() -> str:
    """To be said aloud, in the zone where it should be easy."""
    return translate(
        "flows",
        "Say aloud: “I could go on like this for an hour and still tell you about it.” Was it comfortable?",
    )


def talk_test_choices() -> tuple[str, str, str]:
    """The answers, and the way out for good."""
    return translate("flows", "Yes"), translate("flows", "No"), translate("flows", "Don't ask again")


def lower_threshold(before: int, after: int) -> str:
    """Two sessions in a row said that talking is hard where it should be easy."""
    text = translate(
        "flows",
        "Twice in a row it was not: your estimated threshold, {before}, may be too high. Use {after} from "
        "the next session on?",
    )
    return text.format(before=before, after=after)


def lower_threshold_choices(after: int) -> tuple[str, str]:
    """Lower it, or leave it."""
    return translate("flows", "Use {after}").format(after=after), translate("flows", "Leave it")
