"""What a session has counted: accepted readings and edges, in decided order, into its numbers."""

from math import inf

from app.domain.activity import MaxSuggestion
from app.domain.athlete import HeartRateConstants
from app.domain.drift import HeartRateDrift
from app.domain.energy import energy_total
from app.domain.kept_samples import KeptSamples
from app.domain.samples import HeartRateSample
from app.domain.snapshot import Lap
from app.domain.training_load import HeartRateTotals
from app.domain.zones import ZoneModel

STATIC_UNTIL_S = (
    300.0  # a dry chest strap invents high rates: nothing above maximum counts in the first 5 min
)
PROOF_OF_MAX_S = 10.0


class Tally:
    """Takes readings and edges in order. Every running second ends up counted or in a gap, each its own sum.

    Held suspects come late, so this may lag behind the session's clock by seconds; `decided_s` is its place.
    """

    def __init__(self, constants: HeartRateConstants, model: ZoneModel, *, running: bool) -> None:
        self.totals = HeartRateTotals(constants, model)
        self._energy = energy_total(constants)
        self._drift = HeartRateDrift()
        self.kept = KeptSamples()
        self.gap_s = 0.0
        self.decided_s = 0.0
        self.laps: list[Lap] = []
        self._running = running
        self._paused_s = 0.0
        self._source: str | None = None
        self._above_max_bpm = constants.max_bpm + 1
        self._above_max: dict[str, dict[int, float]] = {}  # source → bpm → seconds
        self._earlier_bpm = 0.0
        self._lowest_bpm = inf
        self._highest_bpm = 0.0  # of the laps that are over
        self._lap_highest_bpm = 0.0
        self._lap_marks = (0.0, 0.0, 0.0)  # load, counted seconds and bpm seconds where the lap began

    def reading(self, sample: HeartRateSample, bpm: float) -> None:
        """An accepted reading. While paused it is kept and nothing else."""
        self.kept.append(sample)
        if not self._running:
            return
        if sample.source != self._source:
            self._source = sample.source
            self.totals.interrupt()
        elapsed_s = sample.elapsed_s
        totals = self.totals
        timer_s = self.decided_s - self._paused_s
        if timer_s >= self._drift.next_mark_s:
            self._drift.mark(timer_s, totals.bpm_seconds, totals.counted_s)
        counted_s = totals.add(elapsed_s, bpm)
        if not counted_s:
            self.gap_s += elapsed_s - self.decided_s
        elif self._energy is not None:
            self._energy.count(counted_s, self._earlier_bpm, bpm)
        if counted_s and self._earlier_bpm >= self._above_max_bpm and elapsed_s > STATIC_UNTIL_S:
            self._note_above_max(sample.source, counted_s)
        self.decided_s = elapsed_s
        self._earlier_bpm = bpm
        if not self._lowest_bpm <= bpm <= self._lap_highest_bpm:
            self._lowest_bpm = min(self._lowest_bpm, bpm)
            self._lap_highest_bpm = max(self._lap_highest_bpm, bpm)

    @property
    def max_bpm(self) -> float | None:
        """The highest counted reading."""
        return max(self._highest_bpm, self._lap_highest_bpm) or None

    @property
    def min_bpm(self) -> float | None:
        """The lowest counted reading."""
        return self._lowest_bpm if self._lowest_bpm < inf else None

    def pause(self, elapsed_s: float) -> None:
        """The timer stands still from here: what lies behind the last reading is a gap."""
        self.gap_s += elapsed_s - self.decided_s
        self.decided_s = elapsed_s
        self._running = False
        self.totals.interrupt()

    def resume(self, elapsed_s: float) -> None:
        """The timer runs again."""
        self._paused_s += elapsed_s - self.decided_s  # which was moved up to the pause
        self.decided_s = elapsed_s
        self._running = True

    def finish(self, elapsed_s: float) -> None:
        """The session ends here."""
        if self._running:
            self.pause(elapsed_s)

    def lap(self, number: int, start_s: float, end_s: float, timer_s: float) -> Lap:
        """A lap ends: what was counted since the one before."""
        totals = self.totals
        load, counted_s, bpm_s = self._lap_marks
        self._lap_marks = (totals.load.value, totals.counted_s, totals.bpm_seconds)
        lap_counted_s = totals.counted_s - counted_s
        lap = Lap(
            number=number,
            start_s=start_s,
            end_s=end_s,
            timer_s=timer_s,
            training_load=totals.load.value - load,
            average_bpm=(totals.bpm_seconds - bpm_s) / lap_counted_s if lap_counted_s > 0 else None,
            max_bpm=int(self._lap_highest_bpm + 0.5) or None,
        )
        self._highest_bpm = max(self._highest_bpm, self._lap_highest_bpm)
        self._lap_highest_bpm = 0.0
        self.laps.append(lap)
        return lap

    @property
    def has_counted_in_lap(self) -> bool:
        """Whether anything was counted since the last lap ended."""
        return self.totals.counted_s > self._lap_marks[1]

    @property
    def energy_kcal(self) -> float | None:
        """The energy so far, an estimate; None where nothing can be said."""
        return None if self._energy is None else self._energy.kcal

    def drift_percent(self, timer_s: float) -> float | None:
        """Heart-rate drift in so many seconds of the timer; None below 40 min."""
        return self._drift.percent(timer_s, self.totals.bpm_seconds, self.totals.counted_s)

    def max_suggestion(self, chest_straps: frozenset[str]) -> MaxSuggestion | None:
        """The highest rate held or passed for 10 s in all, above the athlete's maximum; chest straps only."""
        seconds_at: dict[int, float] = {}
        for source in chest_straps & self._above_max.keys():
            for bpm, seconds in self._above_max[source].items():
                seconds_at[bpm] = seconds_at.get(bpm, 0.0) + seconds
        above_s = sum(seconds_at.values())
        reached_s = 0.0
        for bpm in sorted(seconds_at, reverse=True):
            reached_s += seconds_at[bpm]
            if reached_s >= PROOF_OF_MAX_S:
                return MaxSuggestion(bpm, above_s)
        return None

    def _note_above_max(self, source: str, counted_s: float) -> None:
        seconds_at = self._above_max.setdefault(source, {})
        bpm = int(self._earlier_bpm)
        seconds_at[bpm] = seconds_at.get(bpm, 0.0) + counted_s
