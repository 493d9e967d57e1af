"""What travels from the sensors into a session, on session time."""

from app.domain.frozen import frozen


@frozen
class HeartRateSample:
    """One decoded heart-rate measurement on session time.

    `bpm` is None where the sensor gave no reading: it said 0. (What could not be understood is no sample at
    all.) `contact` is None where the sensor cannot tell. `rr_ticks` are RR intervals in 1/1024 s, oldest
    first. `source` is the sensor's address.
    """

    elapsed_s: float
    bpm: float | None
    source: str
    contact: bool | None = None
    rr_ticks: tuple[int, ...] = ()
    energy_kj: int | None = None


@frozen
class BatterySample:
    """The sensor's battery level, 0 to 100 percent, on session time."""

    elapsed_s: float
    percent: int
    source: str
