"""Training Load and its relatives, as accumulators: the same classes run live and over history.

Training Load is Banister's TRIMP weighting g(x) = x·exp(b·x) of the fraction x of heart-rate reserve,
integrated by the trapezoid rule, normalised so that 60 minutes at the athlete's threshold are 100 (domain.md;
Banister 1991). Edwards (1993), Lucia (2003) and session-RPE (Foster 2001) stand beside it.
"""

from bisect import bisect_right
from math import exp

from app.domain.athlete import HeartRateConstants, Sex
from app.domain.snapshot import ZoneTime
from app.domain.zones import ZoneModel, ZoneModelName, zone_model

LONGEST_BRIDGED_GAP_S = 15.0  # a longer silence is a lost sensor, not training

MOST_PLACES = 256  # more than there are whole heart rates

_EXPONENT = {Sex.MALE: 1.92, Sex.FEMALE: 1.67, Sex.UNSPECIFIED: 1.795}
_TRIMP_FACTOR = {Sex.MALE: 0.64, Sex.FEMALE: 0.86, Sex.UNSPECIFIED: 0.75}
_LEVEL_RAMP = 1e-4  # of the reserve: below it the closed form of a ramp only cancels digits away


class TrainingLoad:
    """Banister's weighting integrated over counted intervals; 100 is an hour at threshold.

    ValueError for constants without a reserve (resting < threshold and resting < maximum are needed).
    """

    __slots__ = ("_exponent", "_integral_s", "_later", "_per_s", "_reserve", "_resting", "_trimp_per_s")

    def __init__(self, constants: HeartRateConstants) -> None:
        if constants.resting_bpm >= min(constants.threshold_bpm, constants.max_bpm):
            raise ValueError("resting heart rate must lie below threshold and maximum")
        self._resting = float(constants.resting_bpm)
        self._reserve = float(constants.max_bpm - constants.resting_bpm)
        self._exponent = _EXPONENT[constants.sex]
        self._per_s = 100.0 / 3600.0 / self._weight(constants.threshold_bpm)
        self._trimp_per_s = _TRIMP_FACTOR[constants.sex] / 60.0
        self._integral_s = 0.0
        self._later = (0.0, 0.0)

    def count(self, duration_s: float, earlier_bpm: float, later_bpm: float) -> None:
        """Counts an interval between two readings; the weighting runs straight between their weights."""
        known_bpm, earlier = self._later
        if known_bpm != earlier_bpm:  # the usual case: the earlier reading was the later one just before
            earlier = self._weight(earlier_bpm)
        later = earlier if later_bpm == earlier_bpm else self._weight(later_bpm)
        self._later = (later_bpm, later)
        self._integral_s += duration_s * 0.5 * (earlier + later)

    @property
    def value(self) -> float:
        """The load so far."""
        return self._integral_s * self._per_s

    @property
    def banister_trimp(self) -> float:
        """Banister's own scale: 0.64, 0.86 or 0.75 × minutes × weight, by sex."""
        return self._integral_s * self._trimp_per_s

    def per_hour(self, bpm: float) -> float:
        """The load of one hour at this heart rate."""
        return self._weight(bpm) * self._per_s * 3600.0

    def of_ramp(self, duration_s: float, earlier_bpm: float, later_bpm: float) -> float:
        """The load of a heart rate that runs straight from one to the other, however long; not counted.

        Closed form: ∫ x·e^(bx) dx = e^(bx)·(bx − 1)/b².
        """
        start, end, b = self._fraction(earlier_bpm), self._fraction(later_bpm), self._exponent
        if abs(end - start) < _LEVEL_RAMP:
            middle = (start + end) / 2
            mean_weight = middle * exp(b * middle)
        else:
            area = (exp(b * end) * (b * end - 1) - exp(b * start) * (b * start - 1)) / (b * b)
            mean_weight = area / (end - start)
        return duration_s * mean_weight * self._per_s

    def _weight(self, bpm: float) -> float:
        x = self._fraction(bpm)
        return x * exp(self._exponent * x)

    def _fraction(self, bpm: float) -> float:
        x = (bpm - self._resting) / self._reserve
        return 0.0 if x <= 0.0 else min(x, 1.0)


class TimeInZone:
    """Seconds in each zone of a model. An interval's time belongs to the zone of its earlier reading."""

    __slots__ = ("_index_of", "_lower_bounds", "_model", "seconds")

    def __init__(self, model: ZoneModel) -> None:
        self._model = model
        self._lower_bounds = model.lower_bounds
        self._index_of = {zone.number: index for index, zone in enumerate(model.zones)}
        self.seconds = [0.0] * len(model.zones)

    def count(self, duration_s: float, earlier_bpm: float) -> None:
        """Counts an interval."""
        self.seconds[self.place_of(earlier_bpm)] += duration_s

    def place_of(self, bpm: float) -> int:
        """Where among `seconds` the zone of this heart rate is."""
        return bisect_right(self._lower_bounds, bpm) - 1

    def seconds_in(self, number: int) -> float:
        """Seconds in one zone, 0 where the model has no such zone."""
        index = self._index_of.get(number)
        return 0.0 if index is None else self.seconds[index]

    def times(self) -> tuple[ZoneTime, ...]:
        """All zones of the model, in rising order."""
        pairs = zip(self._model.zones, self.seconds, strict=True)
        return tuple(ZoneTime(zone.number, zone.name, zone.lower_bpm, seconds) for zone, seconds in pairs)

    def points(self) -> float:
        """Minutes in each zone times its number, added up: what Edwards and Lucia count."""
        pairs = zip(self._model.zones, self.seconds, strict=True)
        return sum(zone.number * seconds for zone, seconds in pairs) / 60.0


def edwards_zones(constants: HeartRateConstants) -> TimeInZone:
    """Edwards' TRIMP is the `points` of 10 % bands of the maximum, 1 from 50 % to 5 from 90 %."""
    return TimeInZone(zone_model(ZoneModelName.MAXIMUM5, constants))


def lucia_zones(constants: HeartRateConstants) -> TimeInZone:
    """Lucia's TRIMP is the `points` of the zones below VT1 (1), up to VT2 (2) and from there (3)."""
    return TimeInZone(zone_model(ZoneModelName.SEILER3, constants))


def session_rpe(minutes: float, rpe: float) -> float:
    """Foster's session-RPE: minutes × rating of perceived exertion, 0 to 10."""
    if minutes < 0 or not 0 <= rpe <= 10:
        raise ValueError("minutes must not be negative and RPE lies between 0 and 10")
    return minutes * rpe


class HeartRateTotals:
    """The one integrator: counts the intervals of one stream of readings into every measure at once.

    `add` readings in order; `interrupt` at every edge that must not be bridged (pause, change of source).
    """

    __slots__ = (
        "_bpm",
        "_bpm_s",
        "_elapsed_s",
        "_filled_in",
        "_places",
        "counted_s",
        "edwards",
        "load",
        "lucia",
        "zones",
    )

    def __init__(self, constants: HeartRateConstants, model: ZoneModel) -> None:
        self.load = TrainingLoad(constants)
        self.zones = TimeInZone(model)
        self.edwards = edwards_zones(constants)
        self.lucia = lucia_zones(constants)
        self.counted_s = 0.0
        self._bpm_s = 0.0
        self._filled_in = 0.0
        self._elapsed_s = 0.0
        self._bpm: float | None = None
        self._places: dict[float, tuple[int, int, int]] = {}

    def add(self, elapsed_s: float, bpm: float) -> float:
        """Takes a reading; the seconds counted since the one before, 0 when there is nothing to count."""
        earlier_s, earlier_bpm = self._elapsed_s, self._bpm
        self._elapsed_s, self._bpm = elapsed_s, bpm
        duration_s = elapsed_s - earlier_s
        if earlier_bpm is None or duration_s <= 0.0:
            return 0.0
        if duration_s > LONGEST_BRIDGED_GAP_S:
            self._filled_in += self.load.of_ramp(duration_s, earlier_bpm, bpm)
            return 0.0
        self.counted_s += duration_s
        self._bpm_s += duration_s * 0.5 * (earlier_bpm + bpm)
        self.load.count(duration_s, earlier_bpm, bpm)
        places = self._places.get(earlier_bpm)
        if places is None:
            places = self._places_of(earlier_bpm)
        in_zones, in_edwards, in_lucia = places
        self.zones.seconds[in_zones] += duration_s
        self.edwards.seconds[in_edwards] += duration_s
        self.lucia.seconds[in_lucia] += duration_s
        return duration_s

    def _places_of(self, bpm: float) -> tuple[int, int, int]:
        """Looked up once for each heart rate: sensors tell whole bpm; a file's fractions are forgotten."""
        if len(self._places) >= MOST_PLACES:
            self._places.clear()
        places = self.zones.place_of(bpm), self.edwards.place_of(bpm), self.lucia.place_of(bpm)
        self._places[bpm] = places
        return places

    def interrupt(self) -> None:
        """The next reading begins anew; nothing is counted up to it."""
        self._bpm = None

    @property
    def bpm_seconds(self) -> float:
        """The integral of the heart rate over the counted seconds."""
        return self._bpm_s

    @property
    def average_bpm(self) -> float | None:
        """Time-weighted over counted seconds; None while there are none."""
        return self._bpm_s / self.counted_s if self.counted_s > 0.0 else None

    @property
    def filled_in_load(self) -> float:
        """An estimate, never the headline: the load with every gap between two readings bridged linearly."""
        return self.load.value + self._filled_in
