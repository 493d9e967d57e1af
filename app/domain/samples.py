"""What travels from the sensors into a session, on session time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeartRateSample:
    """One decoded heart-rate measurement on session time.

    `bpm` is None where the sensor gave no reading (it said 0, or could not be understood is *not* a sample at
    all); `contact` is None where the sensor cannot tell. `rr_ticks` are RR intervals in 1/1024 s, oldest first.
    `source` is the sensor's address.
    """

    elapsed_s: float
    bpm: float | None
    source: str
    contact: bool | None = None
    rr_ticks: tuple[int, ...] = ()
    energy_kj: int | None = None
