"""`activities`, `show`, `export`: they read what is kept, also while another records; and the bin."""

import argparse
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.cli.failure import CannotError
from app.cli.history import print_activities, print_activity
from app.cli.output import line, note, write_octets
from app.cli.sentences import never_on_air, no_activity
from app.storage.bin import delete_activity, restore_activity
from app.storage.export_folder import ExportFolder, write_checked
from app.storage.folders import Folders
from app.storage.history import History
from app.wiring.archive import Archive, ExportedFile
from app.wiring.house import House


def activities(house: House, arguments: argparse.Namespace) -> int:
    """Lists what is recorded, newest first."""
    since = (
        None
        if arguments.since is None
        else datetime.combine(arguments.since, datetime.min.time()).astimezone()
    )
    archive = Archive(History(house.folders))
    rows = archive.rows(since=since, athlete=house.names(), in_bin=arguments.bin)
    print_activities(rows, athlete=house.athlete_name, as_json=arguments.json)
    return 0


def show(house: House, arguments: argparse.Namespace) -> int:
    """Shows one activity."""
    archive = Archive(History(house.folders))
    try:
        row, activity = archive.row(arguments.activity_id), archive.activity(arguments.activity_id)
    except KeyError as error:
        raise CannotError(no_activity(arguments.activity_id)) from error
    recovery = archive.recovery(arguments.activity_id)
    print_activity(row, activity, recovery, samples=arguments.samples, as_json=arguments.json)
    return 0


def delete(house: House, arguments: argparse.Namespace) -> int:
    """Puts one activity into the bin."""
    _move(delete_activity, house, arguments.activity_id)
    note(
        f"Activity {arguments.activity_id} lies in the bin for 30 days. "
        f"To have it back: sidebeat restore {arguments.activity_id}"
    )
    return 0


def restore(house: House, arguments: argparse.Namespace) -> int:
    """Takes one activity out of the bin."""
    _move(restore_activity, house, arguments.activity_id)
    note(f"Activity {arguments.activity_id} is back.")
    return 0


def _move(move: Callable[[Folders, int, datetime], None], house: House, activity_id: int) -> None:
    try:
        move(house.folders, activity_id, datetime.now().astimezone())
    except KeyError as error:
        raise CannotError(no_activity(activity_id)) from error


def export(house: House, arguments: argparse.Namespace) -> int:
    """Writes one activity to a file and says where."""
    try:
        file = Archive(History(house.folders)).file(arguments.activity_id, arguments.format)
    except KeyError as error:
        raise CannotError(no_activity(arguments.activity_id)) from error
    if arguments.format == "raw" and not file[1]:
        raise CannotError(never_on_air(arguments.activity_id))
    if arguments.output == "-":
        write_octets(file[1])
        return 0
    line(str(write_named(arguments.output, house.folders.exports, file)))
    return 0


def write_named(output: str | None, exports: Path, file: ExportedFile) -> Path:
    """Into the exports folder, the named folder, or under the named file's name; never over another file.

    CannotError where it cannot be written.
    """
    try:
        return _write_named(output, exports, file)
    except OSError as error:
        raise CannotError(
            f"The file cannot be written: {error.strerror or error} ({error.filename})."
        ) from error


def _write_named(output: str | None, exports: Path, file: ExportedFile) -> Path:
    name, octets, check = file
    if output is None:
        return ExportFolder(exports).write(name, octets, check)
    path = Path(output).expanduser().absolute()
    if output.endswith(("/", os.sep)) and not path.is_dir():
        raise CannotError(f"The file cannot be written: there is no such folder ({path}).")
    if path.is_dir():
        return ExportFolder(path).write(name, octets, check)
    if path.exists():
        raise CannotError(f"{path} is there already. Choose another name, or remove it first.")
    return write_checked(path, octets, check)
