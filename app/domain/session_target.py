"""What the session aims at: a load, a zone, or minutes in a zone; and how long it still takes."""

from app.domain.setup import SessionSetup
from app.domain.training_load import HeartRateTotals

ROUGH_UNTIL_S = 300.0  # the rate so far says little: the middle of the target zone says more
LOWEST_RATE_PER_HOUR = 1.0  # below, the target is out of sight


class SessionTarget:
    """The target of one setup. ValueError if its zone model has no such zone."""

    __slots__ = ("_middle_bpm", "load", "lower_bpm", "upper_bpm", "zone", "zone_s")

    def __init__(self, setup: SessionSetup) -> None:
        self.load = setup.target_load
        self.zone = setup.target_zone
        self.zone_s = None if setup.target_zone_minutes is None else setup.target_zone_minutes * 60.0
        self.lower_bpm: int | None = None
        self.upper_bpm: int | None = None  # the first bpm above the zone
        self._middle_bpm: float | None = None
        if setup.target_zone is None:
            return
        try:
            self.lower_bpm, self.upper_bpm = setup.zone_model.bounds(setup.target_zone)
        except KeyError as error:
            raise ValueError(f"the zone model has no zone {setup.target_zone}") from error
        top_bpm = setup.constants.max_bpm if self.upper_bpm is None else self.upper_bpm
        self._middle_bpm = (max(self.lower_bpm, setup.constants.resting_bpm) + top_bpm) / 2

    def minutes_left(
        self, totals: HeartRateTotals, timer_s: float, long_mean_bpm: float | None
    ) -> tuple[float | None, bool]:
        """Minutes to the target and whether they are rough (≈); None when not known.

        By load: at the rate of the 3-minute mean heart rate, in the first 5 minutes at the middle of the
        target zone (domain.md, Targets). By minutes in a zone: those that are missing.
        """
        if self.load is None:
            return self._zone_minutes_left(totals), False
        is_rough = timer_s < ROUGH_UNTIL_S
        bpm = self._middle_bpm if is_rough and self._middle_bpm is not None else long_mean_bpm
        rate = 0.0 if bpm is None else totals.load.per_hour(bpm)
        if rate < LOWEST_RATE_PER_HOUR:
            return None, is_rough
        return max(0.0, 60.0 * (self.load - totals.load.value) / rate), is_rough

    def _zone_minutes_left(self, totals: HeartRateTotals) -> float | None:
        if self.zone is None or self.zone_s is None:
            return None
        return max(0.0, self.zone_s - totals.zones.seconds_in(self.zone)) / 60.0
