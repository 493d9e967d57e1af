"""Reading files in several processes: started when there is enough to read, and gone as soon as asked."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Self

from app.domain.frozen import frozen
from app.wiring.file_reading import FileToRead, ReadFile, ReadingRecipe, read_file

FEWEST_FOR_PROCESSES = 4  # files; starting the processes takes as long as reading so many
FILES_AHEAD = 4  # for each process, so that none waits
MOST_OCTETS_AHEAD = 64_000_000  # of files that wait to be read
NICENESS = 10  # below the window and its session


@frozen
class Ticket:
    """A file on its way through the pool."""

    file: FileToRead
    future: Future[ReadFile]
    pool: ProcessPoolExecutor | None


class ReadingPool:
    """Use as a context. `spares_a_core`, asked before each file: whether a session is to be left alone.

    `is_background`: a window is open, which goes first whenever it has something to do.
    """

    def __init__(
        self,
        recipe: ReadingRecipe,
        spares_a_core: Callable[[], bool],
        *,
        is_background: bool = False,
        cores: int | None = None,
    ) -> None:
        self._read = partial(read_file, recipe)
        self._spares_a_core = spares_a_core
        self._begin = partial(_begin, NICENESS if is_background else 0)
        self._cores = cores or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._submitted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Drops what waits; a process ends with the file that it has in hand."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def most_ahead(self) -> int:
        """So many files may be on their way now."""
        return max(1, self._cores - 1) if self._spares_a_core() else FILES_AHEAD * self._cores

    def submit(self, file: FileToRead) -> Ticket:
        """Sends a file on its way; the first few are read on the spot, where no session would feel it."""
        self._submitted += 1
        if self._submitted <= FEWEST_FOR_PROCESSES and not self._spares_a_core():
            future: Future[ReadFile] = Future()
            future.set_result(self._read(file))
            return Ticket(file, future, None)
        pool = self._pool or self._renewed()
        try:
            return Ticket(file, pool.submit(self._read, file), pool)
        except BrokenProcessPool:  # by a file before this one, whose result nobody has asked for yet
            pool = self._renewed()
            return Ticket(file, pool.submit(self._read, file), pool)

    def result(self, ticket: Ticket) -> ReadFile:
        """Waits for it. A file that ends the process which reads it is skipped; the others are read again."""
        try:
            return ticket.future.result()
        except BrokenProcessPool:
            if ticket.pool is self._pool:
                self._renewed()
        try:
            return self._alone(ticket.file)
        except BrokenProcessPool:
            words = "reading it ended the program that read it"
            return ReadFile(ticket.file.name, ticket.file.sha256, None, problem=words)

    def _alone(self, file: FileToRead) -> ReadFile:
        with ProcessPoolExecutor(1, get_context("spawn"), self._begin) as pool:
            return pool.submit(self._read, file).result()

    def _renewed(self) -> ProcessPoolExecutor:
        """A pool in place of none, or of a broken one."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)
        self._pool = ProcessPoolExecutor(self._cores, get_context("spawn"), self._begin)
        return self._pool


def _begin(niceness: int) -> None:
    """In each process: Ctrl-C is for the one that started it, whose end is this one's end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):  # not on Windows
        os.nice(niceness)


def _end_with_parent() -> None:
    """Killed, it would leave its processes waiting for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
