"""What an earlier version computed, computed anew from what was recorded: gently, in the background."""

import logging
import threading
import time

from app.domain.activity import ALGORITHM_VERSION
from app.storage.errors import StorageError
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import compute

REST_PER_WORK = 3.0  # a quarter of a core: years of training take half an hour, once, and nothing stutters
LEAST_STILL_THERE = 0.9  # of the counted time: where records were lost since, the old numbers know more
SESSION_LOOKED_FOR_EVERY_S = 10.0  # while one runs, all of the machine is the session's

_log = logging.getLogger(__name__)


def refresh_numbers(recorder: SqliteRecorder, history: History, closing: threading.Event) -> int:
    """Brings every activity to this version's numbers, by the setup of its own day; how many.

    Setups, remarks, twins and files stay as they are. What can no longer be computed, or only from a part of
    its records, keeps its numbers; what is not done before `closing` is done after the next start.
    """
    try:
        outdated = history.outdated(ALGORITHM_VERSION)
    except StorageError as error:  # a damaged file: told by whoever checked it
        _log.warning("what an earlier version computed cannot be looked for: %s", error)
        return 0
    done = 0
    for activity_id in outdated:
        if not _has_quiet(recorder, closing):
            break
        began_s = time.monotonic()
        try:
            done += _refreshed(recorder, history, activity_id)
        except StorageError as error:
            _log.warning("numbers of an earlier version wait for the next start: %s", error)
            break
        except (KeyError, ValueError) as error:
            _log.info("activity %d keeps the numbers of an earlier version: %s", activity_id, error)
        closing.wait(REST_PER_WORK * (time.monotonic() - began_s))
    if done:
        _log.info("%d of %d activities have the numbers of this version now", done, len(outdated))
    return done


def _refreshed(recorder: SqliteRecorder, history: History, activity_id: int) -> bool:
    with recorder.kept_open():
        activity = compute(history.recording(activity_id))
        before_s = history.activity(activity_id).counted_s or 0.0
        if activity.summary.counted_s < LEAST_STILL_THERE * before_s:
            _log.info("activity %d keeps its numbers: of its records too few are left", activity_id)
            return False
        recorder.refresh_activity(activity_id, activity)
        return True


def _has_quiet(recorder: SqliteRecorder, closing: threading.Event) -> bool:
    """Waits while a session runs; False when it is time to end."""
    while recorder.has_running_session and not closing.is_set():
        closing.wait(SESSION_LOOKED_FOR_EVERY_S)
    return not closing.is_set()
