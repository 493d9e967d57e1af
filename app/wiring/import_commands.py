"""`import` and `log`: activities from files, and from memory."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app.cli.failure import CannotError
from app.cli.importing import ImportView
from app.cli.output import line
from app.domain.activity_types import known_activity_types
from app.formats.typed import encode_typed
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.wiring.house import House
from app.wiring.importing import Importer, files_of, read_all, read_file

DONE, COULD_NOT = 0, 1


def import_files(house: House, arguments: argparse.Namespace) -> int:
    """Imports files and folders; status 1 only if nothing at all could be read."""
    paths = list(files_of(arguments.paths))
    types = known_activity_types(house.settings.own_activity_types)
    view = ImportView(len(paths), as_json=arguments.json)
    read_any = False
    with _importer(house, "sidebeat import") as importer:
        for file in read_all(paths, house.profile(), types, tolerant=arguments.tolerant):
            view.show(importer.take(file))
            read_any = read_any or file.problem is None
    view.finish()
    return DONE if read_any or not paths else COULD_NOT


def log(house: House, arguments: argparse.Namespace) -> int:
    """Keeps a session that nobody measured: «strength, 45 min, RPE 6»."""
    try:
        activity_type = house.activity_type(arguments.activity)
    except KeyError as error:
        raise CannotError(f"There is no activity type called {error}.") from error
    now = datetime.now().astimezone()
    started_at = (arguments.started or now).astimezone()
    if started_at > now:
        raise CannotError(f"{arguments.started:%Y-%m-%d %H:%M} has not been yet.")
    octets = encode_typed(
        started_at=started_at,
        minutes=arguments.minutes,
        rpe=arguments.rpe,
        fit_sport=activity_type.fit_sport,
        fit_sub_sport=activity_type.fit_sub_sport,
    )
    with tempfile.TemporaryDirectory() as folder, _importer(house, "sidebeat log") as importer:
        path = Path(folder) / "typed.json"
        path.write_bytes(octets)
        (outcome,) = importer.take(read_file(path, house.profile(), (activity_type,), tolerant=False))
    if outcome.activity_id is None:
        raise CannotError(f"Nothing was kept: {outcome.reason}.")
    line(f"Kept as activity {outcome.activity_id}; its load is an estimate.")
    return DONE


@contextmanager
def _importer(house: House, command: str) -> Iterator[Importer]:
    recorder = SqliteRecorder.open(house.folders, system_clocks(), command=command)
    try:
        history = History(house.folders)
        rows = history.activities(athlete=house.names())
        yield Importer(recorder, history, rows)
    finally:
        recorder.close()
