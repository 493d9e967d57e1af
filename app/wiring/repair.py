"""`sidebeat doctor --repair`, `--backups`, `--restore PATH`: the store brought back into order."""

import argparse
from datetime import datetime

from app.cli.failure import CannotError
from app.cli.repair import Progress, RepairReport, print_repair, print_restore_points, print_restored
from app.storage.repair import Repaired, repair
from app.wiring.care import list_backups, restore_backup
from app.wiring.house import House


def repair_store(house: House, arguments: argparse.Namespace) -> int:
    """Salvages a damaged database, takes rescued records home, says what it did. StorageError."""
    progress = Progress()
    progress.begin()
    try:
        repaired = repair(house.folders, datetime.now().astimezone(), progress.tell)
    finally:
        progress.end()
    print_repair(_report(repaired), as_json=arguments.json)
    return 0


def show_backups(house: House, arguments: argparse.Namespace) -> int:
    """Lists what the athlete can go back to."""
    print_restore_points(list_backups(house.folders), as_json=arguments.json)
    return 0


def restore_copy(house: House, arguments: argparse.Namespace) -> int:
    """Puts a copy in the database's place. StorageError, LockedError."""
    file = arguments.restore.expanduser().absolute()
    if not file.is_file():
        raise CannotError(f"There is no file {file}. See: sidebeat doctor --backups")
    if file == house.folders.database:
        raise CannotError(f"{file} is the database itself, not a copy of it.")
    set_aside = restore_backup(house.folders, file, datetime.now().astimezone())
    print_restored(file, set_aside, as_json=arguments.json)
    return 0


def _report(repaired: Repaired) -> RepairReport:
    salvaged, homecoming = repaired.salvaged, repaired.homecoming
    return RepairReport(
        problems=() if salvaged is None else salvaged.problems,
        rows={} if salvaged is None else salvaged.rows,
        from_backup={} if salvaged is None else salvaged.from_backup,
        backup=repaired.restored if salvaged is None else salvaged.backup,
        set_aside=None if salvaged is None else salvaged.set_aside,
        found_nothing=salvaged is not None and salvaged.found_nothing,
        restored_whole=repaired.restored is not None,
        came_home=homecoming.home,
        staying=homecoming.staying,
    )
