"""`import` and `log`: activities from files, and from memory."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from app.cli.failure import CannotError
from app.cli.importing import ImportView
from app.cli.output import line
from app.domain.import_outcome import ImportStatus
from app.formats.typed import encode_typed
from app.storage.errors import StorageError
from app.storage.foreign_files import ForeignFile, ForeignFiles
from app.storage.history import History
from app.wiring.file_reading import ReadingRecipe
from app.wiring.house import House
from app.wiring.importing import Importer
from app.wiring.terminal_recorder import terminal_recorder

DONE, COULD_NOT = 0, 1


def import_files(house: House, arguments: argparse.Namespace) -> int:
    """Imports files, folders and archives; status 1 only if nothing at all could be read."""
    files = ForeignFiles(arguments.paths)
    view = ImportView(files, as_json=arguments.json)
    read_any = False
    recipe = ReadingRecipe(house.profile(), house.settings.activity_types(), arguments.tolerant)
    with _importer(house, "sidebeat import", recipe) as importer, closing(importer.bring(files)) as taken:
        try:
            for outcomes in taken:
                view.show(outcomes)
                read_any = read_any or any(each.status is not ImportStatus.SKIPPED for each in outcomes)
        except (KeyboardInterrupt, StorageError) as error:  # what was taken in till then is told all the same
            view.finish(is_cancelled=isinstance(error, KeyboardInterrupt))
            raise
    view.finish()
    return DONE if read_any or not files.count else COULD_NOT


def log(house: House, arguments: argparse.Namespace) -> int:
    """Keeps a session that nobody measured: «strength, 45 min, RPE 6»."""
    activity_type = house.activity_type(arguments.activity)
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
    recipe = ReadingRecipe(house.profile(), (activity_type,))
    file = ForeignFile("typed.json", "typed.json", octets, now)
    with _importer(house, "sidebeat log", recipe) as importer:
        ((outcome,),) = importer.bring([file])
    if outcome.activity_id is None:
        raise CannotError(f"Nothing was kept: {outcome.reason}.")
    line(f"Kept as activity {outcome.activity_id}; its load is an estimate.")
    return DONE


@contextmanager
def _importer(house: House, command: str, recipe: ReadingRecipe) -> Iterator[Importer]:
    with terminal_recorder(house.folders, command) as recorder:
        history = History(house.folders)
        rows = history.activities(athlete=house.names(), with_zones=False)
        yield Importer(recorder, history, rows, recipe)
