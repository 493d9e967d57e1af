"""What the alerts are set to, and what they are told once a second."""

import math
from dataclasses import dataclass, fields
from typing import Any

from app.domain.frozen import frozen
from app.domain.snapshot import LiveStatus

LARGEST = 86_400.0  # a day in seconds: no time and no margin here makes sense beyond


@frozen
class AlertSettings:
    """Every time and margin of the alerts, with domain.md's defaults. `to_json`, `from_json` are a pair."""

    below_enabled: bool = True
    above_enabled: bool = True
    sensor_lost_enabled: bool = True
    battery_low_enabled: bool = True
    target_reached_enabled: bool = True
    paused_but_working_enabled: bool = True
    not_started_but_working_enabled: bool = True
    below_margin_bpm: float = 2.0  # too low is at or under the target's lowest bpm less this
    above_margin_bpm: float = 1.0  # too high is at or over the first bpm above the target plus this
    dwell_s: float = 10.0
    repeat_after_s: float = 60.0
    back_after_s: float = 10.0
    first_reach_limit_s: float = 480.0  # from cold, too low waits for the target's first touch, or this long
    below_grace_s: float = 150.0  # after a rise in target, a resume or a reconnect
    above_grace_s: float = 120.0  # after a fall in target
    returning_bpm_per_30s: float = 2.0  # a heart that moves towards the target this fast needs no words
    shortest_step_s: float = 180.0  # in a shorter step the heart rate says nothing about the effort yet
    ceiling_dwell_s: float = 5.0
    ceiling_repeat_s: float = 10.0  # a ceiling sounds on while it is reached; only the athlete's mute ends it
    sensor_lost_after_s: float = 15.0
    battery_low_percent: float = 15.0
    working_after_s: float = 180.0
    working_margin_bpm: float = 30.0  # over resting: more than a body at rest shows

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` reads back to equal settings."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "AlertSettings":
        """Reads field by field: what is missing, unknown or makes no sense gets its default."""
        defaults = cls().to_json()
        values: dict[str, Any] = {name: _sensible(stored.get(name), defaults[name]) for name in defaults}
        return cls(**values)


def _sensible(value: object, default: bool | float) -> bool | float:
    """The stored value where it fits (a switch for a switch, a number from 0 to a day), else the default."""
    if isinstance(default, bool):
        return value if isinstance(value, bool) else default
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    return float(value) if 0 <= value <= LARGEST else default  # never so for NaN


@dataclass(slots=True)  # made every second and handed on at once: a frozen one takes six times as long
class AlertInput:
    """The session at one whole second, as far as alerts care; not to be changed.

    `median_bpm` is the 5 s median of accepted readings, None when stale or lost. `noise_bpm` is how far the
    readings stray from their line of 30 s (standard deviation), 0 while unknown. `target_upper_bpm` is the
    first bpm above the target zone, None where nothing is above. `step_duration_s` is None in a session
    without steps. `silence_s` is the time since the last accepted reading (since the start where there was
    none); None: the machine counts by itself, a missing median being 5 s of silence already. A target of
    minutes in a zone is given in seconds, `zone_s` of `target_zone_s`.
    """

    elapsed_s: float
    median_bpm: float | None
    slope_bpm_per_30s: float | None
    status: LiveStatus
    target_lower_bpm: int | None
    target_upper_bpm: int | None
    step_duration_s: float | None
    training_load: float
    target_load: float | None
    battery_percent: int | None
    silence_s: float | None = None
    zone_s: float = 0.0
    target_zone_s: float | None = None
    noise_bpm: float = 0.0

    def top_bpm(self) -> float:
        """The first bpm above the target; infinite where nothing is above."""
        return math.inf if self.target_upper_bpm is None else self.target_upper_bpm

    def alert_bpm(self) -> int | None:
        """The median in whole bpm, as an alert carries it."""
        return None if self.median_bpm is None else math.floor(self.median_bpm + 0.5)
