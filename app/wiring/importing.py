"""Files into the history: read on all cores, told from what is there, kept with their original bytes."""

import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.domain.analysis import activity_of_file, activity_type_of
from app.domain.file_activity import FileActivity
from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.profile import AthleteProfile
from app.domain.same_activity import Likeness, compare
from app.domain.session_setups import session_setup
from app.domain.setup import SessionSetup
from app.formats.errors import FormatError
from app.formats.read import decode_file
from app.storage.foreign_file import read_foreign
from app.storage.history import History
from app.storage.import_statements import Original, Provenance
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import compute
from app.wiring.known_activities import KnownActivities, KnownActivity

FEWEST_FOR_PROCESSES = 6  # below, starting them takes longer than it saves
SUFFIXES = frozenset({".fit", ".tcx", ".gpx", ".hrm", ".txt", ".csv", ".rr"})  # what is looked at in folders
LONGEST_PATH_WALK = 200_000  # files; more is a whole disk, and a slip of the hand


@dataclass(frozen=True, slots=True)
class ReadActivity:
    """One activity of a file: as found, as computed, and the setup that it was computed with."""

    found: FileActivity
    activity: Activity
    setup: SessionSetup


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: its bytes, its activities computed by the athlete's profile, or why there are none."""

    path: Path
    octets: bytes
    activities: tuple[ReadActivity, ...]
    problem: str | None = None


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in folders named that may hold an activity, sorted, links not followed."""
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES)
            yield from (
                each for each in found[:LONGEST_PATH_WALK] if each.is_file() and not each.is_symlink()
            )
        else:
            yield path


def read_file(
    path: Path, profile: AthleteProfile, types: Sequence[ActivityType], *, tolerant: bool
) -> ReadFile:
    """Reads and computes one file; never raises for what the file is."""
    try:
        octets = read_foreign(path)
        written_at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        found = decode_file(octets, written_at, tolerant=tolerant)
        activities = tuple(_computed(each, profile, types) for each in found)
    except OSError as error:
        return ReadFile(path, b"", (), (error.strerror or str(error)).lower())
    except FormatError as error:
        return ReadFile(path, b"", (), str(error))
    return ReadFile(path, octets, activities)


def _computed(found: FileActivity, profile: AthleteProfile, types: Sequence[ActivityType]) -> ReadActivity:
    activity_type = activity_type_of(found.fit_sport, found.fit_sub_sport, types)
    setup = session_setup(profile, activity_type)
    identity = found.identity or str(uuid.uuid4())
    return ReadActivity(found, activity_of_file(found, setup, identity), setup)


def read_all(
    paths: Sequence[Path], profile: AthleteProfile, types: Sequence[ActivityType], *, tolerant: bool
) -> Iterator[ReadFile]:
    """Every file, in order, read by as many processes as there are cores where that pays."""
    read = partial(read_file, profile=profile, types=types, tolerant=tolerant)
    if len(paths) < FEWEST_FOR_PROCESSES:
        yield from map(read, paths)
        return
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[ReadFile]] = []
        for path in paths:
            waiting.append(pool.submit(read, path))
            if len(waiting) >= 4 * workers:  # so that memory holds a few files, not all
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


class Importer:
    """Takes files in, one after the other; keeps in mind what it took, which the history may not show yet."""

    def __init__(self, recorder: SqliteRecorder, history: History, rows: Iterable[ActivityRow]) -> None:
        self._recorder = recorder
        self._history = history
        self._known = KnownActivities(rows, self._activity)
        self._taken_files: dict[str, int] = {}
        self._taken_identities: dict[str, int] = {}

    def take(self, file: ReadFile) -> list[ImportOutcome]:
        """Imports a file's activities, those that are not there yet."""
        name = str(file.path.absolute())
        if file.problem is not None:
            return [ImportOutcome(name, ImportStatus.SKIPPED, None, file.problem)]
        original = Original(file.path.name, file.octets)
        earlier = self._taken_files.get(original.sha256) or _first(
            self._history.imported_from(original.sha256)
        )
        if earlier is not None:
            return [ImportOutcome(name, ImportStatus.DUPLICATE, earlier, "imported before")]
        return [
            self._take(name, Provenance(original, place, each.found.recorder), each)
            for place, each in enumerate(file.activities)
        ]

    def _take(self, name: str, provenance: Provenance, read: ReadActivity) -> ImportOutcome:
        activity = read.activity
        own = self._taken_identities.get(activity.identity) or _first(
            self._history.with_identity(activity.identity)
        )
        if own is not None:
            return ImportOutcome(name, ImportStatus.DUPLICATE, own, "it came from Sidebeat")
        activity_id = self._recorder.import_activity(activity, read.setup.to_json(), provenance)
        if provenance.original is not None:
            self._taken_files.setdefault(provenance.original.sha256, activity_id)
        self._taken_identities[activity.identity] = activity_id
        new = KnownActivity.of_activity(activity_id, activity)
        outcome = self._link(name, new, activity) if activity.samples else None
        self._known.add(new)
        return outcome or ImportOutcome(name, ImportStatus.IMPORTED, activity_id, None)

    def _link(self, name: str, new: KnownActivity, activity: Activity) -> ImportOutcome | None:
        """Looks for the same activity among those near in time; who of the two carries the load."""
        for other in self._known.near(new):
            mine = self._known.keep_track(new, activity)
            comparison = compare(self._known.track(other), mine)
            if comparison.likeness is Likeness.DIFFERENT:
                continue
            is_sure = comparison.likeness is Likeness.SAME
            carrier, carried = (new, other) if new.carries_rather_than(other) else (other, new)
            self._recorder.put_twin(
                carried.activity_id, carrier.activity_id, is_sure=is_sure, shift_s=comparison.shift_s
            )
            if is_sure:
                reason = f"the same as activity {other.activity_id}; {carrier.activity_id} has the load"
                return ImportOutcome(name, ImportStatus.LINKED, new.activity_id, reason)
            reason = f"perhaps the same as activity {other.activity_id}: waits for your word"
            return ImportOutcome(name, ImportStatus.IMPORTED, new.activity_id, reason)
        return None

    def _activity(self, activity_id: int) -> Activity:
        self._recorder.settle()
        return compute(self._history.recording(activity_id))


def _first(activity_ids: tuple[int, ...]) -> int | None:
    return activity_ids[0] if activity_ids else None
