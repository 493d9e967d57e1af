"""The demo's radio: a simulated strap on a plausible heart, speaking the bytes of a real one."""

from collections.abc import Iterator
from itertools import islice
from math import floor
from random import Random

from app.domain.heart_model import HeartSecond, HeartTraits, simulated_heart
from ble.heart_rate import HeartRateMeasurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio

DEMO_ADDRESS = "DE:30:00:00:00:01"
DEMO_NAME = "Demo strap"
JITTER_S = 0.08  # notifications never come to the millisecond


def demo_radio(random: Random, traits: HeartTraits) -> SimulatedRadio:
    """A radio with one strap in range, worn by an athlete who repeats a workout of intervals for ever.

    It connects and speaks at once: who tries Sidebeat should not wait for a simulated radio.
    """
    strap = SimulatedStrap(
        WornHeart(simulated_heart(random, traits)).measure,
        address=DEMO_ADDRESS,
        name=DEMO_NAME,
        serial_number="DEMO",
        jitter_s=JITTER_S,
        greets=True,
        random=random,
    )
    return SimulatedRadio([strap], establishing_s=0.0, request_s=0.0)


class WornHeart:
    """A heart that beats on whether anybody listens or not: what a strap on it measures."""

    def __init__(self, seconds: Iterator[HeartSecond]) -> None:
        self._seconds = seconds
        self._second = next(seconds)
        self._passed = 0

    def measure(self, elapsed_s: float) -> HeartRateMeasurement:
        """The heart at this moment; of the seconds passed, the beats of the last. No beat comes twice."""
        due = max(0, floor(elapsed_s + 0.5) - self._passed)
        self._passed += due
        for second in islice(self._seconds, due):
            self._second = second
        rr_ticks = self._second.rr_ticks if due else ()
        return HeartRateMeasurement(bpm=self._second.bpm, contact=True, rr_ticks=rr_ticks)
