"""The words around the choice of activity and target."""

from app.domain.zones import Zone
from app.ui.prepare.next_session import Target
from app.ui.sentences import translate


def target(chosen: Target) -> str:
    """The target on its button."""
    if chosen.load is not None:
        return translate("prepare", "Target: load {load}").format(load=round(chosen.load))
    if chosen.zone is not None and chosen.zone_minutes is not None:
        text = translate("prepare", "Target: {minutes} min in zone {zone}")
        return text.format(minutes=round(chosen.zone_minutes), zone=chosen.zone)
    return translate("prepare", "No target")


def target_kinds() -> dict[str, str]:
    """What a target may be."""
    return {
        "none": translate("prepare", "None"),
        "load": translate("prepare", "Training Load"),
        "zone": translate("prepare", "Minutes in a zone"),
    }


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
