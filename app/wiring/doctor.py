"""`sidebeat doctor`: the checks, each one a finding."""

import argparse
import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from app import __version__
from app.cli.doctor import Finding, Verdict, masked, masked_name, print_findings
from app.cli.failure import CannotError
from app.cli.link_timeline import link_findings
from app.cli.sentences import link_failure, no_fonts, settings_damage, storage_failure
from app.domain.link_timeline import link_timeline
from app.domain.recording import SessionStatus
from app.storage.backups import list_backups as list_daily
from app.storage.database import quick_check
from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.lock import is_held, read_holder
from app.storage.log_file import LOG_NAME, last_line, without_addresses
from app.storage.rescue import find_rescued
from app.ui.fonts import font_count
from app.wiring.house import House
from app.wiring.live import adapter_problem
from app.wiring.repair import repair_store, restore_copy, show_backups

LITTLE_ROOM_BYTES = 200_000_000  # an hour's recording takes less than a megabyte; the system needs the rest
LINK_ROWS = 40  # the last link or two, on one screen
LINK_EVENTS_READ = 400  # so that those rows have their beginnings
OLD_BACKUP_AFTER_DAYS = 8  # one is made on every day with a session; some train only at weekends


def doctor(house: House, arguments: argparse.Namespace) -> int:
    """Looks at everything Sidebeat needs: status 1 when something failed. Or repairs, lists, restores."""
    if arguments.repair:
        return repair_store(house, arguments)
    if arguments.backups:
        return show_backups(house, arguments)
    if arguments.restore is not None:
        return restore_copy(house, arguments)
    if print_findings(_findings(house), as_json=arguments.json):
        return 0
    raise CannotError("Not everything works here; what to do stands beside what failed.")


def _findings(house: House) -> Iterator[Finding]:
    yield _versions()
    yield _bluetooth()
    yield from _sensors(house)
    yield _qt()
    yield _display()
    yield from _fonts()
    yield _settings(house)
    yield from _storage(house.folders)
    yield _log(house.folders)
    yield from _links(house.folders)


def _versions() -> Finding:
    names = ("PySide6-Essentials", "bleak", "pyqtgraph", "numpy", "fitdecode")
    packages = ", ".join(f"{name} {_version(name)}" for name in names)
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    seen = f"Sidebeat {__version__}, Python {platform.python_version()}, {system}; {packages}"
    if sys.version_info < (3, 12) and _version("PySide6-Essentials").startswith("6.12"):
        advice = "PySide6 6.12 crashes with Python 3.11. Start with run.py: it installs one that works."
        return Finding("versions", Verdict.FAILED, seen, advice)
    return Finding("versions", Verdict.OK, seen)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _bluetooth() -> Finding:
    problem = asyncio.run(adapter_problem())
    if problem is None:
        return Finding("bluetooth", Verdict.OK, "the adapter is there and can scan")
    return Finding("bluetooth", Verdict.FAILED, problem.replace("_", " "), link_failure(problem))


def _sensors(house: House) -> Iterator[Finding]:
    for sensor in house.settings.remembered_sensors:
        serial_number = masked(sensor.serial_number or "–")
        seen = f"{masked_name(sensor.name or 'no name')}, {masked(sensor.address)}, serial {serial_number}"
        yield Finding("remembered sensor", Verdict.OK, seen)


def _qt() -> Finding:
    if find_spec("PySide6") is None:
        return Finding("Qt", Verdict.FAILED, "PySide6 is not installed", "Start Sidebeat with run.py once.")
    return Finding("Qt", Verdict.OK, f"PySide6 {_version('PySide6-Essentials')} is installed")


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))


def _display() -> Finding:
    if _has_display():
        return Finding("display", Verdict.OK, "there is one")
    advice = "The live view runs in the terminal here: sidebeat record"
    return Finding("display", Verdict.WARNING, "no display (DISPLAY and WAYLAND_DISPLAY are empty)", advice)


def _fonts() -> Iterator[Finding]:
    """Nothing where the system keeps its fonts otherwise than Linux does."""
    count = font_count()
    if count == 0:
        verdict = Verdict.FAILED if _has_display() else Verdict.WARNING  # the terminal has fonts of its own
        yield Finding("fonts", verdict, "none", no_fonts())
    elif count is not None:
        yield Finding("fonts", Verdict.OK, f"{count} are there")


def _storage(folders: Folders) -> Iterator[Finding]:
    place = next(each for each in (folders.home, *folders.home.parents) if each.exists())
    free = shutil.disk_usage(place).free
    room = Verdict.OK if free > LITTLE_ROOM_BYTES else Verdict.WARNING
    advice = "" if room is Verdict.OK else "Make room, or keep Sidebeat's files elsewhere with --home."
    yield Finding("disk", room, f"{free / 1e9:.1f} GB free at {folders.home}", advice)
    if not place.is_dir() or not os.access(place, os.W_OK):
        yield Finding("home", Verdict.FAILED, str(place), storage_failure("cannot_write", folders.home))
    yield _database(folders)
    yield _backups(folders)
    for path in find_rescued(folders):
        advice = "They come home when Sidebeat starts again, or with: sidebeat doctor --repair"
        yield Finding("rescued records", Verdict.WARNING, str(path), advice)
    if is_held(folders.lock_file):
        holder = read_holder(folders.lock_file)
        who = (
            ""
            if holder is None
            else f" («{holder.command}», process {holder.pid}, since {holder.started_at})"
        )
        yield Finding("recorder", Verdict.OK, f"a Sidebeat is recording{who}")


def _settings(house: House) -> Finding:
    stored = house.stored
    if stored.damage is None:
        return Finding("settings", Verdict.OK, "readable")
    sentence = settings_damage(stored.damage.value, stored.problems, stored.backup)
    return Finding("settings", Verdict.WARNING, sentence)


def _backups(folders: Folders) -> Finding:
    backups = list_daily(folders)
    if not backups:
        return Finding("backups", Verdict.OK, "none yet: one is made on every day that Sidebeat runs")
    seen = f"{len(backups)}, the newest of {backups[0].day}"
    recorded = folders.database.stat().st_mtime if folders.database.exists() else 0.0
    behind = datetime.fromtimestamp(recorded, UTC).date() - backups[0].day
    if behind.days <= OLD_BACKUP_AFTER_DAYS:
        return Finding("backups", Verdict.OK, seen)
    return Finding("backups", Verdict.WARNING, seen, f"Is there room to write in {folders.backups}?")


def _log(folders: Folders) -> Finding:
    newest = last_line(folders.logs)
    if newest is None:
        return Finding("log", Verdict.OK, "nothing was logged")
    return Finding("log", Verdict.OK, f"{folders.logs / LOG_NAME} ends with: {without_addresses(newest)}")


def _links(folders: Folders) -> Iterator[Finding]:
    try:
        records = History(folders).link_records(LINK_EVENTS_READ)
    except StorageError:
        return  # the database's own finding tells why
    yield from link_findings(link_timeline(records)[-LINK_ROWS:])


def _database(folders: Folders) -> Finding:
    if not folders.database.exists():
        if not list_daily(folders):
            return Finding("database", Verdict.OK, "nothing is recorded yet")
        advice = "The newest backup takes its place with: sidebeat doctor --repair"
        return Finding("database", Verdict.FAILED, f"{folders.database} is gone", advice)
    try:
        problems = quick_check(folders.database)
        rows = History(folders).activities()
    except StorageError as error:
        reason = error.reason.value
        return Finding("database", Verdict.FAILED, reason, storage_failure(reason, error.path))
    if problems:
        advice = storage_failure("corrupt_database", folders.database)
        return Finding("database", Verdict.FAILED, "; ".join(problems[:3]), advice)
    interrupted = sum(row.status is SessionStatus.INTERRUPTED for row in rows)
    count = "1 activity" if len(rows) == 1 else f"{len(rows)} activities"
    seen = f"sound, {count}, {interrupted} interrupted"
    return Finding("database", Verdict.OK, seen)
