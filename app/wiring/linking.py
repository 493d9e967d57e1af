"""Two recordings of one activity found and linked, whichever of them came first."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from app.domain.activity_row import ActivityRow
from app.domain.frozen import frozen
from app.domain.same_activity import Likeness, RateTrack, compare
from app.storage.errors import StorageError
from app.storage.history import History, Twin
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import rates_of_recording
from app.wiring.known_activities import LONGEST_ACTIVITY_S, KnownActivities, KnownActivity

Names = Callable[[str], tuple[str, ...] | None]
"""An athlete's name → all names that his or her history is read by; None: everyone's."""

_log = logging.getLogger(__name__)


@frozen
class Link:
    """An activity that is there already and is, or may be, the same as a new one.

    `shift_s` is to be added to the new one's clock.
    """

    other: KnownActivity
    shift_s: int
    is_sure: bool
    new_carries: bool


def find_link(new: KnownActivity, rates: RateTrack, known: KnownActivities) -> Link | None:
    """The same activity among those near in time; one that is surely the same before any other."""
    perhaps: Link | None = None
    for other in known.near(new):
        theirs = _rates_if_readable(known, other)
        if theirs is None:
            continue
        comparison = compare(theirs, rates, whole_hours=new.may_be_hours_off(other))
        if comparison.likeness is Likeness.SAME:
            return Link(other, comparison.shift_s, True, new.carries_rather_than(other))
        if comparison.likeness is Likeness.UNSURE and perhaps is None:
            perhaps = Link(other, comparison.shift_s, False, new.carries_rather_than(other))
    return perhaps


def _rates_if_readable(known: KnownActivities, other: KnownActivity) -> RateTrack | None:
    """None for what was salvaged in part, or deleted for good meanwhile: the same as nothing."""
    try:
        return known.rates(other)
    except (KeyError, ValueError):
        return None


class RecordedSessions:
    """Fills app.engine.ports.Link: what was imported of a session before it ended is found at its end.

    Each is looked at once: the athlete may have parted a pair since.
    """

    def __init__(self, recorder: SqliteRecorder, history: History, names: Names) -> None:
        self._recorder = recorder
        self._history = history
        self._names = names
        self._seen: set[int] = set()

    def link(self, activity_id: int) -> None:
        """For a worker thread. What cannot be read stays as it is."""
        if activity_id in self._seen:
            return
        self._seen.add(activity_id)
        try:
            self._link(self._history.activity(activity_id))
        except (StorageError, KeyError, ValueError) as error:
            _log.warning("activity %d is not compared with what was imported: %s", activity_id, error)

    def _link(self, row: ActivityRow) -> None:
        since = row.started_at - timedelta(seconds=LONGEST_ACTIVITY_S)
        rows = self._history.activities(since=since, athlete=self._names(row.athlete), with_zones=False)
        twins = self._history.twins_of(row.activity_id)
        if twins:
            self._judge_again({each.activity_id: each for each in rows}, twins)
            return
        known = KnownActivities((each for each in rows if each.is_imported), self._rates)
        new = KnownActivity.of_row(row)
        if known.is_empty or row.training_load is None:
            return
        link = find_link(new, self._rates(row.activity_id), known)
        if link is not None:
            self._put(row.activity_id, link)

    def _put(self, activity_id: int, link: Link) -> None:
        other = link.other.activity_id
        pair = (other, activity_id) if link.new_carries else (activity_id, other)
        shift_s = -link.shift_s if link.new_carries else link.shift_s
        self._recorder.put_twin(*pair, is_sure=link.is_sure, shift_s=shift_s)
        self._recorder.settle()

    def _judge_again(self, rows: Mapping[int, ActivityRow], twins: Sequence[Twin]) -> None:
        """A pair made while the session had no numbers yet: the better of the two carries the load."""
        twin, *others = twins
        carried, carrier = rows.get(twin.activity_id), rows.get(twin.carried_by)
        if others or carried is None or carrier is None:
            return  # of several recordings one was chosen already; or the other one lies in the bin
        if KnownActivity.of_row(carried).carries_rather_than(KnownActivity.of_row(carrier)):
            self._recorder.drop_twin(carried.activity_id)
            self._recorder.put_twin(
                carrier.activity_id, carried.activity_id, is_sure=twin.is_sure, shift_s=-twin.shift_s
            )
            self._recorder.settle()

    def _rates(self, activity_id: int) -> RateTrack:
        return rates_of_recording(self._history.recording(activity_id))
