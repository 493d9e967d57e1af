"""Any recording → its activity: notifications replayed, or an original file read again."""

from datetime import UTC, datetime

from app.domain.activity import Activity
from app.domain.analysis import activity_of_file
from app.domain.cuts import cuts_of
from app.domain.recording import Recording
from app.domain.setup import SessionSetup
from app.engine.replay import replay
from app.sources.translation import translate


def compute(recording: Recording, setup: SessionSetup | None = None) -> Activity:
    """The activity by its own setup or another. ValueError when its file or setup can no longer be read."""
    if recording.original is None:
        return replay(recording, translate, setup)
    from app.formats.read import decode_file  # noqa: PLC0415 - every format there is: 25 ms of each start

    started_at = datetime.fromtimestamp(recording.started_utc_us / 1e6, UTC)
    activities = decode_file(recording.original.octets, started_at, tolerant=True)
    setup = setup or SessionSetup.from_json(recording.setup)
    cuts = cuts_of(recording.events)
    return activity_of_file(activities[recording.original.place], setup, recording.identity, cuts)
