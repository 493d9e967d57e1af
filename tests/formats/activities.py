"""Activities to write: one that is known field by field, and a strategy for all others."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from app.domain.activity import Activity, ActivitySummary, Pause
from app.domain.athlete import HeartRateConstants
from app.domain.samples import HeartRateSample
from app.domain.snapshot import Lap, ZoneTime

IDENTITY = "7c1b0a52-93c4-4f5e-8d0e-2f6f3f1f9a11"
STRAP = "00:00:5E:00:53:01"
ZONES = (ZoneTime(1, "Easy", 0, 12.5), ZoneTime(2, "Moderate", 130, 40.0), ZoneTime(3, "Hard", 160, 0.0))


def reading(elapsed_s: float, bpm: float, rr_ticks: tuple[int, ...] = ()) -> HeartRateSample:
    return HeartRateSample(elapsed_s, bpm, STRAP, None, rr_ticks)


def steady(seconds: int, bpm: float = 140.0) -> list[HeartRateSample]:
    """A reading in the middle of every second."""
    return [reading(second + 0.5, bpm) for second in range(seconds)]


def make_summary(
    elapsed_s: float, timer_s: float, bpms: Sequence[float], zones: tuple[ZoneTime, ...] = ZONES
) -> ActivitySummary:
    """Numbers that fit the readings well enough for a file."""
    return ActivitySummary(
        elapsed_s=elapsed_s,
        timer_s=timer_s,
        counted_s=float(len(bpms)),
        coverage=None,
        average_bpm=sum(bpms) / len(bpms) if bpms else None,
        max_bpm=round(max(bpms)) if bpms else None,
        min_bpm=round(min(bpms)) if bpms else None,
        training_load=12.25 if bpms else 0.0,
        load_is_estimated=False,
        banister_trimp=1.0,
        edwards_trimp=2.0,
        lucia_trimp=3.0,
        time_in_zone=zones,
    )


def make_activity(
    samples: Sequence[HeartRateSample] = (),
    *,
    elapsed_s: float = 60.0,
    pauses: tuple[Pause, ...] = (),
    started_at: datetime = datetime(2026, 11, 22, 18, 3, 4, 500_000, tzinfo=timezone(timedelta(hours=1))),
    **changes: object,
) -> Activity:
    timer_s = elapsed_s - sum(pause.end_s - pause.start_s for pause in pauses)
    given: dict[str, Any] = {
        "identity": IDENTITY,
        "activity_type": "indoor_cycling",
        "fit_sport": 2,
        "fit_sub_sport": 6,
        "started_at": started_at,
        "constants": HeartRateConstants(50, 190, 169),
        "samples": tuple(samples),
        "pauses": pauses,
        "laps": (),
        "alerts": (),
        "summary": make_summary(elapsed_s, timer_s, [s.bpm for s in samples if s.bpm is not None]),
        "sensor": "Polar H10 12345678",
        "manufacturer": "Polar Electro Oy",
    }
    given.update(changes)
    return Activity(**given)


def make_lap(number: int, start_s: float, end_s: float, bpm: float | None = None) -> Lap:
    return Lap(number, start_s, end_s, end_s - start_s, 1.0, bpm, None if bpm is None else round(bpm))


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    """Any activity that a session can end in: up to ten minutes, with pauses, silences and beats."""
    elapsed_s = draw(st.integers(0, 600_000_000)) / 1e6
    instants = st.integers(0, int(elapsed_s * 1e6)).map(lambda us: us / 1e6)
    edges = sorted(draw(st.lists(instants, max_size=6, unique=True)))
    pauses = tuple(Pause(*edges[i : i + 2]) for i in range(0, len(edges) - 1, 2))
    times = sorted(draw(st.lists(instants, max_size=60, unique=True)))
    bpms = st.floats(30, 240)
    beats = st.lists(st.integers(0, 0xFFFF), max_size=9).map(tuple)
    samples = [reading(at, draw(bpms), draw(beats)) for at in times]
    marks = sorted(draw(st.lists(instants, max_size=3, unique=True)))
    laps = [
        make_lap(i + 1, a, b) for i, (a, b) in enumerate(zip([0.0, *marks], [*marks, elapsed_s], strict=True))
    ]
    offset = timedelta(minutes=draw(st.integers(-48, 56)) * 15)
    started_at = datetime(2000, 1, 1, tzinfo=UTC) + draw(st.timedeltas(timedelta(0), timedelta(days=36_500)))
    return make_activity(
        samples,
        elapsed_s=elapsed_s,
        pauses=pauses,
        laps=tuple(laps),
        started_at=started_at.astimezone(timezone(offset)),
        activity_type=draw(st.text(max_size=400)),
        sensor=draw(st.none() | st.text(max_size=300)),
        manufacturer=draw(st.none() | st.text(max_size=30)),
        energy_kcal=draw(st.none() | st.floats(0, 1e5)),
        fit_sport=draw(st.integers(0, 254)),
        fit_sub_sport=draw(st.integers(0, 254)),
    )
