"""Files into the history: told from what is there by their bytes, read on all cores, kept as they were."""

import hashlib
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace

from app.domain.activity_row import ActivityRow
from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.same_activity import RateTrack
from app.formats.errors import FormatError
from app.formats.unpacked import unpacked
from app.storage.errors import StorageError, StorageFailure
from app.storage.foreign_files import ForeignFile
from app.storage.history import History
from app.storage.import_statements import ImportedActivity, Provenance, TwinOfNew
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import rates_of_recording
from app.wiring.file_reading import FileToRead, ReadActivity, ReadFile, ReadingRecipe
from app.wiring.known_activities import KnownActivities, KnownActivity
from app.wiring.linking import Link, find_link
from app.wiring.reading_pool import MOST_OCTETS_AHEAD, ReadingPool, Ticket

FILES_PER_COMMIT = 32  # at most; so that little waits in memory, and little is read again after a crash
Outcomes = tuple[ImportOutcome, ...]
"""What became of one file: an outcome for each of its activities."""


class Importer:
    """Takes files in; keeps in mind what it took, which the history may not show yet."""

    def __init__(
        self,
        recorder: SqliteRecorder,
        history: History,
        rows: Iterable[ActivityRow],
        recipe: ReadingRecipe,
        *,
        is_background: bool = False,
    ) -> None:
        self._recorder = recorder
        self._history = history
        self._recipe = recipe
        self._is_background = is_background
        self._known = KnownActivities(rows, self._rates)
        self._files = history.imported_files()
        self._own: dict[str, int] = {}
        in_bin = history.activities(in_bin=True, with_zones=False)
        self._in_bin = frozenset(row.activity_id for row in in_bin)
        self._unsettled = 0

    def bring(self, files: Iterable[ForeignFile]) -> Generator[Outcomes, None, None]:
        """Imports one file after the other; to be ended at any of them by closing. StorageError."""
        waiting: deque[Ticket | Outcomes] = deque()
        pool = ReadingPool(
            self._recipe, lambda: self._recorder.has_running_session, is_background=self._is_background
        )
        with pool:
            for file in files:
                waiting.append(self._begin(file, pool))
                while _is_much(waiting, pool.most_ahead()):
                    yield self._finish(waiting.popleft(), pool)
            while waiting:
                yield self._finish(waiting.popleft(), pool)
        self._settle()

    def _begin(self, file: ForeignFile, pool: ReadingPool) -> Ticket | Outcomes:
        """What a look at the bytes tells, or the file on its way to be read."""
        if file.problem is not None:
            return (_skipped(file.name, file.problem),)
        try:
            octets = unpacked(file.octets)
        except FormatError as error:
            return (_skipped(file.name, str(error)),)
        sha256 = hashlib.sha256(octets).hexdigest()
        if sha256 in self._files:
            return (self._duplicate(file.name, self._files[sha256], "imported before"),)
        return pool.submit(FileToRead(file.name, file.short_name, octets, sha256, file.written_at))

    def _finish(self, begun: Ticket | Outcomes, pool: ReadingPool) -> Outcomes:
        return self._take(pool.result(begun)) if isinstance(begun, Ticket) else begun

    def _duplicate(self, name: str, activity_id: int, reason: str) -> ImportOutcome:
        if activity_id not in self._in_bin:
            return ImportOutcome(name, ImportStatus.DUPLICATE, activity_id, reason)
        reason += "; it lies in the bin and can be taken out again"
        return ImportOutcome(name, ImportStatus.DUPLICATE, activity_id, reason, is_in_bin=True)

    def _take(self, file: ReadFile) -> Outcomes:
        """All activities of a file that are not there yet, in one commit."""
        if file.problem is not None:
            return (_skipped(file.name, file.problem),)
        if file.sha256 in self._files:  # twice in one import
            return (self._duplicate(file.name, self._files[file.sha256], "imported before"),)
        earlier = [self._own_earlier(read) for read in file.activities]
        new = [read for read, own in zip(file.activities, earlier, strict=True) if own is None]
        links = self._links(new)
        ids = self._put(file, links, new)
        taken = iter(zip(ids, links, strict=True))
        return tuple(
            _taken(file.name, *next(taken))
            if own is None
            else self._duplicate(file.name, own, "it came from Sidebeat")
            for own in earlier
        )

    def _own_earlier(self, read: ReadActivity) -> int | None:
        """The activity that this one of ours is, coming back from elsewhere."""
        if not read.is_ours:
            return None
        identity = read.activity.identity
        taken = self._own.get(identity)
        return self._history.with_identity(identity) if taken is None else taken

    def _links(self, new: Sequence[ReadActivity]) -> list[Link | None]:
        """One for each; where a file holds an activity twice, only the first takes the load of another."""
        links: list[Link | None] = []
        surpassed: set[int] = set()
        for link in map(self._link, new):
            if link is None or not (link.is_sure and link.new_carries):
                links.append(link)
            else:
                other = link.other.activity_id
                links.append(replace(link, new_carries=other not in surpassed))
                surpassed.add(other)
        return links

    def _link(self, read: ReadActivity) -> Link | None:
        if read.rates is None:
            return None
        return find_link(KnownActivity.of_activity(0, read.activity, read.recorder), read.rates, self._known)

    def _put(
        self, file: ReadFile, links: Sequence[Link | None], new: Sequence[ReadActivity]
    ) -> tuple[int, ...]:
        imported = tuple(
            ImportedActivity(
                read.activity,
                read.setup,
                Provenance(file.original, file.activities.index(read), read.recorder),
                None
                if link is None
                else TwinOfNew(link.other.activity_id, link.new_carries, link.is_sure, link.shift_s),
            )
            for link, read in zip(links, new, strict=True)
        )
        with self._recorder.kept_open():
            ids = self._recorder.import_activities(imported)
        for activity_id, link, read in zip(ids, links, new, strict=True):
            self._remember(activity_id, link, read)
        if ids:
            self._files[file.sha256] = ids[0]
            self._unsettled += 1
        if self._unsettled >= FILES_PER_COMMIT:
            self._settle()
        return ids

    def _remember(self, activity_id: int, link: Link | None, read: ReadActivity) -> None:
        if read.is_ours:
            self._own[read.activity.identity] = activity_id
        known = KnownActivity.of_activity(activity_id, read.activity, read.recorder)
        if link is not None and link.is_sure:
            if link.new_carries:
                self._known.forget(link.other)
            else:
                return  # what is to come is compared with the better recording of the two
        self._known.add(known, read.rates)

    def _settle(self) -> None:
        """Waits until all is on disk, so that memory holds little. StorageError when the disk refuses."""
        self._unsettled = 0
        if not self._recorder.settle():
            trouble = StorageFailure(self._recorder.trouble() or StorageFailure.IO_ERROR)
            raise StorageError(trouble, self._recorder.database)

    def _rates(self, activity_id: int) -> RateTrack:
        self._recorder.settle()
        return rates_of_recording(self._history.recording(activity_id))


def _is_much(waiting: Sequence[Ticket | Outcomes], most_ahead: int) -> bool:
    """Whether the first is to be finished before another file is begun."""
    if not waiting or not isinstance(waiting[0], Ticket):
        return bool(waiting)
    tickets = [each for each in waiting if isinstance(each, Ticket)]
    octets = sum(len(ticket.file.octets) for ticket in tickets)
    return len(tickets) > most_ahead or octets > MOST_OCTETS_AHEAD


def _taken(name: str, activity_id: int, link: Link | None) -> ImportOutcome:
    if link is None:
        return ImportOutcome(name, ImportStatus.IMPORTED, activity_id, None)
    other = link.other.activity_id
    if not link.is_sure:
        reason = f"perhaps the same as activity {other}: waits for your word"
        return ImportOutcome(name, ImportStatus.IMPORTED, activity_id, reason)
    carrier = activity_id if link.new_carries else other
    reason = f"the same as activity {other}; {carrier} has the load"
    return ImportOutcome(name, ImportStatus.LINKED, activity_id, reason)


def _skipped(name: str, reason: str) -> ImportOutcome:
    return ImportOutcome(name, ImportStatus.SKIPPED, None, reason)
