"""One file's bytes → its activities, computed: what the processes of an import run."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import uuid4

from app.domain.activity import Activity
from app.domain.activity_types import ActivityType
from app.domain.analysis import activity_of_file
from app.domain.file_activity import FileActivity
from app.domain.file_sports import activity_type_of
from app.domain.frozen import frozen
from app.domain.profile import AthleteProfile
from app.domain.same_activity import RateTrack, rate_track
from app.domain.session_setups import session_setup
from app.formats.errors import FormatError
from app.formats.read import decode_file
from app.storage.import_statements import Original


@frozen
class FileToRead:
    """A file's bytes, unpacked, and their SHA-256. `name` tells where it lies; `short_name` has no folder."""

    name: str
    short_name: str
    octets: bytes
    sha256: str
    written_at: datetime


@frozen
class ReadingRecipe:
    """Whose files they are, and how they are read."""

    profile: AthleteProfile
    types: Sequence[ActivityType]
    tolerant: bool = False


@frozen
class ReadActivity:
    """One activity of a file, its samples left behind: it travels between processes.

    `rates` are its heart rates once a second, None without any; `is_ours`: the identity stood in the file.
    """

    activity: Activity
    setup: dict[str, Any]
    recorder: str | None
    rates: RateTrack | None
    is_ours: bool


@frozen
class ReadFile:
    """What became of a file: its activities with the original to be kept, or `problem`."""

    name: str
    sha256: str
    original: Original | None
    activities: tuple[ReadActivity, ...] = ()
    problem: str | None = None


def read_file(recipe: ReadingRecipe, file: FileToRead) -> ReadFile:
    """Decodes and computes; never raises for what the file is."""
    try:
        found = decode_file(file.octets, file.written_at, tolerant=recipe.tolerant)
        activities = tuple(_computed(on_local_clock(each), recipe) for each in found)
    except FormatError as error:
        return ReadFile(file.name, file.sha256, None, problem=str(error))
    return ReadFile(
        file.name, file.sha256, Original.of(file.short_name, file.octets, file.sha256), activities
    )


def on_local_clock(found: FileActivity, zone: tzinfo | None = None) -> FileActivity:
    """With the offset of that day in `zone` (the system's) where the file tells none."""
    if found.has_local_offset:
        return found
    if not found.is_wall_clock:
        return replace(found, started_at=found.started_at.astimezone(zone))
    shown = found.started_at.replace(tzinfo=zone)
    return replace(found, started_at=shown if zone else shown.astimezone())


def rates_of(found: FileActivity) -> RateTrack:
    """A file's heart rates as two recordings are compared by."""
    return rate_track(found.started_at.timestamp(), found.samples, found.elapsed_s)


def _computed(found: FileActivity, recipe: ReadingRecipe) -> ReadActivity:
    activity_type = activity_type_of(found.fit_sport, found.fit_sub_sport, recipe.types)
    setup = session_setup(recipe.profile, activity_type)
    activity = activity_of_file(found, setup, found.identity or str(uuid4()))
    rates = rates_of(found) if activity.samples else None
    return ReadActivity(
        replace(activity, samples=()), setup.to_json(), found.recorder, rates, found.identity is not None
    )
