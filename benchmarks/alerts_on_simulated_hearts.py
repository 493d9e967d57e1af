"""Alerts on 1,000 simulated hearts: who does everything right hears nothing, who drifts out hears it soon.

Every heart has its own time constants (40 to 80 s), breathing, sensor noise and zone model. Seconds are
counted from the moment at which the noiseless heart passes the alert's limit; fewer than 0 are an alert that
noise brought forward while the heart was outside its zone, but not yet at the limit.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from app.domain.activity_types import INDOOR_CYCLING
from app.domain.alerts import AlertInput, AlertMachine, AlertSettings
from app.domain.athlete import HeartRateConstants
from app.domain.heart_model import HeartModel, HeartTraits
from app.domain.live import LiveSession
from app.domain.readings import ReadingFilter
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.snapshot import Alert, AlertKind, LiveStatus
from app.domain.targets import zone_middle_bpm
from app.domain.trend import Trend
from app.domain.zones import ZoneModel, ZoneModelName, zone_model
from benchmarks.figures import Figure

HEARTS = 1000
CONSTANTS = HeartRateConstants(resting_bpm=50, max_bpm=190, threshold_bpm=169)
MODELS = tuple(zone_model(name, CONSTANTS) for name in ZoneModelName if name is not ZoneModelName.OWN)
ZONE = 2
OUT_BPM = 5
BELOW_MARGIN_BPM, ABOVE_MARGIN_BPM = AlertSettings().below_margin_bpm, AlertSettings().above_margin_bpm
DRIFTS_OVER_S = (1, 30, 60, 120, 300)
SETTLED_S = 600  # a drift begins once the heart has long been where it should be
WATCHED_S = 900
HEARD_WITHIN_S = 15
MOST_NOISE_BPM = 1.5  # on every reading, over what breathing does: straps average before they send
MOST_CORRELATED = 0.25  # of the noise's variance: the part that stays with the reading for a few seconds
CORRELATED_OVER_S = 3.0
MOST_WANDER_OF_ZONE = 0.09  # of its width: who holds the middle of a narrow zone strays from it by less


@dataclass(frozen=True, slots=True)
class Order:
    """One second of a rider's intention: the effort as the bpm it leads to, and the target zone."""

    steady_bpm: float
    zone: int


def hold(model: ZoneModel, zone: int, minutes: float) -> list[Order]:
    """A step ridden perfectly: at the middle of its zone from the first second."""
    return [Order(zone_middle_bpm(model, zone, CONSTANTS.max_bpm), zone)] * round(minutes * 60)


def perfect_ride(model: ZoneModel) -> list[Order]:
    """From cold, and after easy and hard steps."""
    hard = min(4, model.zones[-1].number)
    steps = ((ZONE, 20), (1, 5), (ZONE, 12), (hard, 4), (ZONE, 12))
    return [order for zone, minutes in steps for order in hold(model, zone, minutes)]


def drift_out(model: ZoneModel, too_low: bool, over_s: int) -> list[Order]:
    """Settled in the middle, then the effort leaves, evenly, for 5 bpm outside the zone."""
    lower_bpm, upper_bpm = target_bounds(model, ZONE)
    middle_bpm = zone_middle_bpm(model, ZONE, CONSTANTS.max_bpm)
    out_bpm = lower_bpm - OUT_BPM if too_low else upper_bpm - 1 + OUT_BPM
    leaving = [middle_bpm + (out_bpm - middle_bpm) * (i + 1) / over_s for i in range(over_s)]
    after = [out_bpm] * WATCHED_S
    return [*hold(model, ZONE, SETTLED_S / 60), *(Order(bpm, ZONE) for bpm in [*leaving, *after])]


def target_bounds(model: ZoneModel, zone: int) -> tuple[int, int]:
    """Its lower bound, and the first bpm above it (above the highest zone: the maximum's)."""
    lower_bpm, upper_bpm = model.bounds(zone)
    return lower_bpm, CONSTANTS.max_bpm + 1 if upper_bpm is None else upper_bpm


def random_traits(random: Random, wander_bpm: float) -> HeartTraits:
    return HeartTraits(
        resting_bpm=CONSTANTS.resting_bpm,
        max_bpm=CONSTANTS.max_bpm,
        rise_time_constant_s=random.uniform(40, 80),
        fall_time_constant_s=random.uniform(40, 80),
        drift_bpm=0.0,
        wander_bpm=wander_bpm,
        breathing_ms=random.uniform(20, 60),
    )


def readings(random: Random, traits: HeartTraits, orders: Sequence[Order]) -> Iterator[HeartRateSample]:
    """What a strap says of a ride from rest, once a second; the first second's reading comes after it."""
    heart = HeartModel(random, traits, effort=0.1)
    noise_bpm = random.uniform(0.0, MOST_NOISE_BPM)
    correlated = random.uniform(0.0, MOST_CORRELATED)
    kept = math.exp(-1.0 / CORRELATED_OVER_S)
    arrives_s = 1.0 + random.random()
    slow_bpm = 0.0
    for second, order in enumerate(orders):
        effort = (order.steady_bpm - CONSTANTS.resting_bpm) / (CONSTANTS.max_bpm - CONSTANTS.resting_bpm)
        slow_bpm += random.gauss(0.0, math.sqrt(1.0 - kept * kept)) - (1.0 - kept) * slow_bpm
        white_bpm = random.gauss(0.0, math.sqrt(1.0 - correlated))
        astray_bpm = noise_bpm * (white_bpm + math.sqrt(correlated) * slow_bpm)
        yield HeartRateSample(arrives_s + second, round(heart.step(effort).bpm + astray_bpm), "strap")


def stepped_ride(random: Random, model: ZoneModel, orders: Sequence[Order]) -> Iterator[tuple[Order, Alert]]:
    """The alerts of a ride whose target changes, each with what was asked for at the time."""
    lower_bpm, upper_bpm = target_bounds(model, ZONE)
    most_wander_bpm = MOST_WANDER_OF_ZONE * (upper_bpm - lower_bpm)
    traits = random_traits(random, random.uniform(0.0, most_wander_bpm))
    trend = Trend()
    accepted = ReadingFilter(lambda _, bpm: trend.add(bpm))
    machine = AlertMachine(AlertSettings(), resting_bpm=CONSTANTS.resting_bpm, ceiling_bpm=None)
    for order, sample in zip(orders, readings(random, traits, orders), strict=True):
        accepted.offer(sample)
        tick_s = math.ceil(sample.elapsed_s)
        median_bpm = accepted.median_bpm(tick_s)
        trend.second(is_fresh=median_bpm is not None)
        slope = trend.slope_bpm_per_s()
        lower_bpm, upper_bpm = target_bounds(model, order.zone)
        alerts = machine.step(
            AlertInput(
                elapsed_s=float(tick_s),
                median_bpm=median_bpm,
                slope_bpm_per_30s=None if slope is None else 30.0 * slope,
                noise_bpm=trend.noise_bpm(),
                status=LiveStatus.RUNNING,
                target_lower_bpm=lower_bpm,
                target_upper_bpm=upper_bpm,
                step_duration_s=None,
                training_load=0.0,
                target_load=None,
                battery_percent=None,
            )
        )
        yield from ((order, alert) for alert in alerts)


def nagged(seed: int) -> tuple[int, int]:
    """How often a rider who holds every middle is told to change: in zone 2, and in the other steps."""
    model = MODELS[seed % len(MODELS)]
    ride = stepped_ride(Random(seed), model, perfect_ride(model))
    zones = [order.zone for order, alert in ride if alert.kind in {AlertKind.BELOW, AlertKind.ABOVE}]
    return zones.count(ZONE), len(zones) - zones.count(ZONE)


def crossing_s(model: ZoneModel, traits: HeartTraits, orders: Sequence[Order], too_low: bool) -> int:
    """Where the noiseless heart passes the alert's limit: the end of that second of the ride."""
    lower_bpm, upper_bpm = target_bounds(model, ZONE)
    limit_bpm = lower_bpm - BELOW_MARGIN_BPM if too_low else upper_bpm + ABOVE_MARGIN_BPM
    time_constant_s = traits.fall_time_constant_s if too_low else traits.rise_time_constant_s
    bpm = orders[SETTLED_S - 1].steady_bpm
    for second in range(SETTLED_S, len(orders)):
        bpm += (orders[second].steady_bpm - bpm) * -math.expm1(-1 / time_constant_s)
        if bpm <= limit_bpm if too_low else bpm >= limit_bpm:
            return second + 1
    raise ValueError("this heart never leaves its zone")


def delay_s(seed: int, too_low: bool) -> float:
    """Seconds from crossing the limit to the alert for a rider who drifts out; infinite when it never comes.

    The whole live session judges. These hearts breathe and their sensors are noisy, but they do not wander: a
    heart that wanders back inside after crossing has not crossed for good.
    """
    random = Random(seed)
    model = MODELS[seed % len(MODELS)]
    traits = random_traits(random, 0.0)
    orders = drift_out(model, too_low, random.choice(DRIFTS_OVER_S))
    wanted = AlertKind.BELOW if too_low else AlertKind.ABOVE
    session = LiveSession(SessionSetup(INDOOR_CYCLING, CONSTANTS, model, target_zone=ZONE))
    for sample in readings(random, traits, orders):
        session.accept(sample)
        for event in session.take_events():
            if isinstance(event, Alert) and event.kind is wanted and event.elapsed_s > SETTLED_S:
                return event.elapsed_s - crossing_s(model, traits, orders, too_low)
    return math.inf


def measure(hearts: int = HEARTS) -> list[Figure]:
    """The figures over so many hearts; each seed is a heart."""
    nags = [nagged(seed) for seed in range(hearts)]
    figures = [
        Figure("alerts to who holds zone 2", sum(nag[0] for nag in nags), "alerts", budget=0),
        Figure(
            "alerts to who holds easy and hard steps",
            sum(nag[1] for nag in nags),
            "alerts",
            remark="a slow heart has not reached a narrow zone 4 after 150 s",
        ),
    ]
    for too_low, side in ((True, "under"), (False, "over")):
        delays = sorted(delay_s(seed, too_low) for seed in range(hearts))
        in_time = 100 * sum(delay <= HEARD_WITHIN_S for delay in delays) / hearts
        name = f"drifting {OUT_BPM} bpm {side} zone 2"
        figures += [
            Figure(f"{name}: heard within 15 s", in_time, "%", budget=100, more_is_better=True),
            *(
                Figure(f"{name}: heard after, {part} of 100", delays[part * hearts // 100], "s")
                for part in (1, 10, 50, 90, 99)
            ),
            Figure(f"{name}: heard after, latest", delays[-1], "s", budget=HEARD_WITHIN_S),
        ]
    return figures
