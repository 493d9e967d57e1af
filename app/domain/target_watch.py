"""Too low, too high and back: the heart rate against its target, by direction (domain.md, Alerts).

Heart rate follows a change of effort with a time constant near 60 s; an alert that ignores it nags a rider
who does everything right. So each side of the target is silent while the heart may still be on its way.
"""

from app.domain.alert_settings import AlertInput, AlertSettings
from app.domain.snapshot import Alert, AlertKind

# How far a reading is taken to stray by itself. The noise is that of the steps from second to second: in them
# a slow breath shows less than a third of its height, and a whole bpm is the least that a sensor can say.
NOISE_TOLERANCE = 4.0
MOST_TOLERATED_BPM = 3.0
SLOPE_ERROR = 0.63  # bpm per 30 s for each bpm of noise: the standard error of a line through 30 seconds
UNDECIDED_PACE = 0.25  # of a second that noise alone may have brought back: it hardly undoes one outside


class Dwell:
    """How long a condition has held, in seconds; the tick on which it begins counts 0."""

    __slots__ = ("_seconds",)

    def __init__(self) -> None:
        self._seconds: float | None = None

    @property
    def begun(self) -> bool:
        """Whether the condition holds."""
        return self._seconds is not None

    def hold(self, step_s: float) -> float:
        """It held for another `step_s`; the seconds so far."""
        self._seconds = 0.0 if self._seconds is None else self._seconds + step_s
        return self._seconds

    def ease(self, seconds: float) -> None:
        """So many seconds are taken off again."""
        if self._seconds is not None:
            self._seconds = self._seconds - seconds if self._seconds > seconds else None

    def reset(self) -> None:
        """It holds no more."""
        self._seconds = None


class _Side:
    """One side of the target: raised after the dwell, repeated once, then only shown until re-armed."""

    __slots__ = (
        "_arrival",
        "_dwell",
        "_margin_bpm",
        "_raised_s",
        "_repeated",
        "_settings",
        "_was_at_margin",
        "has_arrived",
        "silent_until_s",
    )

    def __init__(self, settings: AlertSettings, margin_bpm: float) -> None:
        self.silent_until_s = 0.0
        self.has_arrived = False
        self._settings = settings
        self._margin_bpm = margin_bpm
        self._arrival = Dwell()
        self._dwell = Dwell()
        self._was_at_margin = False
        self._raised_s: float | None = None
        self._repeated = False

    def interrupt(self) -> None:
        """What held until now holds no more."""
        self._dwell.reset()
        self._was_at_margin = False

    def rearm(self) -> None:
        """As if it had never been raised."""
        self.interrupt()
        self._raised_s = None
        self._repeated = False

    def depart(self) -> None:
        """The heart may have to come from outside again."""
        self.has_arrived = False
        self._arrival.reset()

    def notice_arrival(self, step_s: float, within_bpm: float, deep_bpm: float) -> None:
        """Arrived is further inside than noise can bring it, for as long as `back` asks."""
        if self.has_arrived:
            return
        if within_bpm < deep_bpm:
            self._arrival.reset()
        else:
            self.has_arrived = self._arrival.hold(step_s) >= self._settings.back_after_s

    def judge(
        self, clock_s: float, step_s: float, beyond_bpm: float, tolerance_bpm: float, *, silent: bool
    ) -> int:
        """1 when the alert is raised, 2 when it is repeated, else 0; `beyond_bpm` > 0 is outside the target.

        Of a clean heart rate the seconds at the margin count, and any other ends the count. A noisy one is
        not known that well: seconds outside count that noise alone may keep from the margin, if only the
        margin is reached among them; those that it may have brought back inside are taken off slowly.
        Otherwise a heart that has crossed waits for ten lucky seconds: of those that drift out with a noise
        of 1.5 bpm, one in fifty was told too late (benchmarks/alerts_on_simulated_hearts.py). A heart that
        has not arrived yet gets the doubt.
        """
        if not self.has_arrived:
            tolerance_bpm = 0.0
        missing_bpm = self._margin_bpm - beyond_bpm
        if beyond_bpm <= 0 or missing_bpm > tolerance_bpm:
            self._stand_back(step_s, is_undecided=missing_bpm <= 2 * tolerance_bpm)
            return 0
        if silent:
            return 0
        self._was_at_margin = self._was_at_margin or missing_bpm <= 0
        long_enough = self._dwell.hold(step_s) >= self._settings.dwell_s
        return self._call(clock_s) if long_enough and self._was_at_margin else 0

    def _stand_back(self, step_s: float, *, is_undecided: bool) -> None:
        if is_undecided:
            self._dwell.ease(UNDECIDED_PACE * step_s)
        if not (is_undecided and self._dwell.begun):
            self.interrupt()

    def _call(self, clock_s: float) -> int:
        if self._raised_s is None:
            self._raised_s = clock_s
            return 1
        if self._repeated or clock_s < self._raised_s + self._settings.repeat_after_s:
            return 0
        self._repeated = True
        return 2


class TargetWatch:
    """Judges the 5 s median against the target, second by second, on a clock that stands still in pauses.

    A rise of the target is a higher lower bound, a fall a lower upper bound; a target that appears is both,
    because the heart may come from either side.
    """

    def __init__(self, settings: AlertSettings) -> None:
        self._settings = settings
        self._running_s = 0.0
        self._below = _Side(settings, settings.below_margin_bpm)
        self._above = _Side(
            settings, 1.0 + settings.above_margin_bpm
        )  # counted from the target's highest bpm
        self._inside = Dwell()
        self._is_armed = False
        self._tolerance_bpm = 0.0
        self._out_was_said = False
        self._was_reached = False

    def advance(self, step_s: float) -> None:
        """The session ran for another `step_s`."""
        self._running_s += step_s

    def interrupt(self) -> None:
        """A pause, or silence: what held until now holds no more."""
        self._below.interrupt()
        self._above.interrupt()
        self._inside.reset()

    def hush_below(self) -> None:
        """The heart has to climb from somewhere (a rise, a resume, a reconnect): too low waits."""
        self._below.silent_until_s = self._running_s + self._settings.below_grace_s
        self._below.depart()

    def notice_target(self, before: AlertInput, now: AlertInput) -> None:
        """Compares the target's bounds with the last second's."""
        lower_bpm, upper_bpm = now.target_lower_bpm, now.target_upper_bpm
        if lower_bpm is None:
            return
        if lower_bpm == before.target_lower_bpm and upper_bpm == before.target_upper_bpm:
            return
        self._start_anew()
        if before.target_lower_bpm is None or lower_bpm > before.target_lower_bpm:
            self.hush_below()
        if before.target_lower_bpm is None or now.top_bpm() < before.top_bpm():
            self._above.silent_until_s = self._running_s + self._settings.above_grace_s

    def step(self, now: AlertInput, step_s: float) -> list[Alert]:
        """The alert due at this running second, if any; `step_s` is the time since the last one."""
        bpm, lower_bpm = now.median_bpm, now.target_lower_bpm
        if lower_bpm is None or self._is_short(now.step_duration_s):
            if self._is_armed:
                self._disarm()
            return []
        self._is_armed = True
        if bpm is None:
            return []
        self._tolerance_bpm = min(NOISE_TOLERANCE * now.noise_bpm, MOST_TOLERATED_BPM)
        self._notice_arrival(bpm - lower_bpm, now.top_bpm() - 1 - bpm, step_s)
        alerts = [*self._judge_below(now, lower_bpm, bpm, step_s), *self._judge_above(now, bpm, step_s)]
        if lower_bpm <= bpm < now.top_bpm():
            return self._judge_inside(now, step_s)
        self._inside.reset()
        return alerts

    def _disarm(self) -> None:
        """There is nothing to be outside of."""
        self._start_anew()
        self._out_was_said = self._is_armed = False

    def _start_anew(self) -> None:
        self._rearm()
        self._below.depart()
        self._above.depart()

    def _notice_arrival(self, over_bpm: float, under_bpm: float, step_s: float) -> None:
        """By how much over its lowest bpm and under its highest; a narrow target's middle is deep enough."""
        deep_bpm = min(self._tolerance_bpm, (over_bpm + under_bpm) / 2)
        self._below.notice_arrival(step_s, over_bpm, deep_bpm)
        self._above.notice_arrival(step_s, under_bpm, deep_bpm)
        self._was_reached = self._was_reached or self._below.has_arrived

    def _is_short(self, step_duration_s: float | None) -> bool:
        return step_duration_s is not None and step_duration_s < self._settings.shortest_step_s

    def _rearm(self) -> None:
        self._below.rearm()
        self._above.rearm()
        self._inside.reset()

    def _judge_inside(self, now: AlertInput, step_s: float) -> list[Alert]:
        if self._inside.hold(step_s) < self._settings.back_after_s:
            return []
        self._rearm()
        if not self._out_was_said:
            return []
        self._out_was_said = False
        return [Alert(now.elapsed_s, AlertKind.BACK, now.alert_bpm())]

    def _judge_below(self, now: AlertInput, lower_bpm: int, bpm: float, step_s: float) -> list[Alert]:
        settings, side, clock_s = self._settings, self._below, self._running_s
        from_cold = not self._was_reached and clock_s < settings.first_reach_limit_s
        rising = (now.slope_bpm_per_30s or 0.0) >= self._returning_bpm_per_30s(now.noise_bpm)
        silent = from_cold or rising or clock_s < side.silent_until_s or not settings.below_enabled
        call = side.judge(clock_s, step_s, lower_bpm - bpm, self._tolerance_bpm, silent=silent)
        return self._say(now, AlertKind.BELOW, lower_bpm, call, other=self._above)

    def _judge_above(self, now: AlertInput, bpm: float, step_s: float) -> list[Alert]:
        settings, side, clock_s = self._settings, self._above, self._running_s
        if now.target_upper_bpm is None:
            return []
        highest_bpm = now.target_upper_bpm - 1
        falling = (now.slope_bpm_per_30s or 0.0) <= -self._returning_bpm_per_30s(now.noise_bpm)
        silent = falling or clock_s < side.silent_until_s or not settings.above_enabled
        call = side.judge(clock_s, step_s, bpm - highest_bpm, self._tolerance_bpm, silent=silent)
        return self._say(now, AlertKind.ABOVE, highest_bpm, call, other=self._below)

    def _returning_bpm_per_30s(self, noise_bpm: float) -> float:
        """From which slope a heart is on its way back: one that may be only for noise gets the doubt."""
        wanted = self._settings.returning_bpm_per_30s
        return max(wanted / 2, wanted - SLOPE_ERROR * noise_bpm)

    def _say(self, now: AlertInput, kind: AlertKind, limit_bpm: int, call: int, other: _Side) -> list[Alert]:
        if call == 0:
            return []
        self._out_was_said = True
        other.rearm()
        return [Alert(now.elapsed_s, kind, now.alert_bpm(), limit_bpm, repeated=call > 1)]
