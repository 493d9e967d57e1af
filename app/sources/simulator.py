"""The demo's radio: a simulated strap on a plausible heart, speaking the bytes of a real one."""

from random import Random

from app.domain.heart_model import HeartTraits, simulated_heart
from ble.heart_rate import HeartRateMeasurement
from ble.simulated_strap import SimulatedStrap
from ble.simulated_transport import SimulatedRadio

DEMO_ADDRESS = "DE:30:00:00:00:01"
DEMO_NAME = "Demo strap"


def demo_radio(random: Random, traits: HeartTraits) -> SimulatedRadio:
    """A radio with one strap in range, worn by an athlete who repeats a workout of intervals for ever."""
    seconds = simulated_heart(random, traits)

    def measure(_elapsed_s: float) -> HeartRateMeasurement:
        second = next(seconds)
        return HeartRateMeasurement(bpm=second.bpm, contact=True, energy_kj=None, rr_ticks=second.rr_ticks)

    strap = SimulatedStrap(
        measure, address=DEMO_ADDRESS, name=DEMO_NAME, serial_number="DEMO", jitter_s=0.08, random=random
    )
    return SimulatedRadio([strap])
