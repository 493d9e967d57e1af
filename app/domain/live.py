"""LiveSession: one session's numbers, updated record by record. Live, replay and review all run it."""

from dataclasses import replace
from functools import partial
from math import floor

from app.domain.activity import ActivitySummary, Pause
from app.domain.alert_settings import AlertInput
from app.domain.alerts import AlertMachine
from app.domain.hrv import LiveRmssd
from app.domain.live_dfa import LiveDfa
from app.domain.readings import FRESH_FOR_S, ReadingFilter, Verdict, reading_of
from app.domain.samples import HeartRateSample
from app.domain.session_clock import SessionClock
from app.domain.session_target import SessionTarget
from app.domain.setup import SessionSetup
from app.domain.snapshot import Lap, LiveSnapshot, LiveStatus, SessionEvent
from app.domain.source_choice import SourceChoice
from app.domain.tally import Tally
from app.domain.training_load import LONGEST_BRIDGED_GAP_S
from app.domain.trend import Trend
from app.domain.zones import Zone

CHEST = "chest"
COVERAGE_AFTER_S = 60.0  # before, one late packet would look like a fault
LONGEST_TICKED_SILENCE_S = 3600  # nothing can happen later in a silence: a clock set by years costs nothing
_NEVER_S = float("-inf")


class LiveSession:
    """Takes records in session-time order; time moves only by them and by `advance` (whole-second ticks).

    Every method that takes `elapsed_s` first advances through all whole seconds up to it, so that replaying
    the same records with any pacing gives bit-identical numbers. A record earlier than the last is moved up
    to it; a sample not newer than the last sample is dropped. Records after `finish` are ignored. With
    `started=False` the session is idle: heart rate, zone and «not started, but working» live, nothing counts.
    With `alerts=False` nobody is told anything on the way, which halves the work; of the numbers, only the
    snapshot's rates and beats of the last minutes are missing then.
    """

    def __init__(self, setup: SessionSetup, *, started: bool = True, alerts: bool = True) -> None:
        self._setup = setup
        self._looks_for_alerts = alerts
        self._clock = SessionClock(LiveStatus.RUNNING if started else LiveStatus.IDLE)
        self._tally = Tally(setup.constants, setup.zone_model, running=started)
        self._filter = ReadingFilter(self._deliver)
        self._sources = SourceChoice(setup.primary_source)
        self._trend = Trend()
        self._rmssd = LiveRmssd()
        self._dfa = LiveDfa()
        resting_bpm = setup.constants.resting_bpm
        self._alerts = AlertMachine(setup.alerts, resting_bpm=resting_bpm, ceiling_bpm=setup.ceiling_bpm)
        self._target = SessionTarget(setup)
        self._events: list[SessionEvent] = []
        self._record_s = 0.0  # the last record's place
        self._next_tick_s = 1
        self._shown_bpm: float | None = None  # the last reading, accepted or suspect; None after «no reading»
        self._shown_s = _NEVER_S
        self._accepted_bpm = 0.0
        self._accepted_s = _NEVER_S
        self._contact: bool | None = None
        self._battery_percent: int | None = None
        self._chest_straps: frozenset[str] = frozenset()
        self._lap_number = 1
        self._lap_start = (0.0, 0.0)  # elapsed and timer

    @property
    def status(self) -> LiveStatus:
        """Where the session stands."""
        return self._clock.status

    @property
    def source(self) -> str | None:
        """The sensor that feeds."""
        return self._sources.feeding

    def accept(self, sample: HeartRateSample) -> None:
        """A sample from one of the session's sensors."""
        if sample.elapsed_s < self._record_s:
            sample = replace(sample, elapsed_s=self._record_s)
        if not self._arrive(sample.elapsed_s):
            return
        bpm = reading_of(sample)
        feeding = self._sources.feeding
        if not self._sources.feeds(sample.source, sample.elapsed_s, is_reading=bpm is not None):
            return
        if feeding is not None and sample.source != feeding:
            self._change_source()
        if self._filter.offer(sample) is Verdict.NOT_NEWER:
            return
        self._contact = sample.contact
        self._shown_bpm, self._shown_s = bpm, sample.elapsed_s

    def advance(self, elapsed_s: float) -> None:
        """Time has come to `elapsed_s`; whole seconds passed are worked through one by one."""
        if self._clock.status is LiveStatus.FINISHED:
            return
        if elapsed_s >= self._next_tick_s:
            reached_s = floor(elapsed_s)
            last_tick_s = min(reached_s, floor(self._record_s) + LONGEST_TICKED_SILENCE_S)
            for tick_s in range(self._next_tick_s, last_tick_s + 1):
                self._second(float(tick_s))
            self._next_tick_s = reached_s + 1
        self._clock.move(elapsed_s)

    def pause(self, elapsed_s: float) -> None:
        """The timer stands still; the sensor may go on."""
        if self._arrive(elapsed_s) and self._clock.pause(self._record_s):
            self._dfa.part(self._record_s)
            self._filter.when_decided(partial(self._tally.pause, self._record_s))

    def resume(self, elapsed_s: float) -> None:
        """The timer runs again."""
        if self._arrive(elapsed_s) and self._clock.resume(self._record_s):
            self._dfa.part(self._record_s)
            self._filter.when_decided(partial(self._tally.resume, self._record_s))

    def lap(self, elapsed_s: float) -> None:
        """Ends the running lap; its numbers come as an event as soon as no suspect is undecided."""
        if self._arrive(elapsed_s) and self._clock.status is not LiveStatus.IDLE:
            self._filter.when_decided(partial(self._end_lap, *self._running_lap()))
            self._lap_number += 1
            self._lap_start = (self._record_s, self._clock.timer_s)

    def sensor_lost(self, elapsed_s: float, source: str | None = None) -> None:
        """A link broke (silence the session notices itself). `source` None: the one that feeds."""
        if self._arrive(elapsed_s) and self._sources.lost(source):
            self._shown_bpm = None
            self._contact = None
            self._part_beats()

    def sensor_worn(self, elapsed_s: float, source: str, location: str) -> None:
        """Where a sensor is worn, as it says itself; only a "chest" strap can prove a new maximum."""
        if self._arrive(elapsed_s):
            others = self._chest_straps - {source}
            self._chest_straps = others | {source} if location.casefold() == CHEST else others

    def choose_source(self, elapsed_s: float, source: str) -> None:
        """By hand: this sensor is the primary and feeds from now on."""
        if self._arrive(elapsed_s):
            is_change = self._sources.feeding not in {None, source}
            self._sources.choose(source, elapsed_s)
            if is_change:
                self._change_source()

    def battery(self, elapsed_s: float, percent: int) -> None:
        """The sensor's battery level."""
        if self._arrive(elapsed_s):
            self._battery_percent = percent

    def finish(self, elapsed_s: float) -> None:
        """Decides what is still suspect, closes the last lap. Nothing is accepted afterwards."""
        if not self._arrive(elapsed_s):
            return
        self._filter.settle()
        if self._clock.status is not LiveStatus.IDLE:
            number, start_s, end_s, timer_s = self._running_lap()
            if end_s > start_s or number == 1 or self._tally.has_counted_in_lap:
                self._tally.lap(number, start_s, end_s, timer_s)
        self._tally.finish(self._record_s)
        self._clock.finish(self._record_s)
        self._shown_bpm = None

    def snapshot(self) -> LiveSnapshot:
        """The session now. Cheap: constant time, whatever the session's length."""
        setup, clock, totals = self._setup, self._clock, self._tally.totals
        bpm = self._fresh_bpm()
        zone = None if bpm is None else self._accepted_zone()
        slope = None if bpm is None else self._trend.slope_bpm_per_s()
        left = self._target.minutes_left(totals, clock.timer_s, self._trend.long_mean_bpm())
        lap_start_s, _ = self._lap_start
        exponent = self._dfa.exponent(clock.now_s)
        return LiveSnapshot(
            status=clock.status,
            elapsed_s=clock.elapsed_s,
            timer_s=clock.timer_s,
            bpm=whole_bpm(bpm),
            suspect=bpm is not None and self._filter.is_holding,
            trend_bpm_per_min=None if slope is None else slope * 60.0,
            zone=None if zone is None else zone.number,
            zone_name=None if zone is None else zone.name,
            training_load=totals.load.value,
            load_is_estimated=setup.constants.load_is_estimated,
            load_per_hour=self._load_per_hour(bpm),
            target_load=self._target.load,
            minutes_left=None if left is None else left.minutes,
            minutes_left_is_estimated=left is not None and left.is_estimated,
            average_bpm=totals.average_bpm,
            max_bpm=whole_bpm(self._tally.max_bpm),
            coverage=self._coverage() if clock.timer_s >= COVERAGE_AFTER_S else None,
            counted_s=totals.counted_s,
            time_in_zone=totals.zones.times(),
            lap_number=self._lap_number,
            lap_elapsed_s=clock.elapsed_s - lap_start_s,
            sensor_contact=self._contact,
            source=self._sources.feeding,
            rmssd_ms=self._rmssd.value_ms(clock.now_s),
            dfa_alpha1=exponent.value,
            dfa_alpha1_is_rough=exponent.is_rough,
            energy_kcal=self._tally.energy_kcal,
            drift_percent=self._tally.drift_percent(clock.timer_s),
            target_zone=self._target.zone,
            target_lower_bpm=self._target.lower_bpm,
            target_upper_bpm=self._target.upper_bpm,
        )

    def take_events(self) -> tuple[SessionEvent, ...]:
        """Alerts and finished laps since the last call, in order."""
        events, self._events = tuple(self._events), []
        return events

    def summary(self) -> ActivitySummary:
        """All numbers so far; final after `finish`."""
        tally, totals = self._tally, self._tally.totals
        timer_s = self._clock.timer_s
        return ActivitySummary(
            elapsed_s=self._clock.elapsed_s,
            timer_s=timer_s,
            counted_s=totals.counted_s,
            coverage=self._coverage(),
            average_bpm=totals.average_bpm,
            max_bpm=whole_bpm(tally.max_bpm),
            min_bpm=whole_bpm(tally.min_bpm),
            training_load=totals.load.value,
            load_is_estimated=self._setup.constants.load_is_estimated,
            banister_trimp=totals.load.banister_trimp,
            edwards_trimp=totals.edwards.points(),
            lucia_trimp=totals.lucia.points(),
            time_in_zone=totals.zones.times(),
            gap_s=tally.gap_s,
            filled_in_load=totals.filled_in_load,
            max_suggestion=tally.max_suggestion(self._chest_straps),
        )

    @property
    def energy_kcal(self) -> float | None:
        """The energy so far, an estimate; None where nothing can be said."""
        return self._tally.energy_kcal

    @property
    def drift_percent(self) -> float | None:
        """Heart-rate drift so far: only meaningful at constant effort; None below 40 min."""
        return self._tally.drift_percent(self._clock.timer_s)

    def accepted_samples(self) -> tuple[HeartRateSample, ...]:
        """The accepted readings in order, those of pauses included."""
        return self._tally.kept.as_tuple()

    def accepted_readings(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The same as session seconds and bpm alone, each by itself."""
        return self._tally.kept.readings()

    def pauses(self) -> tuple[Pause, ...]:
        """All pauses; one that is still open ends now."""
        return self._clock.pauses()

    def laps(self) -> tuple[Lap, ...]:
        """Finished laps; after `finish` the last one too."""
        return tuple(self._tally.laps)

    def _arrive(self, elapsed_s: float) -> bool:
        """A record has come: works through the seconds up to it. False when the session is over."""
        if self._clock.status is LiveStatus.FINISHED:
            return False
        if elapsed_s > self._record_s:
            self.advance(elapsed_s)
            self._record_s = elapsed_s
        return True

    def _second(self, tick_s: float) -> None:
        """One whole second of session time."""
        readings, trend, target, status = self._filter, self._trend, self._target, self._clock.status
        readings.advance(tick_s)
        if not self._looks_for_alerts:
            return
        median_bpm = readings.median_bpm(tick_s)
        trend.second(is_fresh=median_bpm is not None)
        is_plain = target.is_none and median_bpm is not None
        if is_plain and self._alerts.has_nothing_to_say(status, self._battery_percent):
            return
        slope, noise_bpm = None, 0.0
        if target.lower_bpm is not None or status is not LiveStatus.RUNNING:  # else no alert asks
            slope, noise_bpm = trend.slope_bpm_per_s(), trend.noise_bpm()
        totals = self._tally.totals
        alerts = self._alerts.step(
            AlertInput(
                tick_s,
                median_bpm,
                None if slope is None else slope * 30.0,
                status,
                target.lower_bpm,
                target.upper_bpm,
                None,
                totals.load.value,
                target.load,
                self._battery_percent,
                tick_s - max(self._accepted_s, 0.0),
                0.0 if target.zone is None else totals.zones.seconds_in(target.zone),
                target.zone_s,
                noise_bpm,
            )
        )
        if alerts:
            self._events += alerts

    def _deliver(self, sample: HeartRateSample, bpm: float) -> None:
        """The filter accepted a reading, now or a few seconds after it came."""
        self._accepted_bpm, self._accepted_s = bpm, sample.elapsed_s
        if self._looks_for_alerts:
            self._trend.add(bpm)
            if sample.rr_ticks:
                self._rmssd.add(sample.elapsed_s, sample.rr_ticks)
                self._dfa.add(sample.elapsed_s, sample.rr_ticks)
        if self._clock.status is not LiveStatus.IDLE:
            self._tally.reading(sample, bpm)

    def _change_source(self) -> None:
        self._filter.start_afresh()
        self._trend.start_afresh()
        self._part_beats()

    def _part_beats(self) -> None:
        self._rmssd.part(self._record_s)
        self._dfa.part(self._record_s)

    def _running_lap(self) -> tuple[int, float, float, float]:
        """Number, start, end and timer seconds of the running lap, as if it ended at the last record."""
        start_s, start_timer_s = self._lap_start
        return self._lap_number, start_s, self._record_s, self._clock.timer_s - start_timer_s

    def _end_lap(self, number: int, start_s: float, end_s: float, timer_s: float) -> None:
        self._events.append(self._tally.lap(number, start_s, end_s, timer_s))

    def _fresh_bpm(self) -> float | None:
        return self._shown_bpm if self._clock.now_s - self._shown_s <= FRESH_FOR_S else None

    def _accepted_zone(self) -> Zone | None:
        is_fresh = self._clock.now_s - self._accepted_s <= FRESH_FOR_S
        return self._setup.zone_model.zone_at(self._accepted_bpm) if is_fresh else None

    def _load_per_hour(self, bpm: float | None) -> float | None:
        """From the mean of the last 30 s; None while nothing is counted."""
        mean_bpm = self._trend.mean_bpm()
        if bpm is None or mean_bpm is None or self._clock.status is not LiveStatus.RUNNING:
            return None
        return self._tally.totals.load.per_hour(mean_bpm)

    def _coverage(self) -> float | None:
        """Counted of unpaused seconds up to the last decided instant: a silence may still be bridged."""
        counted_s, gap_s = self._tally.totals.counted_s, self._tally.gap_s
        if self._clock.status is LiveStatus.RUNNING and not self._filter.is_holding:
            silence_s = self._clock.now_s - self._tally.decided_s
            gap_s += silence_s if silence_s > LONGEST_BRIDGED_GAP_S else 0.0
        decided_s = counted_s + gap_s
        return counted_s / decided_s if decided_s > 0.0 else None


def whole_bpm(bpm: float | None) -> int | None:
    """Rounded half up, as heart rates are shown."""
    return None if bpm is None else floor(bpm + 0.5)
