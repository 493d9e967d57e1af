"""What an earlier Sidebeat left undone, killed or without room: stopped sessions without numbers or file."""

import logging

from app.engine.completion import no_link
from app.engine.ports import Exporter, ExportError, Link
from app.storage.errors import StorageError
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import compute

_log = logging.getLogger(__name__)


def complete_left_behind(recorder: SqliteRecorder, exporter: Exporter, link: Link = no_link) -> None:
    """Computes, exports, stores and links each of them; one that cannot be stays for the next start."""
    try:
        left_behind = recorder.uncompleted_sessions()
    except StorageError as error:  # a damaged file: told by whoever checked it
        _log.warning("what was left undone cannot be looked for: %s", error)
        return
    for activity_id in left_behind:
        try:
            with recorder.kept_open():
                _complete(recorder, exporter, activity_id)
                recorder.settle()
                link(activity_id)
        except (ExportError, StorageError, KeyError, ValueError) as error:
            _log.warning("activity %d can still not be completed: %s", activity_id, error)


def _complete(recorder: SqliteRecorder, exporter: Exporter, activity_id: int) -> None:
    activity = compute(recorder.load_recording(activity_id))
    for path in exporter.export(activity):
        _log.info("activity %d has its file only now: %s", activity_id, path)
    recorder.store_activity(activity_id, activity)
    recorder.note_export(activity_id, None)
