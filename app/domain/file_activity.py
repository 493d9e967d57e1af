"""An activity as a foreign file tells it, before any of Sidebeat's numbers are computed from it."""

from datetime import datetime

from app.domain.activity import Pause
from app.domain.frozen import frozen
from app.domain.samples import HeartRateSample


@frozen
class FileLap:
    """A lap of the file, in session seconds."""

    start_s: float
    end_s: float


@frozen
class FileActivity:
    """What a file says of one activity (a multi-sport file holds several). None where the file does not say.

    `sport`, `sub_sport` are FIT's words, `fit_sport`, `fit_sub_sport` their numbers. `started_at` is aware;
    its offset is the athlete's of that day where `has_local_offset`, else UTC; with `is_wall_clock` it is
    what a clock on the wall showed, set down as if it were UTC. `samples` are on session time, strictly
    rising, each with a heart rate or None. `rr_ms` are RR intervals in milliseconds, `rr_at_s` the session
    time at which each was reported. `sensor` is what measured the heart rate, `recorder` what wrote the file.
    `identity` is Sidebeat's own, `warnings` are ids of what had to be mended in reading, `rpe` is how hard it
    felt, 1 to 10.
    """

    started_at: datetime
    has_local_offset: bool
    elapsed_s: float
    samples: tuple[HeartRateSample, ...]
    laps: tuple[FileLap, ...]
    pauses: tuple[Pause, ...] = ()
    reported_timer_s: float | None = None
    sport: str | None = None
    sub_sport: str | None = None
    fit_sport: int = 0
    fit_sub_sport: int = 0
    rr_ms: tuple[float, ...] = ()
    rr_at_s: tuple[float, ...] = ()
    identity: str | None = None
    sensor: str | None = None
    recorder: str | None = None
    manufacturer: str | None = None
    warnings: tuple[str, ...] = ()
    rpe: int | None = None
    is_wall_clock: bool = False
