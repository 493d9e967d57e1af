"""Alerts as a pure state machine: target, ceiling, sensor, battery, work not counted (domain.md, Alerts)."""

from app.domain.alert_settings import AlertInput, AlertSettings
from app.domain.snapshot import Alert, AlertKind, LiveStatus
from app.domain.target_watch import Dwell, TargetWatch

__all__ = ["AlertInput", "AlertMachine", "AlertSettings"]

STALE_AFTER_S = (
    5.0  # domain.md: an older reading is no reading; so a median outlives its last reading by this
)


class AlertMachine:
    """Turns one AlertInput a second into the alerts due then. Constant time; call it for every whole second.

    It notices by itself that the target changed, that the session was resumed, that a lost sensor is back.
    While paused only the ceiling and «paused, but working» speak; before the start also the battery does.
    `limit_bpm` of an alert is the target's lowest bpm (too low), its highest (too high), the ceiling, or the
    heart rate from which a body works.
    """

    def __init__(self, settings: AlertSettings, *, resting_bpm: int, ceiling_bpm: int | None) -> None:
        self._settings = settings
        self._ceiling_bpm = ceiling_bpm
        self._working_bpm = resting_bpm + settings.working_margin_bpm
        self._before: AlertInput | None = None
        self._silence_s = 0.0
        self._target = TargetWatch(settings)
        self._ceiling = Dwell()
        self._ceiling_said_s: float | None = None
        self._working = Dwell()
        self._working_was_said = False
        self._lost_was_said = False
        self._battery_was_said = False
        self._goals_reached = (False, False)

    def has_nothing_to_say(self, status: LiveStatus, battery_percent: int | None) -> bool:
        """Whether a second with a reading and no target can bring nothing: `step` may be left out for it."""
        before = self._before
        return (
            before is not None
            and before.status is status is LiveStatus.RUNNING
            and self._ceiling_bpm is None
            and self._silence_s == 0.0
            and not self._lost_was_said
            and (
                battery_percent is None
                or self._battery_was_said
                or battery_percent > self._settings.battery_low_percent
            )
        )

    def step(self, now: AlertInput) -> list[Alert]:
        """The alerts due at this second, the most pressing first."""
        before, self._before = self._before, now
        is_running = now.status is LiveStatus.RUNNING
        step_s = 0.0
        if before is not None:
            step_s = max(0.0, now.elapsed_s - before.elapsed_s)
            if before.status is not now.status:
                self._notice_status(before.status, now.status)
            elif is_running:
                self._target.advance(step_s)
            self._target.notice_target(before, now)
        self._notice_silence(now, step_s)
        alerts: list[Alert] = []
        if self._ceiling_bpm is not None:
            alerts += self._judge_ceiling(now, step_s, self._ceiling_bpm)
        alerts += self._judge_running(now, step_s) if is_running else self._judge_working(now, step_s)
        if now.battery_percent is not None and not self._battery_was_said:
            alerts += self._judge_battery(now, now.battery_percent)
        return alerts

    def _judge_running(self, now: AlertInput, step_s: float) -> list[Alert]:
        alerts: list[Alert] = []
        if now.median_bpm is None or self._lost_was_said:
            alerts += self._judge_sensor(now)
        alerts += self._target.step(now, step_s)
        if now.target_load is not None or now.target_zone_s is not None:
            alerts += self._judge_goals(now)
        return alerts

    def _notice_status(self, before: LiveStatus, now: LiveStatus) -> None:
        self._working.reset()
        self._working_was_said = False
        self._target.interrupt()
        if before is LiveStatus.PAUSED and now is LiveStatus.RUNNING:
            self._target.hush_below()

    def _notice_silence(self, now: AlertInput, step_s: float) -> None:
        if now.median_bpm is None:
            counted_s = max(self._silence_s + step_s, STALE_AFTER_S)
            self._silence_s = counted_s if now.silence_s is None else now.silence_s
            self._target.interrupt()
            return
        if self._silence_s >= self._settings.sensor_lost_after_s:
            self._target.hush_below()
        self._silence_s = 0.0

    def _judge_ceiling(self, now: AlertInput, step_s: float, ceiling_bpm: int) -> list[Alert]:
        bpm, settings = now.median_bpm, self._settings
        if now.status is LiveStatus.FINISHED:
            return []
        if bpm is None and self._silence_s < settings.sensor_lost_after_s:
            return []  # stale is not safe: the count waits for the next reading
        if bpm is None or bpm < ceiling_bpm:
            self._ceiling.reset()
            return []
        if self._ceiling.hold(step_s) < settings.ceiling_dwell_s:
            return []
        said_s = self._ceiling_said_s
        if said_s is not None and now.elapsed_s < said_s + settings.ceiling_repeat_s:
            return []
        self._ceiling_said_s = now.elapsed_s
        return [Alert(now.elapsed_s, AlertKind.CEILING, now.alert_bpm(), ceiling_bpm)]

    def _judge_sensor(self, now: AlertInput) -> list[Alert]:
        if not self._settings.sensor_lost_enabled:
            return []
        is_lost = now.median_bpm is None and self._silence_s >= self._settings.sensor_lost_after_s
        if is_lost and not self._lost_was_said:
            self._lost_was_said = True
            return [Alert(now.elapsed_s, AlertKind.SENSOR_LOST)]
        if now.median_bpm is not None and self._lost_was_said:
            self._lost_was_said = False
            return [Alert(now.elapsed_s, AlertKind.SENSOR_BACK, now.alert_bpm())]
        return []

    def _judge_goals(self, now: AlertInput) -> list[Alert]:
        before = self._goals_reached
        load_reached = now.target_load is not None and now.training_load >= now.target_load
        zone_reached = now.target_zone_s is not None and now.zone_s >= now.target_zone_s
        self._goals_reached = (load_reached, zone_reached)
        newly = (load_reached and not before[0]) or (zone_reached and not before[1])
        if not newly or not self._settings.target_reached_enabled:
            return []
        return [Alert(now.elapsed_s, AlertKind.TARGET_REACHED, now.alert_bpm())]

    def _judge_battery(self, now: AlertInput, percent: int) -> list[Alert]:
        if not self._settings.battery_low_enabled:
            return []
        if now.status not in {LiveStatus.RUNNING, LiveStatus.IDLE}:
            return []
        if percent > self._settings.battery_low_percent:
            return []
        self._battery_was_said = True
        return [Alert(now.elapsed_s, AlertKind.BATTERY_LOW, now.alert_bpm())]

    def _judge_working(self, now: AlertInput, step_s: float) -> list[Alert]:
        """Work while paused or before the start, said once. A falling heart comes to rest: not counted."""
        kind = self._working_kind(now.status)
        bpm = now.median_bpm
        if kind is None or bpm is None or bpm < self._working_bpm:
            self._working.reset()
            return []
        falling = (now.slope_bpm_per_30s or 0.0) <= -self._settings.returning_bpm_per_30s
        if falling or self._working_was_said:
            return []
        if self._working.hold(step_s) < self._settings.working_after_s:
            return []
        self._working_was_said = True
        return [Alert(now.elapsed_s, kind, now.alert_bpm(), round(self._working_bpm))]

    def _working_kind(self, status: LiveStatus) -> AlertKind | None:
        if status is LiveStatus.PAUSED and self._settings.paused_but_working_enabled:
            return AlertKind.PAUSED_BUT_WORKING
        if status is LiveStatus.IDLE and self._settings.not_started_but_working_enabled:
            return AlertKind.NOT_STARTED_BUT_WORKING
        return None
