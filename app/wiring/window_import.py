"""Files into the window's store: one import at a time, by hand or from the watched folder."""

import threading
from collections.abc import Callable, Generator, Iterable

from app.storage.foreign_files import ForeignFile
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.wiring.file_reading import ReadingRecipe
from app.wiring.house import House, SettingsKeeper
from app.wiring.importing import Importer, Outcomes


class WindowImport:
    """Writes through the recorder of the engine that runs now; leaves a core to a session that runs."""

    def __init__(self, house: House, keeper: SettingsKeeper, recorder: Callable[[], SqliteRecorder]) -> None:
        self._keeper = keeper
        self._recorder = recorder
        self._history = History(house.folders)
        self._one_at_a_time = threading.Lock()

    def bring(self, files: Iterable[ForeignFile]) -> Generator[Outcomes, None, None]:
        """Imports for the athlete in use; to be closed at any file. StorageError."""
        with self._one_at_a_time:
            recorder, settings = self._recorder(), self._keeper.settings
            with recorder.kept_open():  # not while an earlier copy of the store is being put in place
                recorder.settle()
            rows = self._history.activities(athlete=settings.history_of(), with_zones=False)
            recipe = ReadingRecipe(settings.athlete(), settings.activity_types())
            importer = Importer(recorder, self._history, rows, recipe, is_background=True)
            yield from importer.bring(files)
