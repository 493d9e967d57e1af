"""What a killed Sidebeat left undone: sessions that were stopped, but have no numbers and no file yet."""

import logging

from app.engine.ports import Exporter, ExportError
from app.storage.errors import StorageError
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import compute

_log = logging.getLogger(__name__)


def complete_left_behind(recorder: SqliteRecorder, exporter: Exporter) -> None:
    """Computes, exports and stores each of them; one that cannot be stays for the next start."""
    for activity_id in recorder.uncompleted_sessions():
        try:
            activity = compute(recorder.load_recording(activity_id))
            for path in exporter.export(activity):
                _log.info("activity %d was cut off before its file was there: %s", activity_id, path)
        except (ExportError, StorageError, KeyError, ValueError) as error:
            _log.warning("activity %d was cut off and cannot be completed: %s", activity_id, error)
        else:
            recorder.store_activity(activity_id, activity)
