"""Notices when the wall clock was set, and when the machine slept."""

from app.domain.frozen import frozen

JUMP_S = 2.0  # NTP slews smaller errors; a larger step is somebody's or something's doing
SLEPT_S = 5.0  # a loaded machine may be late by a second or two


@frozen
class ClockChange:
    """Seconds that the wall clock was set forward (back: negative), and seconds that the machine slept."""

    jumped_s: float = 0.0
    suspended_s: float = 0.0


class ClockWatch:
    """Compares three clocks: the timeline (runs through sleep), the wall clock, the loop's (sleeps too)."""

    def __init__(self, now_us: int, utc_us: int, loop_s: float) -> None:
        self._wall_us = utc_us - now_us
        self._sleep_s = now_us / 1e6 - loop_s

    def look(self, now_us: int, utc_us: int, loop_s: float) -> ClockChange | None:
        """What changed since the last look, None if nothing did."""
        jumped_s = (utc_us - now_us - self._wall_us) / 1e6
        suspended_s = now_us / 1e6 - loop_s - self._sleep_s
        self._sleep_s += suspended_s
        if abs(jumped_s) < JUMP_S:
            jumped_s = 0.0  # kept against where it stood, so that a slow slew adds up
        else:
            self._wall_us = utc_us - now_us
        if suspended_s < SLEPT_S:
            suspended_s = 0.0
        return ClockChange(jumped_s, suspended_s) if jumped_s or suspended_s else None
