"""Alerts on 1,000 simulated hearts: who does everything right hears nothing, who drifts out hears it soon.

Every heart has its own time constants (40 to 80 s), wander, breathing and sensor noise. Seconds are counted
from the moment at which the noiseless heart passes the alert's limit; fewer than 0 are an alert that noise
brought forward while the heart was outside its zone, but not yet at the limit.
"""

import math
import statistics
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from app.domain.alerts import AlertInput, AlertMachine, AlertSettings
from app.domain.heart_model import HeartModel, HeartTraits
from app.domain.snapshot import Alert, AlertKind, LiveStatus
from benchmarks.figures import Figure

HEARTS = 1000
RESTING_BPM, MAX_BPM = 50, 190
EASY, ENDURANCE, HARD = (0, 135), (135, 152), (161, 172)  # zones 1, 2, 4 of a threshold of 169 bpm
OUT_BPM = 5
SETTLED_S = 900  # a drift begins once the heart has long been where it should be
HEARD_WITHIN_S = 15
MOST_NOISE_BPM = 1.0  # white, on every reading, over what breathing does: straps average before they send
MOST_WANDER_BPM = 1.5


@dataclass(frozen=True, slots=True)
class Order:
    """One second of a rider's intention: the effort as the bpm it leads to, and the target's bounds."""

    steady_bpm: float
    bounds: tuple[int, int]


def hold(bounds: tuple[int, int], minutes: float) -> list[Order]:
    """A step ridden perfectly: at the middle of its zone (easy: at 110 bpm) from the first second."""
    middle_bpm = 110.0 if bounds[0] == 0 else (bounds[0] + bounds[1] - 1) / 2
    return [Order(middle_bpm, bounds)] * round(minutes * 60)


PERFECT_RIDE = [
    *hold(ENDURANCE, 20),
    *hold(EASY, 5),
    *hold(ENDURANCE, 12),
    *hold(HARD, 4),
    *hold(ENDURANCE, 12),
]


def drift_out(too_low: bool, ramp_s: int) -> list[Order]:
    """Settled in the middle, then the effort leaves over `ramp_s` for 5 bpm outside the zone."""
    middle_bpm = hold(ENDURANCE, 1)[0].steady_bpm
    out_bpm = ENDURANCE[0] - OUT_BPM if too_low else ENDURANCE[1] - 1 + OUT_BPM
    ramp = [middle_bpm + (out_bpm - middle_bpm) * (i + 1) / ramp_s for i in range(ramp_s)]
    after = [out_bpm] * 900
    return [*hold(ENDURANCE, SETTLED_S / 60), *(Order(bpm, ENDURANCE) for bpm in [*ramp, *after])]


class Readings:
    """The 5 s median and the 30 s least-squares slope of readings that come once a second."""

    def __init__(self) -> None:
        self._last_5: deque[float] = deque(maxlen=5)
        self._last_30: deque[float] = deque(maxlen=31)

    def add(self, bpm: float) -> None:
        self._last_5.append(bpm)
        self._last_30.append(bpm)

    def median_bpm(self) -> float:
        return statistics.median(self._last_5)

    def slope_bpm_per_30s(self) -> float | None:
        n = len(self._last_30)
        if n < 15:
            return None
        middle = (n - 1) / 2
        return 30 * sum((i - middle) * bpm for i, bpm in enumerate(self._last_30)) / (n * (n * n - 1) / 12)


def random_traits(random: Random, most_wander_bpm: float) -> HeartTraits:
    return HeartTraits(
        resting_bpm=RESTING_BPM,
        max_bpm=MAX_BPM,
        rise_time_constant_s=random.uniform(40, 80),
        fall_time_constant_s=random.uniform(40, 80),
        drift_bpm=0.0,
        wander_bpm=random.uniform(0.0, most_wander_bpm),
        breathing_ms=random.uniform(20, 60),
    )


def ride(random: Random, traits: HeartTraits, orders: Sequence[Order]) -> Iterator[tuple[Alert, ...]]:
    """The alerts of each second of a ride, from rest."""
    heart = HeartModel(random, traits, effort=0.1)
    noise_bpm = random.uniform(0.0, MOST_NOISE_BPM)
    readings = Readings()
    machine = AlertMachine(AlertSettings(), resting_bpm=RESTING_BPM, ceiling_bpm=None)
    for second, order in enumerate(orders):
        effort = (order.steady_bpm - RESTING_BPM) / (MAX_BPM - RESTING_BPM)
        readings.add(round(heart.step(effort).bpm + random.gauss(0.0, noise_bpm)))
        yield machine.step(
            AlertInput(
                elapsed_s=float(second),
                median_bpm=readings.median_bpm(),
                slope_bpm_per_30s=readings.slope_bpm_per_30s(),
                status=LiveStatus.RUNNING,
                target_lower_bpm=order.bounds[0],
                target_upper_bpm=order.bounds[1],
                step_duration_s=None,
                training_load=0.0,
                target_load=None,
                battery_percent=None,
            )
        )


def nagged(random: Random) -> tuple[int, int]:
    """How many alerts a rider hears who holds the middle of every step: in zone 2, and in the other steps."""
    rides = zip(PERFECT_RIDE, ride(random, random_traits(random, MOST_WANDER_BPM), PERFECT_RIDE), strict=True)
    heard = [order.bounds for order, alerts in rides for _ in alerts]
    return heard.count(ENDURANCE), len(heard) - heard.count(ENDURANCE)


def crossing_s(traits: HeartTraits, orders: Sequence[Order], too_low: bool) -> int:
    """The second at which the noiseless heart passes the alert's limit."""
    limit_bpm = ENDURANCE[0] - 2 if too_low else ENDURANCE[1] + 1
    time_constant_s = traits.fall_time_constant_s if too_low else traits.rise_time_constant_s
    bpm = orders[SETTLED_S - 1].steady_bpm
    for second in range(SETTLED_S, len(orders)):
        bpm += (orders[second].steady_bpm - bpm) * -math.expm1(-1 / time_constant_s)
        if bpm <= limit_bpm if too_low else bpm >= limit_bpm:
            return second
    raise ValueError("this heart never leaves its zone")


def delay_s(random: Random, too_low: bool) -> float:
    """Seconds from crossing the limit to the alert for a rider who drifts out; infinite when it never comes.

    These hearts breathe and their sensors are noisy, but they do not wander: a heart that wanders back inside
    after crossing has not crossed for good.
    """
    traits = random_traits(random, 0.0)
    orders = drift_out(too_low, random.choice((1, 30, 120, 300)))
    wanted = AlertKind.BELOW if too_low else AlertKind.ABOVE
    for second, alerts in enumerate(ride(random, traits, orders)):
        if any(alert.kind is wanted for alert in alerts) and second >= SETTLED_S:
            return second - crossing_s(traits, orders, too_low)
    return math.inf


def measure(hearts: int = HEARTS) -> list[Figure]:
    """The figures over so many hearts; each seed is a heart."""
    nags = [nagged(Random(seed)) for seed in range(hearts)]
    figures = [
        Figure("alerts to who holds zone 2", sum(nag[0] for nag in nags), "alerts", budget=0),
        Figure("alerts to who holds zone 1 or 4", sum(nag[1] for nag in nags), "alerts", budget=hearts / 100),
    ]
    for too_low, side in ((True, "under"), (False, "over")):
        delays = sorted(delay_s(Random(seed), too_low) for seed in range(hearts))
        in_time = 100 * sum(delay <= HEARD_WITHIN_S for delay in delays) / hearts
        name = f"drifting {OUT_BPM} bpm {side} zone 2"
        figures += [
            Figure(f"{name}: heard within 15 s", in_time, "%", budget=99, more_is_better=True),
            Figure(f"{name}: heard after, median", statistics.median(delays), "s"),
            Figure(f"{name}: heard after, 99 of 100", delays[int(0.99 * hearts)], "s", budget=HEARD_WITHIN_S),
            Figure(f"{name}: heard after, latest", delays[-1], "s"),
        ]
    return figures
