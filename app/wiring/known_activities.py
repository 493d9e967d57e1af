"""What a new activity may be the same as: all that are there, by time; heart rates only of those near it."""

from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.same_activity import MOST_HOURS, RateTrack, rate_track
from ble.scanner import kind_of

MOST_TRACKS = 64  # held in memory; about 2 MB
LONGEST_ACTIVITY_S = 14 * 86400.0  # so far back may one begin that reaches into another


@dataclass(frozen=True, slots=True)
class KnownActivity:
    """One activity's place in time, and how good its heart rate is."""

    activity_id: int
    start_s: float
    elapsed_s: float
    is_strap: bool
    coverage: float

    @classmethod
    def of_row(cls, row: ActivityRow) -> "KnownActivity":
        """As the history has it."""
        start_s = row.started_at.timestamp()
        return cls(row.activity_id, start_s, row.elapsed_s, _is_strap(row.source), row.coverage or 0.0)

    @classmethod
    def of_activity(cls, activity_id: int, activity: Activity) -> "KnownActivity":
        """As it was just imported."""
        summary, start_s = activity.summary, activity.started_at.timestamp()
        is_strap = _is_strap(activity.sensor)
        return cls(activity_id, start_s, summary.elapsed_s, is_strap, summary.coverage or 0.0)

    def carries_rather_than(self, other: "KnownActivity") -> bool:
        """Whether this one's heart rate is the better: a chest strap's, or the more complete by a percent."""
        return (self.is_strap, round(self.coverage, 2)) > (other.is_strap, round(other.coverage, 2))


class KnownActivities:
    """`load` reads an activity of the history by its id."""

    def __init__(self, rows: Iterable[ActivityRow], load: Callable[[int], Activity]) -> None:
        self._by_start = sorted((KnownActivity.of_row(row) for row in rows), key=_start)
        self._load = load
        self._tracks: OrderedDict[int, RateTrack] = OrderedDict()

    def add(self, known: KnownActivity) -> None:
        """One more."""
        insort(self._by_start, known, key=_start)

    def near(self, new: KnownActivity) -> Iterator[KnownActivity]:
        """Those that can overlap with it at any shift that is looked at."""
        reach_s = (MOST_HOURS + 1) * 3600.0
        first = bisect_left(self._by_start, new.start_s - reach_s - LONGEST_ACTIVITY_S, key=_start)
        behind = bisect_right(self._by_start, new.start_s + new.elapsed_s + reach_s, key=_start)
        for known in self._by_start[first:behind]:
            if known.start_s + known.elapsed_s + reach_s > new.start_s:
                yield known

    def track(self, known: KnownActivity) -> RateTrack:
        """Its heart rates, once a second. ValueError or KeyError when it can no longer be read."""
        return self._kept(known, partial(self._load, known.activity_id))

    def keep_track(self, known: KnownActivity, activity: Activity) -> RateTrack:
        """The heart rates of one that is at hand."""
        return self._kept(known, lambda: activity)

    def _kept(self, known: KnownActivity, load: Callable[[], Activity]) -> RateTrack:
        track = self._tracks.pop(known.activity_id, None)
        if track is None:
            track = rate_track(known.start_s, load().samples, known.elapsed_s)
        self._tracks[known.activity_id] = track
        if len(self._tracks) > MOST_TRACKS:
            self._tracks.popitem(last=False)
        return track


def _start(known: KnownActivity) -> float:
    return known.start_s


def _is_strap(name: str | None) -> bool:
    return kind_of(name) == "strap"
