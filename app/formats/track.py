"""Points in time, as TCX and GPX have them → FileActivity."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from app.domain.activity import Pause
from app.domain.file_activity import FileActivity, FileLap
from app.domain.frozen import frozen
from app.domain.samples import HeartRateSample
from app.formats.pause_fitting import explaining, fitted
from app.formats.sports import sport_named

FILE_SOURCE = "file"  # the source of samples that no sensor told us of
LONGEST_ACTIVITY = timedelta(days=14)  # further from the start than this, a clock was wrong
FASTEST_BPM = 300  # no heart beats faster: such a number is none
SHORTEST_PAUSE_S = 1.5  # between two tracks; less is how a lap begins


@frozen
class TrackPoint:
    """A moment (aware) and the heart rate then, None where there was none; `track` numbers the stretches."""

    time: datetime
    bpm: float | None
    track: int


def read_time(text: str | None) -> datetime | None:
    """An ISO 8601 time as aware UTC (one without an offset is taken for UTC), None for anything else."""
    try:
        time = datetime.fromisoformat((text or "").strip())
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def file_rate(bpm: float | None) -> float | None:
    """A file's heart rate; None for 0, which many write for none, and for what no heart can beat."""
    return bpm if bpm is not None and 0 < bpm <= FASTEST_BPM else None


def activity_of_track(
    points: Sequence[TrackPoint],
    *,
    sport: str,
    lap_starts: Sequence[datetime] = (),
    reported_timer_s: float | None = None,
    recorder: str | None = None,
    identity: str | None = None,
) -> FileActivity:
    """The activity of at least one point. Points that go back in time, or absurdly far, are left out."""
    start = points[0].time
    kept, strays = _rising(points)
    elapsed_s = (kept[-1].time - start).total_seconds()
    samples = tuple(
        HeartRateSample((point.time - start).total_seconds(), file_rate(point.bpm), FILE_SOURCE)
        for point in kept
    )
    named = sport_named(sport)
    return FileActivity(
        sport=named.name,
        sub_sport=named.sub_name,
        fit_sport=named.number,
        fit_sub_sport=named.sub_number,
        started_at=start,
        has_local_offset=False,
        elapsed_s=elapsed_s,
        reported_timer_s=reported_timer_s,
        samples=samples,
        pauses=_pauses(kept, start, elapsed_s, reported_timer_s),
        laps=_laps(lap_starts, start, elapsed_s),
        identity=identity,
        recorder=recorder,
        warnings=("records_out_of_order",) if strays else (),
    )


def _rising(points: Sequence[TrackPoint]) -> tuple[list[TrackPoint], int]:
    kept = [points[0]]
    for point in points[1:]:
        if kept[-1].time < point.time <= points[0].time + LONGEST_ACTIVITY:
            kept.append(point)
        elif point.time == kept[-1].time and point.bpm is not None:
            kept[-1] = point
    repeated = len({point.time for point in points})
    return kept, repeated - len(kept)


def _pauses(
    kept: Sequence[TrackPoint], start: datetime, elapsed_s: float, reported_timer_s: float | None
) -> tuple[Pause, ...]:
    """Between two tracks the timer stood still, if the file's own timer says that it did at all."""
    if reported_timer_s is None:
        return ()
    gaps = [
        Pause((before.time - start).total_seconds(), (after.time - start).total_seconds())
        for before, after in pairwise(kept)
        if before.track != after.track and (after.time - before.time).total_seconds() > SHORTEST_PAUSE_S
    ]
    return fitted(explaining(gaps, elapsed_s - reported_timer_s), elapsed_s, reported_timer_s)


def _laps(lap_starts: Sequence[datetime], start: datetime, elapsed_s: float) -> tuple[FileLap, ...]:
    """Laps fill the activity: the first begins with it, each ends where the next begins."""
    inner = {(time - start).total_seconds() for time in lap_starts[1:]}
    bounds = [0.0, *sorted(at_s for at_s in inner if 0 < at_s < elapsed_s), elapsed_s]
    return tuple(FileLap(*ends) for ends in pairwise(bounds))
