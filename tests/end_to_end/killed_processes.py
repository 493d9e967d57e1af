"""kill -9 on whole Sidebeats: `sidebeat record --demo`, recording or finishing and exporting."""

import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

from app.domain.recording import SessionStatus
from app.formats.errors import FormatError
from app.formats.fit_read import decode_activity
from app.storage.database import quick_check
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from tests.storage.faults import Outcome

REPOSITORY: Final = Path(__file__).parents[2]
SPEED: Final = 10.0  # session seconds a second, so that a short life holds something to lose
LONGEST_LIFE_S: Final = 1.5
MOST_LOST_S: Final = 1.5  # promised
UNBORN: Final = "before the first commit"  # so young a session may be lost with its heartbeats
LONGEST_ENDING_S: Final = 0.4  # from Ctrl-C to the end of the process, about


def killed_recordings(times: int, seed: int, folder: Path) -> list[Outcome]:
    """Kills at random moments; every third process while it finishes its session and writes the file."""
    chance = Random(seed)
    return [_killed(folder / str(number), chance, is_finishing=number % 3 == 2) for number in range(times)]


def _killed(home: Path, chance: Random, *, is_finishing: bool) -> Outcome:
    words = ["record", "--demo", "--json", "--home", str(home), "--speed", str(SPEED)]
    command = [sys.executable, "-m", "app", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=REPOSITORY
    ) as process:
        told: list[dict[str, Any]] = []
        begun = threading.Event()
        ear = threading.Thread(target=_hear, args=(process, told, begun))
        ear.start()
        assert begun.wait(60.0), "no session began"
        begun_s = time.monotonic()
        time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
        if is_finishing:
            process.send_signal(signal.SIGINT)
            time.sleep(chance.uniform(0.0, LONGEST_ENDING_S))
        process.kill()
        lived_s = time.monotonic() - begun_s
        ear.join()
    return _cost(Folders.locate(home, demo=True), told, lived_s, is_finishing=is_finishing)


def _hear(process: "subprocess.Popen[bytes]", told: list[dict[str, Any]], begun: threading.Event) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith(b"}\n"):
            told.append(json.loads(line))
            if told[-1]["event"] == "session_started":
                begun.set()


def _cost(folders: Folders, told: list[dict[str, Any]], lived_s: float, *, is_finishing: bool) -> Outcome:
    """What the next start finds: a sound store, the session, and the heartbeats that had been told of."""
    is_sound = quick_check(folders.database, thorough=True) == ()
    with closing(SqliteRecorder.open(folders, system_clocks())) as recorder:
        waiting = {session.activity_id for session in recorder.interrupted_sessions()}
    rows = History(folders).activities()
    found = {row.activity_id for row in rows if row.status is SessionStatus.FINISHED} | waiting
    missing = {event["activity_id"] for event in told if event["event"] == "session_started"} - found
    kept = [len(History(folders).recording(row.activity_id).notifications) for row in rows]
    heard = max((event["notifications"] for event in told if event["event"] == "snapshot"), default=0)
    lost = max(0, heard - sum(kept))
    return Outcome(
        work=UNBORN if missing else "finish and export" if is_finishing else "record",
        is_sound=is_sound and all(_is_whole(path) for path in folders.exports.glob("*.fit")),
        is_complete=not missing or lived_s <= MOST_LOST_S,
        lost_records=lost,
        lost_s=lived_s if missing else lost / SPEED,  # the disk goes no faster than ever
    )


def _is_whole(path: Path) -> bool:
    try:
        return bool(decode_activity(path.read_bytes(), tolerant=False))
    except FormatError:
        return False
