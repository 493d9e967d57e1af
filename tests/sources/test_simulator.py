"""The demo's strap: a plausible heart that beats on while nobody listens."""

import asyncio
from itertools import pairwise
from random import Random

from app.domain.heart_model import DEMO_WORKOUT, HeartSecond, HeartTraits, effort_at
from app.sources.simulator import DEMO_ADDRESS, DEMO_NAME, WornHeart, demo_radio
from ble.client import ConnectionChange, PeripheralDescription, PeripheralIdentity, SensorClient
from ble.heart_rate import HeartRateMeasurement, decode_measurement
from ble.uuids import HEART_RATE_MEASUREMENT
from tests import virtual_time

HOUR_S = 3600
LINK_COMES_ABOUT_WITHIN_S = 3.0
TRAITS = HeartTraits(resting_bpm=60, max_bpm=185)
WORKOUT_S = round(sum(stage.duration_s for stage in DEMO_WORKOUT))


class Ears:
    """Notes every measurement with its second."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, HeartRateMeasurement]] = []

    def state_changed(self, change: ConnectionChange) -> None:
        pass

    def value_received(self, characteristic: str, value: bytes) -> None:
        if characteristic == HEART_RATE_MEASUREMENT:
            self.heard.append((asyncio.get_running_loop().time(), decode_measurement(value)))

    def described(self, description: PeripheralDescription) -> None:
        pass


def listen(duration_s: float, *, seed: int = 1, away: tuple[float, float] | None = None) -> Ears:
    """What a client hears of the demo's radio; the strap is out of reach from one moment to the other."""

    async def listening() -> Ears:
        radio, ears = demo_radio(Random(seed), TRAITS), Ears()
        client = SensorClient(radio, PeripheralIdentity(DEMO_ADDRESS, DEMO_NAME), ears, random=Random(seed))
        running = asyncio.create_task(client.run())
        if away is not None:
            await asyncio.sleep(away[0])
            radio.straps[0].lose()
            await asyncio.sleep(away[1] - away[0])
            radio.straps[0].appear()
        await asyncio.sleep(duration_s - asyncio.get_running_loop().time())
        client.stop()
        await running
        return ears

    return virtual_time.run(listening())


def test_an_hour_of_the_demo_is_a_plausible_hour() -> None:
    heard = listen(HOUR_S).heard
    rates = [measurement.bpm for _, measurement in heard]
    assert HOUR_S - LINK_COMES_ABOUT_WITHIN_S - 1 <= len(heard) <= HOUR_S
    assert min(rates) >= TRAITS.resting_bpm
    assert max(rates) <= TRAITS.max_bpm
    assert max(rates) - min(rates) >= 50  # intervals, not a flat line
    assert max(abs(later - earlier) for earlier, later in pairwise(rates)) <= 10
    assert all(measurement.contact for _, measurement in heard)


def test_its_beats_add_up_to_the_time_that_passed() -> None:
    heard = listen(600.0).heard
    beats_s = sum(sum(measurement.rr_ticks) for _, measurement in heard) / 1024
    passed_s = heard[-1][0] - heard[0][0] + 1.0
    assert abs(beats_s - passed_s) <= 1.5  # the interval that is still running, and the jitter


def test_no_two_demos_are_alike_but_a_seed_is_a_heart() -> None:
    assert listen(120.0, seed=1).heard == listen(120.0, seed=1).heard
    assert listen(120.0, seed=1).heard != listen(120.0, seed=2).heard


def test_the_heart_goes_on_in_time_while_the_link_is_down() -> None:
    """Lost in the warm-up, back in the first interval: the heart is where one that was heard all along is."""
    always = dict(_by_second(listen(500.0)))
    interrupted = dict(_by_second(listen(500.0, away=(100.0, 400.0))))
    assert not [second for second in interrupted if 106 < second < 400]
    assert effort_at(450.0) > effort_at(100.0)
    late = [second for second in interrupted if second > 410]
    assert len(late) > 80
    assert max(abs(interrupted[second] - always[second]) for second in late) <= 8  # chance, not time


def _by_second(ears: Ears) -> list[tuple[int, int]]:
    return [(round(at_s - 0.04), measurement.bpm) for at_s, measurement in ears.heard]


def test_a_burst_tells_no_beat_twice() -> None:
    heart = WornHeart(HeartSecond(100 + second, (second,)) for second in range(10))
    measured = [heart.measure(elapsed_s) for elapsed_s in (1.0, 1.02, 2.07, 2.1, 6.0)]
    assert [measurement.bpm for measurement in measured] == [101, 101, 102, 102, 106]
    assert [measurement.rr_ticks for measurement in measured] == [(1,), (), (2,), (), (6,)]


def test_the_workout_repeats_for_ever() -> None:
    assert effort_at(10.0) == effort_at(10.0 + WORKOUT_S)
