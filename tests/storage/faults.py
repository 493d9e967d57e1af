"""Campaigns of faults: small ones among the tests, long ones for benchmarks/reliability.py.

Each is repeatable but for the operating system's own timing: what is random comes from the seed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from app.domain.recording import SessionStatus
from app.storage.database import inspect, open_writer, quick_check, reading
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.storage.schema import MIGRATIONS, Migration
from app.storage.timeline import system_clocks
from tests.storage.doomed import SLOW_STEPS
from tests.storage.wal import commit_ends

REPOSITORY: Final = Path(__file__).parents[2]
LONGEST_LIFE_S: Final = 0.4
FILLED: Final = 30_000  # notifications of a database that is to be migrated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one fault cost. `lost_s` is the time between the last record handed over and the last one kept;

    `live_again_s` passed from the next start to a live heart rate, where that was tried.
    """

    work: str
    is_sound: bool
    is_complete: bool
    lost_records: int
    lost_s: float
    live_again_s: float = 0.0


@dataclass(frozen=True, slots=True)
class _Told:
    """The last words of a killed process: counts, and when each record was handed over (µs)."""

    safe: int
    at_us: tuple[int, ...]


def kill_campaign(times: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """kill -9 at random moments, of recording, finishing, exporting and migrating in turn."""
    chance = Random(seed)
    works = list(_KILLED)
    for number in range(times):
        yield _kill(works[number % len(works)], folder / str(number), chance)


def _kill(work: str, home: Path, chance: Random) -> Outcome:
    folders = Folders.locate(home)
    folders.prepare()
    if work == "migrate":
        fill(folders, MIGRATIONS, FILLED)
    with _doomed(work, folders) as doomed:
        time.sleep(chance.uniform(0, LONGEST_LIFE_S))
        doomed.process.send_signal(signal.SIGKILL)
        told = doomed.last_words()
    return _KILLED[work](folders, told)


def fill(folders: Folders, migrations: tuple[Migration, ...], count: int) -> None:
    """A database of that version: one finished session of so many notifications."""
    with closing(open_writer(folders.database, folders.backups, migrations)) as connection:
        connection.execute("INSERT INTO segment VALUES (1, 'boot', 'process', 0, 0, 0, 0, '')")
        connection.execute("INSERT INTO sensor (sensor_id, address) VALUES (1, 'strap')")
        connection.execute(
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)"
            " INSERT INTO notification SELECT n, 1, n, n, 1, '2a37', x'003c' FROM number",
            (count,),
        )
        connection.execute(
            "INSERT INTO session VALUES (1, 'identity', 1, 0, 0, 0, ?, '{}', '', NULL)", (count,)
        )


@contextmanager
def _doomed(work: str, folders: Folders) -> Iterator["_Doomed"]:
    """The process, once it has told of its first success."""
    command = [sys.executable, "-m", "tests.storage.doomed", work, str(folders.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline()]
        while not heard[-1].startswith(b"safe"):
            assert heard[-1], "it died by itself"
            heard.append(process.stdout.readline())
        try:
            yield _Doomed(process, heard)
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class _Doomed:
    """A process that is going to be killed, and the lines that it has told so far."""

    process: "subprocess.Popen[bytes]"
    heard: list[bytes]

    def last_words(self) -> _Told:
        """All that it told, once it is dead."""
        assert self.process.stdout is not None
        lines = [line.split() for line in (*self.heard, *self.process.stdout.read().splitlines())]
        whole = [
            (word, int(number), int(at_us))
            for word, number, at_us in (line for line in lines if len(line) == 3)
        ]
        safe = [number for word, number, _ in whole if word == b"safe"]
        return _Told(max(safe), tuple(at_us for word, _, at_us in whole if word == b"at"))


def _after_recording(folders: Folders, told: _Told, work: str = "record") -> Outcome:
    """Opened anew as by the next start: one interrupted session, its records without a gap."""
    is_sound = quick_check(folders.database, thorough=True) == ()
    recorder = SqliteRecorder.open(folders, system_clocks())
    recordings = [recorder.load_recording(each.activity_id) for each in recorder.interrupted_sessions()]
    recorder.close()
    numbers = [int.from_bytes(each.payload, "big") for kept in recordings for each in kept.notifications]
    lost = max(0, told.safe - len(numbers), len(told.at_us) - len(numbers))
    return Outcome(
        work=work,
        is_sound=is_sound,
        is_complete=len(recordings) == 1
        and numbers == list(range(len(numbers)))
        and len(numbers) >= told.safe,
        lost_records=lost,
        lost_s=(told.at_us[-1] - told.at_us[-lost]) / 1e6 if 0 < lost <= len(told.at_us) else 0.0,
    )


def _after_finishing(folders: Folders, told: _Told) -> Outcome:
    is_sound = quick_check(folders.database, thorough=True) == ()
    rows = History(folders).activities()
    finished = [row for row in rows if row.status is SessionStatus.FINISHED]
    records = [len(History(folders).recording(row.activity_id).notifications) for row in finished]
    is_complete = len(finished) >= told.safe and len(rows) - len(finished) <= 1 and set(records) <= {1}
    return Outcome("finish", is_sound, is_complete, max(0, told.safe - len(finished)), 0.0)


def _after_exporting(folders: Folders, told: _Told) -> Outcome:
    files = [path.read_bytes() for path in folders.exports.glob("a*.fit")]
    is_sound = all(content == content[:4] * 16384 for content in files)
    return Outcome("export", is_sound, len(files) >= told.safe, max(0, told.safe - len(files)), 0.0)


def _after_migrating(folders: Folders, told: _Told) -> Outcome:
    """Any of the versions, whole; a further start brings it to the end; each copy is of the first version."""
    is_sound = quick_check(folders.database, thorough=True) == ()
    version = inspect(folders.database).version
    open_writer(folders.database, folders.backups, SLOW_STEPS).close()
    with reading(folders.database) as connection:
        rows = int(connection.execute("SELECT count(*) FROM notification").fetchone()[0])
        copied = int(connection.execute("SELECT count(*) FROM copied_again").fetchone()[0])
    copies = list(folders.backups.glob("*.db"))
    are_copies_sound = bool(copies) and all(quick_check(copy) == () for copy in copies)
    is_complete = version > told.safe and (rows, copied) == (FILLED, FILLED) and are_copies_sound
    return Outcome("migrate", is_sound, is_complete, FILLED - rows, 0.0)


_KILLED: Final[dict[str, Callable[[Folders, _Told], Outcome]]] = {
    "record": _after_recording,
    "finish": _after_finishing,
    "export": _after_exporting,
    "migrate": _after_migrating,
}


def power_campaign(times: int, cuts: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Power losses: a recording process is stopped, its database and WAL are copied at that moment.

    Then the WAL is cut or garbled behind the last commit known to be synced, `cuts` times for each stop.
    """
    chance = Random(seed)
    for number in range(times):
        folders = Folders.locate(folder / f"power {number}")
        folders.prepare()
        with _doomed("record", folders) as doomed:
            process = doomed.process
            time.sleep(chance.uniform(0, LONGEST_LIFE_S))
            process.send_signal(signal.SIGSTOP)
            os.waitpid(process.pid, os.WUNTRACED)
            frozen = folder / f"frozen {number}"
            _copy_database(folders, frozen)
            process.send_signal(signal.SIGKILL)
            process.send_signal(signal.SIGCONT)
            told = doomed.last_words()
        synced = _synced(frozen, folder / f"synced {number}", told)
        for cut in range(cuts):
            yield _lose_power(frozen, folder / f"cut {number} {cut}", synced, told, chance)


def _copy_database(folders: Folders, target: Path) -> None:
    target.mkdir()
    for suffix in ("", "-wal"):
        source = folders.database.with_name(folders.database.name + suffix)
        if source.exists():
            shutil.copyfile(source, target / source.name)


def _lose_power(frozen: Path, home: Path, synced: int, told: _Told, chance: Random) -> Outcome:
    shutil.copytree(frozen, home)
    folders = Folders.locate(home)
    wal = _wal(home)
    octets = wal.read_bytes()
    place = chance.randint(synced, len(octets))
    garbled = (
        chance.randbytes(chance.randint(0, len(octets) - place + 10_000)) if chance.random() < 0.5 else b""
    )
    wal.write_bytes(octets[:place] + garbled)
    return _after_recording(folders, told, "garbled" if garbled else "cut")


def _wal(home: Path) -> Path:
    database = Folders.locate(home).database
    return database.with_name(database.name + "-wal")


def _synced(frozen: Path, home: Path, told: _Told) -> int:
    """Where the last commit ends that is surely synced: it is not the last one, or it was told to be safe."""
    octets = _wal(frozen).read_bytes()
    *earlier, last = commit_ends(octets) or [len(octets)]
    if not earlier:
        return last
    shutil.copytree(frozen, home)
    _wal(home).write_bytes(octets[: earlier[-1]])
    with reading(Folders.locate(home).database) as connection:
        kept = int(connection.execute("SELECT count(*) FROM notification").fetchone()[0])
    return earlier[-1] if kept >= told.safe else last
