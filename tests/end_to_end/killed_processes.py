"""kill -9 on whole Sidebeats: `sidebeat record --demo` while it records, finishes, exports or migrates.

Each is started again afterwards, as the athlete would, and must have it all.
"""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

from app.domain.recording import SessionStatus
from app.formats.errors import FormatError
from app.formats.fit_read import decode_activity
from app.storage.database import inspect, open_writer, quick_check, reading
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.storage.schema import MIGRATIONS
from app.storage.timeline import system_clocks
from app.wiring.exporting import FitExporter
from app.wiring.left_behind import complete_left_behind
from tests.storage.faults import Outcome, fill

REPOSITORY: Final = Path(__file__).parents[2]
PATIENCE_S: Final = 60.0
MOST_LOST_S: Final = 1.5  # promised

RECORDING_SPEED: Final = 10.0  # session seconds a second, so that a short life holds something to lose
LONGEST_LIFE_S: Final = 1.5
UNBORN: Final = "recording, before the first commit"  # so young a session may be lost with its heartbeats

FINISHING_SPEED: Final = 600.0  # so that there is something to compute and to write
LONGEST_ENDING_S: Final = 0.12  # from Ctrl-C to the end of the process, about

MIGRATED: Final = 150_000  # notifications
LONGEST_COPYING_S: Final = 0.2  # of the verified copy that is made before, about
LONGEST_MIGRATION_S: Final = 0.01  # from there to the newest version, about

Told = dict[str, Any]


@dataclass
class Sidebeat:
    """One process and what it has told so far."""

    process: "subprocess.Popen[bytes]"
    told: list[Told] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    began_s: float = field(default_factory=time.monotonic)

    def hear(self) -> None:
        """Listens to its end."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith(b"}\n"):
                with self.changed:
                    self.told.append(json.loads(line))
                    self.changed.notify_all()

    def first(self, event: str, **wanted: object) -> Told:
        """Waits for the first such event; `wanted` values must be there and not None."""

        def found() -> Told | None:
            return next(
                (each for each in self.told if each["event"] == event and _fits(each, wanted)),
                None,
            )

        with self.changed:
            assert self.changed.wait_for(found, PATIENCE_S), f"no {event} within {PATIENCE_S} s"
            return found() or {}

    def activity_ids(self) -> set[int]:
        return {each["activity_id"] for each in self.told if each["event"] == "session_started"}


def _fits(told: Told, wanted: dict[str, object]) -> bool:
    return all(
        told.get(key) is not None if value is ... else told.get(key) == value for key, value in wanted.items()
    )


@contextmanager
def sidebeat(home: Path, *words: str) -> Iterator[Sidebeat]:
    """A `record --demo`, killed in the end if it has not ended by itself."""
    command = [sys.executable, "-m", "app", "record", "--demo", "--json", "--home", str(home), *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=REPOSITORY
    ) as process:
        running = Sidebeat(process)
        ear = threading.Thread(target=running.hear)
        ear.start()
        try:
            yield running
        finally:
            process.kill()
            ear.join()


def killed_recordings(times: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Killed at a random moment of a recording; then the session is resumed, and finished."""
    chance = Random(f"recording {seed}")
    for number in range(times):
        home = folder / str(number)
        with sidebeat(home, "--speed", str(RECORDING_SPEED)) as running:
            running.first("session_started")
            begun_s = time.monotonic()
            time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
            running.process.kill()
            lived_s = time.monotonic() - begun_s
        yield _cost_of_recording(home, running, lived_s)


def _cost_of_recording(home: Path, killed: Sidebeat, lived_s: float) -> Outcome:
    """What the next start finds: a sound store, the session, and the heartbeats that had been told of."""
    folders = Folders.locate(home, demo=True)
    is_sound = quick_check(folders.database, thorough=True) == ()
    heard = max((each["notifications"] for each in killed.told if each["event"] == "snapshot"), default=0)
    is_missing = bool(killed.activity_ids() - _interrupted(folders))
    kept = sum(len(History(folders).recording(number).notifications) for number in _interrupted(folders))
    lost = max(0, heard - kept)
    live_again_s = 0.0 if is_missing else _resumed(home)
    return Outcome(
        work=UNBORN if is_missing else "recording",
        is_sound=is_sound and _are_whole(folders),
        is_complete=lived_s <= MOST_LOST_S if is_missing else not _interrupted(folders),
        lost_records=lost,
        lost_s=lived_s if is_missing else lost / RECORDING_SPEED,  # the disk goes no faster than ever
        live_again_s=live_again_s,
    )


def _resumed(home: Path) -> float:
    """Starts it again, at the pace of life, to go on with the session; seconds until a live heart rate."""
    with sidebeat(home, "--resume") as running:
        running.first("snapshot", bpm=...)
        live_again_s = time.monotonic() - running.began_s
        running.process.send_signal(signal.SIGINT)
        running.first("session_finished")
        running.process.wait(PATIENCE_S)
    return live_again_s


def killed_endings(times: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Killed at a random moment after Ctrl-C; the outcome's name tells how far it was."""
    chance = Random(f"ending {seed}")
    for number in range(times):
        home = folder / str(number)
        with sidebeat(home, "--speed", str(FINISHING_SPEED)) as running:
            running.first("snapshot", bpm=...)
            time.sleep(chance.uniform(1.0, 4.0))
            running.process.send_signal(signal.SIGINT)
            time.sleep(chance.uniform(0.0, LONGEST_ENDING_S))
            running.process.kill()
        yield _cost_of_ending(Folders.locate(home, demo=True), running)


def _cost_of_ending(folders: Folders, killed: Sidebeat) -> Outcome:
    is_sound = quick_check(folders.database, thorough=True) == () and _are_whole(folders)
    rows = History(folders).activities()
    how_far = "ended"
    if any(row.status is SessionStatus.INTERRUPTED for row in rows):
        how_far = "finishing"
    elif any(row.training_load is None for row in rows):
        how_far = "computing and exporting"
    with closing(SqliteRecorder.open(folders, system_clocks())) as recorder:
        for session in recorder.interrupted_sessions():
            recorder.finish_session(session.activity_id, session.last_at_us)
    with closing(SqliteRecorder.open(folders, system_clocks())) as recorder:  # the next start
        complete_left_behind(recorder, FitExporter(folders.exports))
    rows = History(folders).activities()
    files = list(folders.exports.glob("*.fit"))
    return Outcome(
        work=how_far,
        is_sound=is_sound and _are_whole(folders),
        is_complete={row.activity_id for row in rows if row.training_load is not None}
        == killed.activity_ids()
        and len(files) == len(rows),
        lost_records=0,
        lost_s=0.0,
    )


def killed_migrations(times: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """A store of the first version, killed at a random moment of the start that brings it up to date."""
    chance = Random(f"migration {seed}")
    for number in range(times):
        home = folder / str(number)
        folders = Folders.locate(home, demo=True)
        folders.prepare()
        fill(folders, MIGRATIONS[:1], MIGRATED)
        pattern, longest_s = ("*", LONGEST_COPYING_S) if number % 2 else ("*.db", LONGEST_MIGRATION_S)
        with sidebeat(home) as running:
            _wait_for_copy(folders, pattern, running)
            time.sleep(chance.uniform(0.0, longest_s))
            running.process.kill()
        yield _cost_of_migration(folders)


def _wait_for_copy(folders: Folders, pattern: str, running: Sidebeat) -> None:
    """Until the copy is begun that is made before any migration, or done."""
    until_s = time.monotonic() + PATIENCE_S
    while not any(folders.backups.glob(pattern)):
        assert running.process.poll() is None, "it died by itself"
        assert time.monotonic() < until_s, "no copy was made"
        time.sleep(0.0005)


def _cost_of_migration(folders: Folders) -> Outcome:
    is_sound = quick_check(folders.database, thorough=True) == ()
    version = inspect(folders.database).version
    with reading(folders.database) as connection:
        rows = int(connection.execute("SELECT count(*) FROM notification").fetchone()[0])
    open_writer(folders.database, folders.backups).close()
    copies = list(folders.backups.glob("*.db"))
    return Outcome(
        work=f"migrating, at version {version}",
        is_sound=is_sound and all(quick_check(copy, thorough=True) == () for copy in copies),
        is_complete=rows >= MIGRATED
        and inspect(folders.database).version == len(MIGRATIONS)
        and any(inspect(copy).version == 1 for copy in copies),
        lost_records=max(0, MIGRATED - rows),
        lost_s=0.0,
    )


def _interrupted(folders: Folders) -> set[int]:
    rows = History(folders).activities()
    return {row.activity_id for row in rows if row.status is SessionStatus.INTERRUPTED}


def _are_whole(folders: Folders) -> bool:
    return all(_is_whole(path) for path in folders.exports.glob("*.fit"))


def _is_whole(path: Path) -> bool:
    try:
        return bool(decode_activity(path.read_bytes(), tolerant=False))
    except FormatError:
        return False
