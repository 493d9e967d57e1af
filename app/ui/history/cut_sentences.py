"""The words of cutting a stretch out of an activity, and session time as one types it."""

import re

from app.domain.cuts import Cut
from app.ui.sentences import clock, translate

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")


def seconds_of(text: str) -> float | None:
    """Session seconds of «12:30» or «1:02:30»; None where it is no time."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600.0 + minutes * 60.0 + seconds


def begin_cutting() -> str:
    """The button beside the trace."""
    return translate("review", "Cut out …")


def begin_cutting_tip() -> str:
    """What it does."""
    return translate(
        "review",
        "Takes a stretch with wrong heart rates out of the numbers. What was recorded stays, and can be "
        "put back at any time.",
    )


def hint() -> str:
    """How to choose a stretch."""
    return translate("review", "Drag over the trace, or type from where to where, such as 12:30 and 14:05.")


def begin() -> str:
    """The first field."""
    return translate("review", "From")


def end() -> str:
    """The second field."""
    return translate("review", "To")


def take_out() -> str:
    """The button that cuts."""
    return translate("review", "Cut this out")


def leave() -> str:
    """The button that does not."""
    return translate("review", "Cancel")


def no_time() -> str:
    """What was typed is no time."""
    return translate("review", "Two times, please, such as 12:30 and 14:05.")


def no_stretch(elapsed_s: float) -> str:
    """What was typed is no stretch of the activity."""
    text = translate("review", "From before to, at least a second, and within the activity's {time}.")
    return text.format(time=clock(elapsed_s))


def put_back(cut: Cut) -> str:
    """One cut's way back."""
    text = translate("review", "Put back {begin}–{end}")
    return text.format(begin=clock(cut.start_s), end=clock(cut.end_s))


def put_back_tip() -> str:
    """What a cut is."""
    return translate(
        "review", "Cut out: its heart rates count for nothing; up to 15 s are bridged as any silence is."
    )


def cut_out_facts(seconds: float) -> str:
    """How much of the activity was cut out."""
    return translate("review", "{time} cut out").format(time=clock(seconds))


def changed(before: float, after: float) -> str:
    """What cutting out or putting back came to."""
    text = translate("review", "Computed without what is cut out: the load was {before} and is now {after}.")
    return text.format(before=round(before), after=round(after))
