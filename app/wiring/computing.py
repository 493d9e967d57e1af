"""Any recording → its activity: notifications replayed, or an original file read again."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from app.domain.activity import Activity
from app.domain.cuts import cuts_of
from app.domain.recording import OriginalFile, Recording
from app.domain.setup import SessionSetup
from app.domain.stored import StoredValueError
from app.engine.replay import replay
from app.sources.translation import translate

if TYPE_CHECKING:
    from app.domain.file_activity import FileActivity
    from app.domain.same_activity import RateTrack


def compute(recording: Recording, setup: SessionSetup | None = None) -> Activity:
    """The activity by its own setup or another. ValueError when its file or setup can no longer be read."""
    if recording.original is None:
        return replay(recording, translate, setup)
    from app.domain.analysis import activity_of_file  # noqa: PLC0415 - with the first file: live, there is none

    setup = setup or SessionSetup.from_json(recording.setup)
    found = _read_again(recording, recording.original)
    return activity_of_file(found, setup, recording.identity, cuts_of(recording.events))


def _read_again(recording: Recording, original: OriginalFile) -> "FileActivity":
    """What the file says, at the time that it was imported under: a file may not know its offset."""
    from app.formats.read import decode_file  # noqa: PLC0415 - every format there is: 25 ms of each start

    zone = timezone(timedelta(seconds=recording.utc_offset_s))
    started_at = datetime.fromtimestamp(recording.started_utc_us / 1e6, zone)
    found = decode_file(original.octets, started_at, tolerant=True)
    if original.place >= len(found):
        raise StoredValueError(f"activity {original.place + 1} of {original.name}", len(found))
    return replace(found[original.place], started_at=started_at)


def rates_of_recording(recording: Recording) -> "RateTrack":
    """The heart rates that two recordings are compared by. ValueError as above."""
    from app.domain.same_activity import rate_track  # noqa: PLC0415 - NumPy: only an import needs it

    if recording.original is None:
        activity = compute(recording)
        start_s = activity.started_at.timestamp()
        return rate_track(start_s, activity.samples, activity.summary.elapsed_s)
    from app.wiring.file_reading import rates_of  # noqa: PLC0415 - as above

    return rates_of(_read_again(recording, recording.original))
