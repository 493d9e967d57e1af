"""Zone models: bounds in whole bpm, built once from the athlete's constants (domain.md, "Zones")."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from itertools import pairwise

from app.domain.athlete import HeartRateConstants, percent_of
from app.domain.frozen import frozen

FEWEST_OWN_ZONES = 2
MOST_OWN_ZONES = 7
OWN_BOUND_RANGE_BPM = (30, 240)  # what counts as a reading at all
BELOW_ZONES = "Below zones"


class ZoneModelName(StrEnum):
    """The zone models. The values are stored and are the words of the terminal."""

    THRESHOLD6 = "threshold6"
    RESERVE6 = "reserve6"
    MAXIMUM6 = "maximum6"
    MAXIMUM5 = "maximum5"
    FRIEL_CYCLING7 = "friel_cycling7"
    FRIEL_RUNNING7 = "friel_running7"
    SEILER3 = "seiler3"
    OWN = "own"


class SpeakingCue(StrEnum):
    """How much one can still say in a zone."""

    CAN_SING = "can_sing"
    FULL_SENTENCES = "full_sentences"
    SHORT_SENTENCES = "short_sentences"
    A_FEW_WORDS = "a_few_words"
    SINGLE_WORDS = "single_words"


@frozen
class Zone:
    """One zone, from `lower_bpm` up to the next one's. `label` is what people call it: "5a" is number 5."""

    number: int
    name: str
    lower_bpm: int
    label: str
    cue: SpeakingCue | None = None


@frozen
class ZoneModel:
    """Zones in rising order, without holes: the first begins at 0 bpm. Number 0 is «below zones».

    ValueError unless numbers and bounds rise strictly from 0 bpm.
    """

    name: ZoneModelName
    zones: tuple[Zone, ...]
    lower_bounds: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keeps the bounds at hand for the look-up."""
        bounds = tuple(zone.lower_bpm for zone in self.zones)
        if not bounds or bounds[0] != 0 or not _rises(bounds):
            raise ValueError(f"zone bounds must rise strictly from 0 bpm: {bounds}")
        if not _rises([zone.number for zone in self.zones]):
            raise ValueError("zone numbers must rise")
        object.__setattr__(self, "lower_bounds", bounds)

    def zone_at(self, bpm: float) -> Zone:
        """The zone that this heart rate falls into."""
        return self.zones[bisect_right(self.lower_bounds, bpm) - 1]

    def bounds(self, number: int) -> tuple[int, int | None]:
        """A zone's lower bound and the first bpm above it (None: open above). KeyError when there is none."""
        for index, zone in enumerate(self.zones):
            if zone.number == number:
                above = self.zones[index + 1].lower_bpm if index + 1 < len(self.zones) else None
                return zone.lower_bpm, above
        raise KeyError(number)


class OwnZonesProblem(StrEnum):
    """Why bounds that the athlete typed cannot be zones."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_RISING = "not_rising"
    OUT_OF_RANGE = "out_of_range"


def check_own_bounds(bounds: Sequence[int]) -> tuple[OwnZonesProblem, ...]:
    """Everything wrong with own lower bounds in bpm; empty when they can be used. The first may be 0."""
    low, high = OWN_BOUND_RANGE_BPM
    above_first_zero = bounds[1:] if bounds and bounds[0] == 0 else bounds
    checks = {
        OwnZonesProblem.TOO_FEW: len(bounds) < FEWEST_OWN_ZONES,
        OwnZonesProblem.TOO_MANY: len(bounds) > MOST_OWN_ZONES,
        OwnZonesProblem.NOT_RISING: not _rises(bounds),
        OwnZonesProblem.OUT_OF_RANGE: any(not low <= bound <= high for bound in above_first_zero),
    }
    return tuple(problem for problem, found in checks.items() if found)


def own_zone_model(bounds: Sequence[int], names: Sequence[str] = ()) -> ZoneModel:
    """A model of the athlete's own lower bounds; a first bound above 0 leaves a zone 0 below it.

    Missing or empty names become "Zone n". ValueError with the problems' ids.
    """
    problems = check_own_bounds(bounds)
    if problems:
        raise ValueError(", ".join(problems))
    given = [*names, *[""] * len(bounds)]
    named = [
        (str(number), given[number - 1] or f"Zone {number}", None) for number in range(1, len(bounds) + 1)
    ]
    return _model(ZoneModelName.OWN, bounds, named)


def zone_model(name: ZoneModelName, constants: HeartRateConstants) -> ZoneModel:
    """One of the built-in models in bpm. ValueError for `own`, or when the constants leave a zone no room."""
    if name is ZoneModelName.OWN:
        raise ValueError("own zones are built by own_zone_model")
    if name is ZoneModelName.SEILER3:
        return _model(name, (0, *ventilatory_thresholds(constants)), _THREE)
    percents, named = _PERCENT_MODELS[name]
    offset, base = _base(name, constants)
    return _model(name, [offset + percent_of(percent, base) if percent else 0 for percent in percents], named)


def ventilatory_thresholds(constants: HeartRateConstants) -> tuple[int, int]:
    """VT1 and VT2 in bpm; unknown ones fall back on 0.90 · threshold and the threshold (Seiler)."""
    vt1, vt2 = constants.vt1_bpm, constants.vt2_bpm
    fallback1, fallback2 = percent_of(90, constants.threshold_bpm), constants.threshold_bpm
    if vt1 is None:
        vt1 = fallback1 if vt2 is None else min(fallback1, vt2 - 1)  # the known one keeps its side
    if vt2 is None:
        vt2 = max(fallback2, vt1 + 1)
    return vt1, vt2


_Named = tuple[str, str, SpeakingCue | None]  # label, name, cue

_SIX: tuple[_Named, ...] = (
    ("1", "Recovery", None),
    ("2", "Aerobic endurance", None),
    ("3", "Aerobic power", None),
    ("4", "Threshold", None),
    ("5", "Anaerobic endurance", None),
    ("6", "Anaerobic power", None),
)
_SIX_CUES = (
    SpeakingCue.CAN_SING,
    SpeakingCue.FULL_SENTENCES,
    SpeakingCue.SHORT_SENTENCES,
    SpeakingCue.A_FEW_WORDS,
    SpeakingCue.SINGLE_WORDS,
    SpeakingCue.SINGLE_WORDS,
)
_SIX_SPOKEN: tuple[_Named, ...] = tuple(
    (label, name, cue) for (label, name, _), cue in zip(_SIX, _SIX_CUES, strict=True)
)
_FIVE: tuple[_Named, ...] = (
    ("1", "Very light", None),
    ("2", "Light", None),
    ("3", "Moderate", None),
    ("4", "Hard", None),
    ("5", "Maximum", None),
)
_FRIEL: tuple[_Named, ...] = (
    ("1", "Recovery", SpeakingCue.CAN_SING),
    ("2", "Aerobic", SpeakingCue.FULL_SENTENCES),
    ("3", "Tempo", SpeakingCue.SHORT_SENTENCES),
    ("4", "Sub-threshold", SpeakingCue.A_FEW_WORDS),
    ("5a", "Super-threshold", SpeakingCue.A_FEW_WORDS),
    ("5b", "Aerobic capacity", SpeakingCue.SINGLE_WORDS),
    ("5c", "Anaerobic", SpeakingCue.SINGLE_WORDS),
)
_THREE: tuple[_Named, ...] = (
    ("1", "Easy", SpeakingCue.FULL_SENTENCES),
    ("2", "Moderate", SpeakingCue.SHORT_SENTENCES),
    ("3", "Hard", SpeakingCue.SINGLE_WORDS),
)
_PERCENT_MODELS: dict[ZoneModelName, tuple[tuple[int, ...], tuple[_Named, ...]]] = {
    ZoneModelName.THRESHOLD6: ((0, 80, 90, 95, 102, 106), _SIX_SPOKEN),
    ZoneModelName.RESERVE6: ((0, 59, 74, 84, 88, 95), _SIX),
    ZoneModelName.MAXIMUM6: ((0, 50, 60, 70, 80, 90), _SIX),
    ZoneModelName.MAXIMUM5: ((50, 60, 70, 80, 90), _FIVE),
    ZoneModelName.FRIEL_CYCLING7: ((0, 81, 90, 94, 100, 103, 106), _FRIEL),
    ZoneModelName.FRIEL_RUNNING7: ((0, 85, 90, 95, 100, 103, 106), _FRIEL),
}


def _base(name: ZoneModelName, constants: HeartRateConstants) -> tuple[int, int]:
    """What a model's percentages are added to, and what they are of, in bpm."""
    if name is ZoneModelName.RESERVE6:  # Karvonen
        return constants.resting_bpm, constants.max_bpm - constants.resting_bpm
    if name in {ZoneModelName.MAXIMUM5, ZoneModelName.MAXIMUM6}:
        return 0, constants.max_bpm
    return 0, constants.threshold_bpm


def _model(name: ZoneModelName, bounds: Sequence[int], named: Sequence[_Named]) -> ZoneModel:
    zones = [
        Zone(number, zone_name, lower_bpm, label, cue)
        for number, (lower_bpm, (label, zone_name, cue)) in enumerate(
            zip(bounds, named, strict=True), start=1
        )
    ]
    if bounds[0] > 0:
        zones.insert(0, Zone(0, BELOW_ZONES, 0, "0"))
    return ZoneModel(name, tuple(zones))


def _rises(numbers: Sequence[int]) -> bool:
    return all(lower < higher for lower, higher in pairwise(numbers))
