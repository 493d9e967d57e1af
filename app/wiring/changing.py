"""One way to change a finished activity: another setup, other cuts; computed first, then written down."""

from dataclasses import replace

from app.domain.activity import Activity
from app.domain.cuts import Cut, cuts_detail, cuts_of
from app.domain.recording import EventKind, RecordedEvent, Recording
from app.domain.setup import SessionSetup
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import compute


def change_activity(
    recorder: SqliteRecorder,
    recording: Recording,
    setup: SessionSetup | None = None,
    cuts: tuple[Cut, ...] | None = None,
) -> Activity:
    """What the activity is afterwards; None stays as it is. ValueError where it cannot be computed.

    Nothing is written then: what cannot be computed is left as it was.
    """
    activity_id, amended = recording.activity_id, None
    if cuts is not None and cuts != cuts_of(recording.events):
        at_us, utc_us = recorder.clock.now_us(), recorder.clock.utc_us()
        amended = RecordedEvent(at_us, utc_us, EventKind.AMENDED, activity_id, cuts_detail(cuts))
    laid_over = recording if amended is None else replace(recording, events=(*recording.events, amended))
    activity = compute(laid_over, setup)
    if amended is not None:
        recorder.record_event(amended)
    if setup is not None:
        recorder.change_setup(activity_id, recording.setup, setup.to_json())
    recorder.store_activity(activity_id, activity)
    recorder.settle()
    return activity
