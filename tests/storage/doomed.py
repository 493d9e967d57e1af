"""A process made to be killed: works in a home until it dies, telling on standard output how far it is.

`safe N` means that the first N records (or rounds) are known to be on disk; `at N` that N were handed over.
"""

import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from app.domain.recording import Notification
from app.storage.database import open_writer
from app.storage.export_folder import ExportFolder
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.schema import MIGRATIONS
from app.storage.timeline import system_clocks
from tests.storage.store import SETUP, finished_activity

SLOW_STEPS: Final = (
    *MIGRATIONS,
    ("CREATE TABLE copied AS SELECT * FROM notification", "UPDATE copied SET payload = x'00'"),
    ("CREATE TABLE copied_again AS SELECT * FROM copied", "DROP TABLE copied"),
)


def say(word: str, number: int) -> None:
    sys.stdout.write(f"{word} {number} {time.monotonic_ns() // 1000}\n")
    sys.stdout.flush()


def notification(recorder: SqliteRecorder, number: int) -> Notification:
    clock = recorder.clock
    return Notification(clock.now_us(), clock.utc_us(), "strap", "2a37", number.to_bytes(4, "big"))


def record(folders: Folders) -> None:
    """One session, a notification each millisecond."""
    recorder = SqliteRecorder.open(folders, system_clocks())
    recorder.begin_session(recorder.clock.now_us(), recorder.clock.utc_us(), 0, SETUP)
    for number in count():
        recorder.record_notification(notification(recorder, number))
        say("at", number + 1)
        if number % 25 == 0:
            recorder.flush()
            say("safe", number + 1)
        time.sleep(0.001)


def finish(folders: Folders) -> None:
    """Sessions of one notification, each finished and its activity stored."""
    recorder = SqliteRecorder.open(folders, system_clocks())
    for number in count():
        clock = recorder.clock
        activity_id = recorder.begin_session(clock.now_us(), clock.utc_us(), 0, SETUP)
        recorder.record_notification(notification(recorder, number))
        recorder.finish_session(activity_id, clock.now_us())
        recorder.store_activity(activity_id, finished_activity())
        recorder.load_recording(activity_id)
        say("safe", number + 1)


def export(folders: Folders) -> None:
    """Files of 64 kB, one after another."""
    folder = ExportFolder(folders.exports)
    for number in count():
        folder.write("a.fit", number.to_bytes(4, "big") * 16384, lambda _: None)
        say("safe", number + 1)


def migrate(folders: Folders) -> None:
    """An older database brought up to date in two slow steps; told before, for it takes some time."""
    say("safe", 0)
    open_writer(folders.database, folders.backups, SLOW_STEPS).close()
    say("safe", 1)


WORK: Final[dict[str, Callable[[Folders], None]]] = {
    "record": record,
    "finish": finish,
    "export": export,
    "migrate": migrate,
}

if __name__ == "__main__":
    WORK[sys.argv[1]](Folders.locate(Path(sys.argv[2])))
