"""The zones of a snapshot as the page draws them: bounds, position, the target's bounds, what to do."""

from collections.abc import Sequence
from enum import StrEnum

from app.domain.frozen import frozen
from app.domain.snapshot import LiveSnapshot, LiveStatus, ZoneTime

_SHOWN_BELOW_BPM = 40  # how far the lowest zone, which begins at 0, is drawn down
_SHOWN_ABOVE_BPM = 15  # how far the highest, which never ends, is drawn up


@frozen
class ShownZone:
    """A zone as drawn, from `lower_bpm` up to `upper_bpm`; open ends are given a drawn length."""

    number: int
    name: str
    lower_bpm: int
    upper_bpm: int

    def position(self, bpm: float) -> float:
        """Where in the zone this heart rate is, 0 to 1."""
        return min(max((bpm - self.lower_bpm) / (self.upper_bpm - self.lower_bpm), 0.0), 1.0)


def shown_zones(snapshot: LiveSnapshot, known: tuple[ShownZone, ...] = ()) -> tuple[ShownZone, ...]:
    """The model's zones in rising order; empty before the first snapshot.

    `known`: those of the snapshot before, given back where they are the same, as with nearly every beat.
    """
    zones = snapshot.time_in_zone
    if _key(zones) == _key(known):
        return known
    shown = []
    for index, zone in enumerate(zones):
        is_last = index == len(zones) - 1
        upper = zone.lower_bpm + _SHOWN_ABOVE_BPM if is_last else zones[index + 1].lower_bpm
        lower = max(zone.lower_bpm, upper - _SHOWN_BELOW_BPM) if index == 0 else zone.lower_bpm
        shown.append(ShownZone(zone.number, zone.name, lower, upper))
    return tuple(shown)


def _key(zones: Sequence[ZoneTime | ShownZone]) -> list[tuple[int, str, int]]:
    """What tells models apart; the lowest zone is drawn from another bound than its own."""
    return [(zone.number, zone.name, zone.lower_bpm if place else 0) for place, zone in enumerate(zones)]


def target_bounds(snapshot: LiveSnapshot) -> tuple[int | None, int | None]:
    """The lowest and the highest whole bpm on target; None where there is no bound."""
    if snapshot.target_lower_bpm is not None or snapshot.target_upper_bpm is not None:
        above = snapshot.target_upper_bpm  # the first bpm above the target
        return snapshot.target_lower_bpm, None if above is None else above - 1
    zones = snapshot.time_in_zone
    for index, zone in enumerate(zones):
        if zone.number == snapshot.target_zone:
            upper = zones[index + 1].lower_bpm - 1 if index + 1 < len(zones) else None
            return (zone.lower_bpm or None), upper
    return None, None


class Guidance(StrEnum):
    """What there is to do. Paused: nothing counts, which must be seen from two metres."""

    NONE = "none"
    HOLD = "hold"
    EASE = "ease"
    LIFT = "lift"
    PAUSED = "paused"


def guidance(snapshot: LiveSnapshot) -> Guidance:
    """Against the target; nothing without target or heart rate."""
    if snapshot.status is LiveStatus.PAUSED:
        return Guidance.PAUSED
    lower, upper = target_bounds(snapshot)
    if snapshot.bpm is None or (lower is None and upper is None):
        return Guidance.NONE
    if upper is not None and snapshot.bpm > upper:
        return Guidance.EASE
    return Guidance.LIFT if lower is not None and snapshot.bpm < lower else Guidance.HOLD


class LostSignal:
    """Since when no heart rate has come: what hears every snapshot tells those that see only some."""

    def __init__(self) -> None:
        self._heard_s = 0.0

    def hear(self, snapshot: LiveSnapshot) -> None:
        """To be called with every snapshot that a reading brought, in order."""
        if snapshot.bpm is not None:
            self._heard_s = snapshot.elapsed_s

    def silent_s(self, snapshot: LiveSnapshot) -> float | None:
        """Session seconds since the last reading; None while one is fresh, and before the start."""
        if snapshot.bpm is not None or not snapshot.status.is_under_way:
            return None
        return snapshot.elapsed_s - min(self._heard_s, snapshot.elapsed_s)  # a session has its own clock
