"""The watched folder's thread: looks again and again, and takes in what is new."""

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.settings import Settings
from app.domain.watched import FolderNews
from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.storage.watched_folder import RECORD, WatchedFolder

if TYPE_CHECKING:
    from app.wiring.window_import import WindowImport

FIRST_LOOKS_S = 2.0  # between the looks at what may be ready: a copy that stands still so long is whole
LOOK_EVERY_S = 10.0
HEED_EVERY_S = 1.0  # whether another folder was chosen, or the end has come

Take = Callable[[tuple[Path, ...]], Generator[tuple[ImportOutcome, ...], None, None]]
"""Imports files, one after the other; to be closed at any of them."""


class KeptSettings(Protocol):
    """Whoever knows which folder is watched now."""

    @property
    def settings(self) -> Settings:
        """As they are."""


class FolderWatch:
    """`tell` is called from the thread: after the first look, when something came in, and when it changed."""

    def __init__(
        self,
        folders: Folders,
        keeper: KeptSettings,
        take: Take,
        tell: Callable[[FolderNews], None],
        *,
        look_every_s: float = LOOK_EVERY_S,
        first_looks_s: float = FIRST_LOOKS_S,
    ) -> None:
        self._record = folders.home / RECORD
        self._keeper = keeper
        self._take = take
        self._tell = tell
        self._look_every_s = look_every_s
        self._first_looks_s = first_looks_s
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watched folder", daemon=True)

    def start(self) -> None:
        """Starts looking; to be called once."""
        self._thread.start()

    def close(self) -> None:
        """Ends with the file that is being taken in. Idempotent."""
        self._ends.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ends.is_set():
            name = self._keeper.settings.watched_folder
            if name:
                self._watch(name)
            else:
                self._tell(FolderNews(""))
                self._rest(name, float("inf"))

    def _watch(self, name: str) -> None:
        """Until another folder is chosen, or the end."""
        folder = WatchedFolder(Path(name), self._record)
        last: FolderNews | None = None
        while not self._ends.is_set() and self._keeper.settings.watched_folder == name:
            news = self._look(folder, name)
            if news != last or news.outcomes:
                self._tell(news)
            last = news
            self._rest(name, self._first_looks_s if news.unfinished else self._look_every_s)

    def _look(self, folder: WatchedFolder, name: str) -> FolderNews:
        look = folder.look()
        outcomes: list[ImportOutcome] = []
        if not look.ready:
            return FolderNews(name, look.is_there, look.unfinished)
        refusal = None
        try:
            with closing(self._take(look.ready)) as taken:
                for of_file in taken:
                    outcomes += of_file
                    if self._ends.is_set():
                        break
                else:
                    folder.tell(look.ready)
        except StorageError as error:
            refusal = error.reason.value
        is_there = Path(name).is_dir()
        if not is_there:  # unplugged meanwhile: what could not be read is taken in when it is there again
            outcomes = [each for each in outcomes if each.status is not ImportStatus.SKIPPED]
        return FolderNews(name, is_there, look.unfinished, tuple(outcomes), refusal)

    def _rest(self, name: str, seconds: float) -> None:
        while seconds > 0.0 and self._keeper.settings.watched_folder == name:
            if self._ends.wait(min(HEED_EVERY_S, seconds)):
                return
            seconds -= HEED_EVERY_S


def watch_folder(
    folders: Folders,
    keeper: KeptSettings,
    imports: "Callable[[], WindowImport]",
    tell: Callable[[FolderNews], None],
) -> FolderWatch:
    """A watch, started; what an import needs is loaded with the first file."""

    def take(paths: tuple[Path, ...]) -> Generator[tuple[ImportOutcome, ...], None, None]:
        from app.storage.foreign_files import ForeignFiles  # noqa: PLC0415 - with the first file

        yield from imports().bring(ForeignFiles(paths))

    watch = FolderWatch(folders, keeper, take, tell)
    watch.start()
    return watch
