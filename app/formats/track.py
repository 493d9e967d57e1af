"""Points in time, as TCX and GPX have them → FileActivity."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from app.domain.activity import Pause
from app.domain.file_activity import FileActivity, FileLap
from app.domain.frozen import frozen
from app.domain.samples import HeartRateSample
from app.formats.pause_fitting import explaining, fitted
from app.formats.settled_clock import Timeline, believable_timer_s, settle_clock
from app.formats.sports import sport_named

FILE_SOURCE = "file"  # the source of samples that no sensor told us of
LONGEST_ACTIVITY = timedelta(days=14)  # further from the start than this, a clock was wrong
YEARS = range(1990, 2100)  # others are what clocks say that nobody set; Python's own end in 1 and 9999
FASTEST_BPM = 300  # no heart beats faster: such a number is none
SHORTEST_PAUSE_S = 1.5  # between two tracks; less is how a lap begins


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1) // _MICROSECOND


@frozen
class TrackPoint:
    """A moment (aware) and the heart rate then, None where there was none; `track` numbers the stretches."""

    time: datetime
    bpm: float | None
    track: int


@frozen
class LapStart:
    """The moment (aware) at which a lap began, behind so many points."""

    time: datetime
    place: int


def read_time(text: str | None) -> datetime | None:
    """An ISO 8601 time as aware UTC (one without an offset is taken for UTC), None for anything else.

    A year in which no watch ever recorded is None too.
    """
    try:
        time = datetime.fromisoformat((text or "").strip())
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return time if time.year in YEARS else None


def file_rate(bpm: float | None) -> float | None:
    """A file's heart rate; None for 0, which many write for none, and for what no heart can beat."""
    return bpm if bpm is not None and 0 < bpm <= FASTEST_BPM else None


def activity_of_track(
    points: Sequence[TrackPoint],
    *,
    sport: str,
    lap_starts: Sequence[LapStart] = (),
    reported_timer_s: float | None = None,
    recorder: str | None = None,
    identity: str | None = None,
) -> FileActivity:
    """The activity of at least one point. A clock that was set on the way loses none of them; strays go."""
    clock = settle_clock(
        [_us(point.time) for point in points],
        second=_SECOND,
        longest_silence=LONGEST_ACTIVITY // _MICROSECOND,
    )
    kept, has_strays = _rising(points, clock)
    start = kept[0].time
    elapsed_s = (kept[-1].time - start).total_seconds()
    reported_timer_s = believable_timer_s(reported_timer_s, elapsed_s)
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
        laps=_laps([_lap_time(each, clock) for each in lap_starts], start, elapsed_s),
        identity=identity,
        recorder=recorder,
        warnings=tuple(_warnings(clock, has_strays=has_strays)),
    )


def _rising(points: Sequence[TrackPoint], clock: Timeline) -> tuple[list[TrackPoint], bool]:
    """The points on one clock that goes forward; whether any had to be left out."""
    kept: list[TrackPoint] = []
    has_strays = False
    for point, at, shift in zip(points, clock.times, clock.shifts, strict=True):
        time = point.time + shift * _MICROSECOND
        if at is not None and (not kept or time <= kept[0].time + LONGEST_ACTIVITY):
            kept.append(TrackPoint(time, point.bpm, point.track))
        elif not kept or time != kept[-1].time:
            has_strays = True
        elif point.bpm is not None:  # a moment told twice, as where one lap ends and the next begins
            kept[-1] = TrackPoint(time, point.bpm, point.track)
    return kept, has_strays


def _warnings(clock: Timeline, *, has_strays: bool) -> Iterator[str]:
    if clock.was_set:
        yield "clock_was_set"
    if has_strays:
        yield "records_out_of_order"


def _lap_time(lap: LapStart, clock: Timeline) -> datetime:
    """Where a lap begins, by the clock of its own first point."""
    return lap.time + clock.shifts[min(lap.place, len(clock.shifts) - 1)] * _MICROSECOND


def _us(time: datetime) -> int:
    return (time - _EPOCH) // _MICROSECOND


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
