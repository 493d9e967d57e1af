"""Setups and streams of readings that the domain's tests share."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.activity_types import INDOOR_CYCLING
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.zones import ZoneModelName, zone_model

STRAP = "C0:FF:EE:00:00:01"
WATCH = "C0:FF:EE:00:00:02"

CORE = HeartRateConstants(50, 190, 169, Sex.MALE)  # the athlete of domain.md's core set


def setup_for(constants: HeartRateConstants = CORE, **changes: object) -> SessionSetup:
    """An indoor ride by the six-zone threshold model."""
    setup = SessionSetup(INDOOR_CYCLING, constants, zone_model(ZoneModelName.THRESHOLD6, constants))
    return replace(setup, **changes)  # type: ignore[arg-type]  # tests name fields of SessionSetup


def beat(elapsed_s: float, bpm: float | None, source: str = STRAP) -> HeartRateSample:
    """One reading."""
    return HeartRateSample(float(elapsed_s), bpm, source)


def steady(bpm: float, start_s: int, end_s: int, source: str = STRAP) -> list[HeartRateSample]:
    """One reading a second, both ends included."""
    return [beat(second, bpm, source) for second in range(start_s, end_s + 1)]


def sampled(heart: Callable[[float], float], times: Iterable[float]) -> list[HeartRateSample]:
    """A heart read at these moments."""
    return [beat(elapsed_s, heart(elapsed_s)) for elapsed_s in times]


def play(samples: Iterable[HeartRateSample], setup: SessionSetup | None = None) -> LiveSession:
    """A running session that has taken these samples."""
    session = LiveSession(setup or setup_for())
    for sample in samples:
        session.accept(sample)
    return session


def finished(
    samples: Iterable[HeartRateSample], end_s: float, setup: SessionSetup | None = None
) -> LiveSession:
    """The same, finished."""
    session = play(samples, setup)
    session.finish(end_s)
    return session
