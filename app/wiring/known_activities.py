"""What a new activity may be the same as: all that are there, by time; heart rates only of those near it."""

from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.frozen import frozen
from app.domain.recording import SessionStatus
from app.domain.same_activity import MOST_HOURS, RateTrack
from ble.scanner import kind_of

OURSELVES = "Sidebeat"  # as files of ours name their recorder
MOST_TRACKS = 64  # held in memory; about 2 MB
LONGEST_ACTIVITY_S = 14 * 86400.0  # so far back may one begin that reaches into another


@frozen
class KnownActivity:
    """One activity's place in time, and how good its heart rate is."""

    activity_id: int
    start_s: float
    elapsed_s: float
    is_strap: bool
    coverage: float
    recorder: str | None

    @classmethod
    def of_row(cls, row: ActivityRow) -> "KnownActivity":
        """As the history has it."""
        start_s = row.started_at.timestamp()
        recorder = row.recorder if row.is_imported else OURSELVES
        is_strap = _is_strap(row.source)
        return cls(row.activity_id, start_s, row.elapsed_s, is_strap, row.coverage or 0.0, recorder)

    @classmethod
    def of_activity(cls, activity_id: int, activity: Activity, recorder: str | None) -> "KnownActivity":
        """As it was just imported."""
        summary, start_s = activity.summary, activity.started_at.timestamp()
        is_strap = _is_strap(activity.sensor)
        return cls(activity_id, start_s, summary.elapsed_s, is_strap, summary.coverage or 0.0, recorder)

    def may_be_hours_off(self, other: "KnownActivity") -> bool:
        """Whether a time-zone fault may part the two: one recorder keeps one clock."""
        return self.recorder is None or self.recorder != other.recorder

    def carries_rather_than(self, other: "KnownActivity") -> bool:
        """Whether this one's heart rate is the better: a chest strap's, or the more complete by a percent."""
        return (self.is_strap, round(self.coverage, 2)) > (other.is_strap, round(other.coverage, 2))


class KnownActivities:
    """`load` reads the heart rates of an activity of the history by its id.

    One whose load another carries for sure is left out: what is to come is compared with the other. So is one
    that runs: it is compared when it has ended (app.wiring.linking).
    """

    def __init__(self, rows: Iterable[ActivityRow], load: Callable[[int], RateTrack]) -> None:
        over = (row for row in rows if row.status is not SessionStatus.RUNNING)
        counting = (row for row in over if not row.is_carried)
        self._by_start = sorted((KnownActivity.of_row(row) for row in counting), key=_start)
        self._load = load
        self._rates: OrderedDict[int, RateTrack] = OrderedDict()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare with."""
        return not self._by_start

    def add(self, known: KnownActivity, rates: RateTrack | None) -> None:
        """One more."""
        insort(self._by_start, known, key=_start)
        if rates is not None:
            self._keep(known.activity_id, rates)

    def forget(self, known: KnownActivity) -> None:
        """Another carries its load from now on."""
        self._by_start.remove(known)
        self._rates.pop(known.activity_id, None)

    def near(self, new: KnownActivity) -> Iterator[KnownActivity]:
        """Those that can overlap with it at any shift that is looked at."""
        reach_s = (MOST_HOURS + 1) * 3600.0
        first = bisect_left(self._by_start, new.start_s - reach_s - LONGEST_ACTIVITY_S, key=_start)
        behind = bisect_right(self._by_start, new.start_s + new.elapsed_s + reach_s, key=_start)
        for known in self._by_start[first:behind]:
            if known.start_s + known.elapsed_s + reach_s > new.start_s:
                yield known

    def rates(self, known: KnownActivity) -> RateTrack:
        """Its heart rates, once a second. ValueError or KeyError when it can no longer be read."""
        return self._keep(known.activity_id, self._rates.pop(known.activity_id, None))

    def _keep(self, activity_id: int, rates: RateTrack | None) -> RateTrack:
        kept = self._load(activity_id) if rates is None else rates
        self._rates[activity_id] = kept
        if len(self._rates) > MOST_TRACKS:
            self._rates.popitem(last=False)
        return kept


def _start(known: KnownActivity) -> float:
    return known.start_s


def _is_strap(name: str | None) -> bool:
    return kind_of(name) == "strap"
