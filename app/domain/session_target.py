"""What the session aims at: a load, a zone, or minutes in a zone; and how long it still takes."""

from app.domain.setup import SessionSetup
from app.domain.targets import MinutesLeft, minutes_left, zone_middle_bpm
from app.domain.training_load import HeartRateTotals


class SessionTarget:
    """The target of one setup. ValueError if its zone model has no such zone."""

    __slots__ = ("_middle_bpm", "is_none", "load", "lower_bpm", "upper_bpm", "zone", "zone_s")

    def __init__(self, setup: SessionSetup) -> None:
        self.load = setup.target_load
        self.zone = setup.target_zone
        self.zone_s = None if setup.target_zone_minutes is None else setup.target_zone_minutes * 60.0
        self.is_none = self.load is None and self.zone is None
        self.lower_bpm: int | None = None
        self.upper_bpm: int | None = None  # the first bpm above the zone
        self._middle_bpm: float | None = None
        if setup.target_zone is None:
            return
        try:
            self.lower_bpm, self.upper_bpm = setup.zone_model.bounds(setup.target_zone)
        except KeyError as error:
            raise ValueError(f"the zone model has no zone {setup.target_zone}") from error
        self._middle_bpm = zone_middle_bpm(setup.zone_model, setup.target_zone, setup.constants.max_bpm)

    def minutes_left(
        self, totals: HeartRateTotals, timer_s: float, long_mean_bpm: float | None
    ) -> MinutesLeft | None:
        """Minutes to the load, or else those that are missing in the zone; None when not known."""
        if self.load is None:
            return self._zone_minutes_left(totals)
        return minutes_left(
            target_load=self.load,
            training_load=totals.load.value,
            timer_s=timer_s,
            mean_bpm=long_mean_bpm,
            target_middle_bpm=self._middle_bpm,
            load_per_hour=totals.load.per_hour,
        )

    def _zone_minutes_left(self, totals: HeartRateTotals) -> MinutesLeft | None:
        if self.zone is None or self.zone_s is None:
            return None
        missing_s = max(0.0, self.zone_s - totals.zones.seconds_in(self.zone))
        return MinutesLeft(missing_s / 60.0, is_estimated=False)
