"""`sidebeat import` of an archive in processes of its own: watched, cancelled, killed, and continued."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from app.formats.fit_write import encode_activity
from app.storage.folders import Folders
from app.storage.history import History
from benchmarks.child import ROOT
from benchmarks.figures import Figure, not_measured
from benchmarks.ten_years import KINDS, SEED, activities

LAST_DAY = date(2026, 11, 20)
LOOK_EVERY_S = 0.2  # at the processes' memory
KILO, MEGABYTE = 1024, 1024 * 1024


@dataclass
class ImportRun:
    """One run: what it told, how long it took, the most memory that all its processes held at once."""

    told: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    peak_mb: float | None = None
    ending_s: float = 0.0  # from the signal to the end
    processor_s: float = 0.0  # of all processes that it could wait for: not after kill -9

    def count(self, status: str) -> int:
        """Activities with this outcome."""
        return sum(1 for each in self.told if each["status"] == status)


def write_archive(folder: Path, count: int, kinds: Sequence[str] = tuple(KINDS)) -> float:
    """So many activities of the synthetic athlete as FIT files; their hours."""
    folder.mkdir()
    hours = 0.0
    for place, (activity, _template) in enumerate(activities(count, LAST_DAY, Random(SEED), kinds=kinds)):
        (folder / f"{place:05}.fit").write_bytes(encode_activity(activity))
        hours += activity.summary.elapsed_s / 3600.0
    return hours


def import_figures(folder: Path, count: int, limit_s: float) -> Iterator[Figure]:
    """Cancelled after a third, continued, killed after two thirds, continued to the end; then all again.

    RuntimeError when anything was lost, or came in twice.
    """
    files, home = folder / "files", folder / "home"
    hours = write_archive(files, count)
    runs = []
    for share, number in ((1 / 3, signal.SIGINT), (2 / 3, signal.SIGKILL), (1.1, signal.SIGINT)):
        before = _kept(home)
        runs.append(run_import(home, files, limit_s, until=round(share * count), end_by=number))
        if runs[-1].count("imported") + runs[-1].count("linked") < _kept(home) - before:
            raise RuntimeError("more is in the store than the import told of")
    cancelled, killed, whole = runs
    if _kept(home) != count or whole.count("skipped"):
        raise RuntimeError(f"{_kept(home)} activities of {count} files are in the store")
    told = sum(run.count("imported") + run.count("linked") for run in runs)
    again = run_import(home, files, limit_s)
    if again.count("duplicate") != count:
        raise RuntimeError("the archive was not recognised")
    seconds = sum(run.seconds for run in runs)
    yield Figure(f"import of {count:,} FIT files", count / seconds, "files/s", more_is_better=True)
    read = told - killed.count("imported") - killed.count("linked")
    yield _processor_time(cancelled.processor_s + whole.processor_s, read)
    yield Figure("in hours of training", hours / seconds, "h/s", more_is_better=True)
    yield Figure("the whole, with cancelling and kill -9", seconds, "s")
    yield Figure("the same files again", count / again.seconds, "files/s", more_is_better=True)
    yield Figure("from Ctrl-C to the end", cancelled.ending_s, "s")
    yield Figure("read again after kill -9", told - count, "files")
    yield from _memory(max((run.peak_mb for run in (*runs, again)), key=lambda peak: peak or 0.0))
    yield Figure("database", Folders.locate(home).database.stat().st_size / MEGABYTE, "MB")
    yield Figure("files imported", _octets(files) / MEGABYTE, "MB")
    waiting = sum("waits" in (each["reason"] or "") for run in runs for each in run.told)
    yield Figure("pairs that wait for a word", waiting, "", remark=f"{_linked(runs)} linked by themselves")


def _linked(runs: list[ImportRun]) -> int:
    return sum(run.count("linked") for run in runs)


def _processor_time(seconds: float, files: int) -> Figure:
    name = "processor time for a file, all processes"
    if not seconds or not files:
        return not_measured(name, "nobody tells it here")
    return Figure(name, seconds * 1e3 / files, "ms")


def _memory(peak_mb: float | None) -> list[Figure]:
    name = "most memory of all its processes"
    return [not_measured(name, "only on Linux") if peak_mb is None else Figure(name, peak_mb, "MB")]


def _octets(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def _kept(home: Path) -> int:
    return len(History(Folders.locate(home)).activities(with_zones=False))


def run_import(
    home: Path, files: Path, limit_s: float, *, until: int | None = None, end_by: int = signal.SIGINT
) -> ImportRun:
    """Imports; gets the signal once so many outcomes are told."""
    run = ImportRun()
    begun_s, before_s = time.perf_counter(), _children_s()
    command = [sys.executable, "-m", "app", "--home", str(home), "import", str(files), "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, run, ended.wait))
        alarm = threading.Timer(limit_s, process.kill)
        watch.start()
        alarm.start()
        signalled_s: float | None = None
        for line in process.stdout or ():
            run.told.append(json.loads(line))
            if len(run.told) == until:
                signalled_s = time.perf_counter()
                process.send_signal(end_by)
        process.wait()
        alarm.cancel()
        ended.set()
        watch.join()
    run.seconds = time.perf_counter() - begun_s
    run.processor_s = _children_s() - before_s
    run.ending_s = 0.0 if signalled_s is None else time.perf_counter() - signalled_s
    return run


def _children_s() -> float:
    """Processor time of all processes that were waited for; 0 where nobody tells."""
    times = os.times()
    return times.children_user + times.children_system


def _watch(pid: int, run: ImportRun, wait: Callable[[float], bool]) -> None:
    while not wait(LOOK_EVERY_S):
        now_mb = resident_mb(pid)
        if now_mb is not None:
            run.peak_mb = max(run.peak_mb or 0.0, now_mb)


def resident_mb(pid: int) -> float | None:
    """What a process and all below it hold now; what they share counts once. None where nobody tells."""
    if sys.platform != "linux":
        return None
    parents: dict[int, int] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            parents[int(each.name)] = _parent(int(each.name))
    family = {pid}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(_proportional_kb(member) for member in family) / KILO


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):  # it ended meanwhile
        return 0


def _proportional_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
