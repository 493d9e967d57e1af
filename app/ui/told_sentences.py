"""What is heard in place of what is seen: signs as words, pictures as sentences."""

from collections.abc import Sequence

from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.ui.live.zones_shown import guidance
from app.ui.sentences import NO_VALUE, no_signal, translate, zone
from app.ui.sentences import guidance as guidance_words

_SIGNS = "✓▲▼→ "
SEPARATOR = " · "


def heard(text: str) -> str:
    """A text on the screen as it is read out: dashes and signs in words."""
    if text.strip() == NO_VALUE:
        return translate("told", "not known")
    if text.startswith("≈ "):
        return translate("told", "about {value}").format(value=text[2:])
    words = text.lstrip(_SIGNS).strip()
    if words[:1].isdigit() and text.startswith("▲"):
        return translate("told", "rising {pace}").format(pace=words)
    if words[:1].isdigit() and text.startswith("▼"):
        return translate("told", "falling {pace}").format(pace=words)
    return words


def named(name: str, said: str) -> str:
    """What something is, and what it says."""
    if not name or not said:
        return name or said
    if said.casefold().startswith(name.casefold()):
        return said  # a zone says of itself that it is one
    return translate("told", "{name}: {value}").format(name=name, value=said)


def beats(bpm: int | None) -> str:
    """A heart rate with its unit."""
    if bpm is None:
        return translate("told", "not known")
    return translate("told", "{bpm} beats per minute").format(bpm=bpm)


def trend(bpm_per_min: float | None) -> str:
    """How the heart rate moves; empty when unknown."""
    if bpm_per_min is None:
        return ""
    pace = round(abs(bpm_per_min))
    if pace < 1:
        return translate("told", "steady")
    if bpm_per_min > 0:
        return translate("told", "rising {pace} per minute").format(pace=pace)
    return translate("told", "falling {pace} per minute").format(pace=pace)


def heart_rate(snapshot: LiveSnapshot, silent_s: float | None) -> str:
    """All that the largest card says; `silent_s`: since when no heart rate has come, None: nobody waits."""
    what_to_do = heard(guidance_words(guidance(snapshot)))
    if snapshot.bpm is None:
        silent = translate("told", "No heart rate") if silent_s is None else no_signal(silent_s)
        return listed((silent.replace(SEPARATOR, " "), what_to_do))
    said = translate("told", "Heart rate {beats}").format(beats=beats(snapshot.bpm))
    is_paused = snapshot.status is LiveStatus.PAUSED
    in_zone = "" if is_paused or snapshot.zone is None else heard_zone(snapshot.zone, snapshot.zone_name)
    doubt = translate("told", "not counted yet") if snapshot.suspect else ""
    return listed((said, doubt, in_zone, trend(snapshot.trend_bpm_per_min), what_to_do))


def heard_zone(number: int | None, name: str | None) -> str:
    """A zone as it is read out within a sentence."""
    text = zone(number, name).replace(SEPARATOR, " ")
    return text[:1].lower() + text[1:]


def trace(minutes: float, average_bpm: float | None, highest_bpm: float | None) -> str:
    """A curve of heart rates in a few numbers."""
    if average_bpm is None or highest_bpm is None:
        return translate("told", "Heart rate over time: nothing yet")
    text = translate("told", "Heart rate, {minutes} min, average {average}, highest {highest}")
    return text.format(minutes=round(minutes), average=round(average_bpm), highest=round(highest_bpm))


def percent(share: float) -> str:
    """How far a bar is filled."""
    return translate("told", "{percent} %").format(percent=int(share * 100))


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence, empty ones left out."""
    return ", ".join(filter(None, parts))
