"""What a session has counted: accepted readings and edges, in decided order, into its numbers."""

from app.domain.activity import MaxSuggestion
from app.domain.athlete import HeartRateConstants
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
        self.kept = KeptSamples()
        self.gap_s = 0.0
        self.max_bpm: float | None = None
        self.min_bpm: float | None = None
        self.decided_s = 0.0
        self.laps: list[Lap] = []
        self._running = running
        self._source: str | None = None
        self._above_max_bpm = constants.max_bpm + 1
        self._above_max: dict[str, dict[int, float]] = {}  # source → bpm → seconds
        self._earlier_bpm = 0.0
        self._lap_max_bpm: float | None = None
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
        counted_s = self.totals.add(elapsed_s, bpm)
        if not counted_s:
            self.gap_s += elapsed_s - self.decided_s
        elif self._earlier_bpm >= self._above_max_bpm and elapsed_s > STATIC_UNTIL_S:
            self._note_above_max(sample.source, counted_s)
        self.decided_s = elapsed_s
        self._earlier_bpm = bpm
        if self.max_bpm is None or bpm > self.max_bpm:
            self.max_bpm = bpm
        if self.min_bpm is None or bpm < self.min_bpm:
            self.min_bpm = bpm
        if self._lap_max_bpm is None or bpm > self._lap_max_bpm:
            self._lap_max_bpm = bpm

    def pause(self, elapsed_s: float) -> None:
        """The timer stands still from here: what lies behind the last reading is a gap."""
        self.gap_s += elapsed_s - self.decided_s
        self.decided_s = elapsed_s
        self._running = False
        self.totals.interrupt()

    def resume(self, elapsed_s: float) -> None:
        """The timer runs again."""
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
            max_bpm=None if self._lap_max_bpm is None else int(self._lap_max_bpm + 0.5),
        )
        self._lap_max_bpm = None
        self.laps.append(lap)
        return lap

    @property
    def has_counted_in_lap(self) -> bool:
        """Whether anything was counted since the last lap ended."""
        return self.totals.counted_s > self._lap_marks[1]

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
